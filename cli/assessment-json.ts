import type { Assessment } from '../lib/payables/assess.ts';
import { paymentRequestBody } from '../lib/payables/serialise-payment-request.ts';

/**
 * An assessment as data for programs: the outcome, the findings and the exact body that would go to the ERP.
 * Its amounts are raw JSON numbers, so only JSON.stringify shows them right.
 */
export const assessmentJson = ({ outcome, findings, request }: Assessment): object => ({
  outcome,
  findings: findings.map(({ code, term, value, message, remedy }) => ({
    code,
    term,
    value,
    message,
    remedy,
  })),
  request: request === null ? null : paymentRequestBody(request),
});

/** The assessments of the invoices of a document as JSON text, amounts with the digits that are sent. */
export const printAssessments = (assessments: readonly Assessment[]): string =>
  JSON.stringify(assessments.map(assessmentJson), null, 2);
