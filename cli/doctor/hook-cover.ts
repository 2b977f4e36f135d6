import { normalisePartyId } from '../../lib/identifiers/party-id.ts';
import type { Hook } from '../../lib/psb/hook.ts';
import { hookName, scopeName } from '../../lib/psb/hook-name.ts';
import { coversTopic } from '../../lib/psb/hook-topics.ts';
import { everyHook, type ScopeHooks } from '../../lib/psb/scope-hooks.ts';
import { type OwnParty, ownParties } from './own-parties.ts';
import type { Patient } from './connect-patient.ts';
import { ok, type Verdict, warning, wrong } from './verdict.ts';

export interface Cover {
  /** What such a hook is called: `webhook to https://…`. */
  readonly what: string;
  readonly isOne: (hook: Hook) => boolean;
  readonly topics: (party: OwnParty) => readonly string[];
  /** Which parties need one; all when it is left out. */
  readonly concerns?: (party: OwnParty) => boolean;
}

/** Whether active hooks of this kind, of the environment or of the party, tell each party's topics. */
export async function hookCover(patient: Patient, cover: Cover): Promise<Verdict> {
  const [own, scopes] = await Promise.all([ownParties(patient), patient.hooks()]);
  const { concerns = () => true } = cover;
  const known = own.filter((one) => one.atPsb !== undefined && concerns(one));
  const gaps = known.flatMap((one) => gapOf(one, scopes, cover));
  if (gaps.length === 0) return ok(`Every party that needs one has an active ${cover.what}.`);
  const hidden = scopes.filter(({ hooks }) => hooks === undefined).map(({ scope }) => scopeName(scope));
  const found = [...Map.groupBy(gaps, ({ fault }) => fault)].map(
    ([fault, parties]) => `${fault} (${parties.map(({ party }) => party).join(', ')})`,
  );
  if (hidden.length > 0) {
    return warning(
      `${found.join('; ')}; but PSB hides the hooks of ${hidden.join(', ')} from this account.`,
      'Ask whoever keeps those hooks, or put hooks of your own in place with acquit hooks sync (docs/hooks.md).',
    );
  }
  return wrong(
    `${found.join('; ')}.`,
    'Put the hook in place with acquit hooks sync and your hooks file; docs/hooks.md has one to start from.',
  );
}

function gapOf(
  own: OwnParty,
  scopes: readonly ScopeHooks[],
  cover: Cover,
): { fault: string; party: string }[] {
  const { party } = own;
  const inSight = scopes.filter(
    ({ scope }) => 'environment' in scope || scopeName(scope) === normalisePartyId(party),
  );
  const all = everyHook(inSight).filter(({ hook }) => cover.isOne(hook));
  if (all.length === 0) return [{ fault: `There is no ${cover.what}`, party }];
  const active = all.filter(({ hook }) => hook.isActive !== false);
  if (active.length === 0) {
    const names = all.map(({ scope, hook }) => hookName(scope, hook.id));
    return [{ fault: `${names.join(', ')} is switched off at PSB`, party }];
  }
  const patterns = active.flatMap(({ hook }) => hook.topics);
  const untold = cover.topics(own).filter((topic) => !patterns.some((one) => coversTopic(one, topic)));
  return untold.length === 0 ? [] : [{ fault: `No ${cover.what} has ${untold.join(', ')}`, party }];
}
