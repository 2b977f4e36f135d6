import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { bankDay } from './bank-day.ts';
import type { BankContext } from './bank-context.ts';
import { checkContentType, checkRedirectHeaders } from './check-headers.ts';
import { isExplicit } from './created-answer.ts';
import { type CreationCall, readCreationCall } from './creation-call.ts';
import { readFormParts } from './form-parts.ts';
import { readPayment } from './read-payment.ts';
import { startAuthorisation } from './start-authorisation.ts';
import type { StoredPayment } from './stored.ts';
import { TppError } from './tpp-error.ts';

/**
 * Takes in a payment, or finds the one that the same X-Request-ID with the same bytes made before (psd2.md 1.5).
 * Whether the account exists or holds the money is not looked at here: that is for the SCA (psd2.md 0, S11).
 * Throws a TppError.
 */
export async function createPayment(
  c: Context,
  context: BankContext,
): Promise<{ payment: StoredPayment; call: CreationCall }> {
  const { state, record, now } = context;
  const [service = '', product = ''] = [c.req.param('service'), c.req.param('product')];
  if (!context.products.includes(`${service}/${product}`)) {
    throw new TppError(404, 'PRODUCT_UNKNOWN', 'This payment product is not offered.');
  }
  const isXml = product.startsWith('pain.001-');
  const isForm = isXml && service === 'periodic-payments';
  checkContentType(c, isForm ? 'form' : isXml ? 'xml' : 'json');
  const redirectUri = checkRedirectHeaders(c, 'payment', context);
  // Nothing waits between the look for an earlier payment and its record.
  const parts = isForm ? await readFormParts(c) : undefined;
  const call = await readCreationCall(c, context);
  const id = call.earlier ?? randomUUID();
  if (call.earlier === undefined) {
    const { futureDated } = context;
    const form = { service, product, parts, futureDated, today: bankDay(now()) };
    const read = readPayment(call.bytes, form);
    const { requestId, bodyHash } = call;
    // A bank without baskets does not know what the wish is for (psd2.md 5).
    const explicit = context.quirks.alwaysExplicit || (context.mostInBasket > 0 && isExplicit(c, context));
    const createdAt = now().toISOString();
    const creation = { id, requestId, bodyHash, redirectUri, createdAt };
    record({
      type: 'created',
      resource: { kind: 'payment', ...creation, service, product, explicit, ...read },
    });
    const exempted = service === 'payments' && read.transfers.every(context.withoutSca);
    if (exempted) record({ type: 'exempted', resourceId: id, at: createdAt });
    else if (!explicit) startAuthorisation({ resourceId: id, purpose: 'create', redirectUri, call }, context);
  }
  const payment = state.resources.get(id);
  if (payment?.kind !== 'payment') throw new Error('A recorded payment is not in the state.');
  return { payment, call };
}
