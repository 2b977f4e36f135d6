import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { buildInitiation, type InitiationOrder } from '../../lib/psd2/initiation/build-initiation.ts';
import { type Pain001, writePain001 } from '../../lib/psd2/initiation/write-pain001.ts';
import { bulk, debtorIban, payment, schedule, xml } from './initiation-samples.ts';
import { validPain001 } from './pain001-schema.ts';

const product = 'pain.001-sepa-credit-transfers';
const instant = 'pain.001-instant-sepa-credit-transfers';
const services = ['payments', 'bulk-payments', 'periodic-payments'] as const;
const settings = {
  products: services.flatMap((service) => [product, instant].map((name) => ({ service, product: name }))),
  futureDated: true,
};
const build = (order: InitiationOrder) => buildInitiation(settings, order);
const sample = (name: string) => readFile(new URL(`samples/${name}`, import.meta.url), 'utf8');
/** The samples are broken into lines for people; the bytes on the wire are not. */
const onOneLine = (text: string) =>
  text
    .replace(/^(<\?xml.*\?>)\n/, '$1')
    .replace(/>\s+</g, '><')
    .trim();

describe('an order in pain.001', () => {
  test.each<[string, InitiationOrder]>([
    ['pain001-single.xml', { service: 'payments', product, payment, xml }],
    ['pain001-instant.xml', { service: 'payments', product: instant, payment, xml }],
    [
      'pain001-bulk.xml',
      {
        service: 'bulk-payments',
        product,
        bulk: { ...bulk, batchBookingPreferred: true, requestedExecutionDate: '2026-12-01' },
        xml: { ...xml, debtorBic: 'GKCCBEBB' },
      },
    ],
  ])('is %s to the letter, and valid', async (name, order) => {
    const { bytes, contentType } = build(order);
    expect(contentType).toBe('application/xml');
    expect(onOneLine(Buffer.from(bytes).toString())).toBe(onOneLine(await sample(name)));
    validPain001(bytes);
  });

  test('a periodic one is two parts: the transfer in XML and its schedule in JSON', async () => {
    const { bytes, contentType } = build({
      service: 'periodic-payments',
      product,
      periodic: { ...payment, schedule },
      xml,
    });
    const form = await new Response(new Uint8Array(bytes), {
      headers: { 'Content-Type': contentType },
    }).formData();
    expect([...form.keys()]).toEqual(['xml_sct', 'json_standingorderType']);
    const part = (name: string): string => {
      const value = form.get(name);
      if (typeof value !== 'string') throw new Error(`${name} is no text`);
      return value;
    };
    expect(JSON.parse(part('json_standingorderType'))).toEqual(schedule);
    const transfer = validPain001(Buffer.from(part('xml_sct')));
    expect(transfer.text('CstmrCdtTrfInitn/PmtInf/ReqdExctnDt')).toEqual(['2026-12-01']);
    expect(Buffer.from(bytes).toString()).toMatch(/name="xml_sct"\r\nContent-Type: application\/xml\r\n/);
  });

  test('without its header is a fault of the caller', () => {
    expect(() => build({ service: 'payments', product, payment })).toThrow(TypeError);
  });

  test('an apostrophe and a sign of more need no escape, and no other sign passes', () => {
    const { transfers } = bulk;
    const order = { ...xml, debtorIban, executionDate: xml.today, instant: false, transfers };
    expect(Buffer.from(writePain001(order)).toString()).toContain("<Nm>Drukkerij O'Neill (Gent)</Nm>");
    for (const strange of ['<', '>', '&', '"', 'é', '\n', '\u00a0']) {
      const debtorName = `A${strange}B`;
      expect(() => writePain001({ ...order, debtorName })).toThrow(AcquitError);
    }
  });

  test.each<[string, Partial<Pain001>, string]>([
    ['no message id', { messageId: '' }, 'messageId'],
    ['a message id of 36 characters', { messageId: 'A'.repeat(36) }, 'messageId'],
    ['a message id with a slash', { messageId: 'A/B' }, 'messageId'],
    ['no debtor name', { debtorName: '' }, 'debtorName'],
    ['a debtor name of 71 characters', { debtorName: 'x'.repeat(71) }, 'debtorName'],
    ['a wrong account', { debtorIban: 'BE68539007547035' }, 'debtorAccount'],
    ['a wrong BIC', { debtorBic: 'gkccbebb' }, 'debtorAgent'],
    ['a day that does not exist', { executionDate: '2026-02-30' }, 'requestedExecutionDate'],
    ['no transfer', { transfers: [] }, 'payments'],
  ])('is refused with %s', (_, change, field) => {
    const order = { ...xml, debtorIban, executionDate: xml.today, instant: false, transfers: bulk.transfers };
    const write = () => writePain001({ ...order, ...change });
    expect(write).toThrow(
      expect.objectContaining({ code: 'BANK_PAYMENT_UNFIT', detail: expect.objectContaining({ field }) }),
    );
  });

  test('of ten thousand transfers as large as they may be has their exact sum', () => {
    const transfers = Array.from({ length: 10_000 }, (_, index) => ({
      ...payment,
      amount: decimal('999999999.99'),
      endToEndIdentification: `E${index}`,
    }));
    const order = { ...xml, debtorIban, executionDate: xml.today, instant: false, transfers };
    const written = Buffer.from(writePain001(order)).toString();
    const totals = '<NbOfTxs>10000</NbOfTxs><CtrlSum>9999999999900.00</CtrlSum>';
    expect(written.split(totals)).toHaveLength(3);
  });

  test('has the exact count and sum of its transfers at both levels, however many there are', () => {
    const most = 99_999_999_999n;
    const amounts = fc.array(fc.oneof(fc.bigInt(1n, most), fc.constant(most)), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(amounts, (cents) => {
        const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
        const transfers = cents.map((value, index) => ({
          ...payment,
          amount: decimal(text(value)),
          endToEndIdentification: `E${index}`,
        }));
        const order = { ...xml, debtorIban, executionDate: xml.today, instant: false, transfers };
        const written = validPain001(writePain001(order));
        const sum = text(cents.reduce((total, value) => total + value, 0n));
        for (const level of ['GrpHdr', 'PmtInf']) {
          expect(written.text(`CstmrCdtTrfInitn/${level}/NbOfTxs`)).toEqual([String(cents.length)]);
          expect(written.text(`CstmrCdtTrfInitn/${level}/CtrlSum`)).toEqual([sum]);
        }
        expect(written.text('CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt')).toEqual(cents.map(text));
      }),
      { numRuns: 40 },
    );
  });
});
