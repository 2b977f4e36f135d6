import type { PaymentMeansPaths } from './en-paths.ts';
import type { PayeeAccount, PaymentMeans } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** What UBL and CII both say within one of BG-16; `means` is its element. */
export const readPaymentMeans = (
  means: XmlElement,
  paths: PaymentMeansPaths,
  terms: TermReader,
): Omit<PaymentMeans, 'id' | 'references'> => ({
  code: terms.single(means, paths.code),
  text: terms.text(means, paths.text),
  account: readPayeeAccount(means, paths, terms),
  card: terms.text(means, paths.card),
  mandate: paths.mandate === undefined ? null : terms.text(means, paths.mandate),
  payerAccount: terms.text(means, paths.payerAccount),
});

/** BG-17; a name or a BIC without an account number is no account. */
function readPayeeAccount(
  means: XmlElement,
  paths: PaymentMeansPaths,
  terms: TermReader,
): PayeeAccount | null {
  // CII has an element for an IBAN and one for any other account: both filled differently are two accounts.
  const [id, ...others] = terms.texts(means, paths.account);
  if (id === undefined) return null;
  terms.expectOne(paths.account.term, [id, ...others]);
  return { id, name: terms.text(means, paths.accountName), bic: terms.text(means, paths.bic) };
}
