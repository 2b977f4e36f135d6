import type { Finding } from '../../findings/finding.ts';
import { isLegalMove, type Status } from '../lifecycle.ts';
import type { Payable } from '../payable.ts';
import type { Conclusion } from './conclusion.ts';
import type { BookedProof } from './booked-proof.ts';

/** What a conclusion writes into its payable. */
export interface Effect {
  /** Where the payable goes, or the status that it keeps. */
  readonly to: Status;
  /** For the history; no account numbers. */
  readonly what: string;
  /** The proof to keep; null to forget the one that the payable has. */
  readonly proof: BookedProof | null;
  /** Only those that the payable does not have yet. */
  readonly findings: readonly Finding[];
}

/** The statuses of money that is believed to be out: a reversal gives them back to a person. */
const out: ReadonlySet<Status> = new Set(['AUTHORISING', 'INITIATED', 'PAID']);

/**
 * What a conclusion does to its payable as it is now; null when that knows it all already, so that reconciling the
 * same entries again writes nothing. Only MATCHED proves (design.md 2.4): an ambiguous one only ever adds findings.
 */
export function effectOf(
  conclusion: Conclusion,
  payable: Pick<Payable, 'status' | 'findings'>,
): Effect | null {
  const { payment, reversal } = conclusion;
  const told = new Set(payable.findings.map(keyOf));
  const findings = conclusion.findings.filter((found) => !told.has(keyOf(found)));
  // A doubt takes away no proof that was found before; a person does, or a reversal.
  const proof = reversal === null ? (conclusion.proof ?? payment.proof) : null;
  const to = statusAfter(conclusion, payable.status);
  const isKnown = proof?.fingerprint === payment.proof?.fingerprint;
  if (to === payable.status && findings.length === 0 && isKnown) return null;
  return { to, what: whatHappened(conclusion, findings), proof, findings };
}

function statusAfter({ outcome, payment, reversal }: Conclusion, status: Status): Status {
  if (reversal !== null) return out.has(status) ? 'FAILED' : status;
  // What the bank rejected and booked is no matter for a machine.
  const isProved = outcome === 'MATCHED' && payment.said !== 'failed';
  return isProved && isLegalMove(status, 'PAID') ? 'PAID' : status;
}

function whatHappened({ outcome, proof, reversal }: Conclusion, findings: readonly Finding[]): string {
  const codes = findings.map(({ code }) => code).join(', ');
  if (reversal !== null) return `the money came back on ${reversal.bookingDate ?? 'a day unknown'}`;
  if (outcome === 'MATCHED' && proof !== null) {
    const booked = `booked on ${proof.bookingDate ?? 'a day unknown'}, found by ${proof.rule}`;
    return codes === '' ? booked : `${booked}; ${codes}`;
  }
  return codes;
}

const keyOf = ({ code, value }: { readonly code: string; readonly value: string | null }): string =>
  `${code} ${value ?? ''}`;
