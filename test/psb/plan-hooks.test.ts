import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { DesiredHook } from '../../lib/psb/desired-hooks.ts';
import { hookBody, hookSchema } from '../../lib/psb/hook.ts';
import { hookToPut, isDue, planHooks } from '../../lib/psb/plan-hooks.ts';
import type { StoredSecret } from '../../lib/psb/plan-secret.ts';
import type { ScopeHooks } from '../../lib/psb/scope-hooks.ts';

const current = 'currentSecretOfTheWebhookThatIsFortyEightLong000';
const next = 'nextSecretOfTheWebhookThatIsAlsoFortyEightLong00';
const environment = { environment: true } as const;

const webhook = (changes: Partial<DesiredHook> = {}): DesiredHook => ({
  scope: environment,
  id: 'acquit',
  name: 'Acquit',
  kind: 'webhook',
  target: 'https://acquit.example/psb/webhook',
  topics: ['InvoiceReceived', 'InvoiceReceivedError'],
  isActive: true,
  ...changes,
});
const mail = (changes: Partial<DesiredHook> = {}): DesiredHook =>
  webhook({
    id: 'outage',
    kind: 'mail',
    target: 'mailto:ops@acquit.example',
    topics: ['HookSentRetry', 'HookSentError'],
    ...changes,
  });

/** A hook as PSB has it: by default just as desired, with the current secret shown. */
const atPsb = (changes: Record<string, unknown> = {}) =>
  hookSchema.parse({
    id: 'acquit',
    name: 'Acquit',
    action: `https://acquit.example/psb/webhook#${current}`,
    topics: ['InvoiceReceivedError', 'InvoiceReceived'],
    isActive: true,
    ...changes,
  });
const hidden = { action: 'https://acquit.example/psb/webhook' };
const inEnvironment = (...hooks: ReturnType<typeof atPsb>[]): ScopeHooks[] => [{ scope: environment, hooks }];

const own = (value: string, changes: Partial<StoredSecret> = {}): StoredSecret => ({
  value,
  hook: 'environment/acquit',
  ...changes,
});
const settled = own(current, { putAt: '2026-11-01T00:00:00Z' });

/** The plan for the one webhook. */
function planned(existing: ScopeHooks[], stored: readonly StoredSecret[], rotate = false) {
  const [change] = planHooks([webhook()], existing, stored, () => rotate).changes;
  if (change === undefined) throw new Error('a plan has a change for each hook');
  return change;
}

describe('a hook that PSB has', () => {
  test('as it should be is left as it is, in whatever order its topics stand', () => {
    const change = planned(inEnvironment(atPsb()), [settled]);
    expect(change.differs).toEqual([]);
    expect(isDue(change)).toBe(false);
  });

  test.each([
    ['another name', { name: 'Old' }, ['name']],
    ['another address', { action: `https://old.example/psb/webhook#${current}` }, ['address']],
    ['a topic more', { topics: ['InvoiceReceived', 'InvoiceReceivedError', 'OrderReceived'] }, ['topics']],
    ['no topics at all', { topics: null }, ['topics']],
    ['switched off', { isActive: false }, ['isActive']],
    ['everything else', { name: '', topics: [], isActive: false }, ['name', 'topics', 'isActive']],
  ])('with %s is put with the same id and the same secret', (_what, changes, differs) => {
    const change = planned(inEnvironment(atPsb(changes)), [settled]);
    expect(change.differs).toEqual(differs);
    expect(change.secret).toMatchObject({ step: 'keep' });
  });

  test.each([
    ['does not say whether it is active', { isActive: null }],
    [
      'spells the same address with a port and capitals',
      { action: `https://ACQUIT.example:443/psb/webhook#${current}` },
    ],
  ])('that %s does not differ', (_what, changes) => {
    expect(isDue(planned(inEnvironment(atPsb(changes)), [settled]))).toBe(false);
  });

  test('keeps the filter that somebody gave it, and the plan says so', () => {
    const plan = planHooks(
      [webhook(), mail()],
      inEnvironment(atPsb({ filter: 'sender == "0106:1"', name: 'Old' })),
      [settled],
    );
    const [change] = plan.changes;
    expect(change && JSON.parse(hookBody(hookToPut(change, current)).toString())).toMatchObject({
      id: 'acquit',
      name: 'Acquit',
      filter: 'sender == "0106:1"',
      action: `https://acquit.example/psb/webhook#${current}`,
    });
    expect(plan.warnings).toEqual([
      'environment/acquit has a filter at PSB, which this file knows nothing of; it is kept.',
    ]);
  });

  test('of a party is the same hook in every spelling of the party, and another one in every other scope', () => {
    const desired = webhook({ scope: { party: 'NL:KVK:12345678' } });
    const stored = [{ ...settled, hook: '0106:12345678/acquit' }];
    const at = (scope: ScopeHooks['scope']) => planHooks([desired], [{ scope, hooks: [atPsb()] }], stored);
    expect(at({ party: '0106:12345678' }).changes.some(isDue)).toBe(false);
    for (const elsewhere of [environment, { party: '0106:87654321' }]) {
      const { changes, foreign } = at(elsewhere);
      expect(changes.map(({ existing }) => existing)).toEqual([undefined]);
      expect(foreign).toHaveLength(1);
    }
  });

  test('and the file does not name is foreign and nothing else', () => {
    const { changes, foreign } = planHooks([mail()], inEnvironment(atPsb(), atPsb({ id: 'other' })), []);
    expect(changes.map(({ hook }) => hook.id)).toEqual(['outage']);
    expect(foreign.map(({ hook }) => hook.id)).toEqual(['acquit', 'other']);
  });
});

describe('the secret of a webhook', () => {
  test.each<[string, { shown?: Record<string, unknown>; stored: StoredSecret[]; rotate?: boolean }, string]>([
    ['that PSB shows and the store knows is kept', { stored: [settled] }, 'keep'],
    ['that PSB hides and is known to be there is kept', { shown: hidden, stored: [settled] }, 'keep'],
    [
      'that PSB masks counts as hidden',
      { shown: { action: `${hidden.action}#****` }, stored: [settled] },
      'keep',
    ],
    ['that PSB shows to be another one is put', { stored: [own(next, { putAt: settled.putAt })] }, 'put'],
    ['that PSB hides and may not have is put', { shown: hidden, stored: [own(next)] }, 'put'],
    ['that was stored just before the run ended is put', { stored: [settled, own(next)] }, 'put'],
    ['that PSB shows and nobody noted is noted', { stored: [own(current)] }, 'note'],
    ['that followed another one that has no end yet is noted', { stored: [own(next), settled] }, 'note'],
    ['that was put there by hand is kept while PSB shows it', { stored: [{ value: current }] }, 'keep'],
    [
      'that was put there by hand and PSB hides is followed by one of its own',
      { shown: hidden, stored: [{ value: current }] },
      'make',
    ],
    ['that PSB shows and the store does not know is replaced', { stored: [] }, 'make'],
    [
      'that belongs to another hook is not taken for its own',
      { stored: [own(current, { hook: '0106:1/acquit' })] },
      'make',
    ],
    [
      'that is ending is not the one that it shall have',
      { stored: [own(current, { until: '2026-11-22T00:00:00Z' })] },
      'make',
    ],
    ['that is settled is replaced when it is rotated', { stored: [settled], rotate: true }, 'make'],
    [
      'that was put there by hand is replaced when it is rotated',
      { stored: [{ value: current }], rotate: true },
      'make',
    ],
    [
      'whose last rotation did not end is not rotated again but put',
      { stored: [settled, own(next)], rotate: true },
      'put',
    ],
    [
      'whose last rotation was only not noted is not rotated again but noted',
      { stored: [own(current)], rotate: true },
      'note',
    ],
  ])('%s', (_what, { shown = {}, stored, rotate }, step) => {
    const change = planned(inEnvironment(atPsb(shown)), stored, rotate);
    expect(change.secret?.step).toBe(step);
    expect(change.differs).toEqual(step === 'put' || step === 'make' ? ['secret'] : []);
    expect(isDue(change)).toBe(step !== 'keep');
  });

  test('of a hook that PSB lost is the one that the store has for it', () => {
    expect(planned(inEnvironment(), [settled])).toMatchObject({
      secret: { step: 'put' },
      existing: undefined,
    });
    expect(planned(inEnvironment(), []).secret).toEqual({ step: 'make' });
  });

  test('stands in no plan that anybody prints', () => {
    const plan = planHooks([webhook()], inEnvironment(atPsb()), [settled, own(next), { value: current }]);
    const printed = JSON.stringify(plan) + inspect(plan, { depth: null, showHidden: true });
    expect(printed).not.toContain(current);
    expect(printed).not.toContain(next);
  });

  test('is no matter of a mail hook', () => {
    const { changes } = planHooks([mail()], inEnvironment(), []);
    const [change] = changes;
    expect(change?.secret).toBeUndefined();
    expect(change && hookToPut(change, undefined).action.reveal()).toBe('mailto:ops@acquit.example');
  });
});

describe('a secret that somebody put in the store by hand', () => {
  const stored = [{ value: current }];
  const former = (existing: ScopeHooks[]) => planned(existing, stored, true).former?.reveal();

  test('ends with the rotation of the one hook that PSB shows to have it', () => {
    expect(former(inEnvironment(atPsb()))).toBe(current);
    expect(former(inEnvironment(atPsb(), atPsb({ id: 'mail', action: 'mailto:a@b.example' })))).toBe(current);
    expect(former(inEnvironment(atPsb(), atPsb({ id: 'b', action: 'https://b.example#other' })))).toBe(
      current,
    );
  });

  test.each<[string, ScopeHooks[]]>([
    ['PSB hides what this one has', inEnvironment(atPsb(hidden))],
    ['another one has it', inEnvironment(atPsb(), atPsb({ id: 'second' }))],
    ['another one may have it', inEnvironment(atPsb(), atPsb({ id: 'second', ...hidden }))],
    [
      'a party has one with it',
      [...inEnvironment(atPsb()), { scope: { party: '0106:1' }, hooks: [atPsb()] }],
    ],
    [
      'there are hooks that we may not see',
      [...inEnvironment(atPsb()), { scope: { party: '0106:1' }, hooks: undefined }],
    ],
  ])('stays when %s', (_what, existing) => {
    expect(former(existing)).toBeUndefined();
  });

  test('and that serves no hook that can be seen is pointed out', () => {
    const warnings = (existing: ScopeHooks[]) => planHooks([webhook(), mail()], existing, stored).warnings;
    expect(warnings(inEnvironment(atPsb()))).toEqual([]);
    expect(warnings(inEnvironment(atPsb(hidden)))).toEqual([
      'Secrets in the store that belong to no hook that can be seen: 1. They are accepted until somebody takes them out.',
    ]);
  });
});

describe('a webhook whose failures nobody would hear of', () => {
  const party = { party: 'NL:KVK:12345678' };
  const warnings = (...desired: DesiredHook[]) => planHooks(desired, [], []).warnings;
  const all = 'No mail hook on HookSentRetry and HookSentError tells you when';

  test.each<[string, DesiredHook[], string[]]>([
    ['without a mail hook', [webhook()], [`${all} environment/acquit fails.`]],
    ['with one', [webhook(), mail()], []],
    ['with one by wildcard', [webhook(), mail({ topics: ['HookSent*'] })], []],
    ['with one of the environment for a party', [webhook({ scope: party }), mail()], []],
    ['with one of the party', [webhook({ scope: party }), mail({ scope: { party: '0106:12345678' } })], []],
    [
      'with one of another party',
      [webhook({ scope: party }), mail({ scope: { party: '0106:1' } })],
      [`${all} 0106:12345678/acquit fails.`],
    ],
    [
      'with one that is switched off',
      [webhook(), mail({ isActive: false })],
      [`${all} environment/acquit fails.`],
    ],
    [
      'with one on half of them',
      [webhook(), mail({ topics: ['HookSentError'] })],
      ['No mail hook on HookSentRetry tells you when environment/acquit fails.'],
    ],
    ['that is itself switched off', [webhook({ isActive: false })], []],
  ])('%s', (_what, desired, expected) => {
    expect(warnings(...desired)).toEqual(expected);
  });
});
