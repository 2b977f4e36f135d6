import { catalogue, type FindingCode } from '../findings/catalogue.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { move } from '../payables/move.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { Conclusion } from '../payables/reconcile/conclusion.ts';
import { type Effect, effectOf } from '../payables/reconcile/effect-of.ts';
import { watchedUntil } from '../payables/watched-until.ts';
import { claimEntry, type EntryOwner } from '../storage/entry-claim-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import type { Table, Write } from '../storage/table.ts';
import { countRest } from './count-rest.ts';
import type { Expected } from './expected-payments.ts';

export interface ApplyServices {
  readonly table: Table;
  readonly payables: PayableStore;
  readonly now: () => Date;
}

/** A conclusion, whose payment it is about, and the owners of the entries that were read. */
export interface Concluded {
  readonly conclusion: Conclusion;
  readonly expected: Expected;
  readonly owners: ReadonlyMap<string, EntryOwner>;
}

/** `known`: the payable knew it all. `left`: somebody changed the payable, or a write failed; the next run sees to it. */
export type Applied = 'written' | 'known' | 'left';

/** As many entries as fit into one transaction beside the payable; nobody is debited more often for one payment. */
const mostEntries = 50;

/**
 * Writes what was concluded into its payable, with the entries becoming the payable's in the same transaction: all or
 * nothing, and only when the payable is still as it was looked at. Throws nothing, because one payable must not keep
 * the others from theirs.
 */
export async function applyConclusion(concluded: Concluded, services: ApplyServices): Promise<Applied> {
  const { conclusion, expected } = concluded;
  const payable = payableName(conclusion.payment.payable);
  try {
    const effect = effectOf(conclusion, expected.payable);
    const claims = claimsOf(concluded);
    if (effect === null) return await claimOnly(claims, services);
    const latest = await services.payables.read(conclusion.payment.payable);
    if (latest?.version !== expected.payable.version) return 'left';
    await services.payables.save(latest, moved(latest, effect, services.now()), claims);
    tell(latest, effect);
    return 'written';
  } catch (error) {
    logger.error('a conclusion was not written', { payable, ...describeError(error) });
    count('StepFailed');
    return 'left';
  }
}

/** The entries that become the payable's now. What is doubtful becomes nobody's. */
function claimsOf({ conclusion, expected, owners }: Concluded): readonly Write[] {
  if (conclusion.proof === null && conclusion.reversal === null) return [];
  return conclusion.entries
    .filter((fingerprint) => !owners.has(fingerprint))
    .slice(0, mostEntries)
    .map((fingerprint) =>
      claimEntry(fingerprint, { ...conclusion.payment.payable, attempt: expected.attempt }),
    );
}

/** An entry that says nothing new of its payable, as when the bank wrote its facts anew, is still the payable's. */
async function claimOnly(claims: readonly Write[], { table }: ApplyServices): Promise<Applied> {
  if (claims.length === 0) return 'known';
  return (await table.transact(claims)) ? 'written' : 'left';
}

function moved(latest: Payable, { to, what, proof, findings }: Effect, now: Date): Payable {
  const { booked: _before, ...payable } = latest;
  return move(payable, {
    to,
    at: now,
    by: 'reconcile-payments',
    what,
    dueAt: dueAfter(latest, to, now),
    change: {
      findings: [...latest.findings, ...findings],
      ...(proof === null ? {} : { booked: proof }),
    },
  });
}

/** Where it stays it is due as before; at rest it is watched from now on; a person's decision has no time. */
function dueAfter(latest: Payable, to: Payable['status'], now: Date): Date | null {
  if (to === 'HELD') return null;
  if (to !== latest.status) return watchedUntil(now);
  return latest.dueAt === undefined ? null : new Date(latest.dueAt);
}

/** No account numbers: the findings have them masked by the log, and only their codes are here. */
function tell({ status, ...key }: Payable, { to, findings }: Effect): void {
  const codes = findings.map(({ code }) => code);
  logger.info('a payment was reconciled', { payable: payableName(key), from: status, to, codes });
  if (findings.some(({ code }) => isIncident(code))) count('BookingIncident');
  if (to !== status) countRest(to);
}

const isIncident = (code: FindingCode): boolean => catalogue[code].class === 'hold';
