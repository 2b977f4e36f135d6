import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { payablesCommand } from '../../cli/commands/payables.ts';
import { reconcileCommand } from '../../cli/commands/reconcile.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { createPayableStore } from '../../lib/storage/payable-store.ts';
import { createReconciliationStore } from '../../lib/storage/reconciliation-store.ts';
import type { Table } from '../../lib/storage/table.ts';
import { startTables } from '../storage/embedded.ts';
import { samplePayable } from '../storage/sample-payable.ts';

const tables = await startTables();
let table: Table;
let printed: { out: string; err: string };

beforeEach(async () => {
  const made = await tables.newTable();
  table = made;
  const endpoint = await tables.client.config.endpoint?.();
  const url = `${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}`;
  vi.stubEnv('TABLE_NAME', made.name);
  for (const name of ['DYNAMODB_ENDPOINT', 'SQS_ENDPOINT', 'PUBLIC_URL']) vi.stubEnv(name, url);
  for (const queue of ['DOCUMENTS', 'SUBMISSIONS', 'AUTHORISATIONS', 'RESPONSES'])
    vi.stubEnv(`${queue}_QUEUE_URL`, `${url}/q`);
  vi.stubEnv('STEP_LEASE_SECONDS', '60');
  vi.stubEnv('SECRETS', 'file:none');
  printed = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed.err += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

const acquit = (...words: string[]) =>
  reconcileCommand()
    .exitOverride()
    .parseAsync(['--report', ...words], { from: 'user' });

const store = () =>
  createReconciliationStore(table).add('2026-11-20', {
    at: '2026-11-20T10:00:00.000Z',
    rows: [
      {
        payable: '0208:0401234560/a',
        standing: 'MATCHED',
        rule: 'end-to-end-id',
        amount: decimal('1536.70'),
        currency: 'EUR',
        endToEndId: 'ABC01',
        reference: '=HYPERLINK("x")',
        bookingDate: '2026-11-20',
        reversedOn: null,
        findings: [],
      },
    ],
    entries: { BE83363012345615: { read: 2, repeated: 0, unexplained: 1 } },
    consents: [
      { consentId: 'c1', code: null },
      { consentId: 'c2', code: 'BANK_CONSENT_REFUSED' },
    ],
  });

describe('acquit reconcile --report', () => {
  test('prints the rows of a day, when it was read, and what could not be read', async () => {
    await store();
    await acquit('--day', '2026-11-20');
    expect(printed.out).toMatch(/a +MATCHED +end-to-end-id +1536\.70 EUR +2026-11-20/);
    expect(printed.out).toContain('2 entries read, 0 of them repeated, 1 of no payment of ours.');
    expect(printed.out).toContain('Read at 2026-11-20T10:00:00.000Z.');
    expect(printed.out).toContain('Not all was read of the consent c2: BANK_CONSENT_REFUSED.');
    expect(printed.out).not.toContain('c1');
    expect(process.exitCode).toBeUndefined();
  });

  test('prints CSV that no spreadsheet runs, and JSON with every digit', async () => {
    await store();
    await acquit('--day', '2026-11-20', '--format', 'csv');
    expect(parse(printed.out, { columns: true })).toMatchObject([
      { day: '2026-11-20', standing: 'MATCHED', amount: '1536.70', reference: '\'=HYPERLINK("x")' },
    ]);
    printed.out = '';
    await acquit('--day', '2026-11-20', '--format', 'json');
    expect(JSON.parse(printed.out)).toMatchObject({ day: '2026-11-20', rows: [{ amount: '1536.70' }] });
  });

  test('says when nothing was reconciled on the day, which is today when none is named, and exits with 1', async () => {
    await store();
    await acquit('--day', '2026-11-21');
    expect(printed.out).toBe('');
    expect(printed.err).toContain('Nothing was reconciled on 2026-11-21');
    expect(process.exitCode).toBe(1);
    await acquit();
    expect(printed.err).toMatch(/Nothing was reconciled on \d{4}-\d{2}-\d{2}/);
  });

  test('refuses a day that is none', async () => {
    await expect(acquit('--day', '2026-02-30')).rejects.toThrow('It must be a day like 2026-11-20.');
  });
});

test('acquit payables show tells by which booking a payable is proved', async () => {
  const booked = { fingerprint: 'f', rule: 'reference', bookingDate: '2026-11-20' } as const;
  const payable = samplePayable({ status: 'PAID', booked });
  await createPayableStore(table).create(payable);
  await payablesCommand().parseAsync(['show', `${payable.party}/${payable.documentId}`], { from: 'user' });
  expect(printed.out).toMatch(/booking +on 2026-11-20, found by reference/);
});
