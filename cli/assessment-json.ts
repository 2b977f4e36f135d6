import type { Assessment } from '../lib/payables/assess.ts';
import { paymentRequestBody } from '../lib/payables/serialise-payment-request.ts';

/**
 * An assessment as data for programs: the outcome, the findings and the exact bodies that would go to the ERP: one
 * `request`, or when the amount is paid in parts one in `parts` for each. Their amounts are raw JSON numbers, so only
 * JSON.stringify shows them right.
 */
function assessmentJson({ outcome, findings, payments }: Assessment): object {
  const bodies = payments.map(({ request }) => paymentRequestBody(request));
  const isWhole = payments.every(({ part }) => part === null);
  return {
    outcome,
    findings: findings.map(({ code, term, value, message, remedy, nl }) => ({
      code,
      term,
      value,
      message,
      remedy,
      nl,
    })),
    request: isWhole ? (bodies[0] ?? null) : null,
    parts: isWhole ? [] : bodies,
  };
}

/**
 * The assessments of a document as JSON text, amounts with the digits that are sent. One invoice gives one object,
 * several an array, so that the usual case reads without an index.
 */
export function printAssessments(assessments: readonly Assessment[]): string {
  const shown = assessments.map(assessmentJson);
  return JSON.stringify(shown.length === 1 ? shown[0] : shown, null, 2);
}
