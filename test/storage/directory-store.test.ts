import { beforeEach, describe, expect, test } from 'vitest';
import { createDirectoryStore, type DirectoryStore } from '../../lib/storage/directory-store.ts';
import type { Table } from '../../lib/storage/table.ts';
import { testDirectory, testOrganisation, testSupplier } from '../payables/factory.ts';
import { startTables } from './embedded.ts';

const tables = await startTables();
let table: Table;
let store: DirectoryStore;
beforeEach(async () => {
  table = await tables.newTable();
  store = createDirectoryStore(table);
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

  test('never takes over a party of another one', async () => {
    await store.importAll({ organisations: [testOrganisation()], suppliers: [] });
    const thief = testOrganisation({ shortCode: 'NEW', parties: ['0106:99999999', '0106:12345678'] });
    const refused = await store.importAll({ organisations: [thief], suppliers: [] }).catch(String);
    expect(refused).toContain('party 0106:12345678 of organisation NEW belongs to organisation ACME');
    expect((await store.organisationOf('0106:12345678'))?.shortCode).toBe('ACME');
    expect((await store.organisations()).map(({ shortCode }) => shortCode)).toEqual(['ACME']);
  });

  test('may list one party in two spellings', async () => {
    const parties = ['NL:KVK:12345678', '0106:12345678'];
    await store.importAll({ organisations: [testOrganisation({ parties })], suppliers: [] });
    expect((await store.organisationOf('0106:12345678'))?.parties).toEqual(parties);
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

  test('never takes over an identifier of another one: nothing is imported and every clash is told', async () => {
    await store.importAll(supplied(testSupplier({ identifiers: ['0106:87654321', '0106:55555555'] }), other));
    const fresh = testSupplier({ number: 'S-0', identifiers: ['0106:66666666'] });
    const thief = testSupplier({
      number: 'S-3',
      identifiers: ['NL:KVK:8765.4321', '0106:22222222', '0106:77777777'],
    });
    const refused = await store.importAll(supplied(fresh, thief)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'DIRECTORY_INVALID', detail: { clashes: 2 } });
    expect(String(refused)).toContain(
      '0106:87654321 of supplier S-3 of ACME belongs to supplier S-1001 of ACME',
    );
    expect(String(refused)).toContain(
      '0106:22222222 of supplier S-3 of ACME belongs to supplier S-2 of ACME',
    );
    expect(await store.supplier('ACME', 'S-0')).toBeUndefined();
    expect(await store.supplier('ACME', 'S-3')).toBeUndefined();
    expect(await numbersWith('0106:87654321', '0106:22222222')).toEqual(['S-1001', 'S-2']);
    expect(await numbersWith('0106:77777777', '0106:66666666')).toEqual([]);
  });

  test('takes an identifier over after its owner was imported without it', async () => {
    await store.importAll(supplied(testSupplier(), other));
    await store.importAll(supplied(testSupplier({ identifiers: ['0106:44444444'] })));
    await store.importAll(supplied(testSupplier({ number: 'S-3' })));
    expect(await numbersWith('0106:87654321')).toEqual(['S-3']);
  });

  test('swaps identifiers with another one in one file', async () => {
    await store.importAll(supplied(testSupplier(), other));
    const [one, two] = [testSupplier({ identifiers: other.identifiers }), testSupplier({ number: 'S-2' })];
    await store.importAll(supplied(one, two));
    expect(await numbersWith('0106:22222222')).toEqual(['S-1001']);
    expect(await numbersWith('0106:87654321')).toEqual(['S-2']);
  });

  test('takes over a look-up that leads to somebody who does not list it', async () => {
    await store.importAll(supplied(other));
    await table.put({ pk: 'ORG#ACME', sk: 'ID#0106:87654321', supplierNumber: 'S-2' });
    await table.put({ pk: 'ORG#ACME', sk: 'ID#0106:11111111', supplierNumber: 'S-GONE' });
    await store.importAll(supplied(testSupplier({ identifiers: ['0106:87654321', '0106:11111111'] })));
    expect(await numbersWith('0106:87654321')).toEqual(['S-1001']);
    expect(await numbersWith('0106:11111111')).toEqual(['S-1001']);
  });

  test('of two imports at once that want one identifier exactly one gets it, and has it whole', async () => {
    const rivals = ['S-7', 'S-8'].map((number) => testSupplier({ number }));
    const imports = await Promise.allSettled(rivals.map((rival) => store.importAll(supplied(rival))));
    expect(imports.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = imports.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(lost).toEqual([expect.objectContaining({ code: 'DIRECTORY_INVALID' })]);
    const listed = (await store.suppliers('ACME')).map(({ number }) => number);
    expect(listed).toEqual(await numbersWith('0106:87654321'));
  });

  test('may have more identifiers than DynamoDB writes at once, and an endless one', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `0106:${20_000_000 + index}`);
    const endless = `0088:${'漢'.repeat(250)}`; // letters of three bytes each
    await store.importAll(supplied(testSupplier({ identifiers: [...many, endless] })));
    expect(await numbersWith('0106:20000249')).toEqual(['S-1001']);
    expect(await numbersWith(endless)).toEqual(['S-1001']);
    await store.importAll(supplied(testSupplier()));
    expect(await numbersWith(...many, endless)).toEqual([]);
  });

  test('is looked for by an identifier of ten thousand characters, which simply finds nobody', async () => {
    await store.importAll(supplied(testSupplier()));
    expect(await numbersWith('9'.repeat(10_000), '0106:87654321')).toEqual(['S-1001']);
    expect(await store.organisationOf(`0106:${'9'.repeat(10_000)}`)).toBeUndefined();
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
