import { Concealed } from './concealed.ts';
import type { Hook } from './hook.ts';
import { secretOf } from './hook-action.ts';
import { hookName } from './hook-name.ts';
import { everyHook, type ScopeHooks } from './scope-hooks.ts';

/** A secret of the secret store, as far as planning looks at it. */
export interface StoredSecret {
  readonly value: string;
  /** The name of the hook it was made for; absent when somebody put it there by hand. */
  readonly hook?: string | undefined;
  /** When PSB was known to have it. */
  readonly putAt?: string | undefined;
  /** From when on it is refused. */
  readonly until?: string | undefined;
}

/**
 * What is to be done about the secret of a webhook:
 * - `keep`: PSB and the store agree;
 * - `note`: PSB has it, the store does not know yet (a run ended between the two);
 * - `put`: the store has it, PSB not for certain;
 * - `make`: there is none yet, or a new one was asked for.
 */
export type SecretStep =
  | { readonly step: 'keep' | 'note' | 'put'; readonly value: Concealed<string> }
  | { readonly step: 'make' };

/**
 * The step for the webhook with this name. `rotate` asks for a new secret; while the last one is not known to have
 * reached PSB, that one is put instead.
 */
export function planSecret(
  name: string,
  existing: Hook | undefined,
  { stored, rotate }: { stored: readonly StoredSecret[]; rotate: boolean },
): SecretStep {
  const shown = shownSecret(existing);
  // The last one that has no end is the one that the hook shall have.
  const own = stored.filter(({ hook, until }) => hook === name && until === undefined);
  const wanted = own.at(-1);
  if (wanted === undefined) {
    // One that was put there by hand serves as long as PSB shows that it is the right one.
    const serves = shown !== undefined && isByHand(shown, stored) && !rotate;
    return serves ? withValue('keep', shown) : { step: 'make' };
  }
  const isCertain = wanted.putAt !== undefined;
  if (rotate && isCertain) return { step: 'make' };
  if (existing === undefined) return withValue('put', wanted.value);
  // PSB may hide the secret (psb.md 2.2): then what the store noted after the PUT counts.
  if (shown === undefined ? !isCertain : shown !== wanted.value) return withValue('put', wanted.value);
  return withValue(isCertain && own.length === 1 ? 'keep' : 'note', wanted.value);
}

/**
 * The secret that PSB shows the hook to have, when it was put in the store by hand and is this hook's alone: only
 * then may it end with a rotation. That is known when PSB shows every hook of the account, and no other has it.
 */
export function formerSecret(
  name: string,
  existing: Hook | undefined,
  { stored, atPsb }: { stored: readonly StoredSecret[]; atPsb: readonly ScopeHooks[] },
): Concealed<string> | undefined {
  const shown = shownSecret(existing);
  if (shown === undefined || !isByHand(shown, stored)) return undefined;
  const others = everyHook(atPsb).filter(({ scope, hook }) => hookName(scope, hook.id) !== name);
  const mayBeShared = others.some(({ hook }) => isWebhook(hook) && (shownSecret(hook) ?? shown) === shown);
  const isAllSeen = atPsb.every(({ hooks }) => hooks !== undefined);
  return isAllSeen && !mayBeShared ? new Concealed(shown, '…') : undefined;
}

/** How many secrets of the store belong to no hook, have no end, and serve no hook that can be seen. */
export function unclaimedSecrets(stored: readonly StoredSecret[], atPsb: readonly ScopeHooks[]): number {
  const inUse = new Set(everyHook(atPsb).map(({ hook }) => shownSecret(hook)));
  return stored.filter((secret) => belongsToNone(secret) && !inUse.has(secret.value)).length;
}

const belongsToNone = ({ hook, until }: StoredSecret): boolean => hook === undefined && until === undefined;

const isByHand = (value: string, stored: readonly StoredSecret[]): boolean =>
  stored.some((secret) => belongsToNone(secret) && secret.value === value);

const withValue = (step: 'keep' | 'note' | 'put', value: string): SecretStep => ({
  step,
  value: new Concealed(value, '…'),
});

/** The secret that PSB shows. Undefined when it does not tell: no fragment, an empty one, or one that is a mask. */
export function shownSecret(hook: Hook | undefined): string | undefined {
  const secret = hook === undefined ? undefined : secretOf(hook.action);
  return secret === undefined || /^[*•…]*$/.test(secret) ? undefined : secret;
}

const isWebhook = ({ action }: Hook): boolean => /^https?:/i.test(action.reveal());
