import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { addAuthorisationRoutes } from './authorisation-api.ts';
import type { BankContext } from './bank-context.ts';
import { checkContentType, checkPsuAddress, checkRedirectHeaders } from './check-headers.ts';
import { checkToken, scopesOf } from './check-token.ts';
import { createdLinks, isExplicit } from './created-answer.ts';
import { creationStatus, readCreationCall } from './creation-call.ts';
import { holdTo, parseJson } from './json-body.ts';
import { basketStatus, isTimedOut } from './payment-status.ts';
import { startAuthorisation } from './start-authorisation.ts';
import type { StoredBasket, StoredPayment } from './stored.ts';
import { TppError, unknownResource } from './tpp-error.ts';

const collection = '/v1/signing-baskets';
const one = `${collection}/:basketId`;

const bodySchema = z.strictObject({ paymentIds: z.array(z.string()).min(1) });
const withConsents = z.object({ consentIds: z.unknown() });

/** Signing baskets, which hold payments only (psd2.md 5). */
export function addBasketRoutes(app: Hono, context: BankContext): void {
  const { state, record, now, quirks } = context;
  const statusOf = (basket: StoredBasket) => quirks.transactionStatus ?? basketStatus(basket, context);
  const find = (c: Context, { token }: { readonly token: boolean }): StoredBasket => {
    const basket = state.resources.get(c.req.param('basketId') ?? '');
    if (basket?.kind !== 'basket') throw unknownResource('signing basket');
    checkPsuAddress(c, false, context);
    const needed = token && context.statusAuth === 'bearer';
    checkToken(c, context, { scopes: scopesOf(basket, context), needed });
    return basket;
  };

  app.use(`${collection}/*`, async (_, next) => {
    if (context.mostInBasket === 0) throw new TppError(405, 'SERVICE_INVALID', 'Baskets are not offered.');
    await next();
  });

  app.post(collection, async (c) => {
    checkContentType(c, 'json');
    const redirectUri = checkRedirectHeaders(c, 'basket', context);
    const call = await readCreationCall(c, context);
    const id = call.earlier ?? randomUUID();
    if (call.earlier === undefined) {
      const paymentIds = readPaymentIds(call.bytes, context);
      const { requestId, bodyHash } = call;
      const explicit = isExplicit(c, context);
      const creation = { id, requestId, bodyHash, redirectUri, createdAt: now().toISOString() };
      record({ type: 'created', resource: { kind: 'basket', ...creation, explicit, paymentIds } });
      if (!explicit) startAuthorisation({ resourceId: id, purpose: 'create', redirectUri, call }, context);
    }
    const basket = state.resources.get(id);
    if (basket?.kind !== 'basket') throw new Error('A recorded basket is not in the state.');
    const _links = createdLinks(c, context, { resource: basket, self: `${collection}/${id}` });
    const facts = { transactionStatus: statusOf(basket), basketId: id };
    return c.json({ ...facts, _links }, creationStatus(call, context));
  });

  app.get(one, (c) => {
    const basket = find(c, { token: true });
    return c.json({ payments: basket.paymentIds, transactionStatus: statusOf(basket) });
  });

  app.get(`${one}/status`, (c) => c.json({ transactionStatus: statusOf(find(c, { token: true })) }));

  app.delete(one, (c) => {
    const basket = find(c, { token: false });
    if (basketStatus(basket, context) !== 'RCVD') {
      throw new TppError(409, 'STATUS_INVALID', 'The basket is authorised or closed.');
    }
    record({ type: 'withdrawn', resourceId: basket.id });
    return c.body(null, 204);
  });

  addAuthorisationRoutes(app, context, { route: `${one}/authorisations`, purpose: 'create', find });
}

/** The rules of what may go together (psd2.md 5). Throws a TppError. */
function readPaymentIds(bytes: Uint8Array, context: BankContext): string[] {
  const body = parseJson(bytes);
  if (withConsents.safeParse(body).data?.consentIds !== undefined) {
    throw new TppError(400, 'REFERENCE_MIX_INVALID', 'A basket holds payments only.', 'consentIds');
  }
  const { paymentIds } = holdTo(bodySchema, body);
  if (paymentIds.length > context.mostInBasket || new Set(paymentIds).size < paymentIds.length) {
    throw new TppError(400, 'FORMAT_ERROR', `At most ${context.mostInBasket}, each once.`, 'paymentIds');
  }
  const payments = paymentIds.map((id) => findMember(id, context));
  const kinds = payments.map(
    ({ service, product, transfers }) => `${service}/${product}/${transfers[0]?.debtorAccount.iban}`,
  );
  if (new Set(kinds).size > 1) {
    throw new TppError(
      400,
      'REFERENCE_MIX_INVALID',
      'One product and one debtor account only.',
      'paymentIds',
    );
  }
  return paymentIds;
}

function findMember(id: string, context: BankContext): StoredPayment {
  const payment = context.state.resources.get(id);
  if (payment?.kind !== 'payment') {
    throw new TppError(400, 'RESOURCE_UNKNOWN', 'There is no such payment.', 'paymentIds');
  }
  if (!payment.explicit) {
    throw new TppError(
      400,
      'FORMAT_ERROR',
      'The payment was not made for an explicit authorisation.',
      'paymentIds',
    );
  }
  const other = context.state.resources.get(payment.basketId ?? '');
  if (payment.decision !== 'none' || isTimedOut(payment, context) || other?.decision === 'none') {
    throw new TppError(409, 'REFERENCE_STATUS_INVALID', 'The payment does not wait any more.', 'paymentIds');
  }
  return payment;
}
