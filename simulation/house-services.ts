import { createErpClient } from '../lib/erp/erp-client.ts';
import type { Send } from '../lib/http/http-response.ts';
import { createTokenSource } from '../lib/http/token-source.ts';
import { createPsbClient } from '../lib/psb/psb-client.ts';
import { createBankClient } from '../lib/psd2/bank-client.ts';
import type { GivenBankSettings } from '../lib/psd2/bank-settings.ts';
import { createConsentClient } from '../lib/psd2/consent-client.ts';
import { createQueue } from '../lib/queues/create-queue.ts';
import type { AuthorisationsMessage, DocumentsMessage, PayableMessage } from '../lib/queues/messages.ts';
import { createArchive } from '../lib/storage/archive.ts';
import { createBasketStore } from '../lib/storage/basket-store.ts';
import { createConsentStore } from '../lib/storage/consent-store.ts';
import { createConversationStore } from '../lib/storage/conversation-store.ts';
import { createDirectoryStore } from '../lib/storage/directory-store.ts';
import { createFlowStore } from '../lib/storage/flow-store.ts';
import { createPayableStore } from '../lib/storage/payable-store.ts';
import { createRecipientStore } from '../lib/storage/recipient-store.ts';
import { createTextSealer } from '../lib/storage/sealed-text.ts';
import { createTable, type Table } from '../lib/storage/table.ts';
import { createTicketStore } from '../lib/storage/ticket-store.ts';
import type { Net } from '../sandbox/net.ts';
import type { Aws } from './aws.ts';
import { apiKey, bankClientId, credentials, type Outside, publicUrl } from './outside.ts';
import type { Random } from './random.ts';
import type { Worker } from './worker.ts';
import { archiveClientOf, queueClientOf, sendOf, tableClientOf } from './worker-clients.ts';

export const tableName = 'acquit-simulation';
export const queueUrls = {
  documents: 'documents',
  submissions: 'submissions',
  authorisations: 'authorisations',
  responses: 'responses',
} as const;

export const leaseSeconds = 360;

interface Given {
  readonly worker: Worker;
  readonly aws: Aws;
  readonly net: Net;
  readonly outside: Outside;
  readonly random: Random;
  /** Puts a mistake between the stores and the table. */
  readonly plantInTable: (table: Table) => Table;
}

const sealingKey = { id: 'simulation', key: Buffer.alloc(32, 7).toString('base64') };

/** What the functions connect, for one instance: the real clients, stores and settings. */
export function houseServices({ worker, aws, net, outside, random, plantInTable }: Given) {
  const now = worker.now;
  const send = sendOf(net, outside.hosts, worker);
  const table = plantInTable(createTable(tableClientOf(aws.table.client, worker), tableName));
  const sqs = queueClientOf(aws.queues.client, worker);
  const randomBytes = (size: number) => Buffer.from(Array.from({ length: size }, () => random.below(256)));
  const { bank, psb } = clients(send, now, outside);
  return {
    table,
    payables: createPayableStore(table),
    conversations: createConversationStore(table),
    recipients: createRecipientStore(table),
    flows: createFlowStore(table),
    baskets: createBasketStore(table),
    tickets: createTicketStore(table),
    consents: createConsentStore(table, createTextSealer([sealingKey], randomBytes)),
    directory: createDirectoryStore(table),
    archive: createArchive(archiveClientOf(aws.archive.client, worker), 'archive'),
    documents: createQueue<DocumentsMessage>(sqs, queueUrls.documents),
    submissions: createQueue<PayableMessage>(sqs, queueUrls.submissions),
    authorisations: createQueue<AuthorisationsMessage>(sqs, queueUrls.authorisations),
    responses: createQueue<PayableMessage>(sqs, queueUrls.responses),
    outside: async () => ({ psb, sourceSystem: credentials.clientId }),
    erp: erpClient(send, now, outside),
    erpTotals: new Map<string, number>(),
    bank,
    bankName: 'sandbox',
    publicUrl,
    now,
    leaseSeconds,
    retrySeconds: 30,
    retryLimitSeconds: 3600,
    authoriseWithinSeconds: 1800,
    newRequestId: () => uuidFrom(randomBytes(16)),
    randomBytes,
  };
}

export type HouseServices = ReturnType<typeof houseServices>;

function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

function tokens(send: Send, tokenUrl: string, system: 'PSB' | 'ERP', now: () => Date) {
  return createTokenSource({
    ...credentials,
    send,
    tokenUrl,
    ...(system === 'PSB' ? { scope: 'ap' } : {}),
    now,
    codes: { unavailable: `${system}_UNAVAILABLE`, unauthorised: `${system}_UNAUTHORISED` },
  });
}

const erpClient = (send: Send, now: () => Date, { erp }: Outside) =>
  createErpClient({ baseUrl: erp.url, send, tokens: tokens(send, erp.tokenUrl, 'ERP', now), now });

function clients(send: Send, now: () => Date, { psb, bank }: Outside) {
  const given: GivenBankSettings = {
    baseUrl: bank.url,
    tokenUrl: `${bank.url}/v1/token`,
    allowedHosts: [new URL(bank.url).host],
    send,
    apiKey,
    clientId: bankClientId,
    redirectUri: `${publicUrl}/psd2/callback`,
    now,
  };
  return {
    bank: { ...createBankClient(given), ...createConsentClient(given) },
    psb: createPsbClient({
      baseUrl: psb.url,
      send,
      tokens: tokens(send, `${psb.identityUrl}/connect/token`, 'PSB', now),
      now,
    }),
  };
}
