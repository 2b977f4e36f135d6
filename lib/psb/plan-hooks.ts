import type { Concealed } from './concealed.ts';
import type { DesiredHook } from './desired-hooks.ts';
import type { Hook } from './hook.ts';
import { hookAction } from './hook-action.ts';
import { hookName } from './hook-name.ts';
import { hookWarnings } from './hook-warnings.ts';
import {
  formerSecret,
  planSecret,
  type SecretStep,
  type StoredSecret,
  unclaimedSecrets,
} from './plan-secret.ts';
import { everyHook, type PlacedHook, type ScopeHooks } from './scope-hooks.ts';

export interface HookChange {
  readonly hook: DesiredHook;
  /** What PSB has under the same id. */
  readonly existing?: Hook | undefined;
  /** What PSB has otherwise: `name`, `address`, `topics`, `isActive`, `secret`. All of it for a new hook. */
  readonly differs: readonly string[];
  /** Of a webhook. */
  readonly secret?: SecretStep | undefined;
  /** A secret by hand that ends when the new one is at PSB. */
  readonly former?: Concealed<string> | undefined;
}

export interface HookPlan {
  readonly changes: readonly HookChange[];
  /** Hooks that the file does not name; they are left alone. */
  readonly foreign: readonly PlacedHook[];
  readonly warnings: readonly string[];
}

/**
 * What has to be done so that PSB has the desired hooks, given what it has in every scope of the account and what
 * the secret store has. `rotate` says which webhooks are to get a new secret.
 */
export function planHooks(
  desired: readonly DesiredHook[],
  atPsb: readonly ScopeHooks[],
  stored: readonly StoredSecret[],
  rotate: (hook: DesiredHook) => boolean = () => false,
): HookPlan {
  const changes = desired.map((hook) => planHook(hook, { atPsb, stored, rotate: rotate(hook) }));
  const named = new Set(desired.map(({ scope, id }) => hookName(scope, id)));
  return {
    changes,
    foreign: everyHook(atPsb).filter(({ scope, hook }) => !named.has(hookName(scope, hook.id))),
    warnings: hookWarnings(desired, {
      filtered: changes.filter(({ existing }) => (existing?.filter ?? '') !== '').map(({ hook }) => hook),
      unclaimed: unclaimedSecrets(stored, atPsb),
    }),
  };
}

/** Whether PSB has to be told something, or only the store. */
export const isDue = ({ differs, secret }: HookChange): boolean =>
  differs.length > 0 || secret?.step === 'note';

/** The hook as it is put, with its secret; what Acquit knows nothing of, such as a filter, stays as PSB has it. */
export function hookToPut({ hook, existing }: HookChange, secret: string | undefined): Hook {
  const { id, name, target, topics, isActive } = hook;
  const action = hookAction(secret === undefined ? target : `${target}#${secret}`);
  return { ...existing, id, name, action, topics, isActive };
}

function planHook(
  hook: DesiredHook,
  facts: { atPsb: readonly ScopeHooks[]; stored: readonly StoredSecret[]; rotate: boolean },
): HookChange {
  const name = hookName(hook.scope, hook.id);
  const existing = everyHook(facts.atPsb).find((one) => hookName(one.scope, one.hook.id) === name)?.hook;
  const differs = differences(hook, existing);
  if (hook.kind !== 'webhook') return { hook, existing, differs };
  const secret = planSecret(name, existing, facts);
  return {
    hook,
    existing,
    differs: secret.step === 'put' || secret.step === 'make' ? [...differs, 'secret'] : differs,
    secret,
    former: formerSecret(name, existing, facts),
  };
}

function differences(hook: DesiredHook, existing: Hook | undefined): string[] {
  if (existing === undefined) return ['name', 'address', 'topics', 'isActive'];
  return [
    ...(hook.name === existing.name ? [] : ['name']),
    ...(addressOf(hook.target) === addressOf(existing.action.reveal()) ? [] : ['address']),
    ...(sorted(hook.topics) === sorted(existing.topics) ? [] : ['topics']),
    // PSB may leave it out, and then it would differ for ever.
    ...((existing.isActive ?? hook.isActive) === hook.isActive ? [] : ['isActive']),
  ];
}

/** The action without its fragment, in one spelling. */
export function addressOf(action: string): string {
  const [address = ''] = action.split('#');
  return URL.canParse(address) ? new URL(address).href : address;
}

const sorted = (topics: readonly string[]): string => [...new Set(topics)].sort().join(' ');
