import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createSend } from '../../lib/http/create-send.ts';
import { createBankClient } from '../../lib/psd2/bank-client.ts';
import type { GivenBankSettings, ScopeTemplates } from '../../lib/psd2/bank-settings.ts';
import { createConsentClient } from '../../lib/psd2/consent-client.ts';
import { createPkce } from '../../lib/psd2/pkce.ts';
import { type SandboxBankOptions, startSandboxBank } from '../../sandbox/bank/start-sandbox-bank.ts';
import { createVirtualClock } from '../../sandbox/virtual-clock.ts';
import { keepRequests } from './keep-requests.ts';

export const ownIban = 'BE68539007547034';
const redirectUri = 'https://acquit.example/psd2/callback';
const services = ['payments', 'bulk-payments', 'periodic-payments'] as const;
const products = ['sepa-credit-transfers', 'pain.001-sepa-credit-transfers'];

interface Flow {
  readonly scaOAuthHref?: string | undefined;
  readonly resourceId: string;
  readonly scope: keyof ScopeTemplates;
}

/** Our client against a sandbox bank that writes down every request; `allowedHosts` is that bank alone. */
export async function startRecordedBank(
  options: Partial<SandboxBankOptions> = {},
  settings: Partial<GivenBankSettings> = {},
) {
  const recorded = keepRequests('client', onTestFinished);
  const clock = createVirtualClock(new Date('2026-11-20T10:00:00Z'));
  const [apiKey, clientId] = ['the api key of the test', 'PSDBE-NBB-0123456789'];
  const redirectUris = [redirectUri];
  const debtorIbans = [ownIban];
  const bank = await startSandboxBank({
    apiKey,
    clientId,
    redirectUris,
    debtorIbans,
    clock,
    recorded,
    futureDated: true,
    ...options,
  });
  onTestFinished(() => bank.stop());
  const allowedHosts = [new URL(bank.url).host];
  const send = createSend({ timeoutMs: 5000, maxBodyBytes: 1_000_000, allowedHosts, insecureLoopback: true });
  const given: GivenBankSettings = {
    baseUrl: bank.url,
    tokenUrl: `${bank.url}/v1/token`,
    allowedHosts,
    send,
    apiKey,
    clientId,
    redirectUri,
    now: () => clock.now(),
    products: services.flatMap((service) => products.map((product) => ({ service, product }))),
    baskets: { enabled: true, max: 50 },
    futureDated: true,
    fundsCheck: true,
    ...settings,
  };
  const client = createBankClient(given);
  const consents = createConsentClient(given);
  const call = () => ({ requestId: randomUUID(), psuIpAddress: '203.0.113.7' });

  /** As the PSU and our callback: to the bank, approve, back, the token. */
  async function authorise({ scaOAuthHref = '', resourceId, scope }: Flow) {
    const metadata = await client.readAuthorisationMetadata(scaOAuthHref);
    const { verifier, challenge } = createPkce(Buffer.alloc(32, resourceId));
    const state = 'a state of the test';
    const request = { metadata, resourceId, scope, state, codeChallenge: challenge };
    const back = new URL(await bank.approve(client.authorizeUrl(request)));
    const code = back.searchParams.get('code') ?? '';
    const exchange = { code, codeVerifier: verifier, requestId: randomUUID(), resourceId };
    return client.exchangeCode(exchange);
  }

  return { bank, clock, client, consents, recorded, call, authorise };
}

export type RecordedBank = Awaited<ReturnType<typeof startRecordedBank>>;
