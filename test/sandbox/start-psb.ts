import { type SandboxPsbOptions, startSandboxPsb } from '../../sandbox/psb/start-sandbox-psb.ts';
import { createVirtualClock, type VirtualClock } from '../../sandbox/virtual-clock.ts';
import { fetchToken, startWebhookReceiver, stopAfterTest } from './kit.ts';

export const documentId = '69fb5e02-7c51-4b62-a469-424054674c4a';

export const invoice = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="a" xmlns:cbc="b">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>2024-001</cbc:ID>
  <cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0106">87654321</cbc:EndpointID></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="0106">22222222</cbc:EndpointID></cac:Party></cac:AccountingCustomerParty>
</Invoice>`);

export const invoicePath = `/NL%3AKVK%3A22222222/purchaseInvoice/${documentId}`;

/** A sandbox PSB on a virtual clock with one webhook, a receiver for it, and calls with a token of the application. */
export async function startPsb(
  options: Partial<Omit<SandboxPsbOptions, 'clock'>> & { clock?: VirtualClock } = {},
) {
  const receiver = await startWebhookReceiver();
  const clock = options.clock ?? createVirtualClock();
  const psb = stopAfterTest(
    await startSandboxPsb({
      clientId: 'acquit',
      clientSecret: 'tell-nobody',
      parties: ['NL:KVK:11111111', 'NL:KVK:22222222'],
      hooks: [{ id: 'invoices', action: `${receiver.url}/psb#s3cr3t`, topics: ['*Received'] }],
      ...options,
      clock,
    }),
  );
  const credentials = {
    grant_type: 'client_credentials',
    client_id: 'acquit',
    client_secret: 'tell-nobody',
    scope: 'ap',
  };
  const tokenUrl = `${psb.identityUrl}/connect/token`;
  const askToken = (fields: Record<string, string>) =>
    fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(fields) });
  const token = await fetchToken(tokenUrl, credentials);
  const send = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${psb.url}${path}`, {
      ...init,
      method,
      headers: { Authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) }, // ours are plain objects
    });
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    send(method, `/api/v1${path}`, {
      headers: { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
  /** A multipart upload; `path` with its version. */
  const upload = (path: string, file: File, more: Record<string, string> = {}, id?: string) => {
    const form = new FormData();
    form.set('file', file);
    for (const [name, value] of Object.entries(more)) form.set(name, value);
    return send('POST', path, {
      body: form,
      headers: id === undefined ? {} : { 'X-EConnect-DocumentId': id },
    });
  };
  const receive = () => psb.receiveDocument({ party: 'NL:KVK:22222222', bytes: invoice, documentId });
  /** What the receiver got, as events. */
  const events = () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { psb, clock, receiver, askToken, tokenUrl, credentials, send, call, upload, receive, events };
}

/** The status of an answer, and PSB's own code in its error body (psb.md 4.4). */
export async function refusal(answer: Response | Promise<Response>): Promise<[number, unknown]> {
  const response = await answer;
  const body = (await response.json()) as { code?: unknown }; // only compared
  return [response.status, body.code];
}
