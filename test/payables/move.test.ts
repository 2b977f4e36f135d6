import { describe, expect, test } from 'vitest';
import { move } from '../../lib/payables/move.ts';
import { samplePayable } from '../storage/sample-payable.ts';

const at = new Date('2026-11-20T12:00:00Z');
const to = (status: 'READY' | 'HELD', dueAt: Date | null) => ({
  to: status,
  at,
  by: 'test',
  what: 'moved',
  dueAt,
});

describe('a move', () => {
  test('writes the status, the moment, who and what, and starts the tries anew', () => {
    const moved = move(samplePayable({ tries: 5 }), to('READY', at));
    expect(moved).toMatchObject({
      status: 'READY',
      changedAt: at.toISOString(),
      dueAt: at.toISOString(),
      tries: 0,
    });
    expect(moved.history.at(-1)).toMatchObject({
      status: 'READY',
      by: 'test',
      what: 'moved',
      at: at.toISOString(),
    });
  });

  test('to rest takes the due time away, so that nothing takes it up', () => {
    expect(move(samplePayable(), to('HELD', null))).not.toHaveProperty('dueAt');
  });

  test('to a status that moves needs something due, or the payable would be forgotten', () => {
    expect(() => move(samplePayable(), to('READY', null))).toThrow(
      expect.objectContaining({
        code: 'ILLEGAL_MOVE',
        message: 'A payable that becomes READY must have something due.',
      }),
    );
  });

  test('that the lifecycle does not know is a fault of the program', () => {
    expect(() => move(samplePayable({ status: 'PAID' }), to('READY', at))).toThrow(
      expect.objectContaining({ code: 'ILLEGAL_MOVE', message: 'A payable cannot go from PAID to READY.' }),
    );
  });

  test('leaves the version to the store and the payable that it was made from as it was', () => {
    const before = samplePayable();
    const copy = structuredClone(before);
    expect(move(before, to('HELD', null)).version).toBe(before.version);
    expect(before).toEqual(copy);
  });

  test('takes facts along', () => {
    const change = { organisation: 'ACME', supplierNumber: 'S-1' };
    expect(move(samplePayable(), { ...to('HELD', null), change })).toMatchObject(change);
  });
});
