import type { IsoDate } from '../../documents/iso-date.ts';
import type { Decimal } from '../../money/decimal.ts';
import type { PayableKey } from '../payable.ts';
import type { BookedProof } from './booked-proof.ts';

/** A payment whose booked entry is looked for: one per payable, its last attempt. IBANs without blanks. */
export interface ExpectedPayment {
  readonly payable: PayableKey;
  /** The key of our payment at the bank; null when the ERP pays, which has ids of its own. */
  readonly endToEndId: string | null;
  /** Those of earlier attempts, all of which the bank gave up. */
  readonly earlierEndToEndIds: readonly string[];
  /** The remittance reference as it was sent. */
  readonly reference: string;
  /** Above zero. */
  readonly amount: Decimal;
  readonly currency: string;
  readonly debtorIban: string;
  readonly creditorIban: string;
  /** The day on which the payment was initiated, in the time zone of the bank. */
  readonly initiated: IsoDate;
  /** The day that was asked for, when it lies later. */
  readonly executionDate: IsoDate | null;
  /**
   * The last word of the bank, or of the ERP for what it pays: `settled` for ACSC, ACCC and PAID, `failed` for RJCT
   * and CANC, `accepted` for what may still settle, `open` before the SCA (psd2.md 4.4).
   */
  readonly said: 'open' | 'accepted' | 'settled' | 'failed';
  /** The entry that an earlier reconciliation found. */
  readonly proof: BookedProof | null;
}
