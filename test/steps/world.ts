import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bankLink } from '../../cli/bank-link.ts';
import { createBrowser } from '../../cli/run/browser.ts';
import { parseDirectory } from '../../cli/directory-file.ts';
import { createSend } from '../../lib/http/create-send.ts';
import { createTokenSource } from '../../lib/http/token-source.ts';
import { createErpClient } from '../../lib/erp/erp-client.ts';
import { normalisePartyId } from '../../lib/identifiers/party-id.ts';
import { firstBrokenEntry } from '../../lib/payables/history.ts';
import type { Directory, Organisation } from '../../lib/payables/directory.ts';
import { type Payable, type PayableKey, payableSchema } from '../../lib/payables/payable.ts';
import { createPsbClient } from '../../lib/psb/psb-client.ts';
import { createBankClient } from '../../lib/psd2/bank-client.ts';
import type { GivenBankSettings } from '../../lib/psd2/bank-settings.ts';
import { createConsentClient } from '../../lib/psd2/consent-client.ts';
import type {
  DocumentsMessage,
  EventMessage,
  FlowMessage,
  PayableMessage,
} from '../../lib/queues/messages.ts';
import { inTurns } from '../../lib/steps/in-turns.ts';
import { completeAuthorisation } from '../../lib/steps/complete-authorisation.ts';
import { pollBank } from '../../lib/steps/poll-bank.ts';
import { pollErp } from '../../lib/steps/poll-erp.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { reconcilePayments } from '../../lib/steps/reconcile-payments.ts';
import { receivePsd2Callback } from '../../lib/steps/receive-psd2-callback.ts';
import { respondToSupplier } from '../../lib/steps/respond-to-supplier.ts';
import { authorisePayments } from '../../lib/steps/authorise-payments.ts';
import { submitPaymentRequest } from '../../lib/steps/submit-payment-request.ts';
import { sweep } from '../../lib/steps/sweep.ts';
import { createAccountReadingStore } from '../../lib/storage/account-reading-store.ts';
import { createConversationStore } from '../../lib/storage/conversation-store.ts';
import { createDirectoryStore } from '../../lib/storage/directory-store.ts';
import { createBasketStore } from '../../lib/storage/basket-store.ts';
import { createConsentStore } from '../../lib/storage/consent-store.ts';
import { createFlowStore } from '../../lib/storage/flow-store.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import { createPayableStore } from '../../lib/storage/payable-store.ts';
import { createReadBudgetStore } from '../../lib/storage/read-budget-store.ts';
import { createReconciliationStore } from '../../lib/storage/reconciliation-store.ts';
import { createRecipientStore } from '../../lib/storage/recipient-store.ts';
import { createTextSealer } from '../../lib/storage/sealed-text.ts';
import { readSentBytes, storeSentBytes } from '../../lib/storage/sent-bytes-store.ts';
import { createTicketStore, type Errand } from '../../lib/storage/ticket-store.ts';
import { type SandboxBankOptions, startSandboxBank } from '../../sandbox/bank/start-sandbox-bank.ts';
import { masterDataOf } from '../../sandbox/erp-master-data.ts';
import { startSandboxErp } from '../../sandbox/erp/start-sandbox-erp.ts';
import { type SandboxPsbOptions, startSandboxPsb } from '../../sandbox/psb/start-sandbox-psb.ts';
import { createVirtualClock } from '../../sandbox/virtual-clock.ts';
import { answerLikeTheApi } from './answer-like-the-api.ts';
import { keepRequests } from '../contract/keep-requests.ts';
import { root, startArchive, startTables } from '../storage/embedded.ts';

const credentials = { clientId: 'acquit-test', clientSecret: 'a secret of the test' };
const callback = 'https://acquit.example/psd2/callback';
const apiKey = 'the api key of the test';

/** The browser of the finance user. */
export const session = Buffer.alloc(32, 'session').toString('base64url');
export const psu = { ipAddress: '203.0.113.7', context: {}, sessionHash: hashSecret(session) };

/** Seconds of the virtual clock. */
export const leaseSeconds = 360;
export const retrySeconds = 30;

export const sampleDirectory = (): Directory =>
  parseDirectory(readFileSync(join(root, 'sandbox/directory.yml'), 'utf8'), 'directory.yml');

/** Without Invoice Responses unless a test wants them. */
function directoryWith(changes: Partial<Organisation> = {}): Directory {
  const { organisations, suppliers } = sampleDirectory();
  return { organisations: organisations.map((one) => ({ ...one, responses: 'off', ...changes })), suppliers };
}

/** A sample invoice, with other words where a test needs them. */
export function sample(name: string, replace: Readonly<Record<string, string>> = {}): Buffer {
  let xml = readFileSync(join(root, 'events/invoices', /\.\w+$/.test(name) ? name : `${name}.xml`), 'utf8');
  for (const [from, to] of Object.entries(replace)) {
    if (!xml.includes(from)) throw new Error(`${name} has no ${from}`);
    xml = xml.replaceAll(from, to);
  }
  return Buffer.from(xml);
}

/** Paid by the ERP. */
export const erpInvoice = (number = '2026-110017') =>
  sample('nlcius-betalingskenmerk', { '2026-110017': number });

/** Paid by us at the bank. */
export const bankInvoice = (number = 'VH-2026-1142') =>
  sample('bis3-belgian-ogm', { 'VH-2026-1142': number });

/** The embedded engines of one test file; each test makes its own world on them. */
export async function startEngines() {
  const [tables, archive] = await Promise.all([startTables(), startArchive()]);
  return { newWorld: (options: WorldOptions = {}) => newWorld({ tables, archive }, options) };
}

interface WorldOptions {
  readonly statusAuth?: 'none' | 'bearer';
  /** The bank asks for no authorisation of any payment. */
  readonly withoutSca?: true;
  /** What every organisation of the sample directory has besides. */
  readonly organisation?: Partial<Organisation>;
  /** How the bank behaves, and what was agreed with it. */
  readonly bank?: Partial<SandboxBankOptions>;
  readonly agreed?: Partial<GivenBankSettings>;
  /** How PSB behaves. */
  readonly psb?: Partial<SandboxPsbOptions>;
}

interface Engines {
  readonly tables: Awaited<ReturnType<typeof startTables>>;
  readonly archive: Awaited<ReturnType<typeof startArchive>>;
}

/** A queue in memory: what was sent waits until the test lets it through. */
function memoryQueue<Message>() {
  const messages: Message[] = [];
  return { messages, send: async (message: Message) => void messages.push(message) };
}

export type World = Awaited<ReturnType<typeof newWorld>>;

/** The steps with real stores and the sandbox servers, on a clock that stands still until it is told to move. */
async function newWorld({ tables, archive }: Engines, options: WorldOptions) {
  const { statusAuth = 'none', withoutSca } = options;
  const clock = createVirtualClock(new Date('2026-11-20T10:00:00Z'));
  const now = () => clock.now();
  const directory = directoryWith(options.organisation);
  const table = await tables.newTable();
  const directoryStore = createDirectoryStore(table);
  await directoryStore.importAll(directory);
  const recorded = keepRequests('steps', onTestFinished);
  const [psb, erp, bank] = await Promise.all([
    startSandboxPsb({
      ...credentials,
      clock,
      hooks: [],
      ...options.psb,
      parties: [...directory.organisations.flatMap(({ parties }) => parties), '0208:0999999922'],
    }),
    startSandboxErp({
      ...credentials,
      clock,
      stepMs: 60_000,
      organisations: masterDataOf(directory),
    }),
    startSandboxBank({
      apiKey,
      clientId: 'PSDNL-TEST',
      redirectUris: [callback],
      debtorIbans: directory.organisations.map(({ ownAccount }) => ownAccount),
      clock,
      stepMs: 60_000,
      statusAuth,
      withoutSca: () => withoutSca === true,
      ...options.bank,
      recorded,
    }),
  ]);
  onTestFinished(async () => void (await Promise.all([psb.stop(), erp.stop(), bank.stop()])));

  const hosts = [psb.url, psb.identityUrl, erp.url, erp.tokenUrl, bank.url].map((url) => new URL(url).host);
  const send = createSend({
    timeoutMs: 2000,
    maxBodyBytes: 60 * 1024 * 1024,
    allowedHosts: hosts,
    insecureLoopback: true,
  });
  const tokensAt = (tokenUrl: string, system: 'PSB' | 'ERP') =>
    createTokenSource({
      ...credentials,
      send,
      tokenUrl,
      ...(system === 'PSB' ? { scope: 'ap' } : {}),
      now,
      codes: { unavailable: `${system}_UNAVAILABLE`, unauthorised: `${system}_UNAUTHORISED` },
    });
  const psbTokens = tokensAt(`${psb.identityUrl}/connect/token`, 'PSB');
  const erpTokens = tokensAt(erp.tokenUrl, 'ERP');
  const given: GivenBankSettings = {
    baseUrl: bank.url,
    tokenUrl: `${bank.url}/v1/token`,
    allowedHosts: [new URL(bank.url).host],
    send,
    apiKey,
    clientId: 'PSDNL-TEST',
    redirectUri: callback,
    now,
    ...options.agreed,
  };
  const sealer = createTextSealer([{ id: 'test', key: Buffer.alloc(32, 7).toString('base64') }], (size) =>
    randomBytes(size),
  );

  const documents = memoryQueue<DocumentsMessage>();
  const submissions = memoryQueue<PayableMessage>();
  const authorisations = memoryQueue<FlowMessage>();
  const responses = memoryQueue<PayableMessage>();
  const services = {
    table,
    payables: createPayableStore(table),
    conversations: createConversationStore(table),
    recipients: createRecipientStore(table),
    flows: createFlowStore(table),
    baskets: createBasketStore(table),
    tickets: createTicketStore(table),
    consents: createConsentStore(table, sealer),
    bankName: 'sandbox',
    publicUrl: 'https://acquit.example',
    directory: directoryStore,
    archive,
    outside: () =>
      Promise.resolve({
        psb: createPsbClient({ baseUrl: psb.url, send, tokens: psbTokens, now }),
        sourceSystem: credentials.clientId,
      }),
    erp: createErpClient({ baseUrl: erp.url, send, tokens: erpTokens, now }),
    erpTotals: new Map<string, number>(),
    bank: { ...createBankClient(given), ...createConsentClient(given) },
    documents,
    submissions,
    authorisations,
    responses,
    now,
    leaseSeconds,
    retrySeconds,
    retryLimitSeconds: 3600,
    authoriseWithinSeconds: 1800,
    newRequestId: () => randomUUID(),
    randomBytes: (size: number) => randomBytes(size),
  };

  const read = async (key: PayableKey): Promise<Payable> => {
    const payable = await services.payables.read(key);
    if (payable === undefined) throw new Error('There is no such payable.');
    if (firstBrokenEntry(payable.history) !== undefined) throw new Error('Its history is broken.');
    return payable;
  };

  /** Puts a document into PSB and gives the event that announces it. */
  async function arrive(bytes: Buffer, options: { party?: string; documentId?: string } = {}) {
    const party = options.party ?? psb.partyOf(bytes);
    const documentId = options.documentId ?? randomUUID();
    await psb.receiveDocument({ party, bytes, documentId });
    return announce(party, documentId);
  }

  function announce(party: string, documentId: string) {
    const createdOn = now().toISOString();
    const event: EventMessage = {
      topic: 'InvoiceReceived',
      partyId: party,
      documentId,
      createdOn,
      receivedAt: createdOn,
      stale: false,
    };
    return { key: { party: normalisePartyId(party), documentId }, message: { event } };
  }

  /** Works off what waits in the queues, until nothing does. */
  async function workOff(): Promise<void> {
    const queues = [documents, submissions, authorisations, responses];
    while (queues.some(({ messages }) => messages.length > 0)) {
      for (const message of documents.messages.splice(0)) await processDocument(message, services);
      for (const message of submissions.messages.splice(0)) await submitPaymentRequest(message, services);
      for (const message of authorisations.messages.splice(0)) await completeAuthorisation(message, services);
      for (const message of responses.messages.splice(0)) await respondToSupplier(message, services);
    }
  }

  /** A document arrives and is worked on until the queues are empty. */
  async function receive(bytes: Buffer, options?: { party?: string; documentId?: string }) {
    const { key, message } = await arrive(bytes, options);
    await processDocument(message, services);
    await workOff();
    return key;
  }

  /** Lets time pass, with sweep and the polls every half minute, as the schedules do (or more seldom). */
  async function pass(seconds: number, every = 30): Promise<void> {
    for (let left = seconds; left > 0; left -= every) {
      clock.advance(Math.min(left, every) * 1000);
      await sweep(services);
      await workOff();
      await Promise.all([pollErp(services), pollBank(services)]);
      await workOff();
    }
  }

  /** As the finance user: the address at the bank. */
  const start = async (...keys: PayableKey[]) => startWith(services, ...keys);

  async function startWith(given_: typeof services, ...keys: PayableKey[]): Promise<string> {
    const visit = await authorisePayments({ selection: keys }, psu, given_);
    if (!('redirectTo' in visit)) throw new Error(`The PSU is led to a page: ${visit.page}.`);
    return visit.redirectTo;
  }

  /** As the browser that the bank sends back. */
  const comeBack = (location: string, from = session) =>
    receivePsd2Callback(new URL(location).search.slice(1), from, services);

  /** An invoice that waits for a person to authorise it at the bank. */
  async function receiveForBank(number?: string): Promise<PayableKey> {
    const key = await receive(bankInvoice(number));
    await pass(300);
    return key;
  }

  /** Invoices that wait for a person, as the ERP left them: straight into the table, for tests of many. */
  async function build(count: number, change: (index: number) => { amount?: string } = () => ({})) {
    const first = await read(await receiveForBank(`MANY-${randomUUID().slice(0, 8)}`));
    const bytes = await readSentBytes(table, first, 'REQUEST');
    const made = Array.from({ length: count - 1 }, (_, index) => index + 1);
    const others = await inTurns(made, 20, async (index) => {
      const { amount = '12.50' } = change(index);
      const key = { party: first.party, documentId: randomUUID() };
      const request = { ...first.request, idempotencyKey: randomUUID(), amount };
      const payable = payableSchema.parse({
        ...first,
        ...key,
        request,
        document: { ...first.document, number: `M-${index}` },
      });
      await services.payables.create(payable);
      await table.transact([storeSentBytes(key, 'REQUEST', bytes)]);
      return key;
    });
    return [{ party: first.party, documentId: first.documentId }, ...others];
  }

  /** A browser that sees our pages and no others. */
  const newBrowser = () => createBrowser((url, init) => answerLikeTheApi(url, init, services));

  const link = (errand: Errand) => bankLink(errand, services);

  /** What reconciliation works with: the same table and clock, and the bank by its consents. */
  const reconciling = {
    table,
    payables: services.payables,
    consents: services.consents,
    budget: createReadBudgetStore(table, { budget: 4 }),
    accounts: createAccountReadingStore(table),
    reports: createReconciliationStore(table),
    bank: services.bank,
    maxHistoryDays: 90,
    futureDated: false,
    now,
    newRequestId: services.newRequestId,
  };

  /** As the holder of accounts who gives a consent at the bank: our link, the bank, and back. Gives its id. */
  async function consent(ibans: readonly string[], service: 'ais' | 'piis' = 'ais'): Promise<string> {
    const browser = newBrowser();
    const owner = directory.organisations.find(({ ownAccount }) => ibans.includes(ownAccount));
    const organisation = owner?.shortCode ?? '-';
    const errand = { kind: 'consent' as const, service, organisation, ibans: [...ibans] };
    const known = new Set((await services.consents.all()).map(({ consentId }) => consentId));
    const location = await browser.press(await browser.open(await link(errand)));
    await browser.open(await bank.approve(location ?? ''));
    await workOff();
    const given = (await services.consents.all()).find(({ consentId }) => !known.has(consentId));
    if (given === undefined) throw new Error('The consent was not stored.');
    return given.consentId;
  }

  const posts = () =>
    erp.requests.filter(({ method, server }) => method === 'POST' && server === 'api').length;

  return {
    clock,
    services,
    table,
    psb,
    erp,
    bank,
    send,
    read,
    arrive,
    announce,
    receive,
    receiveForBank,
    workOff,
    pass,
    start,
    startWith,
    build,
    newBrowser,
    link,
    comeBack,
    reconciling,
    consent,
    /** One run of reconciliation, with other services where a test wants them. */
    reconcile: (other: Partial<typeof reconciling> = {}) => reconcilePayments({ ...reconciling, ...other }),
    posts,
    codes: async (key: PayableKey) => (await read(key)).findings.map(({ code }) => code),
    status: async (key: PayableKey) => (await read(key)).status,
  };
}
