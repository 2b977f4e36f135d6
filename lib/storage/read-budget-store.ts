import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import {
  closedUntil,
  planRead,
  type ReadPlan,
  type ReadReason,
  type ReadsOfResource,
} from '../payables/read-budget.ts';
import type { ConsentKey } from './consent-store.ts';
import { keyPart } from './key-part.ts';
import type { Key, Table } from './table.ts';

/** A resource is counted by itself: `accounts`, or the balances or transactions of an account (psd2.md 6.4). */
export interface BudgetedResource extends ConsentKey {
  /** `accounts`, `accounts/{id}`, `accounts/{id}/balances`, `accounts/{id}/transactions`. */
  readonly resource: string;
}

const readsSchema = z.object({
  reads: z.array(z.string()),
  closedUntil: z.string().optional(),
  version: z.int(),
});

const keyOf = ({ bank, consentId, resource }: BudgetedResource): Key => ({
  pk: `CONSENT#${bank}#${keyPart(consentId)}`,
  sk: `READS#${keyPart(resource)}`,
});

const unread: z.infer<typeof readsSchema> = { reads: [], version: 0 };

/** As often as readers of the same resource may get into each other's way before one gives up. */
const mostTries = 5;

/** The reads of each resource without the PSU, counted before they are made, so that a crash never makes one more. */
export function createReadBudgetStore(table: Table, { budget }: { readonly budget: number }) {
  /** Takes one read of the budget, or says when there is one again. Throws STATE_CONFLICT when too many want it. */
  async function take(
    resource: BudgetedResource,
    { reason, now }: { readonly reason: ReadReason; readonly now: Date },
  ): Promise<ReadPlan> {
    let plan: ReadPlan | undefined;
    await change(resource, now, (known) => {
      plan = planRead(known, { reason, now, budget });
      return plan.allowed ? plan.next : known;
    });
    if (plan === undefined) throw new TypeError('nothing was planned');
    return plan;
  }

  /** Whether a read could be taken now; takes none. */
  async function mayTake(
    resource: BudgetedResource,
    { reason, now }: { readonly reason: ReadReason; readonly now: Date },
  ): Promise<boolean> {
    const key = keyOf(resource);
    const item = await table.get(key.pk, key.sk);
    const known = item === undefined ? unread : readsSchema.parse(item);
    return planRead(known, { reason, now, budget }).allowed;
  }

  /** The bank answered ACCESS_EXCEEDED: no more reads of this resource without its PSU before the moment given back. */
  async function close(resource: BudgetedResource, now: Date): Promise<Date> {
    const until = closedUntil(now);
    await change(resource, now, (known) => ({ ...known, closedUntil: until.toISOString() }));
    return until;
  }

  async function change(
    resource: BudgetedResource,
    now: Date,
    next: (known: ReadsOfResource) => ReadsOfResource,
  ): Promise<void> {
    const key = keyOf(resource);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const item = await table.get(key.pk, key.sk);
      const known = item === undefined ? unread : readsSchema.parse(item);
      const wanted = next(known);
      if (wanted === known) return;
      // Of no use to anybody two days after the last change.
      const ttl = Math.floor(now.getTime() / 1000) + 2 * 24 * 3600;
      const stored = { ...wanted, version: known.version + 1, ttl };
      const unchanged = {
        expression: 'attribute_not_exists(pk) OR #version = :version',
        names: { '#version': 'version' },
        values: { ':version': known.version },
      };
      if (await table.put({ ...stored, ...key }, unchanged)) return;
    }
    throw new AcquitError('STATE_CONFLICT', 'Too many readers of one resource at the same time');
  }

  return { take, mayTake, close };
}

export type ReadBudgetStore = ReturnType<typeof createReadBudgetStore>;
