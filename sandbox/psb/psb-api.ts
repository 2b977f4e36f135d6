import { Hono } from 'hono';
import { authenticated, managersOnly, ownPartyOnly, permitted, subscriptionKey } from './access.ts';
import { addGenericRoutes } from './generic-api.ts';
import { environmentHooks, partyHooks } from './hook-api.ts';
import { addDeliveryOptionRoute, addPeppolConfigRoutes } from './peppol-api.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';
import { addPurchaseInvoiceRoutes } from './purchase-invoice-api.ts';
import { addRecognizeRoute } from './recognize-api.ts';
import { uploadLimit } from './upload-limit.ts';
import { addTransformRoute, addValidateRoute } from './examine-api.ts';

/** The REST API of PSB: identity, hooks, purchase invoices, generic calls and Peppol (psb.md 2.1 and 3). */
export function createPsbApi(context: PsbContext): Hono<PsbVariables> {
  const { now } = context;
  const app = new Hono<PsbVariables>();
  app.onError((error, c) => {
    if (error instanceof PsbError) return c.json(error.toBody(now()), error.status);
    throw error;
  });
  app.notFound((c) => c.json(new PsbError(404, 'Unknown resource.').toBody(now()), 404));

  app.use(uploadLimit);
  app.use('/api/*', subscriptionKey(context));
  addDeliveryOptionRoute(app, context); // the one call that asks no token (psb.md 3.6)
  app.use('/api/*', authenticated(context));

  app.get('/api/v1/me', (c) => c.json({ name: c.get('account').name }));
  app.get('/api/v1/me/party', (c) =>
    c.json(c.get('account').parties.map(({ id, permissions }) => ({ id, name: id, permissions }))),
  );
  app.use('/api/v1/hook/*', managersOnly);
  app.route('/api/v1/hook', environmentHooks(context));
  addPeppolConfigRoutes(app, context);
  addValidateRoute(app);
  addTransformRoute(app, context);

  app.use('/api/:version/:partyId/*', ownPartyOnly);
  app.use('/api/v1/:partyId/hook/*', permitted('canManageHook'));
  app.route('/api/v1/:partyId/hook', partyHooks(context));
  addPurchaseInvoiceRoutes(app, context);
  addRecognizeRoute(app, context);
  addGenericRoutes(app, context);
  return app;
}
