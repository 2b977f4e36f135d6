import { randomUUID } from 'node:crypto';
import { createTokenMint } from '../access-token.ts';
import { systemClock } from '../clock.ts';
import { createFaults } from '../faults.ts';
import { openJournal } from '../journal.ts';
import type { LoggedRequest } from '../loopback-server.ts';
import { loopbackNet } from '../net.ts';
import { partyId } from './account.ts';
import { createAgenda } from './agenda.ts';
import { createAnnounce } from './announce.ts';
import { arrival } from './arrival.ts';
import { createWebhookSender } from './deliver-webhooks.ts';
import { createDeliveryFaults } from './delivery-faults.ts';
import { readDocumentFacts } from './document-facts.ts';
import { createIdentityServer } from './identity-server.ts';
import { partyKey } from './party-key.ts';
import { createPsbApi } from './psb-api.ts';
import { psbDate } from './psb-date.ts';
import { type PsbEntry, psbEntrySchema, type Recognition, type UpcomingEvent } from './psb-entry.ts';
import { createPsbState, environment } from './psb-state.ts';
import { recogniseFile } from './recognise-file.ts';
import { defaultRetryDelays } from './retry-delays.ts';
import type { SandboxHook, SandboxPsb, SandboxPsbOptions } from './sandbox-psb.ts';
import type { LoggedWebhook } from './webhook-log.ts';

export type { SandboxHook, SandboxPsb, SandboxPsbOptions };

/** PSB and its identity server on 127.0.0.1, behaving like psb.md. */
export async function startSandboxPsb(options: SandboxPsbOptions): Promise<SandboxPsb> {
  const { clock = systemClock, net = loopbackNet } = options;
  const parties = options.parties.map(partyId);
  const now = () => clock.now();
  const state = createPsbState();
  const journal = openJournal({
    dataFolder: options.dataFolder,
    name: 'psb',
    entry: psbEntrySchema,
    apply: state.apply,
  });
  const agenda = createAgenda(clock);
  const deliveryFaults = createDeliveryFaults();
  const announce = createAnnounce(state, deliveryFaults);
  const webhooks: LoggedWebhook[] = [];
  const sender = createWebhookSender({
    clock,
    net,
    agenda,
    retryDelays: options.retryDelays ?? defaultRetryDelays,
    inFlight: options.webhooksInFlight ?? 1,
    findHook: (scope, hookId) => state.hooksOf(scope).get(hookId),
    announce,
    log: webhooks,
    record,
  });

  /** Writes down what happened and takes up what follows from it. */
  function record(entry: PsbEntry): void {
    journal.record(entry);
    if (entry.type === 'recognising') recogniseInTime(entry.recognition);
    if (entry.type === 'responded') entry.upcoming.forEach(announceInTime);
    if (!('deliveries' in entry)) return;
    sender.take(entry.deliveries.flatMap(({ id }) => state.deliveries.get(id) ?? []));
  }
  function announceInTime({ id, dueAt, event }: UpcomingEvent): void {
    const happens = () =>
      record({ type: 'announced', upcomingId: id, deliveries: announce.toSubscribers(event) });
    agenda.at(dueAt, happens);
  }
  function recogniseInTime(recognition: Recognition): void {
    agenda.at(recognition.dueAt, () => record(recogniseFile(recognition, options, announce, now())));
  }

  const putHooks = (hooks: readonly SandboxHook[]) => {
    for (const { id, action, topics } of hooks) {
      state.hooksOf(environment).set(id, { id, name: id, action, topics: [...topics], isActive: true });
    }
  };
  // What was put since then stands in the journal.
  putHooks(options.hooks.filter(({ id }) => !state.hooksOf(environment).has(id)));

  const mint = createTokenMint('psb', options.clientSecret, now);
  const requests: LoggedRequest[] = [];
  const faults = createFaults();
  const serve = { clock, faults, requests };
  const identity = await net.serve({
    ...serve,
    name: 'identity',
    port: options.identityPort ?? 0,
    app: createIdentityServer(options, mint),
  });
  const api = await net.serve({
    ...serve,
    name: 'api',
    port: options.port ?? 0,
    app: createPsbApi({ options, mint, state, now, record, announce }),
  });
  sender.take([...state.deliveries.values()]);
  for (const event of state.upcoming.values()) announceInTime(event);
  for (const recognition of state.recognitions.values()) recogniseInTime(recognition);

  return {
    url: api.url,
    identityUrl: identity.url,
    requests,
    faults,
    webhooks,
    deliveryFaults,
    async receiveDocument({ party, bytes, documentId = randomUUID(), fileName }) {
      const id = documentId.toLowerCase();
      if (state.documents.has(id)) return id;
      const document = { documentId: id, party: spelledParty(parties, party), bytes, fileName };
      record(arrival(document, announce, now()));
      return id;
    },
    partyOf(bytes) {
      const { recipient = '' } = readDocumentFacts(bytes);
      const named = parties.find((party) => partyKey(party) === partyKey(recipient));
      return named ?? spelledParty(parties, parties[0] ?? '');
    },
    deliver(given) {
      const event = {
        topic: 'InvoiceReceived',
        partyId: parties[0] ?? '',
        documentId: randomUUID(),
        createdOn: psbDate(now()),
        ...given,
      };
      record({ type: 'announced', deliveries: announce.toAll(event) });
    },
    redeliver(documentId) {
      const document = state.documents.get(documentId.toLowerCase());
      if (document === undefined) throw new Error(`The sandbox PSB has no document ${documentId}.`);
      record({ type: 'announced', deliveries: announce.toSubscribers(document.event) });
    },
    setHooks(hooks) {
      state.hooksOf(environment).clear();
      putHooks(hooks);
    },
    hooks: () =>
      [...state.hooks].flatMap(([scope, hooks]) => [...hooks.values()].map((hook) => ({ ...hook, scope }))),
    mails: () => state.mails,
    documents: () => [...state.documents.values()],
    responses: () => [...state.responses.values()],
    undelivered: () => state.deliveries.size,
    settled: sender.settled,
    async stop() {
      agenda.stop();
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
