import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { Approval } from './approval.ts';
import { type BusinessDocument, businessDocument } from './business-document.ts';
import { buildPaymentRequest, type PaidTerms } from './build-payment-request.ts';
import { checkRounding } from './check-rounding.ts';
import { checkTerms } from './check-terms.ts';
import { checkTotals } from './check-totals.ts';
import type { Directory, Organisation, Supplier } from './directory.ts';
import { findSupplier } from './find-supplier.ts';
import { type HowToPay, howToPay } from './how-to-pay.ts';
import { kindOfClaim } from './kind-of-claim.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { PaymentRequest } from './payment-request.ts';
import { profileOf } from './profile.ts';
import { findReceiver } from './receiver.ts';
import { requestLines } from './request-lines.ts';

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
  /** The request to send to the ERP; there exactly when the outcome is PAY. */
  readonly request: PaymentRequest | null;
  /** For duplicate control; null when nobody can be charged by it: unknown supplier, pro forma, self-billed. */
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
  const profile = profileOf(invoice.profile);
  const outcomeIn = (findings: readonly Finding[]): Outcome => outcomeOf(findings, approvals);

  const terms = checkTerms(invoice, profile, today);
  // Sums of what is missing, unreadable or under other rules would only repeat that as a wrong total.
  const canAdd = !terms.some(({ code }) => sumsMeanNothing.has(code));
  const totals = canAdd ? [...checkTotals(invoice), ...checkRounding(invoice)] : [];
  const receiver = findReceiver(invoice, directory, input.party);
  const { organisation } = receiver;
  const kind = receiver.isSeller ? [finding('SELF_BILLED')] : kindOfClaim(invoice, profile);
  const search =
    organisation === null || receiver.isSeller
      ? { supplier: null, findings: [] }
      : findSupplier(invoice, organisation, directory);
  const { supplier } = search;

  const isNothingToPay = kind.some(({ code }) => outcomeIn([finding(code)]) === 'NO_PAYMENT');
  const how: HowToPay = isNothingToPay
    ? { account: null, executionDate: null, findings: [] }
    : howToPay(invoice, { profile, organisation, supplier, today });

  const about = [...terms, ...totals, ...receiver.findings, ...search.findings, ...kind];
  const isKindSettled = outcomeIn(kind) !== 'HOLD';
  const soFar = outcomeIn(isKindSettled ? [...about, ...how.findings] : about);
  const writing =
    soFar === 'PAY' || soFar === 'HOLD' ? writeRequest(input, organisation, supplier, how) : nothing;
  const findings = [...about, ...how.findings, ...writing.findings];
  const outcome = outcomeIn(isKindSettled ? findings : [...about, ...writing.findings]);

  const isClaimOnUs = !kind.some(({ code }) => code === 'SELF_BILLED' || code === 'NOT_A_CLAIM');
  return {
    outcome,
    findings,
    organisation,
    supplier,
    request: outcome === 'PAY' ? writing.request : null,
    businessDocument:
      organisation !== null && supplier !== null && isClaimOnUs
        ? businessDocument(invoice, organisation, supplier)
        : null,
  };
}

const sumsMeanNothing: ReadonlySet<FindingCode> = new Set([
  'TERM_MISSING',
  'AMOUNT_INVALID',
  'UNSUPPORTED_PROFILE',
]);

interface Writing {
  readonly request: PaymentRequest | null;
  readonly findings: readonly Finding[];
}

const nothing: Writing = { request: null, findings: [] };

/** The request, when all it needs is known; for a held invoice at least what coding would still be missing. */
function writeRequest(
  { invoice, sourceSystem, approvals = [] }: AssessmentInput,
  organisation: Organisation | null,
  supplier: Supplier | null,
  { account, executionDate }: HowToPay,
): Writing {
  if (organisation === null || supplier === null) return nothing;
  const { lines, findings } = requestLines(invoice, organisation, supplier);
  const amount = invoice.totals.payable;
  if (
    lines === null ||
    amount === null ||
    account === null ||
    executionDate === null ||
    !hasPaidTerms(invoice)
  ) {
    return { request: null, findings };
  }
  const isSecond = approvals.some(({ code }) => code === 'DUPLICATE_NUMBER');
  // By what is asked, not by the bytes: a second delivery of the second invoice leads to its keys again.
  const distinguishedBy = isSecond
    ? (businessDocument(invoice, organisation, supplier)?.fingerprint ?? null)
    : null;
  const parts = {
    invoice,
    amount,
    organisation,
    supplier,
    account,
    executionDate,
    lines,
    sourceSystem,
    distinguishedBy,
  };
  const built = buildPaymentRequest(parts);
  return { request: built.request, findings: [...findings, ...built.findings] };
}

const hasPaidTerms = (invoice: Invoice): invoice is Invoice & PaidTerms =>
  invoice.number !== null && invoice.issueDate !== null && invoice.currency !== null;
