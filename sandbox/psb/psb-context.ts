import type { TokenMint } from '../access-token.ts';
import type { Account, SandboxParty } from './account.ts';
import type { Announce } from './announce.ts';
import type { PsbEntry } from './psb-entry.ts';
import type { PsbState } from './psb-state.ts';
import type { SandboxPsbOptions } from './sandbox-psb.ts';

/** What the routes of the API work with. */
export interface PsbContext {
  readonly options: SandboxPsbOptions;
  readonly mint: TokenMint;
  readonly state: PsbState;
  readonly now: () => Date;
  readonly record: (entry: PsbEntry) => void;
  readonly announce: Announce;
}

/** What a request carries on its way to its route. */
export interface PsbVariables {
  readonly Variables: { account: Account; party: Required<SandboxParty> };
}
