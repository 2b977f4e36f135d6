import type { Invoice } from '../documents/invoice.ts';
import type { Finding } from '../findings/finding.ts';
import type { Approval } from './approval.ts';
import { buildPaymentRequest, type PaidTerms } from './build-payment-request.ts';
import { businessDocument } from './business-document.ts';
import type { Organisation, Supplier } from './directory.ts';
import type { PlannedPayment } from './how-to-pay.ts';
import type { Payment } from './payment.ts';
import { requestLines } from './request-lines.ts';
import { splitLines } from './split-lines.ts';

export interface Writing {
  /** One for each planned payment, or none when one of them lacks what it needs. */
  readonly payments: readonly Payment[];
  readonly findings: readonly Finding[];
}

/**
 * The payments with their lines and requests, when all they need is known; for a held invoice at least what coding
 * would still be missing. Never some parts without the others.
 */
export function writePayments(
  {
    invoice,
    sourceSystem,
    approvals = [],
  }: { invoice: Invoice; sourceSystem: string; approvals?: readonly Approval[] | undefined },
  organisation: Organisation | null,
  supplier: Supplier | null,
  planned: readonly PlannedPayment[],
): Writing {
  if (organisation === null || supplier === null) return { payments: [], findings: [] };
  const { lines, findings } = requestLines(invoice, organisation, supplier);
  const decided = planned.flatMap(({ part, amount, account, when }) =>
    account === null || when.date === null ? [] : [{ part, amount, account, when, executionDate: when.date }],
  );
  if (lines === null || decided.length < planned.length || !hasPaidTerms(invoice)) {
    return { payments: [], findings };
  }
  const isSecond = approvals.some(({ code }) => code === 'DUPLICATE_NUMBER');
  // By what is asked, not by the bytes: a second delivery of the second invoice leads to its keys again.
  const distinguishedBy = isSecond
    ? (businessDocument(invoice, organisation, supplier)?.fingerprint ?? null)
    : null;
  const groups = splitByPayment(lines, decided);
  const built = decided.map(({ part, amount, account, when, executionDate }, index) => {
    const own = groups[index] ?? [];
    const common = { invoice, organisation, supplier, sourceSystem, distinguishedBy };
    const parts = { ...common, part, amount, account, executionDate, lines: own };
    const { request, findings: limits } = buildPaymentRequest(parts);
    return { payment: { part, amount, account, when, lines: own, request }, limits };
  });
  return {
    payments: built.map(({ payment }) => payment),
    findings: [...findings, ...distinct(built.flatMap(({ limits }) => limits))],
  };
}

/** The whole keeps its lines as they are, with quantities and prices; parts share them pro rata. */
const splitByPayment = (
  lines: Parameters<typeof splitLines>[0],
  payments: readonly Pick<PlannedPayment, 'part' | 'amount'>[],
): ReturnType<typeof splitLines> =>
  payments.every(({ part }) => part === null)
    ? payments.map(() => [...lines])
    : splitLines(
        lines,
        payments.map(({ amount }) => amount),
      );

/** What is true of every part is said once. */
const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [JSON.stringify(one), one])).values(),
];

const hasPaidTerms = (invoice: Invoice): invoice is Invoice & PaidTerms =>
  invoice.number !== null && invoice.issueDate !== null && invoice.currency !== null;
