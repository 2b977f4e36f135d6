import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type InvoiceResponse,
  type ResponseStatus,
  responseFaults,
} from '../../lib/payables/invoice-response.ts';
import type { Status } from '../../lib/payables/lifecycle.ts';
import { nextResponse } from '../../lib/payables/next-response.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { mayFollow } from '../../lib/payables/response-order.ts';
import { answeredPayable, found, said } from './answered-payable.ts';

function conversation(payables: readonly Payable[]): InvoiceResponse[] {
  const now: InvoiceResponse[] = [];
  for (let round = 0; round < 9; round += 1) {
    const next = nextResponse(
      payables,
      now.map((one) => said(one)),
    );
    if (next === undefined) return now;
    now.push(next);
  }
  throw new Error('a conversation has no end');
}
const statusesOf = (payables: readonly Payable[]): string =>
  conversation(payables)
    .map(({ status }) => status)
    .join(' ');

const ready = { id: 'e', sentAt: '2026-11-20T10:00:00Z', intakeStatus: 'READY_FOR_PAYMENT' };
const taken = { id: 'e', sentAt: '2026-11-20T10:00:00Z' };
const request = (amount: string) => ({
  externalRequestId: 'x',
  idempotencyKey: 'k',
  sha256: 's',
  amount,
  executionDate: '2026-12-01',
});

const states = {
  RECEIVED: { status: 'RECEIVED' },
  HELD: { status: 'HELD', findings: [found('CODING_MISSING')] },
  ASKED: { status: 'HELD', findings: [found('NO_DUE_DATE')] },
  READY: { status: 'READY' },
  SUBMITTED: { status: 'SUBMITTED', erp: taken },
  ACCEPTED: { status: 'SUBMITTED', erp: ready },
  BUILT: { status: 'PAYMENT_BUILT', erp: { ...ready, intakeStatus: 'PAYMENT_BUILT' } },
  PAID: { status: 'PAID', erp: { ...ready, intakeStatus: 'PAID' }, request: request('800.00') },
  REJECTED: { status: 'REJECTED', findings: [found('IBAN_INVALID')] },
  DUPLICATE: { status: 'DUPLICATE' },
  FAILED: { status: 'FAILED', erp: { ...ready, intakeStatus: 'FAILED' } },
  CREDIT: { status: 'NOT_PAYABLE', findings: [found('CREDIT_NOTE')] },
  PRO_FORMA: { status: 'NOT_PAYABLE', findings: [found('NOT_A_CLAIM')] },
} as const satisfies Record<string, Partial<Payable> | { findings: readonly unknown[] }>;
type State = keyof typeof states;

const inState = (state: State, changes: Partial<Payable>): Payable => {
  const { findings, ...facts } = { findings: [], ...states[state] };
  return answeredPayable({ ...facts, findings: [...findings], ...changes });
};
/** The parts of one amount, the first payable naming the others. */
const parts = (...all: State[]): Payable[] => family(all, (index) => ({ part: index + 1 }), 'p');
/** The invoices of one file. */
const invoices = (...all: State[]): Payable[] =>
  family(all, (index) => (index === 0 ? {} : { body: index + 1 }), '');
function family(all: readonly State[], own: (index: number) => Partial<Payable>, letter: string): Payable[] {
  const ids = all.map((_, index) => (index === 0 ? 'doc' : `doc.${letter}${index + 1}`));
  return all.map((state, index) =>
    inState(state, {
      documentId: ids[index] ?? '',
      ...own(index),
      ...(index === 0 ? { siblings: ids.slice(1) } : {}),
    }),
  );
}

describe('an amount that is paid in parts', () => {
  test.each([
    ['READY RECEIVED', ''],
    ['READY READY', 'AB'],
    ['SUBMITTED READY', 'AB'],
    ['SUBMITTED SUBMITTED', 'AB IP'],
    ['ACCEPTED SUBMITTED', 'AB IP'],
    ['ACCEPTED READY', 'AB'],
    ['ACCEPTED BUILT', 'AB AP'],
    ['PAID ACCEPTED', 'AB AP'],
    ['PAID SUBMITTED', 'AB IP'],
    ['PAID HELD', 'AB'],
    ['PAID ASKED', 'AB UQ'],
    ['PAID FAILED', ''],
    ['PAID DUPLICATE', ''],
    ['PAID PAID', 'AB AP PD'],
    ['PAID REJECTED', 'AB AP PD'],
    ['REJECTED PAID PAID', 'AB AP PD'],
    ['ACCEPTED REJECTED', 'AB'],
    ['REJECTED HELD', 'AB'],
    ['REJECTED REJECTED', 'AB RE'],
  ])('%s: the supplier hears %j', (all, expected) => {
    // The words are states.
    expect(statusesOf(parts(...(all.split(' ') as State[])))).toBe(expected);
  });

  test('and of which some are paid and the others rejected is paid in part, with what was paid', () => {
    const paid = (supplierLanguage: 'en' | 'nl') =>
      conversation(parts('PAID', 'REJECTED', 'PAID').map((one) => ({ ...one, supplierLanguage }))).at(-1);
    expect(paid('en')).toEqual({
      status: 'PD',
      reasons: { PPD: 'We have paid 1600.00 EUR of this invoice.' },
    });
    expect(paid('nl')?.reasons?.PPD).toContain('1600,00 EUR');
  });
});

describe('a file of several invoices', () => {
  test.each([
    ['HELD RECEIVED', ''],
    ['HELD READY', 'AB'],
    ['ASKED ASKED', 'AB'],
    ['SUBMITTED SUBMITTED', 'AB'],
    ['ACCEPTED SUBMITTED', 'AB'],
    ['ACCEPTED CREDIT', 'AB AP'],
    ['ACCEPTED PRO_FORMA', ''],
    ['PAID ACCEPTED', 'AB AP'],
    ['PAID PAID', 'AB AP PD'],
    ['PAID CREDIT', 'AB AP'],
    ['PAID REJECTED', 'AB'],
    ['REJECTED HELD', 'AB'],
    ['REJECTED REJECTED', 'AB RE'],
    ['PAID DUPLICATE', ''],
  ])('%s: the supplier hears only what holds for all: %j', (all, expected) => {
    // The words are states.
    expect(statusesOf(invoices(...(all.split(' ') as State[])))).toBe(expected);
  });

  test('is refused only when every invoice of it is, when refusals are all that is told', () => {
    const told = (...all: State[]) =>
      statusesOf(invoices(...all).map((one) => ({ ...one, responses: 'rejections' })));
    expect(told('REJECTED', 'REJECTED')).toBe('AB RE');
    expect(told('REJECTED', 'HELD')).toBe('');
  });
});

describe('any number of payables in any status', () => {
  // Object.keys forgets the keys of the table.
  const state = fc.constantFrom(...(Object.keys(states) as State[]));
  const document = fc
    .tuple(fc.boolean(), fc.array(state, { minLength: 1, maxLength: 4 }))
    .map(([isFile, all]) => ({
      isOne: all.length === 1 || !isFile,
      payables: isFile ? invoices(...all) : parts(...all),
    }));
  const accepted: readonly Status[] = [
    'SUBMITTED',
    'PAYMENT_BUILT',
    'AUTHORISING',
    'INITIATED',
    'PAID',
    'NOT_PAYABLE',
  ];

  test('lead to responses in their order, each once, each true, each well made', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 5 }), (times) => {
        const sent: InvoiceResponse[] = [];
        for (const { isOne, payables } of times) {
          for (let round = 0; round < 9; round += 1) {
            const next = nextResponse(
              payables,
              sent.map((one) => said(one)),
            );
            if (next === undefined) break;
            expect(
              mayFollow(
                sent.map(({ status }) => status),
                next.status,
              ),
            ).toBe(true);
            expect(responseFaults(next)).toEqual([]);
            expect(
              isTrue(
                next,
                payables.map(({ status }) => status),
                isOne,
              ),
            ).toBe(true);
            sent.push(next);
          }
          expect(
            nextResponse(
              payables,
              sent.map((one) => said(one)),
            ),
          ).toBeUndefined();
        }
        expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(sent.length);
      }),
      { numRuns: 2000 },
    );
  });

  /** What must be so for each response, of all payables together. */
  function isTrue({ status, reasons }: InvoiceResponse, all: readonly Status[], isOne: boolean): boolean {
    const areAll = (...of: readonly Status[]) => all.every((one) => of.includes(one));
    const isPaidInPart =
      isOne && areAll('PAID', 'REJECTED') && all.includes('PAID') && all.includes('REJECTED');
    const isSettled = !all.some((one) => one === 'RECEIVED' || one === 'FAILED' || one === 'DUPLICATE');
    const isSo: Readonly<Record<ResponseStatus, boolean>> = {
      AB: true,
      IP: isOne,
      UQ: isOne && all.includes('HELD'),
      CA: false,
      RE: areAll('REJECTED'),
      AP: areAll(...accepted) || isPaidInPart,
      PD: reasons?.PPD === undefined ? areAll('PAID') : isPaidInPart,
    };
    return isSettled && isSo[status];
  }
});

describe('A part that may have been paid in another way', () => {
  const first: Partial<Payable> = { part: 1, siblings: ['d.p2'], ...states.PAID };
  test('and was at the ERP before a person rejected it keeps PD from being said of the other', () => {
    const failed: Partial<Payable> = { ...states.REJECTED, erp: { ...ready, intakeStatus: 'FAILED' } };
    const payables = [answeredPayable(first), answeredPayable({ part: 2, documentId: 'd.p2', ...failed })];
    expect(statusesOf(payables)).not.toContain('PD');
  });
});

test('An invoice under a number that another has is not asked to be sent again when it is refused.', () => {
  const findings = [found('NO_DUE_DATE'), found('DUPLICATE_NUMBER')];
  const [, refused] = conversation([answeredPayable({ status: 'REJECTED', findings })]);
  expect(refused).toMatchObject({ status: 'RE', reasons: { OTH: expect.any(String) } });
  expect(Object.keys(refused?.actions ?? {})).toEqual(['NOA']);
});
