import type { GivenBankSettings } from '../../lib/psd2/bank-settings.ts';
import { createConsentClient } from '../../lib/psd2/consent-client.ts';
import { now, type Reply, scriptedSend } from '../http/stand-in.ts';
import { base } from './bank-against.ts';

export const consentSettings = {
  baseUrl: base,
  apiKey: 'key-1',
  clientId: 'PSDBE-NBB-0123456789',
  redirectUri: 'https://tpp.example/psd2/callback',
  tokenUrl: `${base}/v1/token`,
  allowedHosts: ['api.bank.example', 'login.bank.example'],
  now,
} satisfies Omit<GivenBankSettings, 'send'>;

/** A client for consents and account data of a bank that plays this script. */
export function consentsAgainst(...script: Reply[]) {
  return consentsOf({}, ...script);
}

/** The same, of a bank with settings of its own. */
export function consentsOf(more: Partial<GivenBankSettings>, ...script: Reply[]) {
  const send = scriptedSend(...script);
  return { send, bank: createConsentClient({ ...consentSettings, send, ...more }) };
}

export const iban = 'BE68539007547034';
export const otherIban = 'BE71096123456769';

/** Unattended reads with request ids `id-1`, `id-2`, …. */
export function accountRead() {
  let calls = 0;
  return {
    consentId: 'consent/1',
    accessToken: 'at-1',
    newRequestId: () => {
      calls += 1;
      return `id-${calls}`;
    },
  };
}
