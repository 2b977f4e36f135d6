import { type Finding, finding } from '../../findings/finding.ts';
import { isLegalMove, type Status } from '../lifecycle.ts';
import type { Payable } from '../payable.ts';
import type { Conclusion } from './conclusion.ts';
import type { BookedProof } from './booked-proof.ts';
import { saysMoneyMayBeOut } from './money-may-be-out.ts';

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

/** What must be known of the payable as it is now. */
export interface Reconciled extends Pick<Payable, 'status' | 'findings'> {
  /** Codes that a person approved when it was released last: they are not told again. */
  readonly approved?: ReadonlySet<string> | undefined;
}

/** The statuses of money that is believed to be out: a reversal gives them back to a person. */
const out: ReadonlySet<Status> = new Set(['AUTHORISING', 'INITIATED', 'PAID']);

/**
 * What a conclusion does to its payable as it is now; null when that knows it all already, so that reconciling the
 * same entries again writes nothing. Only MATCHED proves (design.md 2.4): an ambiguous one only ever adds findings.
 */
export function effectOf(conclusion: Conclusion, payable: Reconciled): Effect | null {
  const { payment, reversal } = conclusion;
  const told = new Set(payable.findings.map(keyOf));
  const findings = [...conclusion.findings, ...bookedAfterAll(conclusion, payable)].filter(
    (found) => !told.has(keyOf(found)) && payable.approved?.has(found.code) !== true,
  );
  // A doubt takes away no proof that was found before; a person does, or a reversal.
  const proof = reversal === null ? (conclusion.proof ?? payment.proof) : null;
  const to = statusAfter(conclusion, payable.status, findings);
  const isKnown = proof?.fingerprint === payment.proof?.fingerprint;
  if (to === payable.status && findings.length === 0 && isKnown) return null;
  return { to, what: whatHappened(conclusion, findings), proof, findings };
}

/**
 * A payment that failed here otherwise than by the bank's word, because its money came back say, and is out again: it
 * must not be started again.
 */
function bookedAfterAll(
  { outcome, payment, proof, reversal }: Conclusion,
  { status }: Reconciled,
): readonly Finding[] {
  if (outcome !== 'MATCHED' || reversal !== null || status !== 'FAILED' || payment.said === 'failed')
    return [];
  return [finding('BANK_BOOKED_AFTER_REJECTION', { value: proof?.fingerprint.slice(0, 12) ?? null })];
}

function statusAfter(
  { outcome, payment, reversal }: Conclusion,
  status: Status,
  findings: readonly Finding[],
): Status {
  if (reversal !== null) return out.has(status) ? 'FAILED' : status;
  // What the bank rejected and booked is no matter for a machine.
  const isProved = outcome === 'MATCHED' && payment.said !== 'failed';
  if (isProved && isLegalMove(status, 'PAID')) return 'PAID';
  // It waits to be authorised once more, while an earlier attempt of it may have been executed.
  const isEndangered = status === 'PAYMENT_BUILT' && findings.some(({ code }) => saysMoneyMayBeOut(code));
  return isEndangered ? 'HELD' : status;
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
