import { absolute, equals, isNegative, sum } from '../../money/decimal.ts';
import type { BankSettings } from '../bank-settings.ts';
import type { UnmarkedTransaction } from './booked-transaction.ts';
import type { Entry, EntryDetail } from './entry-schema.ts';
import { normaliseIban } from './normalise-iban.ts';

interface Context {
  /** IBAN of the account that was read. */
  readonly account: string;
  readonly amountSign: BankSettings['amountSign'];
}

/**
 * The payments of one booked entry: the entry itself, or each payment of a batch when the bank lists them all, so
 * that every one is found by its own end-to-end id (psd2.md 6.3). A list that does not add up to the entry is none.
 */
export function transactionsOfEntry(entry: Entry, context: Context): UnmarkedTransaction[] {
  const details = entry.entryDetails ?? [];
  const [first] = details;
  if (first === undefined) return [toTransaction(entry, entry, context)];
  // A single detail repeats the entry with more of its parties.
  if (details.length > 1 && !addsUp(entry, details)) return [toTransaction(entry, entry, context)];
  if (details.length === 1)
    return [toTransaction(entry, addsUp(entry, details) ? merge(entry, first) : entry, context)];
  return details.map((detail) => toTransaction(entry, withSignOf(entry, detail), context));
}

function addsUp({ transactionAmount }: Entry, details: readonly EntryDetail[]): boolean {
  const total = sum(details.map((detail) => absolute(detail.transactionAmount.amount)));
  return (
    details.every((detail) => detail.transactionAmount.currency === transactionAmount.currency) &&
    equals(total, absolute(transactionAmount.amount))
  );
}

const given = (fields: EntryDetail): Partial<EntryDetail> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const merge = (entry: Entry, detail: EntryDetail): EntryDetail => ({
  ...entry,
  ...given(detail),
  transactionAmount: entry.transactionAmount,
});

/** Details carry bare amounts; a minus of the entry is a minus of each. */
function withSignOf(entry: Entry, detail: EntryDetail): EntryDetail {
  const parties = { debtorAccount: entry.debtorAccount, debtorName: entry.debtorName };
  const { amount, currency } = detail.transactionAmount;
  const signed =
    isNegative(entry.transactionAmount.amount) && !isNegative(amount)
      ? { amount: `-${amount.replace('+', '')}` as typeof amount, currency } // a decimal stays one behind a minus
      : { amount, currency };
  return { ...parties, ...given(detail), transactionAmount: signed };
}

function toTransaction(entry: Entry, fields: EntryDetail, context: Context): UnmarkedTransaction {
  const creditorIban = ibanOf(fields.creditorAccount);
  const debtorIban = ibanOf(fields.debtorAccount);
  return {
    account: context.account,
    ...fields.transactionAmount,
    direction: directionOf(fields, { creditorIban, debtorIban }, context),
    bookingDate: dayOf(entry.bookingDate),
    valueDate: dayOf(entry.valueDate),
    endToEndId: endToEndIdOf(fields),
    remittance: remittanceOf(fields),
    creditorIban,
    creditorName: fields.creditorName ?? null,
    debtorIban,
    entryReference: entry.entryReference ?? null,
    transactionId: entry.transactionId ?? null,
  };
}

/**
 * Debit or credit (psd2.md 6.3, U-21). A plus proves nothing unless the bank is known to sign its amounts: the
 * standard's own example has an outgoing one. So a minus decides, then which party is our account, then which one
 * is named at all, because banks name the other side.
 */
function directionOf(
  { transactionAmount, creditorName, debtorName }: EntryDetail,
  { creditorIban, debtorIban }: { readonly creditorIban: string | null; readonly debtorIban: string | null },
  { account, amountSign }: Context,
): UnmarkedTransaction['direction'] {
  if (isNegative(transactionAmount.amount)) return 'debit';
  if (amountSign === 'signed') return 'credit';
  if (debtorIban === account && creditorIban !== account) return 'debit';
  if (creditorIban === account && debtorIban !== account) return 'credit';
  const toSomebody = creditorIban !== null || creditorName !== undefined;
  const fromSomebody = debtorIban !== null || debtorName !== undefined;
  if (toSomebody === fromSomebody) return 'unknown';
  return toSomebody ? 'debit' : 'credit';
}

const ibanOf = (account: EntryDetail['creditorAccount']): string | null =>
  account?.iban === undefined ? null : normaliseIban(account.iban);

/** Banks write the placeholder of ISO 20022 where the payer gave no id. */
const endToEndIdOf = ({ endToEndId }: EntryDetail): string | null =>
  endToEndId === undefined || endToEndId.toUpperCase() === 'NOTPROVIDED' ? null : endToEndId;

/** Every piece of remittance once, unstructured first: a bank may give the same text alone and in a list. */
function remittanceOf(fields: EntryDetail): string {
  const pieces = [
    fields.remittanceInformationUnstructured,
    ...(fields.remittanceInformationUnstructuredArray ?? []),
    fields.remittanceInformationStructured,
    ...(fields.remittanceInformationStructuredArray ?? []),
  ].flatMap((piece) => piece?.trim() || []);
  return [...new Set(pieces)].join(' ');
}

/** The day of a date or a timestamp; null when it does not exist. Never shifted: it is the bank's own (10.1.12). */
function dayOf(text: string | undefined): string | null {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text ?? '') ?? [];
  const moment = new Date(`${day ?? ''}T00:00:00Z`);
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === day;
  return exists ? day : null;
}
