import { X509Certificate } from 'node:crypto';
import { Command } from 'commander';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { certificateAlarms } from '../../lib/psd2/certificate-expiry.ts';
import { certificateHeader } from '../../lib/psd2/signature/certificate-header.ts';
import { keyIdRenderings } from '../../lib/psd2/signature/key-id.ts';
import { exitCodes } from '../exit-codes.ts';
import { readInput } from '../input-file.ts';
import { printTable } from '../print-table.ts';

/** `acquit bank`: what is agreed with the bank. */
export const bankCommand = (): Command =>
  new Command('bank').description('Shows what the bank is told about us.').addCommand(
    new Command('certificate')
      .description('Prints every spelling of the keyId of a certificate, its header, and when it expires.')
      .argument('<file>', 'a certificate in PEM')
      .action((file: string) => {
        const pem = readCertificate(file);
        process.stdout.write(printCertificate(pem, new Date()));
        const alarms = certificateAlarms([{ name: file, pem }], new Date());
        process.exitCode = alarms.length === 0 ? exitCodes.done : exitCodes.stopped;
      }),
  );

function readCertificate(file: string): string {
  const text = readInput(file).toString('utf8');
  try {
    return new X509Certificate(text).toString();
  } catch (cause) {
    throw new AcquitError('CONFIGURATION_INVALID', `${file} is no certificate in PEM.`, { cause });
  }
}

/** What a person needs to agree with the bank which literal goes into `qseal.keyId` (psd2.md U-02, U-03). */
function printCertificate(pem: string, now: Date): string {
  const { subject, validFromDate, validToDate } = new X509Certificate(pem);
  const [alarm] = certificateAlarms([{ name: 'certificate', pem }], now);
  const validity = `${day(validFromDate)} to ${day(validToDate)}`;
  const header = certificateHeader(pem, 'der64');
  return [
    `Subject: ${subject.replaceAll('\n', ', ')}`,
    `Valid:   ${validity}${alarm === undefined ? '' : ` (${alarm.code}: ${alarm.daysLeft} days left)`}`,
    `Header:  TPP-Signature-Certificate, ${header.length} characters as der64: ${header.slice(0, 24)}…`,
    '',
    'Ask the bank which of these it compares, and put that into the secret "bank" as qseal.keyId:',
    '',
    printTable([
      ['ISSUER AS BY', 'SERIAL NUMBER', 'BLANKS', 'KEYID'],
      ...keyIdRenderings(pem).map(({ issuer, serial, blanks, keyId }) => [issuer, serial, blanks, keyId]),
    ]),
  ].join('\n');
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
