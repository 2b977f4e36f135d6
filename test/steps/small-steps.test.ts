import './quiet.ts';
import { randomBytes } from 'node:crypto';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { webhookKeys } from '../../lib/psb/webhook-signature.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretReader } from '../../lib/config/create-secret-reader.ts';
import { withSecrets } from '../../lib/steps/connect/with-secrets.ts';
import { page, seeOther } from '../../lib/steps/page.ts';
import { receivePsbWebhook } from '../../lib/steps/receive-psb-webhook.ts';
import { sweep } from '../../lib/steps/sweep.ts';
import { issueTicket, openTicket } from '../../lib/steps/issue-ticket.ts';
import { onTurn } from '../../lib/steps/turn.ts';
import { createConversationStore } from '../../lib/storage/conversation-store.ts';
import { createFlowStore, type Flow } from '../../lib/storage/flow-store.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import { createPayableStore } from '../../lib/storage/payable-store.ts';
import { createTicketStore } from '../../lib/storage/ticket-store.ts';
import { signWebhook } from '../../sandbox/psb/sign-webhook.ts';
import { startTables } from '../storage/embedded.ts';
import { documentIdOf, samplePayable } from '../storage/sample-payable.ts';

const tables = await startTables();
const now = () => new Date('2026-11-20T10:00:00.000Z');

async function newStore() {
  const table = await tables.newTable();
  const payables = createPayableStore(table);
  const conversations = createConversationStore(table);
  const flows = createFlowStore(table);
  return {
    table,
    flows,
    payables,
    conversations,
    now,
    leaseSeconds: 360,
    retrySeconds: 30,
    retryLimitSeconds: 3600,
  };
}
let services: Awaited<ReturnType<typeof newStore>>;
beforeEach(async () => {
  services = await newStore();
});

async function stored(changes: Partial<Payable> = {}): Promise<Payable> {
  const payable = samplePayable(changes);
  await services.payables.create(payable);
  return payable;
}
const read = async () => services.payables.read(samplePayable());
const turnOf = (work: () => Promise<void>, message: { turn?: string } = {}) => {
  const { party, documentId } = samplePayable();
  return onTurn({ party, documentId, ...message }, 'process-document', services, work);
};
const failing = (error: Error) => async (): Promise<never> => {
  throw error;
};

describe('the turn of a step', () => {
  test('is worked on by exactly one of ten messages at once', async () => {
    await stored();
    let worked = 0;
    await Promise.all(Array.from({ length: 10 }, () => turnOf(async () => void (worked += 1))));
    expect(worked).toBe(1);
  });

  test('is not there for another step, for what is not due, and for what is not known', async () => {
    const never = failing(new Error('it worked'));
    await turnOf(never);
    await stored({ dueAt: '2026-11-20T10:00:01.000Z' });
    await turnOf(never);
    await turnOf(never, { turn: '2026-11-20T09:00:00.000Z' });
    const { party, documentId } = samplePayable();
    await onTurn({ party, documentId }, 'submit-payment-request', services, never);
    expect((await read())?.tries).toBe(0);
  });

  test('belongs to the message that its sender gave it to, before it is due', async () => {
    const dueAt = '2026-11-20T10:06:00.000Z';
    await stored({ dueAt });
    let worked = false;
    await turnOf(async () => void (worked = true), { turn: dueAt });
    expect(worked).toBe(true);
  });

  test('is taken up again when another worker changed the payable, and given up to one who keeps doing so', async () => {
    await stored();
    let attempts = 0;
    await turnOf(
      async () => {
        attempts += 1;
        throw new AcquitError('STATE_CONFLICT', 'changed');
      },
      { turn: samplePayable().dueAt ?? '' },
    );
    expect(attempts).toBe(3);
    expect(await read()).toMatchObject({ status: 'RECEIVED', findings: [] });
  });

  test('that failed for a passing reason comes again later, no sooner than the other side asked', async () => {
    await stored();
    await turnOf(failing(new AcquitError('PSB_UNAVAILABLE', 'away', { retryAfterSeconds: 7200 })));
    expect(await read()).toMatchObject({
      status: 'RECEIVED',
      dueAt: '2026-11-20T12:00:00.000Z',
      findings: [],
    });
  });

  test('that failed for a fault of AWS comes again later and burns no message', async () => {
    await stored();
    await turnOf(failing(new ProvisionedThroughputExceededException({ message: 'away', $metadata: {} })));
    expect(await read()).toMatchObject({ status: 'RECEIVED', findings: [] });
    expect((await read())?.dueAt).toBe('2026-11-20T10:01:00.000Z');
  });

  test('that failed for its content goes to a person with what the other side said', async () => {
    await stored();
    await turnOf(failing(new AcquitError('PSB_REFUSED', 'no', { detail: { status: 400, code: 'API400' } })));
    const held = await read();
    expect(held).toMatchObject({ status: 'HELD', findings: [{ code: 'PSB_REFUSED', message: 'no' }] });
    expect(held?.findings[0]?.value).toBe('status=400 code=API400');
    expect(held?.dueAt).toBeUndefined();
  });

  test('that failed for a reason nobody foresaw fails its message, and holds the payable when it goes on', async () => {
    await stored();
    await expect(turnOf(failing(new TypeError('oops')))).rejects.toThrow('oops');
    expect((await read())?.status).toBe('RECEIVED');
    for (let time = 0; time < 12 && (await read())?.status === 'RECEIVED'; time += 1) {
      const payable = await read();
      if (payable !== undefined) await services.payables.takeTurn(payable, now());
      await turnOf(failing(new TypeError('to NL02ABNA0123456789'))).catch(() => undefined);
    }
    const held = await read();
    expect(held).toMatchObject({ status: 'HELD', findings: [{ code: 'STEP_KEEPS_FAILING' }] });
    expect(JSON.stringify(held)).not.toContain('NL02ABNA0123456789');
  });
});

const sampleFlow: Flow = {
  stateHash: hashSecret('a state'),
  purpose: { kind: 'payments', payments: [{ party: '0106:27318465', documentId: 'd', attempt: 1 }] },
  resourceId: 'p1',
  sessionHash: hashSecret('a session'),
  status: 'PENDING',
  codeVerifier: 'v'.repeat(43),
  issRequired: false,
  expiresAt: '2026-11-20T10:30:00.000Z',
  tries: 0,
  version: 0,
};

describe('sweep', () => {
  const queue = () => {
    const sent: unknown[] = [];
    return { sent, send: async (message: unknown) => void sent.push(message) };
  };
  const queues = () => ({
    documents: queue(),
    submissions: queue(),
    authorisations: queue(),
    responses: queue(),
  });

  test('nudges each overdue payable once, in the queue of its step, and whoever came back from the bank', async () => {
    for (const [index, status] of (['RECEIVED', 'READY'] as const).entries()) {
      await stored({ documentId: documentIdOf(index), status });
    }
    await services.flows.create({ ...sampleFlow, status: 'CALLED', dueAt: '2026-11-20T09:59:00.000Z' });
    await stored({ documentId: documentIdOf(8), status: 'SUBMITTED' });
    await stored({ documentId: documentIdOf(9), dueAt: '2026-11-20T10:00:01.000Z' });
    const all = queues();
    expect(await sweep({ ...services, ...all })).toBe(3);
    const turn = '2026-11-20T10:06:00.000Z';
    const named = (index: number) => ({ party: '0106:27318465', documentId: documentIdOf(index), turn });
    expect(all.documents.sent).toEqual([{ nudge: named(0) }]);
    expect(all.submissions.sent).toEqual([named(1)]);
    expect(all.authorisations.sent).toEqual([{ flow: sampleFlow.stateHash }]);
    expect(await sweep({ ...services, ...all })).toBe(0);
  });

  test('twice at once still nudges each once', async () => {
    for (let index = 0; index < 20; index += 1) await stored({ documentId: documentIdOf(index) });
    const all = queues();
    const nudged = await Promise.all([sweep({ ...services, ...all }), sweep({ ...services, ...all })]);
    expect(nudged[0] + nudged[1]).toBe(20);
    expect(all.documents.sent).toHaveLength(20);
  });
});

describe('the webhook of PSB', () => {
  const secret = 'a secret of sixteen';
  const body = Buffer.from(JSON.stringify({ topic: 'Ping', sentOn: '2026-11-20T10:00:00Z' }));
  const delivery = { body, signature: signWebhook(body, secret) };
  const answer = (send: () => Promise<void>, from = delivery) =>
    receivePsbWebhook(from, {
      keys: webhookKeys(['a former secret!', secret]),
      freshKeys: async () => [],
      windowSeconds: 300,
      documents: { send },
      now,
    });

  test('is answered 200 only when the queue has the event', async () => {
    let queued = false;
    const { status } = await answer(async () => void (queued = true));
    expect([status, queued]).toEqual([200, true]);
  });

  test('is answered 500 when the queue refuses, so that PSB sends it again', async () => {
    expect((await answer(failing(new Error('AccessDenied: the queue')))).status).toBe(500);
    expect((await answer(failing(new Error('AccessDenied: the queue')))).text).not.toContain('AccessDenied');
  });

  test('is signed with the current or the former secret while one is rotated', async () => {
    const former = { body, signature: signWebhook(body, 'a former secret!') };
    expect((await answer(async () => undefined, former)).status).toBe(200);
  });
});

describe('a ticket for an errand at the bank', () => {
  const errand = {
    kind: 'payments' as const,
    payables: [{ party: '0106:27318465', documentId: 'd' }],
  };
  const until = new Date('2026-11-20T18:00:00Z');
  const at = (moment: Date) => ({ tickets: createTicketStore(services.table), now: () => moment });
  const issue = () => issueTicket(errand, until, { ...at(now()), randomBytes });

  test('is for its errand until its time is over', async () => {
    const ticket = await issue();
    expect(await openTicket(ticket, at(now()))).toMatchObject({ errand });
    expect(await openTicket(ticket, at(until))).toMatchObject({ errand });
    expect(await openTicket(ticket, at(new Date(until.getTime() + 1)))).toBeUndefined();
  });

  test('is kept nowhere itself, and no other opens anything', async () => {
    const ticket = await issue();
    const kept = await services.table.get(`TICKET#${hashSecret(ticket)}`, 'TICKET');
    expect(JSON.stringify(kept)).not.toContain(ticket);
    const forged = ['', 'x', `${ticket}x`, ticket.slice(1), Buffer.alloc(32, 1).toString('base64url')];
    for (const one of forged) expect(await openTicket(one, at(now()))).toBeUndefined();
  });

  test('belongs to the first browser that uses it, and to one click at a time', async () => {
    const tickets = createTicketStore(services.table);
    const ticket = await openTicket(await issue(), at(now()));
    if (ticket === undefined) throw new Error('no ticket');
    const minute = new Date(now().getTime() + 60_000);
    const by = (sessionHash: string, moment = now()) =>
      tickets.take(ticket, { sessionHash, now: moment, until: new Date(moment.getTime() + 60_000) });
    const [first, again] = await Promise.all([by('a'), by('a')]);
    expect([first, again].filter((use) => use !== undefined)).toHaveLength(1);
    expect(await by('b', minute)).toBeUndefined();
    const use = first ?? again;
    if (use === undefined) throw new Error('nobody has it');
    expect(await tickets.release(ticket, use, now(), { single: true })).toBe(true);
    expect(await by('a')).toMatchObject({ sessionHash: 'a', single: true });
    expect(await by('a', minute)).toMatchObject({ single: true });
  });
});

describe('pages for a browser', () => {
  test('run no scripts, leak no address and are kept nowhere', () => {
    const { headers, body } = page(200, 'returned', { language: 'en' });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(String(headers?.['content-security-policy'])).toContain("default-src 'none'");
    expect(body).not.toContain('<script');
    expect(seeOther('https://bank.example')).toMatchObject({
      statusCode: 303,
      headers: { location: 'https://bank.example' },
    });
  });
});

test('what a function makes of its secrets is kept, made anew when one was rotated, and tried again after a failure', async () => {
  let now = 0;
  const folder = mkdtempSync(join(tmpdir(), 'acquit-secrets-'));
  const put = (clientSecret: string) =>
    writeFileSync(join(folder, 'erp.json'), JSON.stringify({ clientId: 'acquit', clientSecret }));
  let made = 0;
  const get = withSecrets(
    createSecretReader(`file:${folder}`, () => now),
    ['erp'],
    ({ clientSecret }) => {
      made += 1;
      return clientSecret;
    },
  );
  await expect(get()).rejects.toThrow('"erp" cannot be read');
  put('first');
  expect([await get(), await get(), made]).toEqual(['first', 'first', 1]);
  now += 6 * 60_000;
  expect([await get(), made]).toEqual(['first', 1]);
  put('second');
  now += 6 * 60_000;
  expect([await get(), made]).toEqual(['second', 2]);
  rmSync(folder, { recursive: true });
});
