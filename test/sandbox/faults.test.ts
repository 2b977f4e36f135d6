import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { createFaults } from '../../sandbox/faults.ts';
import { type LoggedRequest, startLoopbackServer } from '../../sandbox/loopback-server.ts';
import { createVirtualClock } from '../../sandbox/virtual-clock.ts';
import { stopAfterTest } from './kit.ts';

async function startCounter() {
  const clock = createVirtualClock();
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const done = { count: 0 };
  const app = new Hono().post('/work', (c) => {
    done.count += 1;
    return c.json({ done: done.count });
  });
  const options = { name: 'api', port: 0, app, clock, faults, requests };
  const server = stopAfterTest(await startLoopbackServer(options));
  const work = (signal?: AbortSignal) =>
    fetch(`${server.url}/work`, { method: 'POST', signal: signal ?? null });
  return { clock, faults, requests, done, work, url: server.url };
}

describe('A scripted fault of a sandbox server', () => {
  test('answers with another status for as many times as scripted and then not any more', async () => {
    const { faults, done, work } = await startCounter();
    faults.next(
      { path: /work/ },
      { status: 503, body: { detail: 'weg' }, headers: { 'Retry-After': '30' }, times: 2 },
    );
    const answers = [await work(), await work(), await work()];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(answers[0]?.headers.get('Retry-After')).toBe('30');
    expect(await answers[0]?.json()).toEqual({ detail: 'weg' });
    expect(done.count).toBe(1);
  });

  test('lasts until it is taken back when it is scripted for always', async () => {
    const { faults, work } = await startCounter();
    const heal = faults.next({}, { status: 500, body: '<h1>Bad gateway</h1>', times: 'always' });
    const broken = [await work(), await work()];
    expect(broken.map(({ status }) => status)).toEqual([500, 500]);
    expect(broken[0]?.headers.get('Content-Type')).toBe('text/html');
    heal();
    expect((await work()).status).toBe(200);
  });

  test('hits only the method and path it was scripted for', async () => {
    const { faults, work } = await startCounter();
    faults.next({ method: 'GET' }, { status: 500 });
    faults.next({ method: 'post', path: /\/elsewhere$/ }, { status: 500 });
    expect((await work()).status).toBe(200);
  });

  test('can lose the answer after the work was done', async () => {
    const { faults, requests, done, work } = await startCounter();
    faults.next({}, { loseAnswer: true });
    await expect(work()).rejects.toThrow('fetch failed');
    expect(done.count).toBe(1);
    expect(requests).toMatchObject([{ method: 'POST', path: '/work', status: null }]);
  });

  test('can cut the connection before anything is done', async () => {
    const { faults, done, work } = await startCounter();
    faults.next({}, { dropConnection: true });
    await expect(work()).rejects.toThrow('fetch failed');
    expect(done.count).toBe(0);
  });

  test('can leave the caller waiting for ever', async () => {
    const { faults, requests, done, work } = await startCounter();
    faults.next({}, { hang: true });
    const hangUp = new AbortController();
    const waiting = work(hangUp.signal);
    while (requests.length === 0) await setImmediate();
    hangUp.abort();
    await expect(waiting).rejects.toThrow('aborted');
    expect(done.count).toBe(0);
  });

  test('can do the work late', async () => {
    const { clock, faults, requests, done, work } = await startCounter();
    faults.next({}, { delayMs: 60_000 });
    const waiting = work();
    while (requests.length === 0) await setImmediate();
    clock.advance(59_999);
    expect(done.count).toBe(0);
    clock.advance(1);
    expect(await (await waiting).json()).toEqual({ done: 1 });
  });

  test('can stall in the middle of the body', async () => {
    const { clock, faults, work } = await startCounter();
    faults.next({}, { slowBodyMs: 5000 });
    const response = await work();
    const body = response.json();
    clock.advance(5000);
    expect(await body).toEqual({ done: 1 });
  });
});
