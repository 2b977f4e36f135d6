import { Concealed } from './concealed.ts';
import type { DesiredHook } from './desired-hooks.ts';
import type { Hook } from './hook.ts';
import { hookAction, secretOf } from './hook-action.ts';
import type { HookScope } from './hook-calls.ts';
import { hookName } from './hook-name.ts';
import { hookWarnings } from './hook-warnings.ts';

/** A secret of the secret store, as far as planning looks at it. Those that are refused by now are none. */
export interface StoredSecret {
  readonly value: string;
  readonly hook?: string | undefined;
  readonly putAt?: string | undefined;
  readonly until?: string | undefined;
}

/** The hooks of one scope at PSB; undefined when the account may not see them. */
export interface ScopeHooks {
  readonly scope: HookScope;
  readonly hooks: readonly Hook[] | undefined;
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

export interface HookChange {
  readonly hook: DesiredHook;
  /** What PSB has under the same id. */
  readonly existing?: Hook | undefined;
  /** What PSB has otherwise: `name`, `address`, `topics`, `isActive`, `secret`. All of it for a new hook. */
  readonly differs: readonly string[];
  /** Of a webhook. */
  readonly secret?: SecretStep | undefined;
  /** A secret without a hook in the store that PSB shows this hook has, and no other. */
  readonly former?: Concealed<string> | undefined;
}

export interface HookPlan {
  readonly changes: readonly HookChange[];
  /** Hooks that the file does not name; they are left alone. */
  readonly foreign: readonly { readonly scope: HookScope; readonly hook: Hook }[];
  readonly warnings: readonly string[];
}

/**
 * What has to be done so that PSB has the desired hooks. `rotate` says which webhooks are to get a new secret; one
 * whose last rotation is not known to have ended gets that one finished instead.
 */
export function planHooks(
  desired: readonly DesiredHook[],
  atPsb: readonly ScopeHooks[],
  stored: readonly StoredSecret[],
  rotate: (hook: DesiredHook) => boolean = () => false,
): HookPlan {
  const changes = desired.map((hook) => planHook(hook, { atPsb, stored, rotate: rotate(hook) }));
  const named = new Set(desired.map(({ scope, id }) => hookName(scope, id)));
  const foreign = everyHook(atPsb).filter(({ scope, hook }) => !named.has(hookName(scope, hook.id)));
  return { changes, foreign, warnings: hookWarnings(changes, unclaimed(stored, atPsb)) };
}

/** Whether PSB has to be told something, or the store. */
export const isDue = ({ differs, secret }: HookChange): boolean =>
  differs.length > 0 || secret?.step === 'note';

/** The hook as it is put, with its secret; what Acquit knows nothing of, such as a filter, stays as PSB has it. */
export function hookToPut({ hook, existing }: HookChange, secret: string | undefined): Hook {
  const { id, name, target, topics, isActive } = hook;
  const action = hookAction(secret === undefined ? target : `${target}#${secret}`);
  return { ...existing, id, name, action, topics, isActive };
}

interface Facts {
  readonly atPsb: readonly ScopeHooks[];
  readonly stored: readonly StoredSecret[];
  readonly rotate: boolean;
}

function planHook(hook: DesiredHook, facts: Facts): HookChange {
  const name = hookName(hook.scope, hook.id);
  const existing = everyHook(facts.atPsb).find(
    ({ scope, hook: { id } }) => hookName(scope, id) === name,
  )?.hook;
  const secret = hook.kind === 'webhook' ? secretStep(name, existing, facts) : undefined;
  const isSecretDue = secret?.step === 'put' || secret?.step === 'make';
  return {
    hook,
    existing,
    differs: [...differences(hook, existing), ...(isSecretDue ? ['secret'] : [])],
    secret,
    former: secret === undefined ? undefined : formerSecret(name, existing, facts),
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

/** Without the fragment, and in one spelling. */
function addressOf(action: string): string {
  const [address = ''] = action.split('#');
  return URL.canParse(address) ? new URL(address).href : address;
}

const sorted = (topics: readonly string[]): string => [...new Set(topics)].sort().join(' ');

function secretStep(name: string, existing: Hook | undefined, { stored, rotate }: Facts): SecretStep {
  const shown = shownSecret(existing);
  // The last one that has no end is the one that the hook shall have.
  const own = stored.filter(({ hook, until }) => hook === name && until === undefined);
  const wanted = own.at(-1);
  if (wanted === undefined) {
    // One that was put there by hand serves as long as PSB shows that it is the right one.
    const isKnown = stored.some(({ value, hook, until }) => value === shown && (hook ?? until) === undefined);
    return shown !== undefined && isKnown && !rotate ? withValue('keep', shown) : { step: 'make' };
  }
  const isCertain = wanted.putAt !== undefined;
  if (rotate && isCertain) return { step: 'make' };
  if (existing === undefined) return withValue('put', wanted.value);
  // PSB may hide the secret (psb.md 2.2): then what the store noted after the PUT counts.
  if (shown === undefined ? !isCertain : shown !== wanted.value) return withValue('put', wanted.value);
  return withValue(isCertain && own.length === 1 ? 'keep' : 'note', wanted.value);
}

const withValue = (step: 'keep' | 'note' | 'put', value: string): SecretStep => ({
  step,
  value: new Concealed(value, '…'),
});

/** Undefined when PSB does not tell: no fragment, an empty one, or one that is a mask. */
function shownSecret(hook: Hook | undefined): string | undefined {
  const secret = hook === undefined ? undefined : secretOf(hook.action);
  return secret === undefined || /^[*•…]*$/.test(secret) ? undefined : secret;
}

/**
 * A secret that was put in the store by hand may serve several hooks. It is known to be this hook's alone only when
 * PSB shows every hook of the account, and no other one has it.
 */
function formerSecret(name: string, existing: Hook | undefined, { atPsb, stored }: Facts) {
  const shown = shownSecret(existing);
  if (shown === undefined) return undefined;
  const isByHand = stored.some(({ value, hook, until }) => value === shown && (hook ?? until) === undefined);
  const isWhole = atPsb.every(({ hooks }) => hooks !== undefined);
  const mayBeOthers = everyHook(atPsb).some(
    ({ scope, hook }) => hookName(scope, hook.id) !== name && isWebhook(hook) && maySign(hook, shown),
  );
  return isByHand && isWhole && !mayBeOthers ? new Concealed(shown, '…') : undefined;
}

const isWebhook = ({ action }: Hook): boolean => /^https?:/i.test(action.reveal());

const maySign = (hook: Hook, secret: string): boolean => (shownSecret(hook) ?? secret) === secret;

const everyHook = (atPsb: readonly ScopeHooks[]): { scope: HookScope; hook: Hook }[] =>
  atPsb.flatMap(({ scope, hooks = [] }) => hooks.map((hook) => ({ scope, hook })));

/** How many secrets of the store belong to no hook, have no end, and serve no hook that can be seen. */
function unclaimed(stored: readonly StoredSecret[], atPsb: readonly ScopeHooks[]): number {
  const inUse = new Set(everyHook(atPsb).map(({ hook }) => shownSecret(hook)));
  return stored.filter(
    ({ value, hook, until }) => (hook ?? until) === undefined && !inUse.has(value),
  ).length;
}
