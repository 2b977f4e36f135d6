import type { Decimal } from '../money/decimal.ts';
import type { PayeeAccount, PaymentMeans, PaymentTerms } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** BG-16, one for each cac:PaymentMeans, in document order and unmerged. */
export function readPaymentMeans(root: XmlElement, terms: TermReader): readonly PaymentMeans[] {
  return root.all('cac:PaymentMeans').map((means) => ({
    id: means.text('cbc:ID'),
    code: terms.single(means, 'cbc:PaymentMeansCode', 'BT-81'),
    text: means.filled('cbc:PaymentMeansCode')[0]?.attribute('name') ?? null,
    references: readReferences(means),
    account: readPayeeAccount(means, terms),
    card: means.text('cac:CardAccount/cbc:PrimaryAccountNumberID'),
    mandate: means.text('cac:PaymentMandate/cbc:ID'),
    // Both are the buyer's own account; neither is ever a beneficiary (documents.md 4, BT-91).
    payerAccount:
      means.text('cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID') ??
      means.text('cac:PayerFinancialAccount/cbc:ID'),
  }));
}

/** BT-83; the legacy Belgian e-FFF has it in InstructionID, which means something else beside a PaymentID. */
function readReferences(means: XmlElement): readonly string[] {
  const references = means.texts('cbc:PaymentID');
  return [...new Set(references.length > 0 ? references : means.texts('cbc:InstructionID'))];
}

/** BG-17; a name or a BIC without an account number is no account. */
function readPayeeAccount(means: XmlElement, terms: TermReader): PayeeAccount | null {
  const id = terms.single(means, 'cac:PayeeFinancialAccount/cbc:ID', 'BT-84');
  if (id === null) return null;
  const account = 'cac:PayeeFinancialAccount';
  const branch = `${account}/cac:FinancialInstitutionBranch`;
  return {
    id,
    name: means.text(`${account}/cbc:Name`),
    bic: means.text(`${branch}/cbc:ID`) ?? means.text(`${branch}/cac:FinancialInstitution/cbc:ID`),
  };
}

/** BT-20, and the amounts per payment means of the g-account and PINT (documents.md 4). */
export function readPaymentTerms(root: XmlElement, terms: TermReader): readonly PaymentTerms[] {
  return root.all('cac:PaymentTerms').map((each) => ({
    note: each.texts('cbc:Note').join('\n') || null,
    paymentMeansId: each.text('cbc:PaymentMeansID'),
    amount: terms.amount(each, 'cbc:Amount', 'BT-20'),
    dueDate:
      terms.date(each, 'cbc:InstallmentDueDate', 'BT-9') ?? terms.date(each, 'cbc:PaymentDueDate', 'BT-9'),
  }));
}

/**
 * Third-party amounts, which the XRechnung extension adds to the payable (documents.md 4). Elsewhere the same
 * element tells of a payment already made, is part of BT-113, and stays unread.
 */
export function readThirdPartyPayments(
  root: XmlElement,
  profile: string | null,
  terms: TermReader,
): readonly Decimal[] {
  if (profile?.toLowerCase().includes('kosit:extension:xrechnung') !== true) return [];
  return root
    .all('cac:PrepaidPayment')
    .flatMap((each) => terms.amount(each, 'cbc:PaidAmount', 'BT-115') ?? []);
}
