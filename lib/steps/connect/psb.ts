import type { Secret } from '../../config/secrets.ts';
import type { Settings } from '../../config/settings.ts';
import { createSend } from '../../http/create-send.ts';
import { createTokenSource } from '../../http/token-source.ts';
import { createPsbClient, type PsbClient } from '../../psb/psb-client.ts';
import { callTimeoutMs } from './call-timeout.ts';

export const psbSettings = ['PSB_URL', 'PSB_IDENTITY_URL'] as const;

/** Our largest document: what the reader takes, attachments and all. */
const maxDocumentBytes = 60 * 1024 * 1024;

/** The PSB client of a function; its token is kept while the function is warm (psb.md 1.2). */
export function connectPsb(
  settings: Settings<(typeof psbSettings)[number]>,
  secret: Secret<'psb'>,
): PsbClient {
  const { PSB_URL, PSB_IDENTITY_URL } = settings;
  const now = () => new Date();
  const send = createSend({
    timeoutMs: callTimeoutMs.psb,
    maxBodyBytes: maxDocumentBytes,
    allowedHosts: [new URL(PSB_URL).host, new URL(PSB_IDENTITY_URL).host],
    insecureLoopback: PSB_URL.startsWith('http:'),
  });
  const subscription = secret.subscriptionKey;
  const tokens = createTokenSource({
    send,
    tokenUrl: `${PSB_IDENTITY_URL}/connect/token`,
    clientId: secret.clientId,
    clientSecret: secret.clientSecret,
    scope: 'ap',
    now,
    codes: { unavailable: 'PSB_UNAVAILABLE', unauthorised: 'PSB_UNAUTHORISED' },
  });
  return createPsbClient({ baseUrl: PSB_URL, subscriptionKey: subscription, send, tokens, now });
}
