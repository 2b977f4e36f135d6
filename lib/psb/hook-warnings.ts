import type { DesiredHook } from './desired-hooks.ts';
import { hookName, scopeName } from './hook-name.ts';
import { coversTopic } from './hook-topics.ts';
import type { HookChange } from './plan-hooks.ts';

/** What is allowed and still worth a person's look, in sentences. */
export function hookWarnings(changes: readonly HookChange[], unclaimedSecrets: number): string[] {
  const desired = changes.map(({ hook }) => hook);
  return [
    ...desired
      .filter((hook) => hook.kind === 'webhook' && hook.isActive)
      .flatMap((hook) => unwatched(hook, desired)),
    ...changes
      .filter(({ existing }) => (existing?.filter ?? '') !== '')
      .map(({ hook }) => `${nameOf(hook)} has a filter at PSB, which this file does not know; it is kept.`),
    ...(unclaimedSecrets === 0
      ? []
      : [
          `${unclaimedSecrets} of the secrets in the store belong to no hook that can be seen. They are accepted until somebody takes them out.`,
        ]),
  ];
}

/** PSB tells by mail alone that a webhook fails (psb.md 2.3, 2.8). */
function unwatched(webhook: DesiredHook, desired: readonly DesiredHook[]): string[] {
  const missing = ['HookSentRetry', 'HookSentError'].filter(
    (topic) =>
      !desired.some(
        ({ kind, isActive, scope, topics }) =>
          kind === 'mail' &&
          isActive &&
          ('environment' in scope || scopeName(scope) === scopeName(webhook.scope)) &&
          topics.some((pattern) => coversTopic(pattern, topic)),
      ),
  );
  if (missing.length === 0) return [];
  return [`No mail hook on ${missing.join(' and ')} tells you when ${nameOf(webhook)} fails.`];
}

const nameOf = ({ scope, id }: DesiredHook): string => hookName(scope, id);
