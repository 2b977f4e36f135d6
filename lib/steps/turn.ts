import { isPassingFault } from '../aws/is-passing-fault.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { finding } from '../findings/finding.ts';
import { count } from '../observability/metrics.ts';
import { describeError, logger } from '../observability/logger.ts';
import { maskIbans } from '../observability/mask.ts';
import { queueStep, type QueueStep, secondsUntilNextTry } from '../payables/due.ts';
import { move } from '../payables/move.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { PayableMessage } from '../queues/messages.ts';
import type { PayableStore } from '../storage/payable-store.ts';

export interface TurnServices {
  readonly payables: PayableStore;
  readonly now: () => Date;
  /** How long a step may take before sweep nudges it again. */
  readonly leaseSeconds: number;
  readonly retrySeconds: number;
  readonly retryLimitSeconds: number;
}

export const secondsFrom = (moment: Date, seconds: number): Date =>
  new Date(moment.getTime() + seconds * 1000);

/** Another worker was faster this often in a row: leave it to the one who is. */
const conflictLimit = 3;

/** Nudges before a step that fails for no known reason is given up to a person. */
const triesBeforeSurrender = 5;

/**
 * Does the work of a queue step when it is due and nobody else is at it, and nothing otherwise, so that a
 * message that comes twice, late or out of order changes nothing (design.md 2.1). What the work throws is
 * settled by its class: `hold` holds the payable with a finding; `retry` and `configuration` make it due again
 * later without burning the message; `bug` and anything unexpected fails the message, and holds the payable when
 * it keeps happening.
 */
export async function onTurn(
  message: PayableMessage,
  step: QueueStep,
  services: TurnServices,
  work: (payable: Payable) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; attempt <= conflictLimit; attempt += 1) {
    const payable = await myTurn(message, step, services);
    if (payable === undefined) return;
    try {
      await work(payable);
      return;
    } catch (error) {
      const code = error instanceof AcquitError ? error.code : undefined;
      if (code !== 'STATE_CONFLICT') return settleFailure(error, payable, step, services);
    }
  }
}

async function myTurn(
  message: PayableMessage,
  step: QueueStep,
  { payables, now, leaseSeconds }: TurnServices,
): Promise<Payable | undefined> {
  const payable = await payables.read(message);
  if (payable === undefined || queueStep(payable) !== step) return undefined;
  if (payable.dueAt === message.turn) return payable;
  if (payable.dueAt !== undefined && payable.dueAt > now().toISOString()) return undefined;
  const until = secondsFrom(now(), leaseSeconds);
  const taken = await payables.takeTurn(payable, until);
  return taken ? { ...payable, dueAt: until.toISOString(), tries: payable.tries + 1 } : undefined;
}

async function settleFailure(
  error: unknown,
  payable: Payable,
  step: QueueStep,
  services: TurnServices,
): Promise<void> {
  logger.warn('step failed', { step, payable: payableName(payable), ...describeError(error) });
  count('StepFailed');
  const known = asAcquitError(error);
  if (known?.class === 'configuration') count('ConfigurationFault');
  if (known?.class === 'hold') return holdWith(known, step, services, payable);
  if (known?.class !== 'retry' && known?.class !== 'configuration') {
    return surrender(error, step, services, payable);
  }
  const wait = Math.max(
    secondsUntilNextTry(payable.tries, services.retrySeconds, services.retryLimitSeconds),
    known.retryAfterSeconds ?? 0,
  );
  const latest = await services.payables.read(payable);
  if (latest === undefined || queueStep(latest) !== step) return;
  await services.payables.takeTurn(latest, secondsFrom(services.now(), wait));
}

/** A fault of AWS that passes by itself is like every other peer's; one that does not is a bug and ends with a person. */
function asAcquitError(error: unknown): AcquitError | undefined {
  if (error instanceof AcquitError) return error;
  if (!isPassingFault(error)) return undefined;
  const message = error instanceof Error ? error.message : String(error);
  return new AcquitError('STORAGE_UNAVAILABLE', message, { cause: error });
}

/** Nobody foresaw this error: the message fails, and sweep tries again. When that keeps failing a person must know. */
async function surrender(error: unknown, step: QueueStep, services: TurnServices, payable: Payable) {
  if (payable.tries < triesBeforeSurrender) throw error;
  const text = maskIbans(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return holdWith(new AcquitError('STEP_KEEPS_FAILING', text, { cause: error }), step, services, payable);
}

async function holdWith(
  error: AcquitError,
  step: QueueStep,
  { payables, now }: TurnServices,
  { party, documentId }: Payable,
): Promise<void> {
  const latest = await payables.read({ party, documentId });
  if (latest === undefined || queueStep(latest) !== step) return;
  const reason = finding(error.code, { message: error.message, value: supportFacts(error) });
  await payables.save(
    latest,
    move(latest, {
      to: 'HELD',
      at: now(),
      by: step,
      what: `${error.code}: ${error.message}`,
      dueAt: null,
      change: { findings: [...latest.findings, reason] },
    }),
  );
  count('PayableHeld');
}

/** Status, code and request id of the other side, for the person who has to ask them. */
export const supportFacts = (error: AcquitError): string | null =>
  Object.entries(error.detail)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ') || null;
