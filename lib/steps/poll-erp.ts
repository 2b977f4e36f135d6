import type { ErpClient } from '../erp/erp-client.ts';
import type { ErpPaymentRequest } from '../erp/erp-payment-request.ts';
import { readStatuses } from '../erp/read-statuses.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { secondsUntilNextTry } from '../payables/due.ts';
import { erpProgress } from '../payables/erp-progress.ts';
import { isResting, type Status } from '../payables/lifecycle.ts';
import { move } from '../payables/move.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import { watchedUntil } from '../payables/watched-until.ts';
import type { DuePayable } from '../storage/payable-store.ts';
import { duePayables } from './due-payables.ts';
import { countRest } from './count-rest.ts';
import { ignoreConflict } from './ignore-conflict.ts';
import { secondsFrom, type TurnServices } from './turn.ts';

export interface PollErpServices extends TurnServices {
  readonly erp: ErpClient;
  /** Payment requests the ERP had per organisation at the last list read: decides which plan is cheaper. */
  readonly erpTotals: Map<string, number>;
}

/** As many as one run can mirror well inside its time. */
const limit = 2000;

/** A person is at work in the ERP: looking four times a day is enough (erp.md, VALIDATION_FAILED). */
const heldPollSeconds = 6 * 3600;

/** Reads the status of every payable whose poll at the ERP is due, by the cheaper plan, and mirrors the news. */
export async function pollErp(services: PollErpServices): Promise<number> {
  const due = await duePayables('poll-erp', limit, services);
  const byOrganisation = Map.groupBy(due, (payable) => payable.organisation ?? '');
  await Promise.all(
    [...byOrganisation].map(([organisation, group]) => pollOne(organisation, group, services)),
  );
  return due.length;
}

async function pollOne(organisation: string, due: readonly DuePayable[], services: PollErpServices) {
  const { erp, erpTotals } = services;
  const byId = Map.groupBy(due, (payable) => payable.request?.externalRequestId ?? '');
  const unread = new Set(due);
  const mirrorAll = async (id: string, resource: ErpPaymentRequest | undefined) => {
    for (const payable of byId.get(id) ?? []) {
      unread.delete(payable);
      await mirror(payable, resource, services).catch((error: unknown) => passOver(payable, error));
    }
  };
  try {
    await mirrorAll('', undefined);
    const ids = [...byId.keys()].filter((id) => id !== '');
    const batches = readStatuses(erp, organisation, ids, erpTotals.get(organisation));
    for await (const { statuses, total } of batches) {
      if (total !== undefined) erpTotals.set(organisation, total);
      for (const [id, resource] of statuses) await mirrorAll(id, resource);
    }
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('the ERP could not be polled', { organisation, ...describeError(error) });
    const wait = Math.max(services.retrySeconds, error.retryAfterSeconds ?? 0);
    await Promise.all(
      [...unread].map((payable) => services.payables.takeTurn(payable, secondsFrom(services.now(), wait))),
    );
  }
}

/** One payable that cannot be moved, a damaged record say, must not keep the statuses of the others from them. */
function passOver(due: DuePayable, error: unknown): void {
  logger.error('a status was not mirrored', { payable: payableName(due), ...describeError(error) });
  count('StepFailed');
}

async function mirror(due: DuePayable, resource: ErpPaymentRequest | undefined, services: PollErpServices) {
  const { payables, now, retrySeconds, retryLimitSeconds } = services;
  const wait = secondsUntilNextTry(due.tries, retrySeconds, retryLimitSeconds);
  if (resource === undefined) {
    logger.error('the ERP does not know a payment request that it took', { payable: payableName(due) });
    count('PayableStuck');
  }
  if (resource === undefined || resource.intake_status === due.erp?.intakeStatus) {
    await payables.takeTurn(due, secondsFrom(now(), due.status === 'HELD' ? heldPollSeconds : wait));
    return;
  }
  const payable = await payables.read(due);
  // Somebody else was faster; the index was a moment behind.
  if (payable === undefined || payable.version !== due.version) return;
  const next = applyErpNews(payable, resource, services);
  await payables.save(payable, next).catch(ignoreConflict);
  if (next.status !== payable.status) countRest(next.status);
}

function applyErpNews(
  payable: Payable,
  resource: ErpPaymentRequest,
  { now, retrySeconds }: PollErpServices,
): Payable {
  const news = {
    intakeStatus: resource.intake_status,
    lastErrorCode: resource.last_error_code ?? null,
    lastErrorMessage: resource.last_error_message ?? null,
  };
  const progress = erpProgress(payable, news);
  if (payable.status === 'HELD' && progress !== undefined)
    return leaveHold(payable, news.intakeStatus, now());
  const to = progress?.to ?? payable.status;
  const found = progress?.finding ?? null;
  return move(payable, {
    to,
    at: now(),
    by: 'poll-statuses',
    what: `ERP: ${news.intakeStatus}${found?.value ? ` (${found.value})` : ''}`,
    dueAt: isToBeWatched(payable, to) ? watchedUntil(now()) : nextPoll(to, now(), retrySeconds),
    change: {
      ...(found === null ? {} : { findings: [...payable.findings, found] }),
      erp: {
        ...payable.erp,
        intakeStatus: news.intakeStatus,
        processStatus: resource.process_status ?? null,
        lastErrorCode: news.lastErrorCode,
        lastErrorMessage: news.lastErrorMessage,
      },
    },
  });
}

/**
 * The cause was cured in the ERP: out of the hold into SUBMITTED, the only way there is, and the next poll tells
 * how far the ERP is by now. The status is not mirrored here, so that it is still news then.
 */
function leaveHold(payable: Payable, intakeStatus: string, at: Date): Payable {
  const { intakeStatus: _whenHeld, ...erp } = payable.erp ?? {};
  const what = `ERP: ${intakeStatus}, no longer held`;
  const findings = payable.findings.filter(({ code }) => code !== 'ERP_VALIDATION_FAILED');
  const change = { erp, findings };
  return move(payable, { to: 'SUBMITTED', at, by: 'poll-statuses', what, dueAt: at, change });
}

/** From here on the ERP has, or may have, told a bank to pay. */
const instructed: ReadonlySet<string> = new Set(['INSTRUCTION_BUILT', 'PROCESSING']);

/**
 * Whether the account still has something to say of a payable that comes to rest: one that was paid may not have been
 * booked, or come back. Of one that FAILED at the ERP it has only when the ERP had instructed it, or the bank had a
 * payment of it; nothing of the others ever left, and what is then paid by hand must not ring as if it had.
 */
const isToBeWatched = ({ bank, erp }: Payable, to: Status): boolean =>
  to === 'PAID' || (to === 'FAILED' && (bank !== undefined || instructed.has(erp?.intakeStatus ?? '')));

/** HELD after a failed validation keeps a slow poll, because the ERP may go on without us. */
function nextPoll(status: Status, now: Date, seconds: number): Date | null {
  if (status === 'HELD') return secondsFrom(now, heldPollSeconds);
  return isResting(status) ? null : secondsFrom(now, seconds);
}
