import { expect, test } from 'vitest';
import { paceSend } from '../../lib/http/pace-send.ts';
import { reply } from './stand-in.ts';

const request = { method: 'GET', url: 'https://bank.example' } as const;

/** Time passes only by waiting. */
function paced(perSecond: number) {
  let time = 1_000_000;
  const begun: number[] = [];
  const send = async () => {
    begun.push(time);
    return reply(200);
  };
  const wait = async (milliseconds: number): Promise<void> => {
    time += milliseconds;
  };
  const pass = (milliseconds: number): void => {
    time += milliseconds;
  };
  return { send: paceSend(send, { perSecond, now: () => time, wait }), begun, pass };
}

test('as many requests as are allowed begin at once, the next ones when a second has passed', async () => {
  const { send, begun } = paced(3);
  for (let count = 0; count < 8; count += 1) await send(request);
  const [first = 0] = begun;
  expect(begun.map((time) => time - first)).toEqual([0, 0, 0, 1000, 1000, 1000, 2000, 2000]);
});

test('a pause is no credit for more than that', async () => {
  const { send, begun, pass } = paced(2);
  await send(request);
  pass(60_000);
  for (let count = 0; count < 3; count += 1) await send(request);
  const [first = 0] = begun;
  expect(begun.map((time) => time - first)).toEqual([0, 60_000, 60_000, 61_000]);
});

test('requests that come together wait for different turns', async () => {
  const waits: number[] = [];
  const send = paceSend(async () => reply(200), {
    perSecond: 1,
    now: () => 0,
    wait: async (milliseconds) => waits.push(milliseconds),
  });
  await Promise.all([send(request), send(request), send(request)]);
  expect(waits).toEqual([1000, 2000]);
});
