import type { Invoice, PaymentMeans } from '../documents/invoice.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import { type Finding, finding } from '../findings/finding.ts';

/** What a means code asks of us: UNCL 4461 (documents.md 8.2) or ModalitaPagamento of FatturaPA (6.3). */
type Demand =
  | 'transfer'
  | 'undefined'
  | 'direct-debit'
  | 'card'
  | 'cash'
  | 'clearing'
  | 'bill'
  | 'slip'
  | 'undecided';

const codesByDemand: Readonly<Record<Exclude<Demand, 'undecided'>, string>> = {
  transfer: '58 30 42 31 MP05',
  undefined: '1 ZZZ',
  'direct-debit': '59 49 3 7 14 16 27 29 33 36 38 40 43 MP09 MP10 MP11 MP16 MP17 MP19 MP20 MP21',
  card: '48 54 55 MP08',
  cash: '10 MP01 MP04',
  // MP22: deducted from sums that were collected for the supplier before.
  clearing: '97 MP22',
  // Bills and notes are presented for payment, mostly by a bank: a transfer would pay them a second time.
  bill: '24 44 60 61 62 63 64 65 66 67 70 74 75 76 77 78 MP12',
  // Bank and postal slips and pagoPA: a transfer without their code is not matched, even to an IBAN beside it.
  slip: 'MP07 MP13 MP18 MP23',
};

const demands: ReadonlyMap<string, Demand> = new Map(
  // The keys of the object above are demands; Object.entries forgets that.
  (Object.entries(codesByDemand) as [Demand, string][]).flatMap(([demand, codes]) =>
    codes.split(' ').map((code) => [code, demand] as const),
  ),
);

const settledOtherwise: Readonly<Partial<Record<Demand, FindingCode>>> = {
  'direct-debit': 'DIRECT_DEBIT',
  card: 'CARD',
  cash: 'CASH',
  clearing: 'CLEARING',
  bill: 'BILL_OF_EXCHANGE',
  slip: 'PAYMENT_SLIP',
};

export interface MeansDecision {
  /** The means whose account may be paid; null when there is nothing to transfer or nothing can be chosen. */
  readonly transfer: readonly PaymentMeans[] | null;
  /** The code does not ask for a transfer: only an account approved before may be paid (8.2: 1, ZZZ, absent). */
  readonly needsApprovedAccount: boolean;
  readonly findings: readonly Finding[];
}

/** Whether the invoice asks for a transfer, by all its payment means together (documents.md 8.2, 8.3). */
export function decidePaymentMeans(invoice: Invoice): MeansDecision {
  const means = invoice.paymentMeans.filter(hasData);
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
  const findings = demand === 'undecided' ? [undecided(means, codes)] : [];
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

function undecided(means: readonly PaymentMeans[], value: string): Finding {
  if (!means.every(({ code }) => code === '68')) return finding('PAYMENT_MEANS_UNDECIDED', { value });
  const message = 'The invoice was to be paid over an online service, but still asks for an amount.';
  const nl = 'De factuur zou via een onlinebetaaldienst betaald worden, maar vraagt nog om een bedrag.';
  return finding('PAYMENT_MEANS_UNDECIDED', { value, message, nl });
}
