import type { Secret } from '../../config/secrets.ts';
import type { Settings } from '../../config/settings.ts';
import { createSend } from '../../http/create-send.ts';
import { type BankClient, createBankClient } from '../../psd2/bank-client.ts';
import { callTimeoutMs } from './call-timeout.ts';

export const bankSettings = ['BANK_URL', 'BANK_TOKEN_URL', 'BANK_HOSTS', 'PUBLIC_URL'] as const;

/**
 * The bank client of a function. The certificates of mTLS and of message signing will come in here, with the
 * secret of the bank, when the bank asks for them.
 */
export function connectBank(
  settings: Settings<(typeof bankSettings)[number]>,
  secret: Secret<'bank'>,
): BankClient {
  const { BANK_URL, BANK_TOKEN_URL, BANK_HOSTS, PUBLIC_URL } = settings;
  return createBankClient({
    baseUrl: BANK_URL,
    tokenUrl: BANK_TOKEN_URL,
    allowedHosts: BANK_HOSTS,
    send: createSend({
      timeoutMs: callTimeoutMs.bank,
      maxBodyBytes: 1024 * 1024,
      allowedHosts: BANK_HOSTS,
      insecureLoopback: BANK_URL.startsWith('http:'),
    }),
    apiKey: secret.apiKey,
    clientId: secret.clientId,
    redirectUri: `${PUBLIC_URL}/psd2/callback`,
    scopeTemplate: 'PIS:{id}',
    now: () => new Date(),
  });
}
