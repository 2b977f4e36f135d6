import { describe, expect, test } from 'vitest';
import { defaultRetryDelays, thirtyFiveHours } from '../../sandbox/psb/retry-delays.ts';
import { secretFingerprint } from '../../sandbox/psb/webhook-log.ts';
import { createVirtualClock } from '../../sandbox/virtual-clock.ts';
import { temporaryFolder } from './kit.ts';
import { documentId, startPsb } from './start-psb.ts';

const mail = { id: 'mail', name: 'mail', action: 'mailto:ap@example.org?version=1.0', topics: ['HookSent*'] };

describe('What became of a webhook', () => {
  test('is told to mail hooks only: a retry, and that it was sent', async () => {
    const { psb, clock, receiver, receive, events, call } = await startPsb();
    psb.setHooks([{ id: 'all', action: `${receiver.url}/psb#s3cr3t`, topics: ['*', '*Error', '*Sent'] }]);
    await call('PUT', '/NL%3AKVK%3A22222222/hook', mail);
    await call('PUT', '/NL%3AKVK%3A11111111/hook', { ...mail, id: 'other' });
    receiver.answer = 503;
    await receive();
    await psb.settled();
    receiver.answer = 200;
    clock.advance(1000);
    await psb.settled();

    expect(events().map(({ topic }) => topic)).toEqual(['InvoiceReceived', 'InvoiceReceived']);
    expect(psb.mails()).toMatchObject([
      {
        to: 'ap@example.org',
        hookId: 'mail',
        topic: 'HookSentRetry',
        at: '2026-03-02T09:00:00.000Z',
        event: {
          partyId: 'NL:KVK:22222222',
          documentId,
          details: { hookId: 'all', topic: 'InvoiceReceived', attempt: '1', statusCode: '503' },
        },
      },
      { topic: 'HookSent', event: { details: { attempt: '2', statusCode: '200' } } },
    ]);
  });

  test('is told by a HookSentError when PSB gives up, and a mail makes no mail', async () => {
    const { psb, clock, receiver, receive, call } = await startPsb({ retryDelays: [10] });
    await call('PUT', '/hook', { ...mail, topics: ['*Error', '*Sent'] });
    receiver.answer = 500;
    await receive();
    await psb.settled();
    clock.advance(10);
    await psb.settled();
    expect(psb.mails().map(({ topic }) => topic)).toEqual(['HookSentError']);
    expect(psb.undelivered()).toBe(0);
  });

  test('goes to a mail hook for other topics too, and the mails outlive a restart', async () => {
    const dataFolder = temporaryFolder();
    const before = await startPsb({ dataFolder });
    await before.call('PUT', '/hook', { ...mail, topics: ['InvoiceReceived'] });
    await before.receive();
    await before.psb.settled();
    await before.psb.stop();
    const { psb } = await startPsb({ dataFolder });
    expect(psb.mails()).toMatchObject([{ topic: 'InvoiceReceived', event: { documentId } }]);
  });

  test('is kept in a log of attempts with the answer of the receiver and which secret signed', async () => {
    const { psb, clock, receiver, receive } = await startPsb();
    receiver.answer = 401;
    await receive();
    await psb.settled();
    psb.setHooks([{ id: 'invoices', action: `${receiver.url}/psb#new`, topics: ['*Received'] }]);
    receiver.answer = 200;
    clock.advance(1000);
    await psb.settled();
    const common = { hookId: 'invoices', topic: 'InvoiceReceived', documentId };
    expect(psb.webhooks).toEqual([
      {
        ...common,
        at: new Date('2026-03-02T09:00:00Z'),
        status: 401,
        secretFingerprint: secretFingerprint('s3cr3t'),
      },
      {
        ...common,
        at: new Date('2026-03-02T09:00:01Z'),
        status: 200,
        secretFingerprint: secretFingerprint('new'),
      },
    ]);
    // The start of the SHA-256 of "abc" that FIPS 180 gives.
    expect(secretFingerprint('abc')).toBe('ba7816bf');
  });

  test('is null in the log when there was no answer', async () => {
    const { psb, clock, receiver, receive } = await startPsb();
    receiver.answer = 'nothing';
    await receive();
    await receiver.got(1);
    clock.advance(3000);
    await psb.settled();
    expect(psb.webhooks).toMatchObject([{ status: null }]);
  });
});

describe('The schedule of retries', () => {
  test('is eight attempts, within minutes or, when asked, over thirty-five hours', () => {
    const total = (delays: readonly number[]) => delays.reduce((sum, delay) => sum + delay, 0);
    expect(defaultRetryDelays).toHaveLength(7);
    expect(thirtyFiveHours).toHaveLength(7);
    expect(total(thirtyFiveHours)).toBe(35 * 60 * 60 * 1000);
    expect(thirtyFiveHours.toSorted((a, b) => a - b)).toEqual(thirtyFiveHours);
  });

  test('of thirty-five hours bridges an outage of a day and a half, and goes on after a restart', async () => {
    const dataFolder = temporaryFolder();
    const clock = createVirtualClock();
    const before = await startPsb({ dataFolder, clock, retryDelays: thirtyFiveHours });
    before.receiver.answer = 503;
    await before.receive();
    await before.psb.settled();
    for (const delay of thirtyFiveHours.slice(0, 5)) {
      clock.advance(delay);
      await before.psb.settled();
    }
    await before.psb.stop();

    const after = await startPsb({ dataFolder, clock, retryDelays: thirtyFiveHours });
    after.receiver.answer = 503;
    clock.advance(thirtyFiveHours[5] ?? 0);
    await after.psb.settled();
    after.receiver.answer = 200;
    clock.advance(thirtyFiveHours[6] ?? 0);
    await after.psb.settled();
    expect([...before.psb.webhooks, ...after.psb.webhooks].map(({ status }) => status)).toEqual([
      ...Array<number>(7).fill(503),
      200,
    ]);
    expect(clock.now()).toEqual(new Date('2026-03-03T20:00:00Z'));
    expect(after.psb.undelivered()).toBe(0);
  });
});

describe('One webhook at a time', () => {
  test('is what each hook gets, of the environment and of a party, without waiting for the other', async () => {
    const { psb, clock, receiver, call, events } = await startPsb();
    const party = { id: 'own', name: 'own', action: `${receiver.url}/own#x`, topics: [] };
    await call('PUT', '/NL%3AKVK%3A11111111/hook', party);
    receiver.answer = 'nothing';
    psb.deliver({ topic: 'First' });
    psb.deliver({ topic: 'Second' });
    await receiver.got(2);
    expect(
      events()
        .map(({ topic, hookId }) => `${String(topic)} to ${String(hookId)}`)
        .toSorted(),
    ).toEqual(['First to invoices', 'First to own']);
    receiver.answer = 200;
    clock.advance(3000);
    await psb.settled();
    expect(events().map(({ topic }) => topic)).toEqual(['First', 'First', 'Second', 'Second']);
  });

  test('is widened on request', async () => {
    const { psb, receiver, clock } = await startPsb({ webhooksInFlight: 3 });
    receiver.answer = 'nothing';
    for (const topic of ['A', 'B', 'C', 'D']) psb.deliver({ topic });
    await receiver.got(3);
    expect(psb.webhooks).toHaveLength(3);
    receiver.answer = 200;
    clock.advance(3000);
    await psb.settled();
    expect(psb.webhooks).toHaveLength(4);
  });
});

describe('A scripted fault of a delivery', () => {
  test('doubles the next webhook, each signed on its own, and only that one', async () => {
    const { psb, events } = await startPsb();
    psb.deliveryFaults.next({ duplicate: 2 });
    psb.deliver({ topic: 'First', documentId });
    psb.deliver({ topic: 'Second' });
    await psb.settled();
    expect(events().map(({ topic }) => topic)).toEqual(['First', 'First', 'First', 'Second']);
    expect(events().slice(0, 3)).toMatchObject([{ documentId }, { documentId }, { documentId }]);
  });

  test('lets the next webhook arrive behind the one after it', async () => {
    const { psb, events } = await startPsb();
    psb.deliveryFaults.next({ reorder: true });
    psb.deliver({ topic: 'First' });
    await psb.settled();
    expect(psb.undelivered()).toBe(1);
    psb.deliver({ topic: 'Second' });
    psb.deliver({ topic: 'Third' });
    await psb.settled();
    expect(events().map(({ topic }) => topic)).toEqual(['Second', 'First', 'Third']);
    expect(psb.undelivered()).toBe(0);
  });

  test('loses the next webhook', async () => {
    const { psb, events } = await startPsb();
    psb.deliveryFaults.next({ drop: true });
    psb.deliver({ topic: 'First' });
    psb.deliver({ topic: 'Second' });
    await psb.settled();
    expect(events().map(({ topic }) => topic)).toEqual(['Second']);
    expect(psb.undelivered()).toBe(0);
  });

  test('strikes the webhook and passes by the mail that goes out before it', async () => {
    const { psb, receiver, call } = await startPsb({ hooks: [] });
    await call('PUT', '/hook', { ...mail, topics: ['First'] });
    await call('PUT', '/hook', { ...mail, id: 'web', action: `${receiver.url}/psb#abc`, topics: ['First'] });
    psb.deliveryFaults.next({ drop: true });
    psb.deliver({ topic: 'First' });
    await psb.settled();
    expect(psb.mails().map(({ topic }) => topic)).toEqual(['First']);
    expect(receiver.received).toEqual([]);
  });

  test('that changed the order once does not hold up the retry', async () => {
    const { psb, clock, receiver, events } = await startPsb();
    receiver.answer = 500;
    psb.deliveryFaults.next({ reorder: true });
    psb.deliver({ topic: 'First' });
    psb.deliver({ topic: 'Second' });
    await psb.settled();
    receiver.answer = 200;
    clock.advance(1000);
    await psb.settled();
    expect(events().map(({ topic }) => topic)).toEqual(['Second', 'First', 'Second', 'First']);
    expect(psb.undelivered()).toBe(0);
  });

  test('is taken back by clear', async () => {
    const { psb, events } = await startPsb();
    psb.deliveryFaults.next({ drop: true });
    psb.deliveryFaults.clear();
    psb.deliver({ topic: 'First' });
    await psb.settled();
    expect(events()).toHaveLength(1);
  });

  test('of a webhook that was put behind the next one is not mended by a restart', async () => {
    const dataFolder = temporaryFolder();
    const before = await startPsb({ dataFolder });
    before.psb.deliveryFaults.next({ reorder: true });
    await before.receive();
    await before.psb.stop();
    const { psb, events } = await startPsb({ dataFolder });
    await psb.settled();
    expect(events()).toEqual([]);
    psb.deliver({ topic: 'Second' });
    await psb.settled();
    expect(events().map(({ topic }) => topic)).toEqual(['Second', 'InvoiceReceived']);
  });
});
