import { AcquitError } from '../findings/acquit-error.ts';
import { queueStep } from '../payables/due.ts';
import { move } from '../payables/move.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import { secondsFrom } from './turn.ts';
import { sendNudge, type SweepServices } from './sweep.ts';

/**
 * A person lets a HELD payable go on: it is read and assessed again, with the codes the person approved set
 * aside. A payment that FAILED at the bank waits for a new authorisation. Throws ACTION_NOT_POSSIBLE for any
 * other status and for a payable that is not known.
 */
export async function releasePayable(
  key: PayableKey,
  { by, approve, note }: { by: string; approve: readonly string[]; note?: string },
  services: SweepServices,
): Promise<void> {
  const { payables, now, leaseSeconds } = services;
  const payable = await payables.read(key);
  if (payable === undefined || !isPossible(payable)) {
    throw new AcquitError('ACTION_NOT_POSSIBLE', `${payableName(key)} is ${payable?.status ?? 'not known'}.`);
  }
  const at = now();
  const dueAt = secondsFrom(at, leaseSeconds);
  const approvals = approve.map((code) => ({ code, by, at: at.toISOString(), ...(note ? { note } : {}) }));
  const what = ['released', ...approve.map((code) => `approved ${code}`), ...(note ? [note] : [])].join('; ');
  const released = await payables.save(
    payable,
    move(payable, {
      to: payable.status === 'FAILED' ? 'PAYMENT_BUILT' : 'RECEIVED',
      at,
      by,
      what,
      dueAt,
      change: { approvals: [...payable.approvals, ...approvals], findings: [] },
    }),
  );
  const step = queueStep(released);
  if (step !== undefined) await sendNudge(step, { ...key, turn: dueAt.toISOString() }, services);
}

/** What failed at the ERP cannot be sent again under its key; only the bank takes a new payment. */
const isPossible = ({ status, bank, erp }: Payable): boolean =>
  status === 'HELD' || (status === 'FAILED' && bank !== undefined && erp?.intakeStatus !== 'FAILED');
