import { randomUUID } from 'node:crypto';
import { createTokenMint } from '../access-token.ts';
import { systemClock } from '../clock.ts';
import { createFaults } from '../faults.ts';
import { openJournal } from '../journal.ts';
import { type LoggedRequest, startLoopbackServer } from '../loopback-server.ts';
import { createAnnounce } from './announce.ts';
import { createWebhookSender, defaultRetryDelays } from './deliver-webhooks.ts';
import { readDocumentFacts } from './document-facts.ts';
import { createIdentityServer } from './identity-server.ts';
import { invoiceReceived } from './invoice-received.ts';
import { partyKey } from './party-key.ts';
import { createPsbApi } from './psb-api.ts';
import { psbDate } from './psb-date.ts';
import { createPsbState, environment, type PsbEntry, psbEntrySchema } from './psb-state.ts';
import type { SandboxHook, SandboxPsb, SandboxPsbOptions } from './sandbox-psb.ts';

export type { SandboxHook, SandboxPsb, SandboxPsbOptions };

/** PSB and its identity server on 127.0.0.1, behaving like psb.md. */
export async function startSandboxPsb(options: SandboxPsbOptions): Promise<SandboxPsb> {
  const { clientId, clientSecret, parties, clock = systemClock } = options;
  const now = () => clock.now();
  const state = createPsbState();
  const journal = openJournal({
    dataFolder: options.dataFolder,
    name: 'psb',
    entry: psbEntrySchema,
    apply: state.apply,
  });
  const sender = createWebhookSender({
    clock,
    retryDelays: options.retryDelays ?? defaultRetryDelays,
    inFlight: options.webhooksInFlight ?? 1,
    findHook: (scope, hookId) => state.hooksOf(scope).get(hookId),
    record: journal.record,
  });
  const record = (entry: PsbEntry) => {
    journal.record(entry);
    if (!('deliveries' in entry)) return;
    sender.take(entry.deliveries.flatMap(({ id }) => state.deliveries.get(id) ?? []));
  };
  const announce = createAnnounce(state, record);

  const putHooks = (hooks: readonly SandboxHook[]) => {
    for (const { id, action, topics } of hooks) {
      state.hooksOf(environment).set(id, { id, name: id, action, topics: [...topics], isActive: true });
    }
  };
  putHooks(options.hooks);

  const mint = createTokenMint('psb', clientSecret, now);
  const requests: LoggedRequest[] = [];
  const faults = createFaults();
  const serve = { clock, faults, requests };
  const identity = await startLoopbackServer({
    ...serve,
    name: 'identity',
    port: options.identityPort ?? 0,
    app: createIdentityServer({ clientId, clientSecret, mint }),
  });
  const api = await startLoopbackServer({
    ...serve,
    name: 'api',
    port: options.port ?? 0,
    app: createPsbApi({ clientId, parties, mint, state, now, record, announce }),
  });
  sender.take(state.deliveries.values());

  return {
    url: api.url,
    identityUrl: identity.url,
    requests,
    faults,
    async receiveDocument({ party, bytes, documentId = randomUUID(), fileName }) {
      const id = documentId.toLowerCase();
      if (state.documents.has(id)) return id;
      const receivedAt = now();
      const event = invoiceReceived(spelledParty(parties, party), id, bytes, receivedAt);
      const base64 = Buffer.from(bytes).toString('base64');
      const document = {
        id,
        party: event.partyId,
        base64,
        fileName,
        receivedAt: receivedAt.toISOString(),
        event,
      };
      record({ type: 'received', document, deliveries: announce.plan(event) });
      return id;
    },
    partyOf(bytes) {
      const { recipient = '' } = readDocumentFacts(bytes);
      const named = parties.find((party) => partyKey(party) === partyKey(recipient));
      return named ?? spelledParty(parties, parties[0] ?? '');
    },
    deliver(event) {
      const partyId = parties[0] ?? '';
      announce.toAll({
        topic: 'InvoiceReceived',
        partyId,
        documentId: randomUUID(),
        createdOn: psbDate(now()),
        ...event,
      });
    },
    redeliver(documentId) {
      const document = state.documents.get(documentId.toLowerCase());
      if (document === undefined) throw new Error(`The sandbox PSB has no document ${documentId}.`);
      announce.toSubscribers(document.event);
    },
    setHooks(hooks) {
      state.hooksOf(environment).clear();
      putHooks(hooks);
    },
    documents: () => [...state.documents.values()],
    responses: () => [...state.responses.values()],
    undelivered: () => state.deliveries.size,
    settled: sender.settled,
    async stop() {
      sender.stop();
      await Promise.all([sender.settled(), api.stop(), identity.stop()]);
      journal.close();
    },
  };
}

/** The party as the account spells it. */
function spelledParty(parties: readonly string[], party: string): string {
  const own = parties.find((candidate) => partyKey(candidate) === partyKey(party));
  if (own === undefined) throw new Error(`"${party}" is no party of this sandbox PSB account.`);
  return own;
}
