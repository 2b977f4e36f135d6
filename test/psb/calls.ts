import { parseDocumentId } from '../../lib/identifiers/document-id.ts';
import type { DocumentId } from '../../lib/identifiers/document-id.ts';
import { createPsbAdministration } from '../../lib/psb/psb-administration.ts';
import { createPsbClient, type PsbClientOptions } from '../../lib/psb/psb-client.ts';
import { hookAction } from '../../lib/psb/hook-action.ts';
import { countedTokens, now, type Reply, scriptedSend } from '../http/stand-in.ts';

export function idOf(text: string): DocumentId {
  const id = parseDocumentId(text);
  if (id === undefined) throw new Error(`${text} is no document id`);
  return id;
}

export const guid = '69fb5e02-7c51-4b62-a469-424054674c4a';
export const documentId = idOf(guid);
export const responseId = idOf('0b1d5a52-5d3c-5c0e-9d3a-2f1e4c7b8a90');
export const party = 'NL:KVK:12345678';
export const hookSecret = 'k4TqZ1v9Xy7Lm2Nb8Rc3Wd6Pf5Gh0JsUaEiOoAeIuYtRrQ';
export const responseBody = Buffer.from('{"status":"RE","reasons":{"REF":"PO number missing"}}');
export const file = { name: 'factuur.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') };
export const hook = {
  id: 'acquit',
  name: 'purchase invoices',
  action: hookAction(`https://hooks.example/psb#${hookSecret}`),
  topics: ['InvoiceReceived'],
  isActive: true,
};

/** Both sides of PSB over a scripted peer. */
export function psbAgainst(...script: Reply[]) {
  const send = scriptedSend(...script);
  const tokens = countedTokens();
  const options: PsbClientOptions = { baseUrl: 'https://psb.example', send, tokens, now };
  return { send, tokens, client: createPsbClient(options), administration: createPsbAdministration(options) };
}

type Psb = Omit<ReturnType<typeof psbAgainst>, 'send' | 'tokens'>;

/** Every call that reads or changes something at PSB, with what it sends. */
export const calls: readonly (readonly [
  name: string,
  request: string,
  call: (psb: Psb) => Promise<unknown>,
])[] = [
  [
    'download',
    `GET /api/v1/NL%3AKVK%3A12345678/purchaseInvoice/${guid}/download`,
    ({ client }) => client.download(party, documentId),
  ],
  [
    'remove',
    `DELETE /api/v1/NL%3AKVK%3A12345678/purchaseInvoice/${guid}`,
    ({ client }) => client.remove(party, documentId),
  ],
  [
    'respond',
    `POST /api/v1/NL%3AKVK%3A12345678/purchaseInvoice/${guid}/response`,
    ({ client }) => client.respond(party, documentId, responseBody, responseId),
  ],
  [
    'queryRecipientParty',
    'POST /api/v1/NL%3AKVK%3A12345678/purchaseInvoice/queryRecipientParty',
    ({ client }) => client.queryRecipientParty(party, ['NL:KVK:1', '0106:1']),
  ],
  [
    'recognise',
    'POST /api/v1/NL%3AKVK%3A12345678/purchaseInvoice/recognize?channel=idr',
    ({ client }) => client.recognise(party, file, documentId),
  ],
  ['me', 'GET /api/v1/me', ({ administration }) => administration.me()],
  ['parties', 'GET /api/v1/me/party', ({ administration }) => administration.parties()],
  [
    'hooks of the environment',
    'GET /api/v1/hook',
    ({ administration }) => administration.hooks({ environment: true }),
  ],
  [
    'hooks of a party',
    'GET /api/v1/NL%3AKVK%3A12345678/hook',
    ({ administration }) => administration.hooks({ party }),
  ],
  [
    'putHook of the environment',
    'PUT /api/v1/hook',
    ({ administration }) => administration.putHook({ environment: true }, hook),
  ],
  [
    'putHook of a party',
    'PUT /api/v1/NL%3AKVK%3A12345678/hook',
    ({ administration }) => administration.putHook({ party }, hook),
  ],
  [
    'deleteHook',
    'DELETE /api/v1/NL%3AKVK%3A12345678/hook/a%3D',
    ({ administration }) => administration.deleteHook({ party }, 'a='),
  ],
  ['ping', 'GET /api/v1/NL%3AKVK%3A12345678/hook/ping', ({ administration }) => administration.ping(party)],
  [
    'documentStatus',
    `GET /api/v1/NL%3AKVK%3A12345678/purchaseInvoice/${guid}/status`,
    ({ administration }) => administration.documentStatus(party, documentId),
  ],
  [
    'downloadAny',
    `GET /api/v1-beta/NL%3AKVK%3A12345678/generic/${guid}/download`,
    ({ administration }) => administration.downloadAny(party, documentId),
  ],
  [
    'receive',
    'POST /api/v1-beta/NL%3AKVK%3A12345678/generic/receive?topic=InvoiceReceived',
    ({ administration }) => administration.receive(party, file, { documentId, topic: 'InvoiceReceived' }),
  ],
  [
    'validate',
    'POST /api/v1-beta/generic/validate',
    ({ administration }) => administration.validate(Buffer.from('<a/>')),
  ],
  [
    'transform',
    'POST /api/v1-beta/generic/transform?targetFormat=urn%3Aa%23b&sourceFormat=s',
    ({ administration }) => administration.transform(Buffer.from('<a/>'), 'urn:a#b', { sourceFormat: 's' }),
  ],
  [
    'deliveryOptions',
    'GET /api/v1/peppol/deliveryOption?partyIds=0106%3A1&partyIds=NL%3AKVK%3A1&documentFamily=invoiceResponse&isCredit=false',
    ({ administration }) =>
      administration.deliveryOptions({
        partyIds: ['0106:1', 'NL:KVK:1'],
        documentFamily: 'invoiceResponse',
        isCredit: false,
      }),
  ],
  ['peppolConfig', 'GET /api/v1/peppol/config', ({ administration }) => administration.peppolConfig()],
  [
    'putPeppolConfig',
    'PUT /api/v1/peppol/config',
    ({ administration }) => administration.putPeppolConfig({ capabilities: {} }),
  ],
  [
    'partyPeppolConfig',
    'GET /api/v1/peppol/config/party/NL%3AKVK%3A12345678',
    ({ administration }) => administration.partyPeppolConfig(party),
  ],
  [
    'putPartyPeppolConfig',
    'PUT /api/v1/peppol/config/party/NL%3AKVK%3A12345678',
    ({ administration }) => administration.putPartyPeppolConfig(party, { capabilities: {} }),
  ],
];
