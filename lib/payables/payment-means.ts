import type { Invoice, PaymentMeans } from '../documents/invoice.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { isGAccount, normaliseIban } from './iban.ts';
import type { ProfileKind } from './profile.ts';

/** What a means code (UNCL 4461) asks of us (documents.md 8.2). */
type Demand = 'transfer' | 'undefined' | 'direct-debit' | 'card' | 'cash' | 'clearing' | 'undecided';

const demands: ReadonlyMap<string, Demand> = new Map<string, Demand>([
  ...['58', '30', '42', '31'].map((code) => [code, 'transfer'] as const),
  ...['1', 'ZZZ'].map((code) => [code, 'undefined'] as const),
  ...'59 49 3 7 14 16 27 29 33 36 38 40 43'.split(' ').map((code) => [code, 'direct-debit'] as const),
  ...['48', '54', '55'].map((code) => [code, 'card'] as const),
  ['10', 'cash'],
  ['97', 'clearing'],
]);

const settledOtherwise: Readonly<Partial<Record<Demand, FindingCode>>> = {
  'direct-debit': 'DIRECT_DEBIT',
  card: 'CARD',
  cash: 'CASH',
  clearing: 'CLEARING',
};

export interface MeansDecision {
  /** The means whose account may be paid; null when there is nothing to transfer or nothing can be chosen. */
  readonly transfer: readonly PaymentMeans[] | null;
  /** The code does not ask for a transfer: only an account approved before may be paid (8.2: 1, ZZZ, absent). */
  readonly needsApprovedAccount: boolean;
  readonly findings: readonly Finding[];
}

/** Whether the invoice asks for a transfer, by all its payment means together (documents.md 8.2, 8.3). */
export function decidePaymentMeans(invoice: Invoice, profile: ProfileKind): MeansDecision {
  const means = invoice.paymentMeans.filter(hasData);
  const split = findSplit(invoice, profile);
  if (split !== null) return stop(split);
  const asked = new Set(means.map(demandOf));
  const codes = means.map((one) => one.code ?? 'none').join(', ');
  // A transfer beside a code that says nothing is a transfer, but no more certain than that code.
  const needsApprovedAccount = asked.has('undefined');
  const isTransfer = [...asked].every((demand) => demand === 'transfer' || demand === 'undefined');
  const [demand = 'transfer', other] = isTransfer ? (['transfer'] as const) : asked;
  if (other !== undefined || means.some(contradictsItself)) {
    return stop(finding('CONFLICTING_PAYMENT_MEANS', { value: codes }));
  }
  const settled = settledOtherwise[demand];
  if (settled !== undefined) return stop(finding(settled, { value: codes }));
  const findings = demand === 'undecided' ? [finding('PAYMENT_MEANS_UNDECIDED', { value: codes })] : [];
  return { transfer: means, needsApprovedAccount, findings };
}

const stop = (...findings: Finding[]): MeansDecision => ({
  transfer: null,
  needsApprovedAccount: false,
  findings,
});

const hasData = (means: PaymentMeans): boolean =>
  means.code !== null || means.account !== null || means.card !== null || means.mandate !== null;

const demandOf = (means: PaymentMeans): Demand =>
  means.code === null ? 'undefined' : (demands.get(means.code.toUpperCase()) ?? 'undecided');

/** A mandate or a card beside a code that is not theirs: paying might pay twice. */
function contradictsItself(means: PaymentMeans): boolean {
  const demand = demandOf(means);
  return (means.mandate !== null && demand !== 'direct-debit') || (means.card !== null && demand !== 'card');
}

/** The amount goes to two accounts (g-account) or in parts: never the full amount to one (documents.md 4, 8.3). */
function findSplit(invoice: Invoice, profile: ProfileKind): Finding | null {
  const accounts = new Set(
    invoice.paymentMeans.flatMap(({ account }) => (account === null ? [] : [normaliseIban(account.id)])),
  );
  const parts = invoice.paymentTerms.filter((terms) => terms.amount !== null);
  const isSplit =
    profile === 'g-account' ||
    new Set(parts.flatMap((terms) => terms.paymentMeansId ?? [])).size > 1 ||
    (accounts.size > 1 && [...accounts].some(isGAccount));
  if (isSplit) return finding('SPLIT_ACCOUNTS', { value: [...accounts].join(', ') || null });
  if (parts.length < 2) return null;
  return finding('INSTALMENTS', { value: parts.map((terms) => terms.amount).join(', ') });
}
