import { AcquitError } from '../findings/acquit-error.ts';
import { type DueGroup, dueGroup } from '../payables/due.ts';
import { isLegalMove, type Status } from '../payables/lifecycle.ts';
import { isNewsForSupplier } from '../payables/news-for-supplier.ts';
import { type Payable, type PayableKey, payableName, payableSchema } from '../payables/payable.ts';
import { conversationDue } from './conversation-store.ts';
import { dueKey, queryDue, queryGroup, takeDueTurn } from './due-index.ts';
import { payablePk } from './payable-pk.ts';
import { shortFindings } from './short-findings.ts';
import { shortHistory } from './short-history.ts';
import { type Condition, ifAbsent, type Item, type Table, type Write } from './table.ts';

/** An organisation that is not known yet, in the keys of the status index. */
const noOrganisation = '-';

/** The payable with no more findings and text than an item has room for; nothing else of it is cut. */
const fitting = (payable: Payable): Payable => ({
  ...payable,
  findings: shortFindings(payable.findings),
  history: shortHistory(payable.history),
});

function toItem(payable: Payable): Item {
  const pk = payablePk(payable);
  return {
    ...payable,
    pk,
    sk: 'STATE',
    statusKey: `${payable.organisation ?? noOrganisation}#${payable.status}`,
    ...(payable.dueAt === undefined ? {} : { dueKey: dueKey(dueGroup(payable), pk) }),
  };
}

/** What the due index carries: enough to decide without reading the payable itself. */
const duePayableSchema = payableSchema.pick({
  party: true,
  documentId: true,
  status: true,
  version: true,
  changedAt: true,
  dueAt: true,
  tries: true,
  organisation: true,
  request: true,
  erp: true,
  bank: true,
});
export type DuePayable = ReturnType<typeof duePayableSchema.parse>;

export interface Due {
  readonly payables: readonly DuePayable[];
  /** Keys of items that are no payable as this version knows them; they must not stop the others. */
  readonly unreadable: readonly string[];
}

/** Payables in the table: created once, changed only by the version that was read (design.md 2.1). */
export function createPayableStore(table: Table) {
  /** The write of a new payable, for a transaction; it is refused when the payable is there already. */
  const creation = (payable: Payable): Write => ({ put: toItem(fitting(payable)), condition: ifAbsent });

  /** Writes a new payable; false when it is there already. */
  const create = (payable: Payable): Promise<boolean> => table.put(toItem(fitting(payable)), ifAbsent);

  async function read(key: PayableKey): Promise<Payable | undefined> {
    const item = await table.get(payablePk(key), 'STATE');
    return item === undefined ? undefined : payableSchema.parse(item);
  }

  /**
   * Replaces `previous` by `next`, together with other writes or not at all, and returns what was stored. What is
   * news for the supplier is marked as such in the same transaction, whoever made the move.
   * Throws ILLEGAL_MOVE for a move that the life of a payable does not have, and STATE_CONFLICT when somebody
   * else changed the payable, or one of the other writes was refused, since `previous` was read.
   */
  async function save(previous: Payable, next: Payable, also: readonly Write[] = []): Promise<Payable> {
    if (!isLegalMove(previous.status, next.status)) {
      throw new AcquitError('ILLEGAL_MOVE', `A payable cannot go from ${previous.status} to ${next.status}.`);
    }
    const stored = fitting({ ...next, version: previous.version + 1 });
    const condition: Condition = {
      expression: '#version = :version',
      names: { '#version': 'version' },
      values: { ':version': previous.version },
    };
    const news = isNewsForSupplier(previous, next) ? [conversationDue(next, new Date(next.changedAt))] : [];
    const others = [...also, ...news];
    const saved =
      others.length === 0
        ? await table.put(toItem(stored), condition)
        : await table.transact([{ put: toItem(stored), condition }, ...others]);
    if (!saved) {
      throw new AcquitError('STATE_CONFLICT', `${payableName(previous)} was changed by another worker.`);
    }
    return stored;
  }

  /** Takes the turn of a payable, as takeDueTurn says. */
  const takeTurn = (payable: DuePayable, until: Date): Promise<boolean> =>
    takeDueTurn(table, { pk: payablePk(payable), sk: 'STATE' }, payable, until);

  /** Payables of a group that are due by `now`, those due longest first within each shard. */
  async function due(group: DueGroup, now: Date, limit: number): Promise<Due> {
    const { items, unreadable } = await queryDue(table, duePayableSchema, { group, now, limit });
    return { payables: items, unreadable };
  }

  /** Every payable of a group, whenever it is due. */
  async function allDue(group: DueGroup): Promise<Due> {
    const { items, unreadable } = await queryGroup(table, duePayableSchema, group);
    return { payables: items, unreadable };
  }

  /** The payables of the keys that are there, in the order of the keys; `unreadable` as in Due. */
  async function readMany(
    keys: readonly PayableKey[],
  ): Promise<{ readonly payables: readonly Payable[]; readonly unreadable: readonly string[] }> {
    const wanted = [...new Set(keys.map(payablePk))];
    const items = await table.getMany(wanted.map((pk) => ({ pk, sk: 'STATE' })));
    const read = new Map(items.map((item) => [String(item['pk']), payableSchema.safeParse(item)]));
    return {
      payables: wanted.flatMap((pk) => read.get(pk)?.data ?? []),
      unreadable: wanted.filter((pk) => read.get(pk)?.success === false),
    };
  }

  /**
   * Keys of the payables of an organisation (null: not known yet) in a status, newest change first: `limit` of
   * them, or all.
   */
  async function list(organisation: string | null, status: Status, limit?: number): Promise<PayableKey[]> {
    const items = await table.query({
      index: 'status',
      key: {
        expression: 'statusKey = :key',
        values: { ':key': `${organisation ?? noOrganisation}#${status}` },
      },
      limit,
      newestFirst: true,
    });
    return items.map((item) => payableSchema.pick({ party: true, documentId: true }).parse(item));
  }

  return { create, creation, read, readMany, save, takeTurn, due, allDue, list };
}

export type PayableStore = ReturnType<typeof createPayableStore>;
