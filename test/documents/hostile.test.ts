import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../lib/documents/read-document.ts';
import { invoiceWith, readText, refusal, ubl } from './ubl-document.ts';

const minimal = '<cbc:ID>1</cbc:ID>';
const doctype = '<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///none">]>';
const withDoctype = ubl('Invoice', minimal).replace('?>', `?>${doctype}`);
const utf16 = (text: string) => Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le');

describe('Whatever bytes come, the answer is a reading and never an exception', () => {
  test('Any bytes at all.', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const reading = readDocument(bytes);
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
        const reading = readDocument(damaged.subarray(0, length));
        expect(reading.readable && length < bytes.length).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Attacks are refused before anything is read', () => {
  test('A DOCTYPE is refused in UTF-8 and in UTF-16.', () => {
    expect(refusal(withDoctype)).toBe('FORBIDDEN_DOCTYPE');
    expect(refusal(utf16(withDoctype))).toBe('FORBIDDEN_DOCTYPE');
    expect(readDocument(utf16(ubl('Invoice', minimal))).readable).toBe(true);
  });

  test('A tower of entities is refused in no time.', () => {
    const tower = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join(
      '',
    );
    expect(refusal(`<!DOCTYPE a [<!ENTITY e0 "ha">${tower}]><a>&e9;</a>`)).toBe('FORBIDDEN_DOCTYPE');
  });

  test('A null byte inside an account number is refused.', () => {
    expect(refusal(ubl('Invoice', '<cbc:ID>NL\0 1</cbc:ID>'))).toBe('NOT_WELL_FORMED');
  });

  test('A file of more than fifty megabytes is refused unread.', () => {
    expect(refusal(new Uint8Array(50 * 1024 * 1024 + 1))).toBe('DOCUMENT_TOO_LARGE');
  });

  test('An empty file is refused.', () => {
    expect(refusal('')).toBe('NOT_WELL_FORMED');
  });

  test('A list of unread paths made to be endless ends after five hundred and says so.', () => {
    const { unmapped } = invoiceWith(Array.from({ length: 600 }, (_, n) => `<x${n}>1</x${n}>`).join(''));
    expect(unmapped).toHaveLength(501);
    expect(unmapped.at(-1)).toBe('…');
  });
});
