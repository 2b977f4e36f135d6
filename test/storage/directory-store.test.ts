import { beforeEach, describe, expect, test } from 'vitest';
import { createDirectoryStore, type DirectoryStore } from '../../lib/storage/directory-store.ts';
import { testDirectory, testOrganisation, testSupplier } from '../payables/factory.ts';
import { startTables } from './embedded.ts';

const tables = await startTables();
let store: DirectoryStore;
beforeEach(async () => {
  store = createDirectoryStore(await tables.newTable());
});

const supplied = (...suppliers: ReturnType<typeof testSupplier>[]) =>
  testDirectory({ organisations: [], suppliers });
const numbersWith = async (...identifiers: string[]) =>
  (await store.suppliersWith('ACME', identifiers)).map(({ number }) => number).sort();

describe('an organisation', () => {
  test('is found by its code and by its party in any spelling', async () => {
    await store.importAll(testDirectory());
    expect(await store.organisation('ACME')).toEqual(testOrganisation());
    for (const party of ['NL:KVK:12345678', '0106:12345678', 'iso6523-actorid-upis::0106:12345678']) {
      expect((await store.organisationOf(party))?.shortCode).toBe('ACME');
    }
    expect(await store.organisationOf('0106:99999999')).toBeUndefined();
    expect(await store.organisation('NONE')).toBeUndefined();
  });

  test('is not found by a party that it gave up', async () => {
    await store.importAll(testDirectory());
    const moved = testOrganisation({ parties: ['NL:KVK:87654321'] });
    await store.importAll({ organisations: [moved], suppliers: [] });
    expect(await store.organisationOf('0106:12345678')).toBeUndefined();
    expect((await store.organisationOf('0106:87654321'))?.shortCode).toBe('ACME');
  });

  test('keeps a party that it took over from another one, in whatever order the file names them', async () => {
    await store.importAll({ organisations: [testOrganisation()], suppliers: [] });
    const taker = testOrganisation({ shortCode: 'NEW', parties: ['NL:KVK:12345678'] });
    const giver = testOrganisation({ parties: ['NL:KVK:11111111'] });
    await store.importAll({ organisations: [taker, giver], suppliers: [] });
    expect((await store.organisationOf('0106:12345678'))?.shortCode).toBe('NEW');
  });

  test('is listed once however often it is imported', async () => {
    await store.importAll(testDirectory());
    await store.importAll(testDirectory());
    expect((await store.organisations()).map(({ shortCode }) => shortCode)).toEqual(['ACME']);
  });
});

describe('a supplier', () => {
  const other = testSupplier({ number: 'S-2', identifiers: ['0106:22222222'] });

  test('is found by each of its identifiers, once', async () => {
    await store.importAll(
      supplied(testSupplier({ identifiers: ['0106:87654321', 'VAT:NL001234567B01'] }), other),
    );
    expect(await numbersWith('0106:87654321')).toEqual(['S-1001']);
    expect(await numbersWith('0106:87654321', 'VAT:NL001234567B01')).toEqual(['S-1001']);
    expect(await numbersWith('0106:87654321', '0106:22222222')).toEqual(['S-1001', 'S-2']);
    expect(await numbersWith('0106:33333333')).toEqual([]);
    expect(await numbersWith()).toEqual([]);
  });

  test('of one organisation is a stranger to another', async () => {
    await store.importAll(supplied(testSupplier()));
    expect(await store.suppliersWith('BELCO', ['0106:87654321'])).toEqual([]);
    expect(await store.supplier('BELCO', 'S-1001')).toBeUndefined();
  });

  test('is replaced by its next import, and an identifier it lost finds nobody', async () => {
    await store.importAll(supplied(testSupplier()));
    const renamed = testSupplier({ name: 'Janssen B.V.', identifiers: ['0106:99999999'] });
    await store.importAll(supplied(renamed));
    expect(await store.supplier('ACME', 'S-1001')).toEqual(renamed);
    expect(await numbersWith('0106:87654321')).toEqual([]);
    expect(await numbersWith('0106:99999999')).toEqual(['S-1001']);
  });

  test('keeps an identifier that it took over from another one, in whatever order the file names them', async () => {
    await store.importAll(supplied(testSupplier(), other));
    const taker = testSupplier({ number: 'S-2', identifiers: ['0106:87654321'] });
    const giver = testSupplier({ identifiers: ['0106:44444444'] });
    await store.importAll(supplied(taker, giver));
    expect(await numbersWith('0106:87654321')).toEqual(['S-2']);
    await store.importAll(supplied(testSupplier(), other));
    expect(await numbersWith('0106:87654321')).toEqual(['S-1001']);
  });

  test('that a file does not name stays as it was', async () => {
    await store.importAll(supplied(testSupplier(), other));
    await store.importAll(supplied(other));
    expect((await store.suppliers('ACME')).map(({ number }) => number)).toEqual(['S-1001', 'S-2']);
  });

  test('is found among more than a hundred, which is more than DynamoDB gives at a time', async () => {
    const many = Array.from({ length: 130 }, (_, index) =>
      testSupplier({ number: `N-${index}`, identifiers: [`0106:${10_000_000 + index}`] }),
    );
    await store.importAll(supplied(...many));
    expect(await store.suppliers('ACME')).toHaveLength(130);
    expect(await numbersWith(...many.flatMap(({ identifiers }) => identifiers))).toHaveLength(130);
  });
});
