import type { Invoice } from '../documents/invoice.ts';
import type { ChosenAccount } from './choose-account.ts';
import type { Supplier } from './directory.ts';
import { type Cite, type Statement, same, type Words } from './explanation.ts';
import { isGAccount, isValidIban, normaliseIban } from './iban.ts';
import { ibanInWords, quoted } from './in-words.ts';
import { oneLine } from './one-line.ts';
import type { PaymentRequest } from './payment-request.ts';

type Beneficiary = PaymentRequest['beneficiary_bank_account'];

/** To which account a payment goes, whose it is said to be, and who vouches for it (documents.md 8.5). */
export function explainAccount(
  invoice: Invoice,
  beneficiary: Beneficiary,
  { account, supplier }: { account: ChosenAccount; supplier: Supplier },
  cite: Cite,
): Statement[] {
  const approved = supplier.accounts.find(({ iban }) => iban === account.iban);
  const bic = beneficiary.bic === undefined ? '' : ` (BIC ${beneficiary.bic})`;
  const shown = `${ibanInWords(account.iban)}${bic}${isGAccount(account.iban) ? ' (g-account)' : ''}`;
  const vouched = approved === undefined ? approvedOnce : isApproved;
  return [
    holderOf(
      invoice,
      beneficiary.account_holder_name,
      { account, isOurs: approved?.name !== undefined },
      cite,
    ),
    {
      label: { en: 'Account', nl: 'Rekening' },
      text: { en: `${shown}: ${vouched.en}`, nl: `${shown}: ${vouched.nl}` },
      sources: cite('BT-84'),
    },
  ];
}

function holderOf(
  { payee }: Invoice,
  holder: string,
  { account, isOurs }: { account: ChosenAccount; isOurs: boolean },
  cite: Cite,
): Statement {
  const name = quoted(holder);
  const is = (text: string | null | undefined): boolean => oneLine(text ?? '') === holder;
  const isOfAccount = account.means.some((means) => is(means.account?.name));
  return {
    label: { en: 'To', nl: 'Aan' },
    text: isOurs
      ? { en: `${name}, as approved with the account`, nl: `${name}, zoals goedgekeurd bij de rekening` }
      : same(name),
    sources: isOurs ? [] : cite(isOfAccount ? 'BT-85' : is(payee?.name) ? 'BT-59' : 'BT-27'),
  };
}

const isApproved: Words = {
  en: 'the approved account of this supplier',
  nl: 'de goedgekeurde rekening van deze leverancier',
};
const approvedOnce: Words = {
  en: 'new for this supplier; a person approved it for this document',
  nl: 'nieuw voor deze leverancier; iemand heeft ze voor dit document goedgekeurd',
};

/** The accounts that a document names and that nothing goes to, each with what is known of it. */
export function explainAskedAccounts(
  { paymentMeans }: Invoice,
  supplier: Supplier | null,
  cite: Cite,
): Statement[] {
  const ids = paymentMeans.flatMap(({ account }) => (account === null ? [] : [account.id]));
  const distinct = new Map(ids.map((id) => [normaliseIban(id), id]));
  return [...distinct].map(([iban, id]) => {
    const known = knowledgeOf(iban, supplier);
    const shown = isValidIban(iban) ? ibanInWords(iban) : quoted(id);
    return {
      label: { en: 'Account', nl: 'Rekening' },
      text: { en: `${shown}: ${known.en}`, nl: `${shown}: ${known.nl}` },
      sources: cite('BT-84'),
    };
  });
}

function knowledgeOf(iban: string, supplier: Supplier | null): Words {
  if (!isValidIban(iban)) return { en: 'not a valid IBAN', nl: 'geen geldige IBAN' };
  if (supplier === null) {
    return {
      en: 'valid, of a supplier that we do not know',
      nl: 'geldig, van een leverancier die wij niet kennen',
    };
  }
  return supplier.accounts.some((account) => account.iban === iban)
    ? isApproved
    : { en: 'new for this supplier, not approved', nl: 'nieuw voor deze leverancier, niet goedgekeurd' };
}
