import { logger, describeError } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { DueGroup } from '../payables/due.ts';
import type { Status } from '../payables/lifecycle.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import type { Reconciled } from '../payables/reconcile/effect-of.ts';
import type { ExpectedPayment } from '../payables/reconcile/expected-payment.ts';
import { approvedAtRelease } from '../payables/reconcile/money-may-be-out.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { readManySentBytes } from '../storage/sent-bytes-store.ts';
import type { Table } from '../storage/table.ts';
import { expectPayment } from './expect-payment.ts';

/** A payment whose booking is looked for, with what must be known of its payable to act on it. */
export interface Expected {
  readonly payment: ExpectedPayment;
  readonly payable: Reconciled & { readonly version: number };
  /** Which of its payments at the bank it is; 0 when the ERP pays. */
  readonly attempt: number;
  /**
   * Whether reconciliation acts on it. What the ERP is to pay, or waits to be started, only takes part: an entry about
   * it must not be taken for the payment of another.
   */
  readonly isWatched: boolean;
}

interface Services {
  readonly table: Table;
  readonly payables: PayableStore;
  readonly now: () => Date;
  /** Whether the bank is given the day that was asked for. */
  readonly futureDated: boolean;
}

/** All that still moves, and what is at rest and watched. */
const groups: readonly DueGroup[] = ['sweep', 'poll-erp', 'poll-bank', 'reconcile'];

/** Records read at once, so that thousands of payables are never in memory together. */
const batch = 500;

/**
 * Every payment of ours that an entry may be about. Throws for no single payable: what cannot be read is told, counted
 * and left out.
 */
export async function expectedPayments(services: Services): Promise<readonly Expected[]> {
  const keys = await keysOfAll(services);
  const expected: Expected[] = [];
  for (let start = 0; start < keys.length; start += batch) {
    expected.push(...(await expectSome(keys.slice(start, start + batch), services)));
  }
  return expected;
}

/** A payable that changes its group meanwhile may stand in two of them. */
async function keysOfAll({ payables }: Services): Promise<readonly PayableKey[]> {
  const found = await Promise.all(groups.map((group) => payables.allDue(group)));
  for (const item of found.flatMap(({ unreadable }) => unreadable)) tellUnreadable(item);
  const built = found.flatMap((due) => due.payables.filter(({ request }) => request !== undefined));
  return [...new Map(built.map((payable) => [payableName(payable), payable])).values()];
}

async function expectSome(keys: readonly PayableKey[], services: Services): Promise<readonly Expected[]> {
  const { table, payables } = services;
  const [states, requests] = await Promise.all([
    payables.readMany(keys),
    readManySentBytes(table, keys, 'REQUEST'),
  ]);
  for (const item of states.unreadable) tellUnreadable(item);
  return states.payables.flatMap((payable) =>
    expectOne(payable, requests.get(payableName(payable)), services),
  );
}

function expectOne(
  payable: Payable,
  bytes: Buffer | undefined,
  { now, futureDated }: Services,
): readonly Expected[] {
  try {
    if (bytes === undefined) throw new RangeError('its stored payment request is not there or is damaged');
    return [
      {
        payment: expectPayment(payable, bytes, { now: now(), futureDated }),
        payable: {
          version: payable.version,
          status: payable.status,
          findings: payable.findings,
          approved: approvedAtRelease(payable),
        },
        attempt: payable.bank?.attempt ?? 0,
        isWatched: isWatched(payable),
      },
    ];
  } catch (error) {
    logger.error('a payment cannot be reconciled', {
      payable: payableName(payable),
      ...describeError(error),
    });
    count('StepFailed');
    return [];
  }
}

const watched: ReadonlySet<Status> = new Set(['AUTHORISING', 'INITIATED', 'PAID', 'FAILED']);

/** One that waits for another attempt is watched too: the attempt before may have been executed after all. */
const isWatched = ({ status, bank }: Payable): boolean =>
  watched.has(status) || (status === 'PAYMENT_BUILT' && bank !== undefined);

function tellUnreadable(item: string): void {
  logger.error('a stored payable cannot be read', { item });
  count('StepFailed');
}
