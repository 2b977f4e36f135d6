import { describe, expect, test } from 'vitest';
import { pathOf } from '../../lib/documents/term-groups.ts';

const settlement = 'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement';

describe('Where a term stands in the document', () => {
  test.each([
    ['ubl-invoice', 'BT-115', 'cac:LegalMonetaryTotal/cbc:PayableAmount'],
    ['ubl-invoice', 'BT-9', 'cbc:DueDate'],
    ['ubl-creditnote', 'BT-9', 'cac:PaymentMeans/cbc:PaymentDueDate'],
    ['ubl-creditnote', 'BT-131', 'cac:CreditNoteLine/cbc:LineExtensionAmount'],
    ['ubl-invoice', 'BT-117', 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount'],
    [
      'ubl-invoice',
      'BT-44',
      'cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName',
    ],
    ['ubl-invoice', 'BG-4', 'cac:AccountingSupplierParty/cac:Party'],
    [
      'cii',
      'BT-115',
      `${settlement}/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:DuePayableAmount`,
    ],
    ['cii', 'BT-110', `${settlement}/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount`],
    [
      'cii',
      'BT-84',
      `${settlement}/ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount/ram:IBANID`,
    ],
    ['cii', 'BT-83', `${settlement}/ram:PaymentReference`],
    ['zugferd-1', 'BT-1', 'rsm:HeaderExchangedDocument/ram:ID'],
  ] as const)('In %s, %s is %s.', (syntax, term, path) => {
    expect(pathOf(syntax, term)).toBe(path);
  });

  test('A term that a syntax does not have is nowhere.', () => {
    expect(pathOf('cii', 'BT-999')).toBeNull();
  });

  test.each(['ubl-invoice', 'ubl-creditnote', 'cii', 'zugferd-1'] as const)(
    '%s names every term that a payment rests on.',
    (syntax) => {
      const needed = ['BT-1', 'BT-2', 'BT-3', 'BT-5', 'BT-9', 'BT-27', 'BT-31', 'BT-84', 'BT-115', 'BT-131'];
      expect(needed.filter((term) => pathOf(syntax, term) === null)).toEqual([]);
    },
  );
});
