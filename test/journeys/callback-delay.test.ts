import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { authorisationLink } from '../../cli/run/authorise-as-psu.ts';
import { createBrowser } from '../../cli/run/browser.ts';
import { type PayableKey, payableSchema } from '../../lib/payables/payable.ts';
import { inTurns } from '../../lib/steps/in-turns.ts';
import { readSentBytes, storeSentBytes } from '../../lib/storage/sent-bytes-store.ts';
import { eventually, startTestStack } from './test-stack.ts';

const { stack, bank, arrive, read, sample } = await startTestStack();

const many = 100;

/** Payments that wait for a person: one that came the whole way, and copies of it. */
async function built(): Promise<PayableKey[]> {
  const key = await arrive(sample('bis3-belgian-ogm'));
  const first = await eventually(async () => {
    const payable = await read(key);
    return payable?.status === 'PAYMENT_BUILT' && payable;
  }, 'the ERP ends its part');
  const bytes = await readSentBytes(stack.table, first, 'REQUEST');
  const others = await inTurns(Array.from({ length: many - 1 }), 10, async () => {
    const copy = { party: first.party, documentId: randomUUID() };
    const request = { ...first.request, idempotencyKey: randomUUID() };
    await stack.payables.create(payableSchema.parse({ ...first, ...copy, request }));
    await stack.table.transact([storeSentBytes(copy, 'REQUEST', bytes)]);
    return copy;
  });
  return [key, ...others];
}

const exchanges = () => bank.requests.filter(({ path }) => path.endsWith('/v1/token'));

/** Milliseconds from the redirect of the browser to the token request at the bank, over queue and worker. */
async function delayOf(key: PayableKey): Promise<number> {
  const browser = createBrowser();
  const location = await browser.press(await browser.open(await authorisationLink(stack, key)));
  const back = await bank.approve(location ?? '');
  const known = exchanges().length;
  const started = Date.now();
  await browser.open(back);
  const exchanged = await eventually(async () => exchanges()[known], 'the code is exchanged', 10);
  return exchanged.at.getTime() - started;
}

test(`the codes of ${many} PSUs who come back are all exchanged, well inside their life`, async () => {
  const delays: number[] = [];
  for (const key of await built()) delays.push(await delayOf(key));
  const sorted = delays.toSorted((a, b) => a - b);
  process.stdout.write(
    `Callback to exchange, ${many} times on the embedded stack: median ${sorted[many / 2]} ms, maximum ${sorted.at(-1)} ms (a code lives 60 s)\n`,
  );
  expect(exchanges()).toHaveLength(many);
  expect(exchanges().every(({ status }) => status === 200)).toBe(true);
}, 120_000);
