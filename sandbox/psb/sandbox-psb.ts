import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { LoggedRequest } from '../loopback-server.ts';
import type { PsbEvent, StoredDocument, StoredResponse } from './psb-state.ts';

export interface SandboxHook {
  readonly id: string;
  /** Where to post to, with the secret behind the `#`. */
  readonly action: string;
  readonly topics: readonly string[];
}

export interface SandboxPsbOptions {
  /** Where the journal lives; without it the state dies with the process. */
  readonly dataFolder?: string;
  readonly port?: number;
  readonly identityPort?: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The parties of the account, in the spelling that its events use. */
  readonly parties: readonly string[];
  /** Hooks of the environment; they win over journalled ones with the same id. */
  readonly hooks: readonly SandboxHook[];
  readonly clock?: Clock;
  /** Milliseconds before each retry of a webhook; one attempt more than there are delays. */
  readonly retryDelays?: readonly number[];
  /** How many webhooks a hook gets at a time: 1, wider on request (psb.md 1.4). */
  readonly webhooksInFlight?: number;
}

export interface SandboxPsb {
  readonly url: string;
  /** `<identityUrl>/connect/token` gives tokens. */
  readonly identityUrl: string;
  /** Every call that came in, of the `api` and of the `identity` server. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** A document arrives for a party and is announced; the same document id again changes nothing. */
  receiveDocument(document: ReceivedDocument): Promise<string>;
  /** The own party that the buyer's electronic address names, or the first one. */
  partyOf(bytes: Uint8Array): string;
  /** Sends any event, signed, to every hook whatever its topics; a given `sentOn` is not renewed. */
  deliver(event: Partial<PsbEvent>): void;
  /** Announces a document once more. */
  redeliver(documentId: string): void;
  /** Puts these hooks in the place of all hooks of the environment. */
  setHooks(hooks: readonly SandboxHook[]): void;
  /** The documents that arrived and were not deleted. */
  documents(): readonly StoredDocument[];
  /** The invoice responses that were taken. */
  responses(): readonly StoredResponse[];
  /** How many webhooks have neither been delivered nor given up. */
  undelivered(): number;
  /** Resolves when no webhook is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReceivedDocument {
  readonly party: string;
  readonly bytes: Uint8Array;
  readonly documentId?: string;
  readonly fileName?: string;
}
