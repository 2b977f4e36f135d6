import type { HttpRequest } from '../../http/http-response.ts';
import type { MessageSignature } from '../bank-settings.ts';
import { digest } from './digest.ts';
import { signatureHeader } from './signature-header.ts';
import { signedNames, signingString } from './signing-string.ts';

/**
 * Adds Digest, Signature and TPP-Signature-Certificate, and Date where the list wants it signed (psd2.md 2.1).
 * Whoever sends the same request again sends what this gave: same id, bytes and signature (1.5). Throws what the
 * seal throws, before anything is sent.
 */
export async function signRequest(
  { seal, keyId, algorithm, digest: digestAlgorithm, headers: list, certificate }: MessageSignature,
  request: HttpRequest,
  now: Date,
): Promise<HttpRequest> {
  const unsigned: HttpRequest = {
    ...request,
    headers: {
      ...request.headers,
      Digest: digest(request.body, digestAlgorithm),
      ...(list?.includes('date') === true && { Date: now.toUTCString() }),
    },
  };
  const names = signedNames(unsigned, list);
  const signature = await seal.sign(Buffer.from(signingString(unsigned, names), 'utf8'), algorithm);
  return {
    ...unsigned,
    headers: {
      ...unsigned.headers,
      'TPP-Signature-Certificate': certificate,
      Signature: signatureHeader({ keyId, algorithm, names, signature }),
    },
  };
}
