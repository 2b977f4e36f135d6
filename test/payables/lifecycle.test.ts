import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstBrokenEntry } from '../../lib/payables/history.ts';
import { isLegalMove, isResting, type Status, statuses } from '../../lib/payables/lifecycle.ts';
import { move } from '../../lib/payables/move.ts';
import { type Payable, payableSchema } from '../../lib/payables/payable.ts';
import { samplePayable } from '../storage/sample-payable.ts';

const at = new Date('2026-11-20T10:00:00Z');
const exits = (from: Status) => statuses.filter((to) => to !== from && isLegalMove(from, to));
const go = (payable: Payable, to: Status) =>
  move(payable, { to, at, by: 'test', what: `to ${to}`, dueAt: isResting(to) ? null : at });

const letters = {
  RECEIVED: 'r',
  HELD: 'h',
  READY: 'y',
  SUBMITTED: 's',
  PAYMENT_BUILT: 'b',
  AUTHORISING: 'a',
  INITIATED: 'i',
  PAID: 'P',
  NOT_PAYABLE: 'N',
  DUPLICATE: 'd',
  REJECTED: 'R',
  FAILED: 'f',
} as const satisfies Record<Status, string>;

/** Every move: from the status of the row to each whose letter stands there; a dot is a move that is refused. */
const table: Readonly<Record<Status, string>> = {
  //              r h y s b a i P N d R f
  RECEIVED: '     r h y . . . . . N d R .',
  HELD: '         r h . s . . . . N . R .',
  READY: '        . h y s . . . . . . . .',
  SUBMITTED: '    . h . s b . . P . . . f',
  PAYMENT_BUILT: '. h . s b a . P . . . f',
  AUTHORISING: '  . . . . b a i P . . . f',
  INITIATED: '    . . . . . . i P . . . f',
  PAID: '         . . . . . . . P . . . f',
  NOT_PAYABLE: '  . . . . . . . . N . . .',
  DUPLICATE: '    r . . . . . . . . d . .',
  REJECTED: '     . . . . . . . . . . R .',
  FAILED: '       . . . . b . . . . . R f',
};

describe('the life of a payable', () => {
  test.each(statuses)('goes from %s where the table says, and nowhere else', (from) => {
    const row = statuses.map((to) => (isLegalMove(from, to) ? letters[to] : '.')).join(' ');
    expect(row).toBe(table[from].trim());
  });

  test.each([
    ['RECEIVED', false],
    ['HELD', true],
    ['READY', false],
    ['SUBMITTED', false],
    ['PAYMENT_BUILT', false],
    ['AUTHORISING', false],
    ['INITIATED', false],
    ['PAID', true],
    ['NOT_PAYABLE', true],
    ['DUPLICATE', true],
    ['REJECTED', true],
    ['FAILED', true],
  ] as const)('rests in %s: %s', (status, rests) => expect(isResting(status)).toBe(rests));

  test('on every legal way keeps its history whole and never leaves it moving with nothing due', () => {
    const choices = fc.array(fc.nat(), { maxLength: 40 });
    fc.assert(
      fc.property(choices, (picks) => {
        let payable = samplePayable();
        for (const pick of picks) {
          const open = exits(payable.status);
          const to = open[pick % open.length];
          if (to === undefined) break;
          payable = go(payable, to);
          expect(isResting(payable.status)).toBe(payable.dueAt === undefined);
        }
        expect(firstBrokenEntry(payable.history)).toBeUndefined();
        expect(payable.history.at(-1)?.status).toBe(payable.status);
        expect(payableSchema.parse(payable)).toEqual(payable);
      }),
    );
  });

  test('ends for good where nothing may be done any more', () => {
    for (const end of ['NOT_PAYABLE', 'REJECTED'] as const) {
      expect(exits(end)).toEqual([]);
      expect(isResting(end)).toBe(true);
    }
  });

  test('leaves PAID only when the money came back', () => {
    expect(exits('PAID')).toEqual(['FAILED']);
  });

  test('rests in HELD, FAILED and DUPLICATE until a person, the ERP after a person, or PSB’s recognition acts', () => {
    expect(exits('DUPLICATE')).toEqual(['RECEIVED']);
    expect(exits('HELD').toSorted()).toEqual(['NOT_PAYABLE', 'RECEIVED', 'REJECTED', 'SUBMITTED']);
    expect(exits('FAILED').toSorted()).toEqual(['PAYMENT_BUILT', 'REJECTED']);
  });

  test('reaches PAID from everywhere that it is not at its end', () => {
    const leadsToPaid = (from: Status, seen: readonly Status[]): boolean =>
      from === 'PAID' || exits(from).some((to) => !seen.includes(to) && leadsToPaid(to, [...seen, to]));
    for (const from of statuses.filter((status) => exits(status).length > 0)) {
      expect(leadsToPaid(from, [from]), from).toBe(true);
    }
  });

  test('never goes from a document to PAID without the ERP or the bank', () => {
    for (const from of ['RECEIVED', 'HELD', 'READY', 'FAILED'] as const)
      expect(isLegalMove(from, 'PAID')).toBe(false);
  });

  test('refuses every move that is not in the table, and changes nothing by it', () => {
    for (const from of statuses) {
      for (const to of statuses.filter((status) => status !== from && !exits(from).includes(status))) {
        expect(() => go(samplePayable({ status: from }), to)).toThrow(`cannot go from ${from} to ${to}`);
      }
    }
  });
});
