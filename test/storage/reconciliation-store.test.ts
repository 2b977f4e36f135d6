import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseIsoDate } from '../../lib/documents/iso-date.ts';
import { decimal } from '../../lib/money/decimal.ts';
import type { RunReport } from '../../lib/payables/reconcile/day-report.ts';
import { createAccountReadingStore } from '../../lib/storage/account-reading-store.ts';
import { claimEntry, ownersOfEntries } from '../../lib/storage/entry-claim-store.ts';
import { createReconciliationStore } from '../../lib/storage/reconciliation-store.ts';
import type { Table } from '../../lib/storage/table.ts';
import { startTables } from './embedded.ts';

const tables = await startTables();
const iban = 'BE83363012345615';
let table: Table;
beforeEach(async () => {
  table = await tables.newTable();
});

type Row = RunReport['rows'][number];
/** A row that does not compress well: ids and references differ as they do in life. */
function row(number: number, given: Partial<Row> = {}): Row {
  const id = createHash('sha256').update(String(number)).digest('hex');
  return {
    payable: `0208:0401234560/${id.slice(0, 36)}`,
    standing: 'WAITING',
    rule: null,
    amount: decimal(`${number}.10`),
    currency: 'EUR',
    endToEndId: id.slice(0, 34).toUpperCase(),
    reference: `invoice ${id.repeat(2)}`.slice(0, 140),
    bookingDate: null,
    reversedOn: null,
    findings: [],
    ...given,
  };
}
const run = (at: string, rows: readonly Row[], given: Partial<RunReport> = {}): RunReport => ({
  at,
  rows: [...rows],
  entries: { [iban]: { read: 3, repeated: 1, unexplained: 2 } },
  consents: [{ consentId: 'c1', code: null }],
  ...given,
});

describe('the reports of reconciliation', () => {
  test('of 6,000 payments are stored in parts and read back whole', async () => {
    const store = createReconciliationStore(table);
    const rows = Array.from({ length: 6000 }, (_, index) => row(index + 1));
    await store.add('2026-11-20', run('2026-11-20T10:00:00.000Z', rows));
    const items = await table.query({
      key: { expression: 'pk = :pk', values: { ':pk': 'REPORT#2026-11-20' } },
    });
    expect(items.length).toBeGreaterThan(1);
    const report = await store.read('2026-11-20');
    expect(report?.rows).toHaveLength(6000);
    expect(report?.totals).toEqual([
      { standing: 'WAITING', currency: 'EUR', count: 6000, amount: '18003600' },
    ]);
    expect(report?.entries).toEqual({ read: 3, repeated: 1, unexplained: 2 });
  });

  test('of one day are one: the newest row of each payment, and the rows of which a later run said nothing', async () => {
    const store = createReconciliationStore(table);
    const matched = row(1, { standing: 'MATCHED', rule: 'reference', bookingDate: '2026-11-20' });
    const failed = [{ consentId: 'c1', code: 'BANK_UNAVAILABLE' }];
    await store.add('2026-11-20', run('2026-11-20T18:00:00.000Z', [matched], { consents: failed }));
    await store.add('2026-11-20', run('2026-11-20T10:00:00.000Z', [row(1), row(2)]));
    await store.add('2026-11-20', run('2026-11-20T10:00:00.000Z', [row(1), row(2)]));
    await store.add('2026-11-21', run('2026-11-21T10:00:00.000Z', [row(3)]));
    const report = await store.read('2026-11-20');
    expect(report?.rows.map(({ standing }) => standing).toSorted()).toEqual(['MATCHED', 'WAITING']);
    expect(report).toMatchObject({
      runs: ['2026-11-20T10:00:00.000Z', '2026-11-20T18:00:00.000Z'],
      entries: { read: 3, repeated: 1, unexplained: 2 },
      consents: failed,
    });
  });

  test('are not there for a day on which nothing was reconciled', async () => {
    expect(await createReconciliationStore(table).read('2026-11-20')).toBeUndefined();
  });
});

describe('a booked entry', () => {
  const owner = { party: '0208:1', documentId: 'a', attempt: 1 };

  test('belongs to the first payable that claims it, of many at once, and to no other ever after', async () => {
    const claims = Array.from({ length: 10 }, (_, index) =>
      table.transact([claimEntry('f1', { ...owner, documentId: `d${index}` })]),
    );
    const won = await Promise.all(claims);
    expect(won.filter(Boolean)).toHaveLength(1);
    const owners = await ownersOfEntries(table, ['f1', 'f1', 'f2']);
    expect([...owners.keys()]).toEqual(['f1']);
    expect(owners.get('f1')?.documentId).toBe(`d${won.indexOf(true)}`);
  });

  test('may be claimed again by its own payable', async () => {
    expect(await table.transact([claimEntry('f1', owner)])).toBe(true);
    expect(await table.transact([claimEntry('f1', owner)])).toBe(true);
    expect(await table.transact([claimEntry('f1', { ...owner, party: '0208:2' })])).toBe(false);
  });
});

describe('how far an account was worked off', () => {
  const day = (text: string) => {
    const parsed = parseIsoDate(text);
    if (parsed === undefined) throw new RangeError(text);
    return parsed;
  };
  const reading = (readAt: string, lastBooked: string) => ({
    iban,
    lastBooked: day(lastBooked),
    readUntil: day('2026-11-19'),
    readAt,
  });

  test('is never put back by a run that began earlier', async () => {
    const store = createAccountReadingStore(table);
    expect(await store.note(reading('2026-11-20T18:00:00.000Z', '2026-11-20'))).toBe(true);
    expect(await store.note(reading('2026-11-20T10:00:00.000Z', '2026-11-18'))).toBe(false);
    const known = await store.readMany([iban, iban, 'NL02ABNA0123456789']);
    expect([...known.values()]).toEqual([reading('2026-11-20T18:00:00.000Z', '2026-11-20')]);
  });
});
