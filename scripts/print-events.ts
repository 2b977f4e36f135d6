// Makes the sample events of `serverless invoke local`, events/NAME.json, one per function:
//   node scripts/print-events.ts            writes them
//   node scripts/print-events.ts --check    exits 1 with a sentence when one is missing or out of step
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { normalisePartyId } from '../lib/identifiers/party-id.ts';
import { uuidV5 } from '../lib/identifiers/uuid-v5.ts';
import type { DocumentsMessage, FlowMessage, PayableMessage } from '../lib/queues/messages.ts';
import { sha256 } from '../lib/storage/sent-bytes-store.ts';
import { runSecrets } from '../sandbox/run-secrets.ts';
import { noSettings } from '../sandbox/run-settings.ts';

const at = '2026-11-21T09:00:00.000Z';
const epoch = Date.parse(at);
const accountId = '000000000000';
const region = 'eu-central-1';
/** Parties of sandbox/directory.yml, as PSB spells them. */
const acme = 'NL:KVK:27318465';
const secrets = runSecrets(noSettings);

const urlOf = (path: string): URL => new URL(`../events/${path}`, import.meta.url);

/** The payable that `npm start` makes of a sample: its document id follows from the name and the bytes of the file. */
function payableOf(party: string, file: string): PayableMessage {
  const bytes = readFileSync(urlOf(`invoices/${file}`));
  return { party: normalisePartyId(party), documentId: uuidV5('sandbox document', file, sha256(bytes)) };
}

/** An event of an HTTP API with payload format 2.0. */
function httpEvent(
  method: string,
  path: string,
  query: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): object {
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(query === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      accountId,
      apiId: 'local',
      domainName: '127.0.0.1',
      domainPrefix: '127',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'sample-event' },
      requestId: uuidV5('sample request', method, path),
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '21/Nov/2026:09:00:00 +0000',
      timeEpoch: epoch,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

/** An event of SQS with one message. */
function queueEvent(queue: string, message: DocumentsMessage | FlowMessage | PayableMessage): object {
  const body = JSON.stringify(message);
  return {
    Records: [
      {
        messageId: uuidV5('sample message', queue),
        receiptHandle: 'sample',
        body,
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: String(epoch),
          SenderId: accountId,
          ApproximateFirstReceiveTimestamp: String(epoch),
        },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: `arn:aws:sqs:${region}:${accountId}:${queue}`,
        awsRegion: region,
      },
    ],
  };
}

/** An event of a schedule of EventBridge. */
const scheduleEvent = (rule: string): object => ({
  version: '0',
  id: uuidV5('sample schedule', rule),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: accountId,
  time: at,
  region,
  resources: [`arn:aws:events:${region}:${accountId}:rule/${rule}`],
  detail: {},
});

/** PSB announces a sample once more, as it does when it did not get our answer (psb.md 2.4, 2.5). */
function webhookEvent(party: string, { documentId }: PayableMessage): object {
  const body = JSON.stringify({
    topic: 'InvoiceReceived',
    partyId: party,
    documentId,
    hookId: 'acquit',
    createdOn: at,
    sentOn: at,
  });
  const [secret = ''] = secrets['psb-webhook'].secrets;
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-econnect-signature': `sha256=${signature}` };
  return httpEvent('POST', '/psb/webhook', '', headers, body);
}

/** Every sample event by the name of its function; the same samples give the same events. */
export function sampleEvents(): Readonly<Record<string, object>> {
  const byErp = payableOf(acme, 'nlcius-betalingskenmerk.xml');
  const held = payableOf(acme, 'bis3-new-bank-account.xml');
  // A ticket that nobody issued: acquit payables authorise makes good ones, whose page it leads to.
  const ticket = Buffer.alloc(32, 'sample').toString('base64url');
  const html = { accept: 'text/html' };
  return {
    receivePsbWebhook: webhookEvent(acme, byErp),
    processDocument: queueEvent('DocumentsQueue', {
      event: {
        topic: 'InvoiceReceived',
        partyId: acme,
        documentId: held.documentId,
        createdOn: at,
        receivedAt: at,
        stale: false,
      },
    }),
    submitPaymentRequest: queueEvent('SubmissionsQueue', byErp),
    pollStatuses: scheduleEvent('pollStatuses'),
    startAuthorisation: httpEvent('GET', '/psd2/start', `ticket=${ticket}`, html),
    // A state that nobody issued: only a bank can send a good one.
    receivePsd2Callback: httpEvent('GET', '/psd2/callback', 'code=sample-code&state=sample-state', html),
    // Of a way to the bank that nobody went.
    completeAuthorisation: queueEvent('AuthorisationsQueue', { flow: 'sample-flow' }),
    respondToSupplier: queueEvent('ResponsesQueue', byErp),
    watchRetention: scheduleEvent('watchRetention'),
    sweep: scheduleEvent('sweep'),
    reconcilePayments: scheduleEvent('reconcilePayments'),
    renewConsents: scheduleEvent('renewConsents'),
  };
}

/** The names of the functions whose event file is missing or out of step with the samples. */
export function staleEvents(): string[] {
  return Object.entries(sampleEvents())
    .filter(([name, event]) => {
      const file = urlOf(`${name}.json`);
      return !existsSync(file) || readFileSync(file, 'utf8') !== print(event);
    })
    .map(([name]) => name);
}

const print = (event: object): string => `${JSON.stringify(event, null, 2)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const stale = staleEvents();
    if (stale.length > 0) {
      process.stderr.write(
        `Out of step with the samples: ${stale.join(', ')}. Run "node scripts/print-events.ts".\n`,
      );
      process.exitCode = 1;
    }
  } else {
    for (const [name, event] of Object.entries(sampleEvents()))
      writeFileSync(urlOf(`${name}.json`), print(event));
  }
}
