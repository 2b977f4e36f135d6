import { describe, expect, test } from 'vitest';
import { findSupplier } from '../../lib/payables/find-supplier.ts';
import { testDirectory, testInvoice, testOrganisation, testParty, testSupplier } from './factory.ts';

const seller = testParty({ vatId: 'NL008765432B01', endpoint: null });
const nobody = testParty({ legalId: null, endpoint: null });

const found = (who: typeof seller, ...suppliers: ReturnType<typeof testSupplier>[]) => {
  const invoice = testInvoice({ seller: who });
  const { supplier, findings } = findSupplier(invoice, testOrganisation(), testDirectory({ suppliers }));
  return [supplier?.number, ...findings.map(({ code, term, value }) => [code, term, value])];
};

describe('the supplier of an invoice', () => {
  test.each([
    ['its legal id', ['0106:87654321']],
    ['its VAT number', ['9944:NL008765432B01']],
    ['one of several ids', ['0088:8712345678906', 'NL 0087.65.432.B01']],
  ])('is found by %s', (_by, identifiers) => {
    expect(found(seller, testSupplier({ number: 'S-1', identifiers: ['0106:1'] }))[0]).toBeUndefined();
    const suppliers = [
      testSupplier({ number: 'S-1', identifiers: ['0106:1'] }),
      testSupplier({ identifiers }),
    ];
    expect(found(seller, ...suppliers)).toEqual(['S-1001']);
  });

  test('that nobody knows is told by every id to look for', () => {
    expect(found(seller)).toEqual([
      undefined,
      ['SUPPLIER_UNKNOWN', 'BT-30', '0106:87654321, VAT:NL008765432B01'],
    ]);
    expect(found(nobody, testSupplier())).toEqual([undefined, ['SUPPLIER_UNKNOWN', 'BT-30', null]]);
  });

  test('that could be two is told by both numbers', () => {
    const second = testSupplier({ number: 'S-2', identifiers: ['VAT:NL008765432B01'] });
    expect(found(seller, testSupplier(), second)).toEqual([
      undefined,
      ['SUPPLIER_AMBIGUOUS', 'BT-30', 'S-1001, S-2'],
    ]);
  });

  test('is never found by its name or among the suppliers of another organisation', () => {
    expect(found(nobody, testSupplier({ name: 'Janssen Kantoor B.V.' }))[0]).toBeUndefined();
    expect(found(seller, testSupplier({ organisation: 'OTHER' }))[0]).toBeUndefined();
    expect(found(seller, testSupplier({ organisation: 'OTHER', number: 'S-9' }), testSupplier())).toEqual([
      'S-1001',
    ]);
  });
});
