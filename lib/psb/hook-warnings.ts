import type { DesiredHook } from './desired-hooks.ts';
import { hookName, scopeName } from './hook-name.ts';
import { coversTopic } from './hook-topics.ts';

/** What is allowed and still worth a person's look, in sentences. */
export function hookWarnings(
  desired: readonly DesiredHook[],
  { filtered, unclaimed }: { filtered: readonly DesiredHook[]; unclaimed: number },
): string[] {
  const webhooks = desired.filter(({ kind, isActive }) => kind === 'webhook' && isActive);
  return [
    ...webhooks.flatMap((webhook) => unwatched(webhook, desired)),
    ...filtered.map(
      (hook) => `${nameOf(hook)} has a filter at PSB, which this file knows nothing of; it is kept.`,
    ),
    ...(unclaimed === 0
      ? []
      : [
          `Secrets in the store that belong to no hook that can be seen: ${unclaimed}. They are accepted until somebody takes them out.`,
        ]),
  ];
}

/** PSB tells by mail alone that a webhook fails (psb.md 2.3, 2.8). */
function unwatched(webhook: DesiredHook, desired: readonly DesiredHook[]): string[] {
  const mails = desired.filter(
    ({ kind, isActive, scope }) =>
      kind === 'mail' &&
      isActive &&
      ('environment' in scope || scopeName(scope) === scopeName(webhook.scope)),
  );
  const patterns = mails.flatMap(({ topics }) => topics);
  const missing = ['HookSentRetry', 'HookSentError'].filter(
    (topic) => !patterns.some((pattern) => coversTopic(pattern, topic)),
  );
  if (missing.length === 0) return [];
  return [`No mail hook on ${missing.join(' and ')} tells you when ${nameOf(webhook)} fails.`];
}

const nameOf = ({ scope, id }: DesiredHook): string => hookName(scope, id);
