import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { move } from '../payables/move.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import { isEndangered, isFetchDue, isOverdue, keptUntil } from '../payables/retention.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { DocumentsMessage } from '../queues/messages.ts';
import type { Archive } from '../storage/archive.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { fetchDocument, mayHaveBeenSent } from './fetch-document.ts';
import { ignoreConflict } from './ignore-conflict.ts';
import { inTurns } from './in-turns.ts';
import { secondsFrom } from './turn.ts';

export interface WatchRetentionServices {
  readonly payables: PayableStore;
  readonly archive: Archive;
  readonly documents: Queue<DocumentsMessage>;
  /** Asked for only when something is to be fetched. */
  readonly outside: () => Promise<{ readonly psb: PsbClient }>;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/** As many as one run can fetch inside its time, even when every call takes as long as it may (call-timeout.ts). */
const limit = 15;
/** PSB has no rate that it documents: no more at once than it gets from us otherwise (psb.md 1.4). */
const fetchesAtOnce = 5;
const readsAtOnce = 20;

/**
 * Finds the payables whose document is not archived, which PSB deletes when its days run out (psb.md 1.4), tells of
 * those that should be, and fetches the documents of the HELD ones, that nobody else tries again: those tried least
 * recently first. One that is fetched is released. RECEIVED ones are tried by process-document and sweep. Returns how
 * many are not archived, and how many of them were fetched.
 */
export async function watchRetention(
  services: WatchRetentionServices,
): Promise<{ missing: number; fetched: number }> {
  const now = services.now();
  const missing = await withoutDocument(services);
  for (const payable of missing) alarm(payable, now);
  const due = missing
    .filter((payable) => payable.status === 'HELD' && isFetchDue(payable, now))
    .toSorted((one, other) => lastTry(one).localeCompare(lastTry(other)))
    .slice(0, limit);
  if (due.length === 0) return { missing: missing.length, fetched: 0 };
  const { psb } = await services.outside();
  const fetched = await inTurns(due, fetchesAtOnce, (payable) => fetchAgain(payable, psb, services));
  return { missing: missing.length, fetched: fetched.filter(Boolean).length };
}

const lastTry = ({ download, receivedAt }: Payable): string => `${download?.triedAt ?? ''} ${receivedAt}`;

/** Before its document is read, nobody knows whose a payable is: they all stand together in the status index. */
async function withoutDocument({ payables }: WatchRetentionServices): Promise<Payable[]> {
  const lists = await Promise.all([payables.list(null, 'RECEIVED'), payables.list(null, 'HELD')]);
  const found = await inTurns(lists.flat(), readsAtOnce, (key) => readOrTell(key, payables));
  return found.filter((payable) => payable !== undefined).filter(isMissing);
}

const isMissing = ({ archive, status }: Payable): boolean =>
  archive === undefined && (status === 'RECEIVED' || status === 'HELD');

/** One record that cannot be read must not keep the others from being watched. */
async function readOrTell(key: PayableKey, payables: PayableStore): Promise<Payable | undefined> {
  try {
    return await payables.read(key);
  } catch (error) {
    logger.error('a stored payable cannot be read', { payable: payableName(key), ...describeError(error) });
    count('StepFailed');
    return undefined;
  }
}

function alarm(payable: Payable, now: Date): void {
  if (!isOverdue(payable, now)) return;
  const { status, receivedAt } = payable;
  const until = keptUntil(payable).toISOString();
  logger.error('a document is not archived', { payable: payableName(payable), status, receivedAt, until });
  count('DocumentNotArchived');
  if (isEndangered(payable, now)) count('RetentionEndangered');
}

async function fetchAgain(
  payable: Payable,
  psb: PsbClient,
  services: WatchRetentionServices,
): Promise<boolean> {
  const { payables, archive, documents, now, leaseSeconds } = services;
  const startedAt = now().toISOString();
  try {
    const { payable: archived } = await fetchDocument(payable, psb, archive);
    const dueAt = secondsFrom(now(), leaseSeconds);
    const released = move(archived, {
      to: 'RECEIVED',
      at: now(),
      by: 'watch-retention',
      what: 'the document could be fetched; released',
      dueAt,
      change: { findings: [] },
    });
    await payables.save(payable, released);
    const { party, documentId } = payable;
    await documents.send({ nudge: { party, documentId, turn: dueAt.toISOString() } });
    return true;
  } catch (error) {
    logger.warn('a document could not be fetched', {
      payable: payableName(payable),
      ...describeError(error),
    });
    const first = mayHaveBeenSent(error) ? { startedAt } : {};
    const download = { ...first, ...payable.download, triedAt: startedAt };
    // Whoever changed it meanwhile has released or rejected it.
    await payables.save(payable, { ...payable, download }).catch(ignoreConflict);
    return false;
  }
}
