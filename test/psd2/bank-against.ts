import { createBankClient } from '../../lib/psd2/bank-client.ts';
import type { GivenBankSettings } from '../../lib/psd2/bank-settings.ts';
import { now, type Reply, scriptedSend } from '../http/stand-in.ts';

export const requestId = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
export const base = 'https://api.bank.example/berlingroup';
export const payments = `${base}/v1/payments/sepa-credit-transfers`;

/** A client of a bank that plays this script. */
export const bankAgainst = (...script: Reply[]) => bankWith({}, ...script);

/** The same of a bank that is configured in another way. */
export function bankWith(change: Partial<GivenBankSettings>, ...script: Reply[]) {
  const send = scriptedSend(...script);
  const bank = createBankClient({
    baseUrl: base,
    apiKey: 'key-1',
    send,
    clientId: 'PSDBE-NBB-0123456789',
    redirectUri: 'https://tpp.example/psd2/callback',
    tokenUrl: `${base}/v1/token`,
    allowedHosts: ['api.bank.example', 'login.bank.example'],
    now,
    ...change,
  });
  return { send, bank };
}
