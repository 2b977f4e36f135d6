import { expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { eventually, startTestStack } from './test-stack.ts';

const { stack, psb, arrive, rest, sample, logs } = await startTestStack({
  responses: 'full',
  removeAtPsb: true,
});

const told = ({ documentId }: PayableKey) =>
  psb
    .responses()
    .filter((response) => response.documentId === documentId)
    .map(({ response }) => response.status);

const inTheEnd = (key: PayableKey, last: string) =>
  eventually(async () => told(key).at(-1) === last, `the supplier hears ${last}`);

test('From the webhook to PAID the supplier hears every step, once and in order', async () => {
  const key = await arrive(sample('nlcius-betalingskenmerk'));
  expect((await rest(key)).status).toBe('PAID');
  await inTheEnd(key, 'PD');
  expect(told(key).filter((status) => status !== 'IP')).toEqual(['AB', 'AP', 'PD']);
});

test('The supplier of an invoice with a wrong total hears why it is rejected', async () => {
  const key = await arrive(sample('bis3-total-off-by-one-cent'));
  expect((await rest(key)).status).toBe('REJECTED');
  await inTheEnd(key, 'RE');
  expect(told(key)).toEqual(['AB', 'RE']);
});

test('PSB tells that the responses were delivered, and only then is the document deleted there', async () => {
  const key = await arrive(sample('pint-eu-reference'));
  await rest(key);
  await inTheEnd(key, 'PD');
  const gone = await eventually(async () => {
    const conversation = await stack.conversations.read(key);
    return conversation?.removedAt === undefined ? undefined : conversation;
  }, 'the document is deleted at PSB');
  expect(gone.said.map(({ outcome }) => outcome)).toEqual(gone.said.map(() => 'sent'));
  expect(psb.documents().map(({ id }) => id)).not.toContain(key.documentId);
});

test('No account number, token or secret is in the logs of it', () => {
  expect(logs()).not.toMatch(/NL03INGB0004567890|Bearer |embedded-stack-only/);
});
