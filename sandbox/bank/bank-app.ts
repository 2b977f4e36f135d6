import { Hono, type MiddlewareHandler } from 'hono';
import * as z from 'zod';
import { addAccountRoutes } from './account-api.ts';
import type { BankContext } from './bank-context.ts';
import { addBasketRoutes } from './basket-api.ts';
import { checkSignature } from './check-signature.ts';
import { addConsentRoutes, addFundsConsentRoutes } from './consent-api.ts';
import { addFundsRoutes } from './funds-api.ts';
import { addMetadataRoute } from './metadata-api.ts';
import { addTokenRoute } from './oauth-api.ts';
import { addPaymentRoutes } from './payment-api.ts';
import { type RecordedRequest, recordRequests } from './record-request.ts';
import { addScaRoutes } from './sca-api.ts';
import { headerError, TppError } from './tpp-error.ts';

const tokenPath = '/v1/token';

/** The bank behind its gateway: every call carries the apiKey, those of the interface an id and a signature. */
export function createBankApp(
  context: BankContext,
  recorded: RecordedRequest[] | undefined,
): { fetch(request: Request): Response | Promise<Response> } {
  const app = new Hono({ strict: false });
  const guards = [
    ...(recorded === undefined ? [] : [recordRequests(recorded)]),
    checkApiKey(context),
    checkMessage(context),
    writeAmounts(context),
  ];
  for (const path of ['/v1/*', '/v2/*', '/.well-known/*']) for (const guard of guards) app.use(path, guard);
  app.onError((error, c) => {
    if (error instanceof TppError) return error.toResponse(c, context.quirks.errors);
    throw error;
  });
  app.notFound((c) => {
    const isPayment = /^\/v1\/[a-z-]*payments\//.test(c.req.path);
    const error = isPayment
      ? new TppError(404, 'PRODUCT_UNKNOWN', 'This payment product is not offered.')
      : new TppError(405, 'SERVICE_INVALID', 'This service is not offered.');
    return error.toResponse(c, context.quirks.errors);
  });
  addMetadataRoute(app, context);
  addTokenRoute(app, context);
  addScaRoutes(app, context);
  addPaymentRoutes(app, context);
  addBasketRoutes(app, context);
  // Before the consents, whose `:consentId` would take its path at a bank that mounts it under /v1.
  addFundsConsentRoutes(app, context);
  addConsentRoutes(app, context);
  addAccountRoutes(app, context);
  addFundsRoutes(app, context);
  return { fetch: (request) => app.fetch(withProduct(request, context)) };
}

/** The gateway in front refuses with a body of its own, not with tppMessages (psd2.md 1.3). */
function checkApiKey({ apiKey }: BankContext): MiddlewareHandler {
  return async (c, next) =>
    c.req.header('apiKey') === apiKey ? next() : c.json({ code: 401, description: 'Invalid apiKey' }, 401);
}

function checkMessage({ signature }: BankContext): MiddlewareHandler {
  return async (c, next) => {
    const isXs2a = c.req.path !== tokenPath && !c.req.path.startsWith('/.well-known/');
    const requestId = c.req.header('X-Request-ID');
    if (requestId !== undefined) c.header('X-Request-ID', requestId);
    if (isXs2a && !z.uuid().safeParse(requestId).success) throw headerError('X-Request-ID');
    const isSigned = isXs2a || (c.req.path === tokenPath && signature?.tokenCalls === true);
    if (isSigned && signature !== undefined) {
      checkSignature(c, new Uint8Array(await c.req.arrayBuffer()), signature);
    }
    await next();
  };
}

/** Writes amounts as JSON numbers where this bank does (psd2.md 10.1.10). */
function writeAmounts({ quirks }: BankContext): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const isJson = c.res.headers.get('Content-Type')?.startsWith('application/json') === true;
    if (quirks.amounts === 'text' || !isJson) return;
    const text = (await c.res.text()).replace(/"amount":"(-?[0-9.]+)"/g, '"amount":$1');
    c.res = new Response(text, c.res);
  };
}

/** A link without the product leads to its payment all the same (psd2.md 4.3). */
function withProduct(request: Request, { state }: BankContext): Request {
  const url = new URL(request.url);
  const [, service, id = '', rest = ''] =
    /^\/v1\/([a-z-]*payments)\/([0-9a-f-]{36})(\/.*)?$/.exec(url.pathname) ?? [];
  const payment = state.resources.get(id);
  if (payment?.kind !== 'payment' || payment.service !== service) return request;
  url.pathname = `/v1/${service}/${payment.product}/${id}${rest}`;
  return new Request(url, request);
}
