import { type PaymentInitiation, paymentJson } from '../payment-initiation.ts';
import { type StandingOrder, standingOrderJson } from './standing-order.ts';

export interface PeriodicInitiation extends Omit<PaymentInitiation, 'requestedExecutionDate'> {
  readonly schedule: StandingOrder;
}

/** Builds the body of a periodic payment in JSON (psd2.md 4.2). Throws an AcquitError BANK_PAYMENT_UNFIT. */
export const buildPeriodicInitiation = ({ schedule, ...payment }: PeriodicInitiation): Uint8Array =>
  Buffer.from(JSON.stringify({ ...paymentJson(payment), ...standingOrderJson(schedule) }));
