import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { payablesCommand } from '../../cli/commands/payables.ts';
import type { connectHouse } from '../../cli/connect-house.ts';
import { findPayable, listPayables } from '../../cli/find-payable.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { createDirectoryStore } from '../../lib/storage/directory-store.ts';
import { createPayableStore } from '../../lib/storage/payable-store.ts';
import { testDirectory } from '../payables/factory.ts';
import { startTables } from '../storage/embedded.ts';
import { documentIdOf, samplePayable } from '../storage/sample-payable.ts';

const tables = await startTables();
let stores: Pick<ReturnType<typeof connectHouse>, 'payables' | 'directory'>;
let printed: { out: string; err: string };

beforeEach(async () => {
  const table = await tables.newTable();
  stores = { payables: createPayableStore(table), directory: createDirectoryStore(table) };
  await stores.directory.importAll(testDirectory());
  await useTable(table.name);
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
  for (const queue of ['DOCUMENTS', 'SUBMISSIONS', 'AUTHORISATIONS', 'RESPONSES'])
    vi.stubEnv(`${queue}_QUEUE_URL`, `${url}/q`);
  vi.stubEnv('SQS_ENDPOINT', url);
  vi.stubEnv('STEP_LEASE_SECONDS', '60');
  vi.stubEnv('PUBLIC_URL', url);
  vi.stubEnv('SECRETS', 'file:none');
}

const acquit = (...words: string[]) => payablesCommand().parseAsync(words, { from: 'user' });

const invoice = (index: number, number: string): Payable =>
  samplePayable({
    documentId: documentIdOf(index),
    organisation: 'ACME',
    status: 'HELD',
    changedAt: new Date(Date.UTC(2026, 10, 20) + index * 1000).toISOString(),
    document: {
      syntax: null,
      number,
      issueDate: null,
      currency: 'EUR',
      payableAmount: '1.00',
      sellerName: null,
    },
  });

async function keep(...payables: Payable[]): Promise<void> {
  await Promise.all(payables.map((payable) => stores.payables.create(payable)));
}

describe('the payable that a person means', () => {
  test('is read by party and document id, in any spelling, without a look at the lists', async () => {
    await keep(invoice(1, 'A-1'));
    const list = vi.spyOn(stores.payables, 'list');
    for (const party of ['0106:27318465', 'NL:KVK:27318465']) {
      const found = await findPayable(stores, `${party}/${documentIdOf(1).toUpperCase()}`);
      expect(found.document?.number).toBe('A-1');
    }
    expect(list).not.toHaveBeenCalled();
  });

  test('is found by its whole document id, by the start of it, and by an invoice number with a slash', async () => {
    await keep(
      invoice(1, 'TZ/2026/0902'),
      samplePayable({ documentId: 'ffff0000-0000-4000-8000-000000000000' }),
    );
    for (const wanted of [documentIdOf(1), '3F0C', 'TZ/2026/0902']) {
      expect((await findPayable(stores, wanted)).documentId).toBe(documentIdOf(1));
    }
    await expect(findPayable(stores, 'TZ/2026/0903')).rejects.toThrow('No payable has');
  });

  test('is not taken for another one whose document id begins like its number', async () => {
    await keep(invoice(1, 'ffff'), samplePayable({ documentId: 'ffff0000-0000-4000-8000-000000000000' }));
    await expect(findPayable(stores, 'ffff')).rejects.toThrow('means 2 payables');
  });

  test('is found among more than five hundred, and a number that two have is never taken for one', async () => {
    await keep(invoice(0, 'OLD'), invoice(1, 'TWICE'), invoice(2, 'TWICE'));
    await keep(...Array.from({ length: 600 }, (_, index) => invoice(index + 3, `N-${index}`)));
    expect((await findPayable(stores, 'OLD')).documentId).toBe(documentIdOf(0));
    await expect(findPayable(stores, 'TWICE')).rejects.toThrow('means 2 payables');
    expect((await listPayables(stores)).keys).toHaveLength(603);
  });
});

describe('acquit payables list', () => {
  test('says which lists were cut, and lists more when asked', async () => {
    await keep(
      ...[1, 2, 3].map((index) => invoice(index, `N-${index}`)),
      samplePayable({ documentId: documentIdOf(9) }),
    );
    await acquit('list', '--limit', '2', '--json');
    const shown: unknown = JSON.parse(printed.out);
    expect(shown).toHaveLength(3);
    expect(printed.err).toBe('Only the newest 2 are listed of: HELD of ACME. See more with --limit.\n');
  });

  test('says nothing when it shows everything', async () => {
    await keep(...[1, 2].map((index) => invoice(index, `N-${index}`)));
    await acquit('list', '--limit', '2', '--status', 'held');
    expect(printed.out).toMatch(/N-2[\s\S]*N-1/);
    expect(printed.err).toBe('');
  });
});

describe('acquit payables show', () => {
  test('tells the story and exits with 0', async () => {
    await keep(invoice(1, 'A-1'));
    await acquit('show', 'A-1');
    expect(printed.out).toContain('every entry follows from the one before');
    expect(process.exitCode).toBeUndefined();
  });

  test.each([[], ['--json']])('exits with 1 when somebody changed the history %s', async (...options) => {
    const [first] = samplePayable().history;
    if (first === undefined) throw new Error('a sample payable has a history');
    await keep({ ...invoice(1, 'A-1'), history: [{ ...first, what: 'approved by nobody' }] });
    await acquit('show', 'A-1', ...options);
    expect(printed.out).toContain('approved by nobody');
    expect(printed.err).toContain('Entry 1 of the history');
    expect(process.exitCode).toBe(1);
  });
});
