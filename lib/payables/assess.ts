import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { Approval } from './approval.ts';
import { type BusinessDocument, businessDocument } from './business-document.ts';
import { checkRounding } from './check-rounding.ts';
import { checkTerms } from './check-terms.ts';
import { checkTotals } from './check-totals.ts';
import type { Directory, Organisation, Supplier } from './directory.ts';
import { findSupplier } from './find-supplier.ts';
import { type HowToPay, howToPay } from './how-to-pay.ts';
import { kindOfClaim } from './kind-of-claim.ts';
import { isNothingToPay, type Outcome, outcomeOf } from './outcome.ts';
import type { Payment } from './payment.ts';
import { isBookingAid, isFatturapa, profileOf } from './profile.ts';
import { findReceiver } from './receiver.ts';
import { type Writing, writePayments } from './write-payments.ts';

export interface AssessmentInput {
  readonly invoice: Invoice;
  readonly directory: Directory;
  readonly today: IsoDate;
  /** The service account's client id at the ERP. */
  readonly sourceSystem: string;
  /** PSB party that the document was delivered to, in any spelling; absent for a file from elsewhere. */
  readonly party?: string | undefined;
  readonly approvals?: readonly Approval[] | undefined;
}

export interface Assessment {
  readonly outcome: Outcome;
  /** Everything found, approved findings and notes included. */
  readonly findings: readonly Finding[];
  readonly organisation: Organisation | null;
  readonly supplier: Supplier | null;
  /**
   * What to send to the ERP, together the amount due: one payment, or one for each part. There exactly when the
   * outcome is PAY.
   */
  readonly payments: readonly Payment[];
  /**
   * For duplicate control; null when nobody can be charged by it, now or ever: unknown supplier, pro forma,
   * self-billed, a test, the booking aid beside a PDF. What a person can still pay by hand takes its number.
   */
  readonly businessDocument: BusinessDocument | null;
}

/**
 * Decides whether and how an invoice is paid (documents.md 8 to 12). Every check runs and every finding is
 * reported; the worst decides. Two questions wait for the one before: how to pay is not asked of what is
 * nothing to pay, and does not decide while a person still has to say whether it is a claim at all.
 */
export function assess(input: AssessmentInput): Assessment {
  const { invoice, directory, today } = input;
  const approvals = input.approvals ?? [];
  const profile = profileOf(invoice);
  const outcomeIn = (findings: readonly Finding[]): Outcome => outcomeOf(findings, approvals);

  const terms = checkTerms(invoice, profile, today);
  // Sums of what is missing, unreadable or under other rules would only repeat that as a wrong total.
  const canAdd = !has(terms, sumsMeanNothing);
  const totals = canAdd && !isFatturapa(invoice) ? checkTotals(invoice, profile) : [];
  const products = canAdd ? checkRounding(invoice) : [];
  const receiver = findReceiver(invoice, directory, input.party);
  const { organisation } = receiver;
  const kind = receiver.isSeller ? [finding('SELF_BILLED')] : kindOfClaim(invoice, profile);
  const search =
    organisation === null || receiver.isSeller
      ? { supplier: null, findings: [] }
      : findSupplier(invoice, organisation, directory);
  const { supplier } = search;

  // A booking aid is never paid from: it lacks accounts and dates by design (documents.md 5.2).
  const how: HowToPay =
    isNothingToPay(kind) || isBookingAid(profile)
      ? { planned: [], findings: [] }
      : howToPay(invoice, { profile, organisation, supplier, today });

  const about = [...terms, ...totals, ...products, ...receiver.findings, ...search.findings, ...kind];
  const isKindSettled = outcomeIn(kind) !== 'HOLD';
  const soFar = outcomeIn(isKindSettled ? [...about, ...how.findings] : about);
  const decided = [...kind, ...how.findings];
  const canWrite = soFar !== 'REJECT' && !isNothingToPay(decided) && !has(decided, linesMeanNothing);
  const writing = canWrite ? writePayments(input, organisation, supplier, how.planned) : nothing;
  const findings = [...about, ...how.findings, ...writing.findings];
  const outcome = outcomeIn(isKindSettled ? findings : [...about, ...writing.findings]);

  const isClaimOnUs = !invoice.isTest && !has(kind, takesNoNumber);
  return {
    outcome,
    findings,
    organisation,
    supplier,
    payments: outcome === 'PAY' ? writing.payments : [],
    businessDocument:
      organisation !== null && supplier !== null && isClaimOnUs
        ? businessDocument(invoice, organisation, supplier)
        : null,
  };
}

const nothing: Writing = { payments: [], findings: [] };

type Codes = ReadonlySet<FindingCode>;

const sumsMeanNothing: Codes = new Set(['TERM_MISSING', 'AMOUNT_INVALID', 'UNSUPPORTED_PROFILE']);

/** There are no lines, or they are known not to add up to what is asked: that is said already. */
const linesMeanNothing: Codes = new Set([
  'NOT_AN_INVOICE_PROFILE',
  'NO_PAYMENT_DATA',
  'PAYMENT_SUM_DEVIATES',
]);

/** It is not the invoice: the real one may still come under the same number, and must not be its duplicate. */
const takesNoNumber: Codes = new Set(['SELF_BILLED', 'NOT_A_CLAIM', 'NOT_AN_INVOICE_PROFILE']);

const has = (findings: readonly Finding[], codes: Codes): boolean =>
  findings.some(({ code }) => codes.has(code));
