import { randomUUID } from 'node:crypto';
import { challengeOf } from '../../sandbox/bank/oauth-api.ts';
import { type SandboxBankOptions, startSandboxBank } from '../../sandbox/bank/start-sandbox-bank.ts';
import { createVirtualClock } from '../../sandbox/virtual-clock.ts';
import { stopAfterTest } from './kit.ts';

export const ownIban = 'BE68539007547034';
export const otherIban = 'NL91ABNA0417164300';
export const redirectUri = 'http://127.0.0.1:3999/psd2/callback';
export const payments = '/v1/payments/sepa-credit-transfers';
const clientId = 'PSDBE-NBB-0123456789';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

export const transfer = {
  instructedAmount: { currency: 'EUR', amount: '100.00' },
  debtorAccount: { iban: ownIban },
  creditorName: 'Bakker en Zonen',
  creditorAccount: { iban: 'BE71096123456769' },
  endToEndIdentification: 'INV20240001',
  remittanceInformationUnstructured: 'INV-2024-0001',
};
export const consentBody = {
  access: { balances: [{ iban: ownIban }], transactions: [{ iban: ownIban }] },
  recurringIndicator: true,
  validUntil: '2026-06-30',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};

/** What answers of the bank may hold; a test asserts on what it uses. */
export interface Answer {
  readonly paymentId: string;
  readonly basketId: string;
  readonly consentId: string;
  readonly transactionStatus: string;
  readonly consentStatus: string;
  readonly scaStatus: string;
  readonly fundsAvailable: unknown;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly error: string;
  readonly accounts: readonly { readonly resourceId: string }[];
  readonly transactions: { readonly booked: readonly Entry[]; readonly _links: Links };
  readonly tppMessages: readonly { readonly code: string }[];
  readonly _links: Links;
}
interface Entry {
  readonly transactionAmount: { readonly amount: unknown };
}
type Links = Readonly<Record<string, { readonly href: string } | undefined>>;

/** A sandbox bank and a caller who says exactly what the test says; `baskets` and so on are paths. */
export async function startBank(options: Partial<SandboxBankOptions> = {}) {
  const clock = createVirtualClock();
  const bank = stopAfterTest(
    await startSandboxBank({
      apiKey: 'key',
      clientId,
      redirectUris: [redirectUri],
      debtorIbans: [ownIban, otherIban],
      clock,
      ...options,
    }),
  );
  const call = async (
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const response = await fetch(new URL(path, bank.url), {
      method,
      headers: { apiKey: 'key', 'X-Request-ID': randomUUID(), ...init.headers },
      ...(init.body !== undefined && {
        body: typeof init.body === 'string' ? init.body : JSON.stringify(init.body),
      }),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Answer) : ({} as Answer); // see Answer
    return {
      status: response.status,
      headers: response.headers,
      text,
      json,
      code: json.tppMessages?.[0]?.code,
    };
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call('POST', path, {
      body,
      headers: {
        'Content-Type': 'application/json',
        'PSU-IP-Address': '192.0.2.17',
        'TPP-Redirect-URI': redirectUri,
        'TPP-Redirect-Preferred': 'true',
        ...headers,
      },
    });
  const get = (path: string, headers: Record<string, string> = {}) => call('GET', path, { headers });
  const remove = (path: string) => call('DELETE', path);
  const explicit = { 'TPP-Explicit-Authorisation-Preferred': 'true' };
  const token = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    call('POST', '/v1/token', {
      body: new URLSearchParams({ client_id: clientId, ...fields }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });

  /** The address at the bank behind the `scaOAuth` of an answer. */
  async function authorizeUrl(links: Links, scope: string): Promise<string> {
    const href = links['scaOAuth']?.href ?? '';
    const { authorization_endpoint: endpoint } = JSON.parse((await get(href)).text) as Record<string, string>; // used below
    const query = {
      response_type: 'code',
      client_id: clientId,
      scope,
      state: 'state-1',
      redirect_uri: redirectUri,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
    };
    return `${endpoint}?${new URLSearchParams(query).toString()}`;
  }
  const exchange = (location: string) =>
    token({
      grant_type: 'authorization_code',
      code: new URL(location).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
  /** Approves and fetches the token. */
  const approve = async (links: Links, scope: string) =>
    (await exchange(await bank.approve(await authorizeUrl(links, scope)))).json;

  /** A valid AIS consent with what its reads carry. */
  async function consent(body: object = consentBody) {
    const { json } = await post('/v1/consents', body);
    const tokens = await approve(json._links, `AIS:${json.consentId}`);
    const headers = { 'Consent-ID': json.consentId, Authorization: `Bearer ${tokens.access_token}` };
    return { consentId: json.consentId, headers, refreshToken: tokens.refresh_token };
  }
  /** A paid payment. */
  async function pay(body: object = transfer) {
    const { json } = await post(payments, body);
    await approve(json._links, `PIS:${json.paymentId}`);
    return json.paymentId;
  }
  const status = async (paymentId: string) =>
    (await get(`${payments}/${paymentId}/status`)).json.transactionStatus;

  return {
    bank,
    clock,
    call,
    post,
    get,
    remove,
    explicit,
    token,
    authorizeUrl,
    exchange,
    approve,
    consent,
    pay,
    status,
  };
}
