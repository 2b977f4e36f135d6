import { normalisePartyId } from '../identifiers/party-id.ts';
import type { HookScope } from './hook-calls.ts';

/** `environment`, or the party in its normal form, whatever its spelling (psb.md 4.2). */
export const scopeName = (scope: HookScope): string =>
  'party' in scope ? normalisePartyId(scope.party) : 'environment';

/** What a hook is called in the secret store and to people: ids may repeat from one party to the next (psb.md 2.1). */
export const hookName = (scope: HookScope, id: string): string => `${scopeName(scope)}/${id}`;
