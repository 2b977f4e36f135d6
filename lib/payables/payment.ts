import type { Decimal } from '../money/decimal.ts';
import type { ChosenAccount } from './choose-account.ts';
import type { CodedLine } from './draft-line.ts';
import type { ExecutionDate } from './execution-date.ts';
import type { PaymentRequest } from './payment-request.ts';

/** One transfer, with everything that was decided about it; what goes to the ERP is `request` alone. */
export interface Payment {
  /** From 1 when the invoice is paid in parts, null when it is paid as a whole. */
  readonly part: number | null;
  readonly amount: Decimal;
  readonly account: ChosenAccount;
  readonly when: ExecutionDate;
  readonly lines: readonly CodedLine[];
  readonly request: PaymentRequest;
}
