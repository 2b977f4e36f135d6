import type { PsbPermission } from '../../lib/psb/psb-party.ts';
import { type OwnParty, ownParties } from './own-parties.ts';
import type { Check } from './run-checks.ts';
import { ok, warning, wrong } from './verdict.ts';

/** The account may do with each of its parties what the directory asks for (psb.md 4.3, 6.4). */
export const psbPermissions: Check = {
  name: 'psb-permissions',
  after: ['psb-credentials', 'directory'],
  async run(patient) {
    const [own, scopes] = await Promise.all([ownParties(patient), patient.hooks()]);
    // A manager keeps hooks of the environment, and needs no right on the hooks of a party.
    const isManager = scopes.some(({ scope, hooks }) => 'environment' in scope && hooks !== undefined);
    const refused = own.flatMap((one) => without(one, isManager, false));
    if (refused.length > 0) return wrong(`PSB refuses the account ${refused.join('; ')}.`, remedy);
    const unsaid = own.flatMap((one) => without(one, isManager, undefined));
    if (unsaid.length > 0)
      return warning(`PSB does not say whether the account has ${unsaid.join('; ')}.`, remedy);
    return ok('The account has the rights that it needs on every party.');
  },
};

const remedy = 'Ask eConnect to give the account these rights on the party.';

/** The needed permissions on a party that PSB answers with `given`, in words. */
function without(
  { party, organisation, atPsb }: OwnParty,
  isManager: boolean,
  given: false | undefined,
): string[] {
  const needed: PsbPermission[] = [
    'canReceiveDocument',
    // Also to ask whether a supplier can get a response at all (psb.md 3.2).
    ...(organisation.responses === 'off' ? [] : (['canSendDocument'] as const)),
    ...(organisation.removeAtPsb ? (['canRemoveDocument'] as const) : []),
    ...(isManager ? [] : (['canManageHook'] as const)),
  ];
  const found = atPsb === undefined ? [] : needed.filter((name) => atPsb.permissions[name] === given);
  return found.length === 0 ? [] : [`${found.join(', ')} on ${party}`];
}
