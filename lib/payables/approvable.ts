import type { FindingCode } from '../findings/catalogue.ts';
import type { Approval } from './approval.ts';
import { moneyMayBeOut } from './reconcile/money-may-be-out.ts';

/**
 * The findings that a person may approve away for one payable, because the person can know what the document
 * cannot say. No other: several accounts or due dates cannot be approved into one, nor parts or sums that the
 * document leaves open into an amount, nor a bill or a slip into a transfer; a missing coding rule or due date, and the permission to pay in parts, must be given in the
 * directory; what the supplier must cure (class `reject`) stays rejected. The last ones are about the account: they are
 * approved when a payment is to be started again although its money may be out.
 */
export const approvable = [
  'NEW_BANK_ACCOUNT',
  'PAYEE_DIFFERS',
  'BUYER_REFERENCE_MISSING',
  'CORRECTIVE_INVOICE',
  'DUPLICATE_NUMBER',
  'DUE_DATE_DOUBTFUL',
  'KIND_DOUBTFUL',
  'PAYMENT_MEANS_UNDECIDED',
  'TOTALS_EXTENSION',
  'RECOGNISED',
  'NORMALISED_COPY',
  ...moneyMayBeOut,
] as const satisfies readonly FindingCode[];

/** Whether a finding of this code stops nothing any more, because it is approvable and a person approved it. */
export const isApproved = (code: FindingCode, approvals: readonly Approval[]): boolean =>
  approvable.some((one) => one === code) && approvals.some((approval) => approval.code === code);
