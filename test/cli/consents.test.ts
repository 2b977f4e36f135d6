import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { consentsCommand } from '../../cli/commands/consents.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import { createConsentStore, type NewConsent } from '../../lib/storage/consent-store.ts';
import { createDirectoryStore } from '../../lib/storage/directory-store.ts';
import { createTextSealer } from '../../lib/storage/sealed-text.ts';
import type { Table } from '../../lib/storage/table.ts';
import { createTicketStore } from '../../lib/storage/ticket-store.ts';
import { testDirectory } from '../payables/factory.ts';
import { startTables } from '../storage/embedded.ts';

const tables = await startTables();
const [{ shortCode, ownAccount } = { shortCode: '', ownAccount: '' }] = testDirectory().organisations;
const sealer = createTextSealer([{ id: 'k', key: Buffer.alloc(32, 1).toString('base64') }], (size) =>
  Buffer.alloc(size),
);
let table: Table;
let printed: { out: string; err: string };
let sent: unknown[];

beforeEach(async () => {
  const made = await tables.newTable();
  table = made;
  await createDirectoryStore(table).importAll(testDirectory());
  await useTable(made.name);
  printed = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed.err += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

/** The commands find the table as they do on a deployed stage: by the environment. */
async function useTable(name: string): Promise<void> {
  const endpoint = await tables.client.config.endpoint?.();
  const url = `${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}`;
  vi.stubEnv('TABLE_NAME', name);
  vi.stubEnv('DYNAMODB_ENDPOINT', url);
  const queue = await startQueue();
  for (const one of ['DOCUMENTS', 'SUBMISSIONS', 'AUTHORISATIONS', 'RESPONSES'])
    vi.stubEnv(`${one}_QUEUE_URL`, `${queue}/q`);
  vi.stubEnv('SQS_ENDPOINT', queue);
  vi.stubEnv('STEP_LEASE_SECONDS', '60');
  vi.stubEnv('PUBLIC_URL', 'https://acquit.example');
  vi.stubEnv('SECRETS', 'file:none');
}

/** As much of SQS as takes a message. */
async function startQueue(): Promise<string> {
  sent = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const { MessageBody } = JSON.parse(text) as { MessageBody: string }; // what the AWS client sends
      sent.push(JSON.parse(MessageBody));
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(
        JSON.stringify({
          MessageId: 'm',
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The queue has no port.');
  return `http://127.0.0.1:${address.port}`;
}

const acquit = (...words: string[]) => consentsCommand().parseAsync(words, { from: 'user' });
const store = () => createConsentStore(table, sealer);

/** A consent, with tokens when it was given. */
async function keep(changes: Partial<NewConsent> = {}, givenAt?: string) {
  const consent: NewConsent = {
    bank: 'sandbox',
    consentId: 'c1',
    service: 'ais',
    organisation: shortCode,
    ibans: [ownAccount],
    recurring: true,
    consentStatus: 'received',
    validUntil: '9999-12-31',
    ...changes,
  };
  await store().create(consent, new Date('2026-06-01T10:00:00Z'));
  const stored = await store().read(consent);
  if (stored === undefined) throw new Error('It was not stored.');
  if (givenAt === undefined) return stored;
  const tokens = { accessToken: 'secret-access', refreshToken: 'secret-refresh' };
  await store().saveTokens(stored, tokens, new Date(givenAt));
  await store().noteFacts(consent, { consentStatus: 'valid' });
  return (await store().read(consent)) ?? stored;
}

/** What the ticket of a printed link is for. */
async function errandOf(link: string) {
  const ticket = new URL(link.trim()).searchParams.get('ticket') ?? '';
  return (await createTicketStore(table).read(hashSecret(ticket)))?.errand;
}

describe('acquit consents list', () => {
  test('says of each consent whose it is, how it stands, and until when it can be used, with masked accounts', async () => {
    await keep({}, '2026-06-01T10:00:00Z');
    await keep({ consentId: 'c2', service: 'piis', validUntil: null });
    await acquit('list');
    expect(printed.out).toMatch(/c1 +sandbox +accounts +ACME +\S{4}…\S{4} +valid +2026-06-01 +2026-11-27/);
    expect(printed.out).toMatch(/c2 +sandbox +funds +ACME +\S{4}…\S{4} +waits for its holder +– +–/);
    expect(printed.out).not.toContain(ownAccount);
  });

  test('names the day that the bank granted where it is earlier than 180 days', async () => {
    await keep({ validUntil: '2026-07-31' }, '2026-06-01T10:00:00Z');
    await acquit('list', '--json');
    expect(JSON.parse(printed.out)).toMatchObject([{ usableUntil: '2026-07-31' }]);
  });

  test('says when a consent ended and why, and never prints a token', async () => {
    const consent = await keep({}, '2026-06-01T10:00:00Z');
    await acquit('list', '--json');
    expect(printed.out).not.toMatch(/secret|sealed/i);
    await store().end(consent, 'tokens-lost', new Date('2026-06-09T10:00:00Z'));
    await acquit('list');
    expect(printed.out).toContain('ended 2026-06-09: tokens-lost');
  });
});

describe('acquit consents request', () => {
  test('prints a link for the own account of the organisation', async () => {
    await acquit('request', '--organisation', shortCode);
    expect(printed.out).toMatch(/^https:\/\/acquit\.example\/psd2\/start\?ticket=[\w-]{43}\n$/);
    const errand = { kind: 'consent', service: 'ais', organisation: shortCode, ibans: [ownAccount] };
    expect(await errandOf(printed.out)).toEqual(errand);
  });

  test('takes accounts as people write them', async () => {
    await acquit(
      'request',
      '--organisation',
      shortCode,
      '--iban',
      'be68 5390 0754 7034',
      '--iban',
      ownAccount,
    );
    expect(await errandOf(printed.out)).toMatchObject({ ibans: ['BE68539007547034', ownAccount] });
  });

  test.each([
    ['an organisation that the directory does not have', ['--organisation', 'NOBODY'], 'NOBODY'],
    ['an account with a typing error', ['--iban', 'BE68539007547035'], 'BE68…7035 is no valid IBAN'],
    [
      'a consent on funds for two accounts',
      ['--service', 'funds', '--iban', 'BE68539007547034,BE68539007547034'],
      'is for one account',
    ],
  ])('refuses %s and prints no link', async (_what, words, says) => {
    const organisation = words.includes('--organisation') ? [] : ['--organisation', shortCode];
    await expect(acquit('request', ...organisation, ...words)).rejects.toThrow(says);
    expect(printed.out).toBe('');
  });
});

describe('acquit consents withdraw', () => {
  test('marks the consent, so that nothing is read with it, and has the bank told', async () => {
    await keep({}, '2026-06-01T10:00:00Z');
    await acquit('withdraw', 'c1');
    const marked = await store().read({ bank: 'sandbox', consentId: 'c1' });
    expect(marked).toMatchObject({ endedAt: null, withdrawAskedAt: expect.any(String) });
    expect(sent).toEqual([{ withdraw: { bank: 'sandbox', consentId: 'c1' } }]);
    await acquit('list');
    expect(printed.out).toContain('being withdrawn');
  });

  test('takes one that its holder never gave', async () => {
    await keep();
    await acquit('withdraw', 'c1');
    expect(sent).toHaveLength(1);
  });

  test('refuses one that has ended, one that nobody knows, and a start that two have', async () => {
    const ended = await keep({ consentId: 'old' }, '2026-06-01T10:00:00Z');
    await store().end(ended, 'replaced', new Date('2026-06-09T10:00:00Z'));
    await keep({ consentId: 'new-1' });
    await keep({ consentId: 'new-2' });
    await expect(acquit('withdraw', 'old')).rejects.toThrow('No living consent');
    await expect(acquit('withdraw', 'else')).rejects.toThrow('No living consent');
    await expect(acquit('withdraw', 'new-')).rejects.toThrow('means 2 consents');
    expect(sent).toEqual([]);
  });

  test('means the consent whose whole id was written, also when another begins with it', async () => {
    await keep({ consentId: 'c1' });
    await keep({ consentId: 'c12' });
    await acquit('withdraw', 'c1');
    expect(sent).toEqual([{ withdraw: { bank: 'sandbox', consentId: 'c1' } }]);
  });
});
