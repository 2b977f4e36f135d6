import { createHash, randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import * as z from 'zod';
import type { BankContext } from './bank-context.ts';
import type { StoredPayment } from './bank-state.ts';
import { type PaymentBody, paymentBodySchema } from './payment-body.ts';
import { TppError } from './tpp-error.ts';

/**
 * Takes in a payment, or finds the one that the same X-Request-ID with the same bytes made before (psd2.md 1.5).
 * Whether the account exists or holds the money is not looked at here: that is for the SCA (psd2.md 0, S11).
 * Throws a TppError.
 */
export async function createPayment(request: Request, context: BankContext): Promise<StoredPayment> {
  const { state, now, record } = context;
  const redirectUri = checkHeaders(request.headers, context.redirectUris);
  const bytes = new Uint8Array(await request.arrayBuffer());
  const bodyHash = createHash('sha256').update(bytes).digest('hex');
  const requestId = request.headers.get('X-Request-ID') ?? '';

  const earlier = state.byRequest(requestId);
  if (earlier?.bodyHash === bodyHash) return earlier;
  if (earlier !== undefined) {
    throw new TppError(400, 'PARAMETER_NOT_CONSISTENT', 'This X-Request-ID came before with another body.');
  }
  const body = parseBody(bytes);
  const [id, authorisationId, createdAt] = [randomUUID(), randomUUID(), now().toISOString()];
  record({
    type: 'created',
    payment: { id, authorisationId, requestId, bodyHash, body, redirectUri, createdAt },
  });
  if (context.withoutSca(body)) record({ type: 'exempted', paymentId: id, at: createdAt });
  const payment = state.payments.get(id);
  if (payment === undefined) throw new Error('A recorded payment is not in the state.');
  return payment;
}

/** The header rules of POST payment (psd2.md 1.4); the answer is the redirect URI. */
function checkHeaders(headers: Headers, redirectUris: readonly string[]): string {
  if (!/^application\/json\b/i.test(headers.get('Content-Type') ?? '')) {
    throw new TppError(415, 'FORMAT_ERROR', 'The body must be application/json.');
  }
  if (headers.has('Consent-ID')) {
    throw new TppError(400, 'SESSIONS_NOT_SUPPORTED', 'AIS and PIS cannot be combined in one session.');
  }
  if (headers.has('Authorization')) {
    throw new TppError(403, 'SERVICE_BLOCKED', 'No token may be sent before the SCA.');
  }
  if (isIP(headers.get('PSU-IP-Address') ?? '') === 0) throw formatError('PSU-IP-Address');
  if (headers.get('TPP-Redirect-Preferred') !== 'true') throw formatError('TPP-Redirect-Preferred');
  const redirectUri = headers.get('TPP-Redirect-URI') ?? '';
  if (!redirectUris.includes(redirectUri)) throw formatError('TPP-Redirect-URI');
  return redirectUri;
}

const formatError = (header: string) =>
  new TppError(400, 'FORMAT_ERROR', `The header ${header} is missing or not allowed.`, header);

function parseBody(bytes: Uint8Array): PaymentBody {
  const parsed = paymentBodySchema.safeParse(parseJson(bytes));
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.');
  throw new TppError(400, 'FORMAT_ERROR', z.prettifyError(parsed.error), path);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new TppError(400, 'FORMAT_ERROR', 'The body is no JSON.');
  }
}
