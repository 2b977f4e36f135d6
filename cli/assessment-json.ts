import type { Assessment } from '../lib/payables/assess.ts';
import { paymentRequestBody } from '../lib/payables/serialise-payment-request.ts';

/**
 * An assessment as data for programs: the outcome, the findings and the exact body that would go to the ERP.
 * Its amounts are raw JSON numbers, so only JSON.stringify shows them right.
 */
const assessmentJson = ({ outcome, findings, request }: Assessment): object => ({
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

/**
 * The assessments of a document as JSON text, amounts with the digits that are sent. One invoice gives one object,
 * several an array, so that the usual case reads without an index.
 */
export function printAssessments(assessments: readonly Assessment[]): string {
  const shown = assessments.map(assessmentJson);
  return JSON.stringify(shown.length === 1 ? shown[0] : shown, null, 2);
}
