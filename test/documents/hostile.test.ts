import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readXmlDocument } from '../../lib/documents/read-xml-document.ts';
import { invoiceWith, readText, ubl } from './ubl-document.ts';

const minimal = '<cbc:ID>1</cbc:ID>';

describe('Whatever bytes come, the answer is a reading and never an exception', () => {
  test('Any bytes at all.', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const reading = readXmlDocument(bytes);
        expect(reading.readable).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('Any text inside an invoice.', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(readText(ubl('Invoice', text)).readable).toBeTypeOf('boolean');
      }),
      { numRuns: 500 },
    );
  });

  test('Any plain text as the number, which is read to the letter.', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(!/[&<]/.test(text));
        expect(invoiceWith(`<cbc:ID>${text}</cbc:ID>`).number).toBe(text.trim() || null);
      }),
      { numRuns: 500 },
    );
  });

  test('Any invoice with a few of its bytes changed, or cut off anywhere.', () => {
    const bytes = Buffer.from(
      ubl('Invoice', `${minimal}<cac:PaymentMeans><cbc:PaymentID>x</cbc:PaymentID></cac:PaymentMeans>`),
    );
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(bytes.length), (changes, length) => {
        const damaged = Uint8Array.from(bytes);
        for (const [at, byte] of changes) damaged[at] = byte;
        const reading = readXmlDocument(damaged.subarray(0, length));
        expect(reading.readable && length < bytes.length).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('What would be endless ends', () => {
  test('A list of unread paths made to be endless ends after five hundred and says so.', () => {
    const { unmapped } = invoiceWith(Array.from({ length: 600 }, (_, n) => `<x${n}>1</x${n}>`).join(''));
    expect(unmapped).toHaveLength(501);
    expect(unmapped.at(-1)).toBe('…');
  });
});
