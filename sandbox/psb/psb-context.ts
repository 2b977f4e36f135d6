import type { TokenMint } from '../access-token.ts';
import type { Announce } from './announce.ts';
import type { PsbEntry, PsbState } from './psb-state.ts';

/** What the routes of the API work with. */
export interface PsbContext {
  readonly clientId: string;
  readonly parties: readonly string[];
  readonly mint: TokenMint;
  readonly state: PsbState;
  readonly now: () => Date;
  readonly record: (entry: PsbEntry) => void;
  readonly announce: Announce;
}
