import { catalogue } from '../findings/catalogue.ts';
import type { ErrorClass } from '../findings/catalogue-entry.ts';
import type { Finding } from '../findings/finding.ts';
import { isApproved } from './approvable.ts';
import type { Approval } from './approval.ts';

/** What becomes of an invoice (documents.md 12), the one that outweighs the others first. */
const outcomes = ['REJECT', 'HOLD', 'IGNORE', 'NO_PAYMENT', 'PAY'] as const;
export type Outcome = (typeof outcomes)[number];

const byClass: Readonly<Record<ErrorClass, Outcome>> = {
  reject: 'REJECT',
  hold: 'HOLD',
  retry: 'HOLD',
  configuration: 'HOLD',
  bug: 'HOLD',
  ignore: 'IGNORE',
  'no-payment': 'NO_PAYMENT',
  note: 'PAY',
};

/**
 * The worst that the findings ask for; what a person approved counts no more. A hold outweighs "nothing to
 * pay": a stranger who says that he collects by direct debit is still a stranger.
 */
export function outcomeOf(findings: readonly Finding[], approvals: readonly Approval[]): Outcome {
  const asked = new Set(
    findings
      .filter(({ code }) => !isApproved(code, approvals))
      .map(({ code }) => byClass[catalogue[code].class]),
  );
  return outcomes.find((outcome) => asked.has(outcome)) ?? 'PAY';
}

/** Whether one of the findings says that there is nothing to transfer, whatever else a person has to decide. */
export const isNothingToPay = (findings: readonly Finding[]): boolean =>
  findings.some(({ code }) => byClass[catalogue[code].class] === 'NO_PAYMENT');
