import { expect, test } from 'vitest';
import { payableName, payableSchema } from '../../lib/payables/payable.ts';
import { samplePayable } from '../storage/sample-payable.ts';

test('a payable is named by its party and document, as people write it', () => {
  expect(payableName(samplePayable())).toBe('0106:27318465/3f0c8c1e-0000-4000-8000-000000000001');
});

test('what the table adds to an item for its indexes is no part of the payable', () => {
  const item = {
    ...samplePayable(),
    pk: 'PAYABLE#x',
    sk: 'STATE',
    statusKey: '-#RECEIVED',
    dueKey: 'sweep#1',
  };
  expect(payableSchema.parse(item)).toEqual(samplePayable());
});

test.each([
  ['a status that nobody knows', { status: 'PROBABLY_PAID' }],
  ['a version that is no whole number', { version: 1.5 }],
  ['no history', { history: undefined }],
  ['an amount that is a number', { request: { amount: 12.5 } }],
])('an item with %s is not taken for a payable', (_what, change) => {
  expect(payableSchema.safeParse({ ...samplePayable(), ...change }).success).toBe(false);
});
