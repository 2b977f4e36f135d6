import type { Hook } from './hook.ts';
import { partyKey } from './party-key.ts';
import type { PeppolConfig } from './peppol-config.ts';
import type {
  ArrivedDocument,
  NewDelivery,
  PsbEntry,
  Recognition,
  SentMail,
  StoredResponse,
  UpcomingEvent,
} from './psb-entry.ts';

/** The hooks and settings of the whole environment live under this scope, those of a party under its key. */
export const environment = 'environment';

export interface Delivery extends NewDelivery {
  attempts: number;
  /** Milliseconds since the epoch; 0 means at once. */
  dueAt: number;
}

export interface StoredDocument extends ArrivedDocument {
  downloadedAt?: string;
}

export interface PsbState {
  readonly documents: Map<string, StoredDocument>;
  readonly responses: Map<string, StoredResponse>;
  readonly recognitions: Map<string, Recognition>;
  /** Every document id that was ever used; the same one again is a 409 (psb.md 4.5). */
  readonly usedIds: Set<string>;
  readonly upcoming: Map<string, UpcomingEvent>;
  /** What still has to reach a hook. */
  readonly deliveries: Map<string, Delivery>;
  readonly mails: SentMail[];
  readonly hooks: Map<string, Map<string, Hook>>;
  readonly peppolConfigs: Map<string, PeppolConfig>;
  hooksOf(scope: string): Map<string, Hook>;
  readonly apply: (entry: PsbEntry) => void;
}

export function createPsbState(): PsbState {
  const hooks = new Map<string, Map<string, Hook>>();
  const state: PsbState = {
    documents: new Map(),
    responses: new Map(),
    recognitions: new Map(),
    usedIds: new Set(),
    upcoming: new Map(),
    deliveries: new Map(),
    mails: [],
    hooks,
    peppolConfigs: new Map(),
    hooksOf(scope) {
      const found = hooks.get(scope) ?? new Map<string, Hook>();
      hooks.set(scope, found);
      return found;
    },
    apply(entry) {
      change(state, entry);
      if (!('deliveries' in entry)) return;
      for (const delivery of entry.deliveries) {
        state.deliveries.set(delivery.id, { ...delivery, attempts: 0, dueAt: 0 });
      }
    },
  };
  return state;
}

function change(state: PsbState, entry: PsbEntry): void {
  switch (entry.type) {
    case 'received':
      state.documents.set(entry.document.id, entry.document);
      state.recognitions.delete(entry.document.id);
      return void state.usedIds.add(entry.document.id);
    case 'responded':
      state.responses.set(entry.response.id, entry.response);
      for (const event of entry.upcoming) state.upcoming.set(event.id, event);
      return void state.usedIds.add(entry.response.id);
    case 'recognising':
      state.recognitions.set(entry.recognition.documentId, entry.recognition);
      return void state.usedIds.add(entry.recognition.documentId);
    case 'unrecognised':
      return void state.recognitions.delete(entry.documentId);
    case 'announced':
      if (entry.upcomingId !== undefined) state.upcoming.delete(entry.upcomingId);
      return;
    case 'attempted': {
      const delivery = state.deliveries.get(entry.deliveryId);
      if (delivery === undefined) return;
      delivery.attempts += 1;
      delivery.dueAt = entry.retryAt;
      return;
    }
    case 'settled':
      return void state.deliveries.delete(entry.deliveryId);
    case 'mailed':
      state.mails.push(entry.mail);
      return void state.deliveries.delete(entry.deliveryId);
    case 'downloaded': {
      const document = state.documents.get(entry.documentId);
      if (document !== undefined) document.downloadedAt = entry.at;
      return;
    }
    case 'removed':
      return void state.documents.delete(entry.documentId);
    case 'hook-put':
      return void state.hooksOf(entry.scope).set(entry.hook.id, entry.hook);
    case 'hook-removed':
      return void state.hooksOf(entry.scope).delete(entry.hookId);
    case 'peppol-put':
      return void state.peppolConfigs.set(entry.scope, entry.config);
  }
}

/** The document as this party may see it: undefined when it is another's, removed or past its time. */
export function visibleDocument(
  state: PsbState,
  party: string,
  documentId: string,
  now: Date,
): StoredDocument | undefined {
  const document = state.documents.get(documentId.toLowerCase());
  if (document === undefined || partyKey(document.party) !== partyKey(party)) return undefined;
  return now.getTime() < keptUntil(document) ? document : undefined;
}

const day = 24 * 60 * 60 * 1000;

/** psb.md 1.4: 90 days, or 7 days after the first download. */
function keptUntil({ receivedAt, downloadedAt }: StoredDocument): number {
  if (downloadedAt !== undefined) return new Date(downloadedAt).getTime() + 7 * day;
  return new Date(receivedAt).getTime() + 90 * day;
}
