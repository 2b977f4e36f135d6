import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { bearerOf } from '../access-token.ts';
import { type BankContext, scopeOf } from './bank-context.ts';
import type { StoredPayment } from './bank-state.ts';
import { createPayment } from './create-payment.ts';
import { scaStatus, transactionStatus } from './payment-status.ts';
import { TppError } from './tpp-error.ts';

const product = '/v1/payments/sepa-credit-transfers';

/** Single SEPA credit transfers of the XS2A interface (psd2.md 4). */
export function addPaymentRoutes(app: Hono, context: BankContext): void {
  const { state, now, stepMs, record } = context;
  const statusOf = (payment: StoredPayment) => transactionStatus(payment, now(), stepMs);
  const find = (c: Context) => {
    const payment = state.payments.get(c.req.param('paymentId') ?? '');
    if (payment === undefined) throw new TppError(404, 'RESOURCE_UNKNOWN', 'There is no such payment.');
    checkToken(c.req.header('Authorization'), payment, context);
    return payment;
  };

  app.use('/v1/*', async (c, next) => {
    const requestId = c.req.header('X-Request-ID') ?? '';
    c.header('X-Request-ID', requestId);
    if (!z.uuid().safeParse(requestId).success) {
      throw new TppError(400, 'FORMAT_ERROR', 'X-Request-ID must be a UUID.', 'X-Request-ID');
    }
    await next();
  });
  app.notFound((c) =>
    c.req.path.startsWith('/v1/payments/')
      ? new TppError(404, 'PRODUCT_UNKNOWN', 'This payment product is not offered.').toResponse(c)
      : new TppError(405, 'SERVICE_INVALID', 'This service is not offered.').toResponse(c),
  );

  app.post(product, async (c) => {
    const payment = await createPayment(c.req.raw, context);
    const self = `${product}/${payment.id}`;
    const facts = { transactionStatus: statusOf(payment), paymentId: payment.id };
    c.header('Location', self);
    if (payment.decision === 'exempted') {
      const _links = { self: { href: self }, status: { href: `${self}/status` } };
      return c.json({ ...facts, scaStatus: 'exempted', _links }, 201);
    }
    const metadata = new URL('/.well-known/openid-configuration', c.req.url);
    metadata.searchParams.set('authorizationId', payment.authorisationId);
    c.header('ASPSP-SCA-Approach', 'REDIRECT');
    const _links = {
      scaOAuth: { href: metadata.href },
      self: { href: self },
      status: { href: `${self}/status` },
      scaStatus: { href: `${self}/authorisations/${payment.authorisationId}` },
    };
    return c.json({ ...facts, _links }, 201);
  });

  app.get(`${product}/:paymentId`, (c) => {
    const payment = find(c);
    return c.json({ ...payment.body, paymentId: payment.id, transactionStatus: statusOf(payment) });
  });

  app.get(`${product}/:paymentId/status`, (c) => c.json({ transactionStatus: statusOf(find(c)) }));

  app.get(`${product}/:paymentId/authorisations`, (c) =>
    c.json({ authorisationIds: [find(c).authorisationId] }),
  );

  app.get(`${product}/:paymentId/authorisations/:authorisationId`, (c) => {
    const payment = find(c);
    if (payment.authorisationId !== c.req.param('authorisationId')) {
      throw new TppError(404, 'RESOURCE_UNKNOWN', 'There is no such authorisation.');
    }
    return c.json({ scaStatus: scaStatus(payment, now()) });
  });

  // Only what was not authorised yet can be taken back without a new SCA (psd2.md 4.7).
  app.delete(`${product}/:paymentId`, (c) => {
    const payment = find(c);
    if (statusOf(payment) !== 'RCVD') {
      throw new TppError(405, 'CANCELLATION_INVALID', 'This payment can no longer be cancelled.');
    }
    record({ type: 'cancelled', paymentId: payment.id });
    return c.body(null, 204);
  });
}

/** A token that is sent must be good; whether one must be sent differs per bank (psd2.md 4.8). */
function checkToken(authorization: string | undefined, payment: StoredPayment, context: BankContext): void {
  const { mint, now, statusAuth } = context;
  if (authorization === undefined) {
    if (statusAuth === 'none') return;
    throw new TppError(401, 'TOKEN_UNKNOWN', 'An access token is needed.');
  }
  const token = mint.read(bearerOf(authorization) ?? '');
  if (token?.scope !== scopeOf(payment.id))
    throw new TppError(401, 'TOKEN_INVALID', 'The token is not for this payment.');
  if (token.expiresAt <= now().getTime()) throw new TppError(401, 'TOKEN_EXPIRED', 'The token has expired.');
}
