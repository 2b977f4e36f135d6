import type { HttpRequest } from '../http/http-response.ts';
import type { BankSettings, MessageSignature } from './bank-settings.ts';
import { withPsuAddress } from './psu-address.ts';
import { signRequest } from './signature/sign-request.ts';

/**
 * The request as it goes to the bank: with the address of the PSU that the bank takes, and signed. Sent again it
 * stays as it is (psd2.md 1.5). Throws what the seal throws.
 */
export async function prepareRequest(settings: BankSettings, request: HttpRequest): Promise<HttpRequest> {
  const addressed = withPsuAddress(settings, request);
  const signature = signatureFor(settings, addressed);
  return signature === undefined ? addressed : signRequest(signature, addressed, settings.now());
}

/**
 * Every XS2A call is signed, calls of the token endpoint where that is configured (psd2.md U-04). A call without
 * X-Request-ID is none of both: it reads the metadata of the OAuth server.
 */
function signatureFor(
  { signature, tokenUrl }: BankSettings,
  { url, headers }: HttpRequest,
): MessageSignature | undefined {
  if (url === tokenUrl) return signature?.signsTokenCalls === true ? signature : undefined;
  return headers?.['X-Request-ID'] === undefined ? undefined : signature;
}
