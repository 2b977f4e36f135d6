import { HttpFailure } from '../http/http-failure.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { noAnswer } from '../http/no-answer.ts';
import { bankHeaders, callBankAtMostTwice } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { clientAssertion } from './client-assertion.ts';

/**
 * Asks the token endpoint for a grant and gives its answer of 200 (psd2.md 3.5, 3.6). After a lost answer or a 5xx
 * the same request is sent once more at once. Throws AcquitErrors as bankError says, without a word of the bank in
 * them, since banks repeat codes and tokens, and as clientAssertion.
 */
export async function requestToken(
  settings: BankSettings,
  grant: Readonly<Record<string, string>>,
  requestId: string,
): Promise<HttpResponse> {
  const client = await clientAuthentication(settings, requestId);
  const { last } = await callBankAtMostTwice(settings, {
    method: 'POST',
    url: settings.tokenUrl,
    headers: {
      ...bankHeaders(settings, { requestId }),
      ...client.headers,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: Buffer.from(new URLSearchParams({ ...grant, ...client.fields }).toString()),
  });
  if (last instanceof HttpFailure) throw noAnswer(last, 'BANK_UNAVAILABLE');
  if (last.status !== 200) throw bankError(last, { now: settings.now(), requestId, hideText: true });
  return last;
}

interface ClientAuthentication {
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** Under `tls_client_auth` the QWAC proves who we are, and client_id says whom to look for (RFC 8705 2). */
async function clientAuthentication(
  settings: BankSettings,
  requestId: string,
): Promise<ClientAuthentication> {
  const { clientAuth, clientId, clientSecret = '' } = settings;
  if (clientAuth === 'client_secret_basic') {
    // Both are form-encoded before they are joined (RFC 6749 2.3.1).
    const pair = [clientId, clientSecret].map((part) =>
      new URLSearchParams([['', part]]).toString().slice(1),
    );
    return {
      headers: { Authorization: `Basic ${Buffer.from(pair.join(':')).toString('base64')}` },
      fields: {},
    };
  }
  if (clientAuth === 'private_key_jwt') {
    const assertion = await clientAssertion(settings, requestId);
    return {
      headers: {},
      fields: {
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      },
    };
  }
  const secret = clientAuth === 'client_secret_post' ? { client_secret: clientSecret } : {};
  return { headers: {}, fields: { client_id: clientId, ...secret } };
}
