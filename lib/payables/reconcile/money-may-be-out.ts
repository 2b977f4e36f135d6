import type { FindingCode } from '../../findings/catalogue.ts';
import type { Approval } from '../approval.ts';
import { isResting } from '../lifecycle.ts';
import type { Payable } from '../payable.ts';

/**
 * By these the account says that the money of a payment is out, or may be. Whoever starts the payment again could pay
 * twice, so that a person must say of each that it was looked at.
 */
export const moneyMayBeOut = [
  'BANK_BOOKED_AFTER_REJECTION',
  'BANK_BOOKING_AMBIGUOUS',
  'BANK_BOOKED_AMOUNT_DIFFERS',
  'BANK_BOOKED_TWICE',
] as const satisfies readonly FindingCode[];

/** Whether a finding of this code says so. */
export const saysMoneyMayBeOut = (code: string): boolean => moneyMayBeOut.some((one) => one === code);

/** The codes that a person must approve by name before the payment is started again. */
export const unapproved = (
  { findings }: Pick<Payable, 'findings'>,
  approve: readonly string[],
): readonly string[] => [
  ...new Set(
    findings.map(({ code }) => code).filter((code) => saysMoneyMayBeOut(code) && !approve.includes(code)),
  ),
];

/** What a person approved when the payable was released last: an approval of an earlier time is about something else. */
export function approvedAtRelease({
  approvals,
  history,
}: Pick<Payable, 'approvals' | 'history'>): ReadonlySet<Approval['code']> {
  const rested = history.findLast(({ status }) => isResting(status))?.at ?? '';
  return new Set(approvals.filter(({ at }) => at >= rested).map(({ code }) => code));
}
