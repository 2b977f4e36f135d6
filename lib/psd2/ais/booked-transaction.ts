import type { Decimal } from '../../money/decimal.ts';

/**
 * One booked entry of an account, as reconciliation reads it (psd2.md 6.3): the same as BookedEntry of
 * lib/payables, which this room may not import. Almost everything can be missing at the bank, and is null then.
 * IBANs are without blanks, in capitals.
 */
export interface BookedTransaction {
  /** IBAN of the account that the entry stands on. */
  readonly account: string;
  /** Exact, as the bank wrote it, sign included where it gave one. */
  readonly amount: Decimal;
  readonly currency: string;
  /** Seen from the account: debit is money out. Unknown when neither sign nor parties tell (psd2.md U-21). */
  readonly direction: 'debit' | 'credit' | 'unknown';
  /** Days in the time zone of the bank. */
  readonly bookingDate: string | null;
  readonly valueDate: string | null;
  readonly endToEndId: string | null;
  /** Unstructured and structured together, as the bank wrote them; empty when there is none. */
  readonly remittance: string;
  readonly creditorIban: string | null;
  readonly creditorName: string | null;
  readonly debtorIban: string | null;
  /** Both can be missing, and can change between pages, reads and consents. */
  readonly entryReference: string | null;
  readonly transactionId: string | null;
  /** What makes it the same entry in every read; see withFingerprints. */
  readonly fingerprint: string;
}

/** What the bank says of an entry, before it is known which of several equal ones it is. */
export type UnmarkedTransaction = Omit<BookedTransaction, 'fingerprint'>;
