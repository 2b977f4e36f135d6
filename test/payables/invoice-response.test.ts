import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionCodes,
  type InvoiceResponse,
  invoiceResponseSchema,
  longestResponseText,
  reasonCodes,
  responseFaults,
  responseFingerprint,
  responseStatuses,
} from '../../lib/payables/invoice-response.ts';

const faults = (response: InvoiceResponse): string[] => responseFaults(response);

describe('an Invoice Response by itself', () => {
  test.each(['AB', 'IP', 'AP', 'PD'] as const)('%s needs no reason', (status) =>
    expect(faults({ status })).toEqual([]),
  );

  test.each(['UQ', 'CA', 'RE'] as const)('%s needs a reason, and "no issue" is none', (status) => {
    const fault = [`${status} needs a reason, and NON is none.`];
    expect(faults({ status })).toEqual(fault);
    expect(faults({ status, reasons: {} })).toEqual(fault);
    expect(faults({ status, reasons: { NON: '' } })).toEqual(fault);
    expect(faults({ status, actions: { NIN: 'a new one please' }, note: 'why' })).toEqual(fault);
    expect(faults({ status, reasons: { FIN: '' } })).toEqual([]);
  });

  test('a reason or an action "other" says what it is', () => {
    expect(faults({ status: 'RE', reasons: { OTH: ' ' } })).toEqual([
      'The reason OTH needs a text that says what it is.',
    ]);
    expect(faults({ status: 'RE', reasons: { REF: '' }, actions: { OTH: '' } })).toEqual([
      'The action OTH needs a text that says what it is.',
    ]);
    expect(faults({ status: 'RE', reasons: { OTH: 'late' }, actions: { OTH: 'call us' } })).toEqual([]);
  });

  test('partly paid goes with PD only, and says what was paid', () => {
    expect(faults({ status: 'PD', reasons: { PPD: '800.00 EUR' } })).toEqual([]);
    expect(faults({ status: 'PD', reasons: { PPD: '' } })).toEqual([
      'The reason PPD (partly paid) needs a text that says what was paid.',
    ]);
    for (const status of responseStatuses.filter((one) => one !== 'PD')) {
      expect(faults({ status, reasons: { PPD: '800.00 EUR' } })).toEqual([
        `The reason PPD (partly paid) goes with PD only, not with ${status}.`,
      ]);
    }
  });

  test('every text is short enough to be read, and the note is not empty', () => {
    const longest = 'x'.repeat(longestResponseText);
    expect(
      faults({ status: 'RE', reasons: { FIN: longest }, actions: { PIN: longest }, note: longest }),
    ).toEqual([]);
    const tooLong = `${longest}x`;
    expect(
      faults({ status: 'RE', reasons: { FIN: tooLong }, actions: { PIN: tooLong }, note: tooLong }),
    ).toEqual([
      'The text of the reason FIN is longer than 1000 characters.',
      'The text of the action PIN is longer than 1000 characters.',
      'The note is longer than 1000 characters.',
    ]);
    expect(faults({ status: 'AB', note: ' ' })).toEqual(['The note is empty: leave it out.']);
  });

  test.each([
    ['a bell', 'a\u0007b'],
    ['a null', '\u0000'],
    ['half an emoji', 'ok \uD83D'],
    ['a character that Unicode never gives out', 'a\uFFFE'],
  ])('%s cannot travel in an XML message', (_, text) => {
    expect(faults({ status: 'RE', reasons: { OTH: `x${text}` } })).toEqual([
      'The text of the reason OTH has characters that no XML message can carry.',
    ]);
    expect(faults({ status: 'AB', note: `x${text}` })).toEqual([
      'The note has characters that no XML message can carry.',
    ]);
  });

  test('lines, tabs, accents and emoji travel', () => {
    expect(faults({ status: 'AB', note: 'één\n\tdeux\r\n👍🏽 Straße' })).toEqual([]);
  });

  test('of any make is sent exactly when the Peppol rules hold', () => {
    const texts = (codes: readonly string[]) =>
      fc.dictionary(fc.constantFrom(...codes), fc.constantFrom('', ' ', 'why'), { maxKeys: 3 });
    const anything = fc.record(
      {
        status: fc.constantFrom(...responseStatuses),
        reasons: texts(reasonCodes),
        actions: texts(actionCodes),
        note: fc.constantFrom('', 'a note'),
      },
      { requiredKeys: ['status'] },
    );
    const says = (text: string | undefined) => text === undefined || text === 'why';
    fc.assert(
      fc.property(anything, (made) => {
        const response = invoiceResponseSchema.parse(made);
        const { status, reasons = {}, actions = {}, note } = response;
        const isExplained = Object.keys(reasons).some((code) => code !== 'NON');
        const isRight =
          (isExplained || !['UQ', 'CA', 'RE'].includes(status)) &&
          (status === 'PD' || !('PPD' in reasons)) &&
          says(reasons.PPD) &&
          says(reasons.OTH) &&
          says(actions.OTH) &&
          note !== '';
        expect(responseFaults(response).length === 0).toBe(isRight);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the form of an Invoice Response', () => {
  test('has the codes of the vendor and no others', () => {
    expect(
      invoiceResponseSchema.safeParse({
        status: 'RE',
        reasons: { REF: 'x' },
        actions: { NIN: 'y' },
        note: 'z',
      }).success,
    ).toBe(true);
    for (const wrong of [
      {},
      { status: 'UA' },
      { status: 'Reject' },
      { status: 'RE', reasons: { CNF: 'x' } },
      { status: 'PD', reasons: { PDD: 'x' } },
      { status: 'RE', actions: { CNEF: 'x' } },
      { status: 'RE', reasons: { REF: null } },
      { status: 'AB', remark: 'x' },
    ]) {
      expect(invoiceResponseSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  test('has one fingerprint for the same words, and another for others', () => {
    const first: InvoiceResponse = { status: 'UQ', reasons: { PAY: 'When?' } };
    expect(responseFingerprint(first)).toBe(responseFingerprint({ status: 'UQ', reasons: { PAY: 'When?' } }));
    expect(responseFingerprint(first)).not.toBe(
      responseFingerprint({ status: 'UQ', reasons: { PAY: 'When ?' } }),
    );
    expect(responseFingerprint({ status: 'AB' })).toBe(
      'e1640e57c3e4f2077b19455041adb74842b3469aff067ee66f2f46be81291b90',
    );
  });
});
