import type { Hook } from './hook.ts';
import type { HookScope } from './hook-calls.ts';

/** The hooks of one scope at PSB; undefined when the account may not see them. */
export interface ScopeHooks {
  readonly scope: HookScope;
  readonly hooks: readonly Hook[] | undefined;
}

export interface PlacedHook {
  readonly scope: HookScope;
  readonly hook: Hook;
}

/** The hooks of all scopes, each with where it is. */
export const everyHook = (atPsb: readonly ScopeHooks[]): PlacedHook[] =>
  atPsb.flatMap(({ scope, hooks = [] }) => hooks.map((hook) => ({ scope, hook })));
