import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { parseDirectory } from '../cli/directory-file.ts';
import { parseIsoDate } from '../lib/documents/iso-date.ts';
import { readDocument } from '../lib/documents/read-document.ts';
import { assess } from '../lib/payables/assess.ts';
import type { Directory } from '../lib/payables/directory.ts';
import { serialisePaymentRequest } from '../lib/payables/serialise-payment-request.ts';
import { compareSpeed } from './compare-speed.ts';
import { informative, type Result, times, within } from './result.ts';
import { root } from './root.ts';
import { sizedInvoice } from './sized-invoice.ts';

/** The parser with which nothing is lost and nothing malformed is taken: strings, entities, validator first. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  htmlEntities: true,
  maxNestedTags: 64,
  processEntities: {
    enabled: true,
    maxEntityCount: 1,
    maxTotalExpansions: 100_000,
    maxExpandedLength: 1_000_000,
  },
});

/** From the bytes of a UBL invoice to the bytes of its payment request, against parsing the same XML alone. */
export async function measureDocuments(): Promise<Result[]> {
  const sample = readFileSync(join(root, 'events/invoices/nlcius-betalingskenmerk.xml'), 'utf8');
  const file = join(root, 'sandbox/directory.yml');
  const directory = parseDirectory(readFileSync(file, 'utf8'), file);
  const small = await measure(Buffer.from(sizedInvoice(sample, 10_000)), directory);
  const large = await measure(Buffer.from(sizedInvoice(sample, 1_000_000)), directory);
  return [
    { ...small, ...within({ value: small.figures.ratio, limit: 2 }, times) },
    { ...large, ...informative },
  ];
}

async function measure(bytes: Buffer, directory: Directory) {
  const work = () => toPaymentRequest(bytes, directory);
  const bare = () => parser.parse(bytes.toString('utf8'), true);
  work();
  const { subject, baseline, ratio } = await compareSpeed(work, bare);
  return {
    name: `UBL invoice of ${Math.round(bytes.length / 1000)} KB: read, assess, build ÷ fast-xml-parser alone`,
    measured: `${times(ratio)} (${(subject / 1000).toFixed(2)} ÷ ${(baseline / 1000).toFixed(2)} ms)`,
    figures: { ratio, bytes: bytes.length, subjectMicroseconds: subject, baselineMicroseconds: baseline },
  };
}

function toPaymentRequest(bytes: Buffer, directory: Directory): Uint8Array | string {
  const reading = readDocument(bytes);
  if (!reading.readable) throw new Error('The invoice of the bench cannot be read');
  const today = parseIsoDate('2026-11-21');
  const [invoice] = reading.invoices;
  if (today === undefined || invoice === undefined) throw new Error('The bench has no day or no invoice');
  const assessment = assess({ invoice, directory, today, sourceSystem: 'acquit' });
  if (assessment.request === null) {
    throw new Error(`The invoice of the bench is not paid: ${JSON.stringify(assessment.findings)}`);
  }
  return serialisePaymentRequest(assessment.request);
}
