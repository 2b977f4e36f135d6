import type { Secret } from '../../config/secrets.ts';
import type { Settings } from '../../config/settings.ts';
import { createErpClient, type ErpClient, type ErpClientOptions } from '../../erp/erp-client.ts';
import { createSend } from '../../http/create-send.ts';
import { createTokenSource } from '../../http/token-source.ts';
import { callTimeoutMs } from './call-timeout.ts';

export const erpSettings = ['ERP_URL', 'ERP_TOKEN_URL'] as const;

type ErpSettings = Settings<(typeof erpSettings)[number]>;

/** The ERP client of a function; its token is kept while the function is warm. */
export const connectErp = (settings: ErpSettings, secret: Secret<'erp'>): ErpClient =>
  createErpClient(erpOptions(settings, secret));

/** How the ERP is reached. */
export function erpOptions(
  settings: ErpSettings,
  secret: Secret<'erp'>,
  timeoutMs: number = callTimeoutMs.erp,
): ErpClientOptions {
  const { ERP_URL, ERP_TOKEN_URL } = settings;
  const now = () => new Date();
  const send = createSend({
    timeoutMs,
    maxBodyBytes: 4 * 1024 * 1024,
    allowedHosts: [new URL(ERP_URL).host, new URL(ERP_TOKEN_URL).host],
    insecureLoopback: ERP_URL.startsWith('http:'),
  });
  const tokens = createTokenSource({
    send,
    tokenUrl: ERP_TOKEN_URL,
    clientId: secret.clientId,
    clientSecret: secret.clientSecret,
    now,
    codes: { unavailable: 'ERP_UNAVAILABLE', unauthorised: 'ERP_UNAUTHORISED' },
  });
  return { baseUrl: ERP_URL, send, tokens, now };
}
