import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { Decimal } from '../money/decimal.ts';
import { cashDiscounts } from './cash-discount.ts';
import { checkAdvance } from './check-advance.ts';
import { checkFatturapaSum } from './check-fatturapa-sum.ts';
import { checkPayee } from './check-payee.ts';
import { checkPayer } from './check-payer.ts';
import { checkReferences } from './check-references.ts';
import { type ChosenAccount, chooseAccount } from './choose-account.ts';
import type { Organisation, Supplier } from './directory.ts';
import { type ExecutionDate, executionDate } from './execution-date.ts';
import { isNothingToPay } from './outcome.ts';
import { checkParts, findParts, meansOfWhole, type Part } from './parts.ts';
import { decidePaymentMeans, type MeansDecision } from './payment-means.ts';
import { isFatturapa, type ProfileKind } from './profile.ts';

/** A transfer as far as it could be decided; `account` is null when a finding says why none was chosen. */
export interface PlannedPayment {
  readonly part: number | null;
  readonly amount: Decimal;
  readonly account: ChosenAccount | null;
  readonly when: ExecutionDate;
}

export interface HowToPay {
  /** Together the amount due: one, or one for each part. Empty when that is not decided, or nothing is paid. */
  readonly planned: readonly PlannedPayment[];
  readonly findings: readonly Finding[];
}

interface Context {
  readonly profile: ProfileKind;
  readonly organisation: Organisation | null;
  readonly supplier: Supplier | null;
  readonly today: IsoDate;
}

/**
 * By which means, in which parts, to which accounts, to whom and when (documents.md 8.2 to 8.6). When the means
 * say that there is nothing to transfer, the other questions are not asked.
 */
export function howToPay(invoice: Invoice, context: Context): HowToPay {
  const means = decidePaymentMeans(invoice);
  if (isNothingToPay(means.findings)) return { planned: [], findings: means.findings };
  const parts = decideParts(invoice, means, context);
  const plans = parts.parts.map((part) => plan(part, invoice, means, context));
  return {
    planned: plans.map(({ planned }) => planned),
    findings: distinct([
      ...(invoice.isTest ? [finding('TEST_DOCUMENT')] : []),
      ...means.findings,
      ...(means.transfer === null ? [] : checkAdvance(invoice)),
      ...(isFatturapa(invoice) ? checkFatturapaSum(invoice) : []),
      ...parts.findings,
      ...checkCurrency(invoice),
      ...plans.flatMap(({ findings }) => findings),
      ...checkPayee(invoice, context.supplier),
      ...checkPayer(invoice, context.organisation),
      ...checkReferences(invoice, context.organisation),
      ...plans.flatMap(({ planned }) => planned.when.findings),
      ...cashDiscounts(invoice, context.today),
    ]),
  };
}

type AnyPart = Omit<Part, 'number'> & { readonly number: number | null };

/** The parts that are paid, or the whole as the only one; none while a person has to decide about parts. */
function decideParts(
  invoice: Invoice,
  { transfer }: MeansDecision,
  { profile, supplier }: Context,
): { parts: readonly AnyPart[]; findings: readonly Finding[] } {
  const split = findParts(invoice, profile);
  if (split !== null) {
    const findings = checkParts(split, supplier);
    return { parts: findings.length === 0 ? (split.parts ?? []) : [], findings };
  }
  const { payable } = invoice.totals;
  if (payable === null) return { parts: [], findings: [] }; // reported by whoever missed it
  const means = meansOfWhole(invoice.paymentTerms, transfer ?? []);
  if (means === null) return { parts: [], findings: transfer === null ? [] : [pointsNowhere(invoice)] };
  const { dueDates } = invoice;
  return { parts: [{ number: null, amount: payable, means, dueDates }], findings: [] };
}

function pointsNowhere({ paymentTerms }: Invoice): Finding {
  const value = paymentTerms.flatMap(({ paymentMeansId }) => paymentMeansId ?? []).join(', ');
  const message = 'The terms of payment point to payment means that are not there, or to several of them.';
  const nl = 'De betalingsvoorwaarden verwijzen naar een betaalwijze die er niet is, of naar meer dan één.';
  return finding('PARTS_UNDECIDABLE', { term: 'BT-20', value, message, nl });
}

function plan(
  part: AnyPart,
  { issueDate }: Invoice,
  { transfer, needsApprovedAccount }: MeansDecision,
  context: Context,
): { planned: PlannedPayment; findings: readonly Finding[] } {
  const means = { transfer: transfer === null ? null : part.means, needsApprovedAccount };
  const { account, findings } = chooseAccount(means, context.supplier);
  const when = executionDate({ issueDate, dueDates: part.dueDates }, context);
  return { planned: { part: part.number, amount: part.amount, account, when }, findings };
}

/** SEPA transfers are in euro; amounts are never converted (documents.md 8.7). */
const checkCurrency = ({ currency }: Invoice): Finding[] =>
  currency === null || currency === 'EUR' ? [] : [finding('CURRENCY_NOT_SUPPORTED', { value: currency })];

/** What is wrong with every part in the same way is said once. */
const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [JSON.stringify(one), one])).values(),
];
