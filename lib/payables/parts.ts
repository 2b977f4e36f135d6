import type { Invoice, PaymentMeans, PaymentTerms } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { type Decimal, equals, isPositive, significantDecimals, sum } from '../money/decimal.ts';
import type { Supplier } from './directory.ts';
import { isGAccount, isValidIban, normaliseIban } from './iban.ts';
import { isFatturapa, type ProfileKind } from './profile.ts';

/** An amount that is paid on its own: to one account, on one day, in one request. */
export interface Part {
  /** Its place among the parts, from 1. */
  readonly number: number;
  readonly amount: Decimal;
  /** The means that its account is chosen from. */
  readonly means: readonly PaymentMeans[];
  readonly dueDates: readonly IsoDate[];
}

export interface Parts {
  /** Which permission of the directory it takes to pay them (Supplier.payInParts). */
  readonly kind: Supplier['payInParts'][number];
  /** Adding up to BT-115 exactly; null when the document does not say clearly how much goes where. */
  readonly parts: readonly Part[] | null;
  /** All accounts of a g-account, all amounts of instalments: what the finding shows. */
  readonly value: string | null;
}

/**
 * The parts over which the amount is to be paid: a Dutch g-account, amounts per payment means (PINT), instalments
 * of FatturaPA and of UBL terms (documents.md 4, 6.2, 8.3). Null when it is paid as a whole. Never is the whole
 * amount paid to the account, or on the day, of a part.
 */
export function findParts(invoice: Invoice, profile: ProfileKind): Parts | null {
  const terms = invoice.paymentTerms.filter(isPart);
  const accounts = new Set(
    invoice.paymentMeans.flatMap(({ account }) => (account === null ? [] : [normaliseIban(account.id)])),
  );
  const isGAccountSplit =
    profile === 'g-account' ||
    terms.some(({ paymentMeansId }) => paymentMeansId === 'GACCOUNT') ||
    (!isFatturapa(invoice) && [...accounts].some(isGAccount));
  if (isGAccountSplit) {
    const isPair = accounts.size === 2 && isGAccountPair(invoice, terms);
    const parts = isPair ? partsFrom(invoice, terms) : null;
    return { kind: 'g-account', parts, value: [...accounts].join(', ') || null };
  }
  const [only, second] = terms;
  const { payable } = invoice.totals;
  const isWhole = only === undefined || (payable !== null && equals(only.amount, payable));
  if (second === undefined && isWhole) return null;
  const value = terms.map(({ amount }) => amount).join(', ');
  return { kind: 'instalments', parts: partsFrom(invoice, terms), value };
}

/** What a person has to do before parts are paid: allow them in the directory, or find out what they are. */
export function checkParts({ kind, parts, value }: Parts, supplier: Supplier | null): Finding[] {
  const isAllowed = supplier?.payInParts.includes(kind) === true;
  return [
    ...(isAllowed ? [] : [finding(kind === 'g-account' ? 'SPLIT_ACCOUNTS' : 'INSTALMENTS', { value })]),
    ...(parts === null ? [finding('PARTS_UNDECIDABLE', { value })] : []),
  ];
}

type PartTerms = PaymentTerms & { readonly amount: Decimal };
const isPart = (terms: PaymentTerms): terms is PartTerms => terms.amount !== null;

/**
 * The means that the whole amount is paid by: those of a transfer, or the ones that the terms point to among them.
 * Null when these are not there, or the terms point to two without saying how much goes where (documents.md 8.3).
 */
export function meansOfWhole(
  paymentTerms: readonly PaymentTerms[],
  transfer: readonly PaymentMeans[],
): readonly PaymentMeans[] | null {
  const [only, second] = new Set(paymentTerms.flatMap(({ paymentMeansId }) => paymentMeansId ?? []));
  if (only === undefined) return transfer;
  const means = second === undefined ? transfer.filter(({ id }) => id === only) : [];
  return means.length === 0 ? null : means;
}

/**
 * Exactly two means, the supplier's account and the g-account, with one amount each, and the labels on the right
 * accounts (documents.md 4). A wrong IBAN cannot tell which it is; it is refused for itself.
 */
function isGAccountPair({ paymentMeans }: Invoice, terms: readonly PartTerms[]): boolean {
  const pair = (ids: readonly (string | null)[]): boolean =>
    ids.length === 2 && ids.includes('BENEFICIARY') && ids.includes('GACCOUNT');
  const isLabelRight = ({ id, account }: PaymentMeans): boolean => {
    const iban = normaliseIban(account?.id ?? '');
    return !isValidIban(iban) || isGAccount(iban) === (id === 'GACCOUNT');
  };
  return (
    pair(paymentMeans.map(({ id }) => id)) &&
    pair(terms.map((each) => each.paymentMeansId)) &&
    paymentMeans.every(isLabelRight)
  );
}

/** More are no terms of payment; and all parts come into the table in one transaction, which takes a hundred items. */
const mostParts = 50;

function partsFrom(invoice: Invoice, terms: readonly PartTerms[]): Part[] | null {
  const { payable } = invoice.totals;
  const amounts = terms.map(({ amount }) => amount);
  const addUp = payable !== null && equals(sum(amounts), payable);
  const arePayable = amounts.every((amount) => isPositive(amount) && significantDecimals(amount) <= 2);
  if (terms.length > mostParts || !addUp || !arePayable || !doPointAlike(invoice, terms)) return null;
  const parts = terms.map((each, index) => ({
    number: index + 1,
    amount: each.amount,
    means: meansOf(invoice, each),
    dueDates: dueDatesOf(invoice, terms, each),
  }));
  return parts.every(({ means }) => means.length > 0) ? parts : null;
}

/** Each part says by which means it is paid and nothing else does, or nothing says it at all. */
function doPointAlike({ paymentTerms }: Invoice, terms: readonly PartTerms[]): boolean {
  const points = ({ paymentMeansId }: PaymentTerms): boolean => paymentMeansId !== null;
  const pointing = paymentTerms.filter(points).length;
  return pointing === 0 || (pointing === terms.length && terms.every(points));
}

const meansOf = ({ paymentMeans }: Invoice, { paymentMeansId }: PartTerms): readonly PaymentMeans[] =>
  paymentMeansId === null ? paymentMeans : paymentMeans.filter(({ id }) => id === paymentMeansId);

/** Its own day, or that of the invoice when no part has one; never the day of another part. */
function dueDatesOf(
  { dueDates }: Invoice,
  terms: readonly PartTerms[],
  { dueDate }: PartTerms,
): readonly IsoDate[] {
  if (dueDate !== null) return [dueDate];
  return terms.every((each) => each.dueDate === null) ? dueDates : [];
}
