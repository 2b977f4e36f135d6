import { maskHook } from '../lib/psb/hook.ts';
import { hookName, scopeName } from '../lib/psb/hook-name.ts';
import { type HookChange, type HookPlan, isDue } from '../lib/psb/plan-hooks.ts';
import type { SyncedHook } from '../lib/steps/sync-hooks.ts';
import { printTable } from './print-table.ts';

type ChangeWord = 'create' | 'update' | 'note' | 'unchanged';

/** A plan as a table: each hook of the file, then those that the file does not name. */
export function printPlan({ changes, foreign }: HookPlan): string {
  const due = changes.filter(isDue).length;
  return [
    printTable([
      ['HOOK', 'CHANGE', 'WHAT', 'ACTION'],
      ...changes.map((change) => [nameOf(change), word(change), what(change), change.hook.target]),
      ...foreign.map(({ scope, hook }) => [
        hookName(scope, hook.id),
        'foreign',
        'not in the file, left alone',
        maskHook(hook).action,
      ]),
    ]),
    due === 0 ? 'Nothing to change.\n' : `To change: ${due}. Do it with acquit hooks sync.\n`,
  ].join('');
}

/** A plan for programs. */
export const planJson = ({ changes, foreign, warnings }: HookPlan): object => ({
  changes: changes.map((change) => ({
    hook: nameOf(change),
    action: change.hook.target,
    change: word(change),
    differs: change.differs,
    secret: change.secret?.step ?? null,
  })),
  foreign: foreign.map(({ scope, hook }) => ({ scope: scopeName(scope), ...maskHook(hook) })),
  warnings,
});

/** What sync did, one line a hook. */
export function printSynced(synced: readonly SyncedHook[]): string {
  if (synced.length === 0) return 'Nothing to change.\n';
  const lines = synced.map(({ change, failure }) =>
    failure === undefined
      ? `${nameOf(change)}: ${done[word(change)]} (${what(change)})\n`
      : `${nameOf(change)}: not ${done[word(change)]}: ${failure.message}\n`,
  );
  return lines.join('');
}

const done: Readonly<Record<ChangeWord, string>> = {
  create: 'created',
  update: 'updated',
  note: 'noted',
  unchanged: 'unchanged',
};

function word(change: HookChange): ChangeWord {
  if (!isDue(change)) return 'unchanged';
  if (change.existing === undefined) return 'create';
  return change.differs.length === 0 ? 'note' : 'update';
}

function what(change: HookChange): string {
  const { differs, secret } = change;
  if (word(change) === 'create') return secret === undefined ? 'new' : 'new, with a secret';
  if (word(change) === 'note') return 'PSB has its secret already';
  return differs.join(', ') || '–';
}

const nameOf = ({ hook }: HookChange): string => hookName(hook.scope, hook.id);
