import type { Context, Hono } from 'hono';
import { addAuthorisationRoutes } from './authorisation-api.ts';
import type { BankContext } from './bank-context.ts';
import { checkPsuAddress } from './check-headers.ts';
import { checkToken, scopesOf } from './check-token.ts';
import { createPayment } from './create-payment.ts';
import { createdLinks } from './created-answer.ts';
import { creationStatus } from './creation-call.ts';
import { transactionStatus } from './payment-status.ts';
import type { StoredPayment } from './stored.ts';
import { TppError, unknownResource } from './tpp-error.ts';
import { writeLinks } from './write-links.ts';
import { writePain002 } from './write-pain002.ts';

const collection = '/v1/:service{payments|bulk-payments|periodic-payments}/:product';
const one = `${collection}/:paymentId`;

/** Payments of every service and product (psd2.md 4). */
export function addPaymentRoutes(app: Hono, context: BankContext): void {
  const { state, quirks, record } = context;
  const statusOf = (payment: StoredPayment): string =>
    quirks.transactionStatus ?? transactionStatus(payment, context);
  const find = (c: Context, { token }: { readonly token: boolean }): StoredPayment => {
    const payment = state.resources.get(c.req.param('paymentId') ?? '');
    const [service, product] = [c.req.param('service'), c.req.param('product')];
    if (payment?.kind !== 'payment' || payment.service !== service || payment.product !== product) {
      throw unknownResource('payment');
    }
    checkPsuAddress(c, false, context);
    const needed = token && context.statusAuth === 'bearer';
    checkToken(c, context, { scopes: scopesOf(payment, context), needed });
    return payment;
  };

  app.post(collection, async (c) => {
    const { payment, call } = await createPayment(c, context);
    const self = `/v1/${payment.service}/${payment.product}/${payment.id}`;
    const facts = { transactionStatus: statusOf(payment), paymentId: payment.id };
    const status = creationStatus(call, context);
    if (payment.decision === 'exempted') {
      const _links = writeLinks(c, context, { self, status: `${self}/status` });
      c.header('Location', self);
      return c.json({ ...facts, scaStatus: 'exempted', _links }, status);
    }
    return c.json({ ...facts, _links: createdLinks(c, context, { resource: payment, self }) }, status);
  });

  app.get(one, (c) => {
    const payment = find(c, { token: true });
    if (typeof payment.content === 'string') {
      return c.body(payment.content, 200, { 'Content-Type': 'application/xml' });
    }
    // What came in is an object by its schema.
    const body = payment.content as Readonly<Record<string, unknown>>;
    return c.json({ ...body, paymentId: payment.id, transactionStatus: statusOf(payment) });
  });

  app.get(`${one}/status`, (c) => {
    const payment = find(c, { token: true });
    const wantsXml =
      quirks.painStatus === 'always-xml' || /\bapplication\/xml\b/.test(c.req.header('Accept') ?? '');
    if (typeof payment.content === 'string' && wantsXml) {
      return c.body(writePain002(payment, statusOf(payment)), 200, { 'Content-Type': 'application/xml' });
    }
    return c.json({ transactionStatus: statusOf(payment) });
  });

  // What was not authorised yet is taken back without a new SCA (psd2.md 4.7).
  app.delete(one, (c) => {
    const payment = find(c, { token: false });
    // Before the SCA nobody has a token yet.
    if (payment.decision !== 'none') find(c, { token: true });
    const status = transactionStatus(payment, context);
    if (status === 'RCVD') {
      record({ type: 'withdrawn', resourceId: payment.id });
      return c.body(null, 204);
    }
    if (quirks.cancellation === 'with-sca' && (status === 'ACTC' || status === 'ACSP')) {
      const self = c.req.path;
      const startAuthorisation = `${self}/cancellation-authorisations`;
      const _links = writeLinks(c, context, { self, status: `${self}/status`, startAuthorisation });
      return c.json({ transactionStatus: statusOf(payment), _links }, 202);
    }
    throw new TppError(405, 'CANCELLATION_INVALID', 'This payment can no longer be cancelled.');
  });

  addAuthorisationRoutes(app, context, { route: `${one}/authorisations`, purpose: 'create', find });
  addAuthorisationRoutes(app, context, {
    route: `${one}/cancellation-authorisations`,
    purpose: 'cancel',
    find,
  });
}
