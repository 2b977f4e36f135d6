import {
  addSecrets,
  isAccepted,
  notePut,
  type WebhookSecrets,
  webhookSecrets,
} from '../config/webhook-secrets.ts';
import { hookName } from '../psb/hook-name.ts';
import { type HookChange, type HookPlan, hookToPut, isDue } from '../psb/plan-hooks.ts';
import type { PsbAdministration } from '../psb/psb-administration.ts';

/**
 * Between storing a secret and putting it at PSB. Twice as long as warm functions go without a new look into the
 * store when a signature fits none of their keys (lib/steps/connect/webhook-keys.ts has the reasoning).
 */
const settleMilliseconds = 2000;

export interface SyncServices {
  readonly psb: Pick<PsbAdministration, 'putHook'>;
  readonly secrets: {
    /** The document as it is in the store now, never a kept one. */
    read(): Promise<WebhookSecrets>;
    write(document: WebhookSecrets): Promise<void>;
  };
  /** A new secret: letters and digits only, since whether PSB decodes it is not known (psb.md 2.5). */
  readonly makeSecret: () => string;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now: () => Date;
  /** How long a former secret is accepted after the new one is at PSB. */
  readonly overlapSeconds: number;
}

export interface SyncedHook {
  readonly change: HookChange;
  /** Why PSB did not take it, or may not have. */
  readonly failure?: Error;
}

/** A change with the secret that its hook shall have; undefined for a mail hook. */
interface Due {
  readonly change: HookChange;
  readonly value: string | undefined;
}

/**
 * Carries out a plan, hook by hook with the id it has, and answers what became of each that was due. The order lets
 * a run end anywhere without a webhook being refused, and lets the next one go on from there:
 * 1. New secrets go into the store; those that are refused by now leave it. When that fails, PSB was told nothing.
 * 2. Two seconds later every warm function would accept them. One that another run has put out of the store since
 *    is never put at PSB.
 * 3. Each hook is put. A PUT without an answer may have worked: both secrets are accepted, and the next plan either
 *    sees the new one at PSB or puts it again.
 * 4. The store notes which PUTs worked, and only then gives the former secrets their end. When that fails, the next
 *    plan does as after 3.
 */
export async function syncHooks({ changes }: HookPlan, services: SyncServices): Promise<SyncedHook[]> {
  const due = await storeNew(changes.filter(isDue), services);
  if (due.some(({ change }) => isNewToPsb(change))) {
    await services.wait(settleMilliseconds);
    await refuseLost(due, services);
  }
  const synced: (Due & SyncedHook)[] = [];
  for (const one of due) synced.push({ ...one, ...(await put(one, services)) });
  await note(
    synced.filter(({ failure }) => failure === undefined),
    services,
  );
  return synced.map(({ change, failure }) => ({ change, ...(failure && { failure }) }));
}

const isNewToPsb = ({ secret }: HookChange): boolean => secret?.step === 'make' || secret?.step === 'put';

async function storeNew(changes: readonly HookChange[], services: SyncServices): Promise<Due[]> {
  const due = changes.map((change) => ({ change, value: valueFor(change, services) }));
  const made = due.flatMap(({ change: { hook, secret }, value }) =>
    secret?.step === 'make' && value !== undefined ? [{ hook: hookName(hook.scope, hook.id), value }] : [],
  );
  await update(services, (document) => addSecrets(document, made, services.now()));
  return due;
}

function valueFor({ secret }: HookChange, { makeSecret }: SyncServices): string | undefined {
  if (secret === undefined) return undefined;
  return secret.step === 'make' ? makeSecret() : secret.value.reveal();
}

async function refuseLost(due: readonly Due[], { secrets, now }: SyncServices): Promise<void> {
  const at = now().getTime();
  const accepted = webhookSecrets(await secrets.read()).filter((one) => isAccepted(one, at));
  const isThere = ({ value }: Due) =>
    value === undefined || accepted.some((secret) => secret.value === value);
  if (due.every(isThere)) return;
  throw new Error(
    'A new secret is not in the secret store any more: somebody else wrote to it. PSB was told nothing; run it again.',
  );
}

async function put({ change, value }: Due, { psb }: Pick<SyncServices, 'psb'>): Promise<{ failure?: Error }> {
  if (change.differs.length === 0) return {};
  try {
    await psb.putHook(change.hook.scope, hookToPut(change, value));
    return {};
  } catch (thrown) {
    return { failure: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }
}

async function note(put: readonly Due[], services: SyncServices): Promise<void> {
  const { now, overlapSeconds } = services;
  const noted = put.flatMap(({ change: { hook, secret, former }, value }) =>
    value === undefined || secret?.step === 'keep'
      ? []
      : [{ hook: hookName(hook.scope, hook.id), value, former: former?.reveal() }],
  );
  if (noted.length === 0) return;
  await update(services, (document) => notePut(document, noted, { now: now(), overlapSeconds })).catch(
    (cause: unknown) => {
      throw new Error(
        'PSB has the new secrets, but the secret store could not note it. Nothing is refused; run it again.',
        { cause },
      );
    },
  );
}

/** Each write starts from what is there now, so that it takes nothing away that another run has just stored. */
async function update(
  { secrets }: Pick<SyncServices, 'secrets'>,
  change: (document: WebhookSecrets) => WebhookSecrets,
): Promise<void> {
  const before = await secrets.read();
  const after = change(before);
  if (JSON.stringify(after) !== JSON.stringify(before)) await secrets.write(after);
}
