import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import * as z from 'zod';
import { doctorCommand } from '../../cli/commands/doctor.ts';
import { checks } from '../../cli/doctor/checks.ts';
import { clientOptions } from '../../lib/aws/client-options.ts';
import { readSettings } from '../../lib/config/settings.ts';
import { connectPsbAdministration } from '../../lib/steps/connect/psb-administration.ts';
import type { SandboxHook } from '../../sandbox/psb/start-sandbox-psb.ts';
import { startTlsServer } from '../cli/tls-server.ts';
import { startTestStack } from './test-stack.ts';

const { stack, psb, erp, bank, sqs, dataFolder } = await startTestStack();
const { environment, secrets, directory } = stack;
let printed = '';

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

async function acquit(now?: () => Date, ...words: string[]): Promise<{ out: string; code: unknown }> {
  printed = '';
  process.exitCode = undefined;
  await doctorCommand(now).parseAsync(words, { from: 'user' });
  return { out: printed, code: process.exitCode ?? 0 };
}

const reportSchema = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      check: z.string(),
      state: z.string(),
      found: z.string(),
      remedy: z.string().optional(),
    }),
  ),
});

async function report(now?: () => Date) {
  const { out, code } = await acquit(now, '--json');
  const { ok, checks: lines } = reportSchema.parse(JSON.parse(out));
  const named = (state: string) => lines.filter((one) => one.state === state).map(({ check }) => check);
  return { ok, code, lines, wrong: named('wrong'), skipped: named('skipped'), warned: named('warning') };
}

/** What no output of the doctor may say. */
const [webhookSecret = ''] = secrets['psb-webhook'].secrets;
const unspeakable = [
  webhookSecret,
  secrets.psb.clientSecret,
  ...directory.organisations.map(({ ownAccount }) => ownAccount),
];

test('On the sandbox everything is ok, in less than five seconds.', async () => {
  const started = Date.now();
  const { out, code } = await acquit();
  expect(Date.now() - started).toBeLessThan(5000);
  const lines = out.split('\n').filter((line) => /^\S/.test(line));
  expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
  expect(lines).toHaveLength(25);
  expect(code).toBe(0);
  expect(await report()).toMatchObject({ ok: true, code: 0, wrong: [], skipped: [], warned: [] });
});

interface Fault {
  readonly what: string;
  /** Puts it in the world, until the test is over; may answer another clock. */
  readonly cause: () => void | (() => Date) | Promise<void>;
  readonly wrong: string;
  readonly found: RegExp;
  readonly remedy: RegExp;
  readonly skipped?: readonly string[];
}

const set = (name: string, value: string) => () => void vi.stubEnv(name, value);
const undoneAfter = (undo: () => unknown): void => onTestFinished(async () => void (await undo()));

function secretIs(name: string, content: unknown): () => void {
  return () => {
    const file = join(dataFolder, 'secrets', `${name}.json`);
    const before = readFileSync(file);
    writeFileSync(file, JSON.stringify(content));
    undoneAfter(() => writeFileSync(file, before));
  };
}

const ours: SandboxHook = {
  id: 'acquit',
  action: `${environment['PUBLIC_URL']}/psb/webhook#${webhookSecret}`,
  topics: ['Invoice*'],
};
const mail: SandboxHook = {
  id: 'acquit-outage',
  action: 'mailto:operations@acquit.example',
  topics: ['HookSent*'],
};
function hooksAre(...hooks: SandboxHook[]): void {
  psb.setHooks(hooks);
  undoneAfter(() => psb.setHooks([ours, mail]));
}

const partiesAre = (change: object, count = 2) => {
  const all = directory.organisations.flatMap(({ parties }) => parties).slice(0, count);
  const permissions = {
    canReceiveDocument: true,
    canSendDocument: true,
    canRemoveDocument: true,
    canManageHook: true,
    canChangeDocumentStatus: true,
    ...change,
  };
  const body = all.map((id) => ({ id, name: id, permissions }));
  undoneAfter(psb.faults.next({ path: /\/me\/party$/ }, { status: 200, body, times: 'always' }));
};

/** An empty table beside ours, with these indexes. */
const tableIs = (name: string, indexes: Readonly<Record<string, string>>) => async () => {
  const client = new DynamoDBClient(clientOptions(environment['DYNAMODB_ENDPOINT']));
  const attributes = ['pk', 'sk', ...Object.values(indexes)];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((one) => ({ AttributeName: one, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: Object.entries(indexes).map(([index, key]) => ({
        IndexName: index,
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
  client.destroy();
  vi.stubEnv('TABLE_NAME', name);
};

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

const afterPsbCredentials = [
  'psb-parties',
  'psb-permissions',
  'webhook',
  'webhook-signature',
  'mail-hook',
  'recognition',
];
const afterDirectory = [
  'psb-parties',
  'psb-permissions',
  'webhook',
  'mail-hook',
  'recognition',
  'erp-organisations',
  'bank',
];

const faults: readonly Fault[] = [
  {
    what: 'A setting is missing',
    cause: set('ERP_TOKEN_URL', ''),
    wrong: 'settings',
    found: /ERP_TOKEN_URL: is missing/,
    remedy: /Correct every setting/,
    skipped: checks.map(({ name }) => name),
  },
  {
    what: 'A secret lacks a field',
    cause: secretIs('bank', { apiKey: 'only' }),
    wrong: 'secret-bank',
    found: /"bank" is not the JSON document/,
    remedy: /docs\/configure\.md/,
  },
  {
    what: 'The client secret of PSB is wrong',
    cause: secretIs('psb', { clientId: 'acquit-sandbox', clientSecret: 'not-this-one' }),
    wrong: 'psb-credentials',
    found: /400 invalid_client/,
    remedy: /Compare clientId and clientSecret in the secret "psb"/,
    skipped: afterPsbCredentials,
  },
  {
    what: 'The identity server of PSB is down',
    cause: () =>
      undoneAfter(psb.faults.next({ path: /^\/connect\/token$/ }, { dropConnection: true, times: 'always' })),
    wrong: 'psb-credentials',
    found: /ECONNRESET/,
    remedy: /PSB_IDENTITY_URL/,
    skipped: afterPsbCredentials,
  },
  {
    what: 'PSB answers 503',
    cause: () =>
      undoneAfter(psb.faults.next({ path: /^\/api\// }, { status: 503, body: 'Away', times: 'always' })),
    wrong: 'psb',
    found: /PSB answered 503/,
    remedy: /status page of PSB/,
    skipped: ['clock', 'psb-credentials', ...afterPsbCredentials],
  },
  {
    what: 'Nothing listens where PSB should be',
    cause: set('PSB_URL', 'http://127.0.0.1:9'),
    wrong: 'psb',
    found: /does not answer: GET 127\.0\.0\.1:9: ECONNREFUSED/,
    remedy: /Compare PSB_URL/,
    skipped: ['clock', 'psb-credentials', ...afterPsbCredentials],
  },
  {
    what: 'The clock is ten minutes ahead',
    cause: () => () => new Date(Date.now() + 600_000),
    wrong: 'clock',
    found: /differ by (599|600|601) s/,
    remedy: /time server/,
  },
  {
    what: 'The PSB account lacks a party',
    cause: () => partiesAre({}, 1),
    wrong: 'psb-parties',
    found: /does not have 0208:0401234560/,
    remedy: /Ask eConnect to add the party/,
  },
  {
    what: 'The PSB account may not receive',
    cause: () => partiesAre({ canReceiveDocument: false }),
    wrong: 'psb-permissions',
    found: /canReceiveDocument on NL:KVK:27318465; canReceiveDocument on 0208:0401234560/,
    remedy: /give the account these rights/,
  },
  {
    what: 'The PSB account may not send responses',
    cause: () => partiesAre({ canSendDocument: false }),
    wrong: 'psb-permissions',
    found: /canSendDocument on NL:KVK:27318465/,
    remedy: /give the account these rights/,
  },
  {
    what: 'There is no webhook',
    cause: () => hooksAre({ ...ours, action: 'https://elsewhere.example/psb/webhook#secret' }, mail),
    wrong: 'webhook',
    found: /There is no webhook to http:\/\/127\.0\.0\.1:\d+\/psb\/webhook \(NL:KVK:27318465, 0208:/,
    remedy: /acquit hooks sync/,
    skipped: ['webhook-signature'],
  },
  {
    what: 'The webhook is switched off',
    cause: async () => {
      hooksAre(ours, mail);
      const settings = readSettings(['PSB_URL', 'PSB_IDENTITY_URL'], environment);
      const administration = connectPsbAdministration(settings, secrets.psb);
      const [hook] = await administration.hooks({ environment: true });
      if (hook === undefined) throw new Error('The sandbox PSB has no hook.');
      await administration.putHook({ environment: true }, { ...hook, isActive: false });
    },
    wrong: 'webhook',
    found: /environment\/acquit is switched off/,
    remedy: /acquit hooks sync/,
  },
  {
    what: 'The webhook is not told what becomes of responses',
    cause: () => hooksAre({ ...ours, topics: ['InvoiceReceived*'] }, mail),
    wrong: 'webhook',
    found: /has InvoiceResponseSent, InvoiceResponseSentRetry, InvoiceResponseSentError/,
    remedy: /acquit hooks sync/,
  },
  {
    what: 'PSB signs with another secret',
    cause: () =>
      hooksAre({ ...ours, action: ours.action.replace(/#.*/, '#anotherSecretThatNobodyKnows') }, mail),
    wrong: 'webhook-signature',
    found: /does not have: environment\/acquit/,
    remedy: /acquit hooks sync/,
  },
  {
    what: 'No mail tells when the webhook fails',
    cause: () => hooksAre(ours),
    wrong: 'mail-hook',
    found: /There is no mail hook/,
    remedy: /acquit hooks sync/,
  },
  {
    what: 'A webhook secret is older than a year',
    cause: secretIs('psb-webhook', {
      secrets: [{ value: webhookSecret, hook: 'environment/acquit', since: daysAgo(400) }],
    }),
    wrong: 'webhook-secrets',
    found: /environment\/acquit \(400 days\)/,
    remedy: /acquit hooks sync --rotate/,
  },
  {
    what: 'A queue is gone',
    cause: set('RESPONSES_QUEUE_URL', `${environment['RESPONSES_QUEUE_URL']}Gone`),
    wrong: 'queues',
    found: /no queue where RESPONSES_QUEUE_URL leads/,
    remedy: /outputs of the stack/,
    skipped: ['dead-letters'],
  },
  {
    what: 'A message was given up',
    cause: async () => {
      const QueueUrl = stack.sqs.queueUrl('SubmissionsDeadLetters');
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
      onTestFinished(async () => void (await sqs.send(new PurgeQueueCommand({ QueueUrl }))));
    },
    wrong: 'dead-letters',
    found: /1 in SubmissionsDeadLetters/,
    remedy: /docs\/operate\.md/,
  },
  {
    what: 'The table is gone',
    cause: set('TABLE_NAME', 'acquit-gone'),
    wrong: 'table',
    found: /no table where TABLE_NAME leads/,
    remedy: /restored from its backups/,
    skipped: ['directory', ...afterDirectory],
  },
  {
    what: 'The table lacks an index',
    cause: tableIs('acquit-half', { status: 'statusKey' }),
    wrong: 'table',
    found: /lacks the index due\./,
    remedy: /Deploy the stage again/,
    skipped: ['directory', ...afterDirectory],
  },
  {
    what: 'The directory was never imported',
    cause: tableIs('acquit-empty', { status: 'statusKey', due: 'dueKey' }),
    wrong: 'directory',
    found: /The directory is empty/,
    remedy: /acquit directory import/,
    skipped: afterDirectory,
  },
  {
    what: 'The archive is gone',
    cause: set('ARCHIVE_BUCKET', 'acquit-gone'),
    wrong: 'archive',
    found: /no bucket where ARCHIVE_BUCKET leads/,
    remedy: /outputs of the stack/,
  },
  {
    what: 'The ERP is down',
    cause: () =>
      undoneAfter(erp.faults.next({ path: /^\/api\// }, { dropConnection: true, times: 'always' })),
    wrong: 'erp',
    found: /The ERP does not answer/,
    remedy: /Compare ERP_URL/,
    skipped: ['erp-organisations'],
  },
  {
    what: 'The client secret of the ERP is wrong',
    cause: secretIs('erp', { clientId: 'acquit-sandbox', clientSecret: 'not-this-one' }),
    wrong: 'erp-credentials',
    found: /401 invalid_client/,
    remedy: /Compare clientId and clientSecret in the secret "erp"/,
    skipped: ['erp-organisations'],
  },
  {
    what: 'The ERP keeps an organisation from the service account',
    cause: () =>
      undoneAfter(
        erp.faults.next(
          { method: 'GET', path: /payment-requests$/ },
          { status: 403, body: { detail: 'Geen toegang.' }, times: 'always' },
        ),
      ),
    wrong: 'erp-organisations',
    found: /requests of ACME: The ERP answered 403: Geen toegang\. BELCO:/,
    remedy: /payables\.payment_request\.create and \.read/,
  },
  {
    what: 'The bank is down',
    cause: () => undoneAfter(bank.faults.next({}, { dropConnection: true, times: 'always' })),
    wrong: 'bank',
    found: /The bank does not answer/,
    remedy: /Compare BANK_URL/,
  },
  {
    what: 'A certificate expires within a fortnight',
    cause: async () => {
      const server = await startTlsServer(new Date(Date.now() + 10.5 * 86_400_000));
      const trusted = getCACertificates('default');
      setDefaultCACertificates([...trusted, server.certificate]);
      undoneAfter(() => {
        setDefaultCACertificates(trusted);
        return server.stop();
      });
      vi.stubEnv('BANK_TOKEN_URL', `${server.url}/token`);
    },
    wrong: 'certificates',
    found: /The certificate of 127\.0\.0\.1:\d+ expires on \d{4}-\d\d-\d\d/,
    remedy: /renew its certificate/,
  },
];

test.for(faults)(
  '$what: the doctor says so in that line, with the remedy, and in no other.',
  async (fault) => {
    const now = (await fault.cause()) ?? undefined;
    const found = await report(now);
    expect(found.wrong).toEqual([fault.wrong]);
    expect(found.skipped.toSorted()).toEqual([...(fault.skipped ?? [])].toSorted());
    expect(found.warned).toEqual([]);
    expect(found).toMatchObject({ ok: false, code: 1 });
    const line = found.lines.find(({ check }) => check === fault.wrong);
    expect(line?.found).toMatch(fault.found);
    expect(line?.remedy).toMatch(fault.remedy);

    const { out, code } = await acquit(now);
    expect(code).toBe(1);
    expect(out.match(/^WRONG +(\S+)/m)?.[1]).toBe(fault.wrong);
    expect(out).toContain('→ ');
    for (const secret of unspeakable) expect(out).not.toContain(secret);
  },
);

test('What PSB hides from the account is a warning, for it may be right all the same.', async () => {
  const message = { code: 'API403', message: 'No rights.' };
  undoneAfter(
    psb.faults.next({ path: /^\/api\/v1\/hook$/ }, { status: 403, body: message, times: 'always' }),
  );
  const { ok, code, wrong, warned, skipped, lines } = await report();
  expect({ ok, code, wrong }).toEqual({ ok: true, code: 0, wrong: [] });
  expect(warned).toEqual(['webhook', 'mail-hook']);
  expect(skipped).toEqual(['webhook-signature']);
  expect(lines.find(({ check }) => check === 'webhook')?.found).toContain('hides the hooks of environment');
});

test('Secrets that PSB does not show are not compared, and that is no fault.', async () => {
  const shown = [{ ...ours, action: ours.action.replace(/#.*/, '') }, mail];
  undoneAfter(psb.faults.next({ path: /^\/api\/v1\/hook$/ }, { status: 200, body: shown, times: 'always' }));
  expect(await report()).toMatchObject({ code: 0, wrong: [], warned: [], skipped: ['webhook-signature'] });
});

test('A PSB that never answers costs the doctor seconds, and the other lines stay.', {
  timeout: 30_000,
}, async () => {
  undoneAfter(psb.faults.next({ path: /^\/api\// }, { hang: true, times: 'always' }));
  const started = Date.now();
  const { wrong, lines } = await report();
  expect(Date.now() - started).toBeLessThan(8000);
  expect(wrong).toEqual(['psb']);
  expect(lines.find(({ check }) => check === 'erp-organisations')?.state).toBe('ok');
});
