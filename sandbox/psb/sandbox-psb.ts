import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { LoggedRequest } from '../loopback-server.ts';
import type { Net } from '../net.ts';
import type { AccountOptions } from './account.ts';
import type { DeliveryFaults } from './delivery-faults.ts';
import type { Hook } from './hook.ts';
import type { PsbEvent, SentMail, StoredResponse } from './psb-entry.ts';
import type { StoredDocument } from './psb-state.ts';
import type { UploadedFile } from './uploaded-file.ts';
import type { LoggedWebhook } from './webhook-log.ts';

export interface SandboxHook {
  readonly id: string;
  /** Where to post to, with the secret behind the `#`. */
  readonly action: string;
  readonly topics: readonly string[];
}

/** What becomes of an invoice response that was taken: sent, sent after one refusal, never sent. */
export type ResponseOutcome = 'sent' | 'retry' | 'failed';

export interface SandboxPsbOptions extends AccountOptions {
  /** Where the journal lives; without it the state dies with the process. */
  readonly dataFolder?: string;
  readonly port?: number;
  readonly identityPort?: number;
  readonly clientSecret: string;
  /** Wanted in `Subscription-Key` of every call when it is set. */
  readonly subscriptionKey?: string;
  /** Hooks of the environment; they win over journalled ones with the same id. */
  readonly hooks: readonly SandboxHook[];
  /** Whether the hooks that are read back lack their secret, which is not known of PSB (psb.md 2.2). */
  readonly hidesSecrets?: boolean;
  readonly clock?: Clock;
  /** Sockets without it. */
  readonly net?: Net;
  /** Milliseconds before each retry of a webhook; one attempt more than there are delays. */
  readonly retryDelays?: readonly number[];
  /** How many webhooks a hook gets at a time: 1, wider on request (psb.md 1.4). */
  readonly webhooksInFlight?: number;
  /** A document in another format; undefined when there is no such transformation, as for all without this. */
  readonly renditions?: (bytes: Uint8Array, targetFormat: string) => Uint8Array | undefined;
  /** The invoice that is read off a file; undefined when none can be, as for all without this. */
  readonly recognise?: (file: UploadedFile) => Uint8Array | undefined;
  /** How long recognition takes: 1000. */
  readonly recognitionDelayMs?: number;
  /** Who can receive an invoice response; everybody without this. */
  readonly recipients?: (partyId: string) => boolean;
  /** What becomes of a response; without this `sent`, or `failed` for a seller whom `recipients` leaves out. */
  readonly responseOutcome?: (response: StoredResponse) => ResponseOutcome;
  /** How long each step of a response takes: 0. */
  readonly responseDelayMs?: number;
}

export interface SandboxPsb {
  readonly url: string;
  /** `<identityUrl>/connect/token` gives tokens. */
  readonly identityUrl: string;
  /** Every call that came in, of the `api` and of the `identity` server. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** Every attempt to deliver a webhook, since the start of this process. */
  readonly webhooks: readonly LoggedWebhook[];
  readonly deliveryFaults: DeliveryFaults;
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
  /** Every hook with its secret; `scope` is `environment` or the normalised party: `0106:12345678`. */
  hooks(): readonly RegisteredHook[];
  /** What the mail hooks sent. */
  mails(): readonly SentMail[];
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

export interface RegisteredHook extends Hook {
  readonly scope: string;
}

export interface ReceivedDocument {
  readonly party: string;
  readonly bytes: Uint8Array;
  readonly documentId?: string;
  readonly fileName?: string;
}
