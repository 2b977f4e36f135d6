import type { Finding } from '../../findings/finding.ts';
import type { BookedEntry } from './booked-entry.ts';
import type { BookedProof } from './booked-proof.ts';
import type { ExpectedPayment } from './expected-payment.ts';
import type { Doubted } from './slot.ts';

/** What reconciliation has to say of one payment. */
export interface Conclusion {
  readonly payment: ExpectedPayment;
  /**
   * MATCHED: an entry proves that it was booked. AMBIGUOUS: a person must look, nothing is proved. UNMATCHED:
   * nothing was found, and while `isWaiting` something may still come.
   */
  readonly outcome: 'MATCHED' | 'AMBIGUOUS' | 'UNMATCHED';
  readonly proof: BookedProof | null;
  /** The entry behind the proof; null when it was found earlier and is not among the entries of this time. */
  readonly entry: BookedEntry | null;
  /** Fingerprints of all that counts as this payment, out and back again: they prove no other one. */
  readonly entries: readonly string[];
  /** The entry by which the money came back, when none went out again after it. */
  readonly reversal: BookedEntry | null;
  readonly isWaiting: boolean;
  readonly doubts: readonly Doubted[];
  /** What a person must know: the incidents of psd2.md 6.5 and the doubts. */
  readonly findings: readonly Finding[];
}
