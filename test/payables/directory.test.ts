import { describe, expect, test } from 'vitest';
import { organisationSchema, supplierSchema } from '../../lib/payables/directory.ts';

const organisation = {
  shortCode: 'ACME',
  name: 'Acme Nederland B.V.',
  parties: ['NL:KVK:12345678'],
  ownAccount: 'NL91ABNA0417164300',
};
const supplier = {
  organisation: 'ACME',
  number: 'S-1001',
  site: 'MAIN',
  name: 'Janssen Kantoor B.V.',
  identifiers: ['0106:87654321'],
};
const x = (length: number): string => 'x'.repeat(length);
const faultsOf = (
  result: ReturnType<typeof supplierSchema.safeParse | typeof organisationSchema.safeParse>,
) => result.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
const fieldsOf = (result: Parameters<typeof faultsOf>[0]) => faultsOf(result).map(([path]) => path);
const ofOrganisation = (changes: object) => organisationSchema.safeParse({ ...organisation, ...changes });
const ofSupplier = (changes: object) => supplierSchema.safeParse({ ...supplier, ...changes });

describe('an organisation in the directory', () => {
  test('that says only what it must has the ERP pay, and asks for nothing', () => {
    expect(organisationSchema.parse(organisation)).toEqual({
      ...organisation,
      identifiers: [],
      settlement: 'erp',
      responses: 'off',
      recognise: false,
      removeAtPsb: false,
      requires: [],
      coding: { byAccountingReference: {}, byVatCategory: {} },
    });
  });

  test('may have several parties, but never none', () => {
    expect(fieldsOf(ofOrganisation({ parties: ['0106:1', '0106:2', 'VAT:NL1'] }))).toEqual([]);
    expect(fieldsOf(ofOrganisation({ parties: [] }))).toEqual(['parties']);
  });

  test.each([
    ['shortCode', 5],
    ['name', 255],
  ])('has a %s of 1 to %i characters, blanks around it not counted', (field, max) => {
    expect(organisationSchema.parse({ ...organisation, [field]: ` ${x(max)}\n` })).toMatchObject({
      [field]: x(max),
    });
    expect(fieldsOf(ofOrganisation({ [field]: x(max + 1) }))).toEqual([field]);
    expect(fieldsOf(ofOrganisation({ [field]: '  ' }))).toEqual([field]);
  });

  test.each([
    ['0106:12345678', true],
    ['VAT:NL123456789B01', true],
    ['Γ12', true],
    ['0106:', false],
    ['0106: ', false],
    [':-', false],
    ['', false],
    [`0106:${x(250)}`, true],
    [`0106:${x(251)}`, false],
  ])('may be called %j: %s', (identifier, may) => {
    expect(fieldsOf(ofOrganisation({ identifiers: [identifier] }))).toEqual(may ? [] : ['identifiers.0']);
  });

  test('is called by its identifiers without blanks around them', () => {
    const { identifiers } = organisationSchema.parse({ ...organisation, identifiers: [' 0106:1\n'] });
    expect(identifiers).toEqual(['0106:1']);
  });

  test.each([
    ['1000.400.00.000', true],
    ['É-1 a/b', true],
    ['-1000', false],
    ['.', false],
    ['1000\u0000400', false],
    ['1000\n400', false],
    [x(255), true],
    [x(256), false],
    ['', false],
  ])('may book on %j: %s', (code, may) => {
    const codes = { default: code, byAccountingReference: { OFFICE: code }, byVatCategory: { S: code } };
    const all = ['coding.default', 'coding.byAccountingReference.OFFICE', 'coding.byVatCategory.S'];
    expect(fieldsOf(ofOrganisation({ coding: codes }))).toEqual(may ? [] : all);
  });

  test('books on its codes without blanks around them', () => {
    const { coding } = organisationSchema.parse({ ...organisation, coding: { tax: ' 1000.151\n' } });
    expect(coding).toEqual({ tax: '1000.151', byAccountingReference: {}, byVatCategory: {} });
  });

  test.each([
    [0, true],
    [365, true],
    [366, false],
    [-1, false],
    [30.5, false],
  ])('pays after %d days: %s', (paymentTermDays, may) => {
    expect(fieldsOf(ofOrganisation({ paymentTermDays }))).toEqual(may ? [] : ['paymentTermDays']);
    expect(fieldsOf(ofSupplier({ paymentTermDays }))).toEqual(may ? [] : ['paymentTermDays']);
  });
});

describe('a supplier in the directory', () => {
  test('that says only what it must has no account, no payee and nothing in parts', () => {
    expect(supplierSchema.parse(supplier)).toEqual({
      ...supplier,
      payeeType: 'SUPPLIER',
      accounts: [],
      payees: [],
      payInParts: [],
    });
  });

  test('has its accounts and their BICs in capitals without blanks', () => {
    const account = { iban: 'nl20 ingb  0001 2345 67', bic: 'ing b nl\t2a', name: ' Janssen ' };
    expect(supplierSchema.parse({ ...supplier, accounts: [account] }).accounts).toEqual([
      { iban: 'NL20INGB0001234567', bic: 'INGBNL2A', name: 'Janssen' },
    ]);
  });

  test('has a site, and a person has none; said beside the faults of other fields', () => {
    const missing = 'is missing: a SUPPLIER needs its site code at the ERP';
    const tooMuch = 'must be left out: a PERSON has no site at the ERP';
    expect(faultsOf(ofSupplier({ site: undefined }))).toEqual([['site', missing]]);
    expect(faultsOf(ofSupplier({ payeeType: 'SUPPLIER', site: undefined }))).toEqual([['site', missing]]);
    expect(faultsOf(ofSupplier({ payeeType: 'PERSON' }))).toEqual([['site', tooMuch]]);
    expect(faultsOf(ofSupplier({ payeeType: 'PERSON', site: undefined }))).toEqual([]);
    expect(faultsOf(ofSupplier({ site: undefined, number: '' }))).toEqual([
      ['number', expect.any(String)],
      ['site', missing],
    ]);
    expect(fieldsOf(ofSupplier({ payeeType: 'ROBOT', site: undefined }))).toEqual(['payeeType']);
  });

  test('is refused with anything that it cannot have', () => {
    expect(fieldsOf(ofSupplier({ payInParts: ['whenever'] }))).toEqual(['payInParts.0']);
    expect(fieldsOf(ofSupplier({ identifiers: [] }))).toEqual(['identifiers']);
    expect(faultsOf(ofSupplier({ iban: 'NL20INGB0001234567' }))).toHaveLength(1);
  });
});
