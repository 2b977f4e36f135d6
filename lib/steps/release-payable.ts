import { AcquitError } from '../findings/acquit-error.ts';
import { queueStep } from '../payables/due.ts';
import type { Status } from '../payables/lifecycle.ts';
import { move } from '../payables/move.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import { unapproved } from '../payables/reconcile/money-may-be-out.ts';
import { secondsFrom } from './turn.ts';
import { sendNudge, type SweepServices } from './sweep.ts';

/**
 * A person lets a payable go on. What was held before the ERP had it is read and assessed again, with the codes
 * that the person approved set aside; what the ERP has is never built anew, only followed again. A payment that
 * FAILED at the bank waits for a new authorisation; a DUPLICATE is looked at again, for when the invoice that it
 * repeats was rejected. What the account said of the payment before is forgotten with it. Throws ACTION_NOT_POSSIBLE
 * for any other status, for a payable that is not known, for an approval of something that was not found, and when the
 * account says that the money may be out and nobody approved that by its code.
 */
export async function releasePayable(
  key: PayableKey,
  { by, approve, note }: { by: string; approve: readonly string[]; note?: string },
  services: SweepServices,
): Promise<void> {
  const { payables, now, leaseSeconds } = services;
  const payable = await payables.read(key);
  const to = payable === undefined ? undefined : releasedTo(payable);
  if (payable === undefined || to === undefined) {
    throw new AcquitError('ACTION_NOT_POSSIBLE', `${payableName(key)} is ${payable?.status ?? 'not known'}.`);
  }
  const notFound = approve.filter((code) => !payable.findings.some((found) => found.code === code));
  if (notFound.length > 0) {
    throw new AcquitError(
      'ACTION_NOT_POSSIBLE',
      `${payableName(key)} has no finding ${notFound.join(', ')}.`,
    );
  }
  const open = unapproved(payable, approve);
  if (open.length > 0) {
    throw new AcquitError(
      'ACTION_NOT_POSSIBLE',
      `The money of ${payableName(key)} may be out already. Look at the account; to start it all the same, approve ${open.join(', ')}.`,
    );
  }
  const at = now();
  const { booked: _before, ...unproved } = payable;
  const dueAt = secondsFrom(at, to === 'RECEIVED' ? leaseSeconds : 0);
  const approvals = approve.map((code) => ({ code, by, at: at.toISOString(), ...(note ? { note } : {}) }));
  const what = ['released', ...approve.map((code) => `approved ${code}`), ...(note ? [note] : [])].join('; ');
  const released = await payables.save(
    payable,
    move(unproved, {
      to,
      at,
      by,
      what,
      dueAt,
      change: { approvals: [...payable.approvals, ...approvals], findings: [], ...followAgain(payable) },
    }),
  );
  const step = queueStep(released);
  if (step !== undefined) await sendNudge(step, { ...key, turn: dueAt.toISOString() }, services);
}

function releasedTo({ status, bank, erp }: Payable): Status | undefined {
  if (status === 'DUPLICATE') return 'RECEIVED';
  if (status === 'HELD') return erp?.id === undefined ? 'RECEIVED' : 'SUBMITTED';
  // What failed at the ERP cannot be sent again under its key; only the bank takes a new payment.
  return status === 'FAILED' && bank !== undefined && erp?.intakeStatus !== 'FAILED'
    ? 'PAYMENT_BUILT'
    : undefined;
}

/** Without a mirrored status the next poll finds news in whatever the ERP says. */
function followAgain({ status, erp }: Payable): Pick<Payable, 'erp'> {
  if (status !== 'HELD' || erp?.id === undefined) return {};
  const { intakeStatus: _known, ...rest } = erp;
  return { erp: rest };
}
