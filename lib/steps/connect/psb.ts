import type { Secret } from '../../config/secrets.ts';
import type { Settings } from '../../config/settings.ts';
import { createSend } from '../../http/create-send.ts';
import { createTokenSource } from '../../http/token-source.ts';
import { createPsbClient, type PsbClient, type PsbClientOptions } from '../../psb/psb-client.ts';
import { callTimeoutMs } from './call-timeout.ts';

export const psbSettings = ['PSB_URL', 'PSB_IDENTITY_URL'] as const;

type PsbSettings = Settings<(typeof psbSettings)[number]>;

/** Our largest document: what the reader takes, attachments and all. */
const maxDocumentBytes = 60 * 1024 * 1024;

/** The PSB client of a function; its token is kept while the function is warm (psb.md 1.2). */
export const connectPsb = (settings: PsbSettings, secret: Secret<'psb'>): PsbClient =>
  createPsbClient(psbOptions(settings, secret));

/** How PSB is reached, with the application's own rights or, where the secret names one, with a user's. */
export function psbOptions(
  settings: PsbSettings,
  secret: Secret<'psb'>,
  timeoutMs: number = callTimeoutMs.psb,
): PsbClientOptions {
  const { PSB_URL, PSB_IDENTITY_URL } = settings;
  const { clientId, clientSecret, subscriptionKey, username, password } = secret;
  const now = () => new Date();
  const send = createSend({
    timeoutMs,
    maxBodyBytes: maxDocumentBytes,
    allowedHosts: [new URL(PSB_URL).host, new URL(PSB_IDENTITY_URL).host],
    insecureLoopback: PSB_URL.startsWith('http:'),
  });
  const tokens = createTokenSource({
    send,
    tokenUrl: `${PSB_IDENTITY_URL}/connect/token`,
    clientId,
    clientSecret,
    ...(username !== undefined && password !== undefined && { password: { username, password } }),
    scope: 'ap',
    now,
    codes: { unavailable: 'PSB_UNAVAILABLE', unauthorised: 'PSB_UNAUTHORISED' },
  });
  return { baseUrl: PSB_URL, subscriptionKey, send, tokens, now };
}
