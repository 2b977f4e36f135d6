import { Hono } from 'hono';
import * as z from 'zod';
import { bearerOf } from '../access-token.ts';
import { environment } from './psb-state.ts';
import { hookSchema } from './hook.ts';
import type { PsbContext } from './psb-context.ts';
import { partyKey } from './party-key.ts';
import { psbDate } from './psb-date.ts';
import { PsbError } from './psb-error.ts';
import { addPurchaseInvoiceRoutes } from './purchase-invoice-api.ts';

const permissions = {
  canSendDocument: true,
  canReceiveDocument: true,
  canRemoveDocument: true,
  canManageHook: true,
  canChangeDocumentStatus: true,
};

/** The REST API of PSB: identity, hooks and purchase invoices (psb.md 2.1 and 3). */
export function createPsbApi(options: PsbContext): Hono {
  const { clientId, parties, mint, now } = options;
  const app = new Hono();

  app.use('/api/*', async (c, next) => {
    const token = mint.read(bearerOf(c.req.header('Authorization')) ?? '');
    if (token === undefined || token.expiresAt <= now().getTime()) {
      throw new PsbError(401, 'The access token is missing, invalid or expired.');
    }
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof PsbError) return c.json(error.toBody(now()), error.status);
    throw error;
  });
  app.notFound((c) => c.json(new PsbError(404, 'Unknown resource.').toBody(now()), 404));

  app.get('/api/v1/me', (c) => c.json({ name: clientId }));
  app.get('/api/v1/me/party', (c) => c.json(parties.map((id) => ({ id, name: id, permissions }))));
  app.route(
    '/api/v1/hook',
    hookRoutes(options, () => environment),
  );

  const own = new Set(parties.map(partyKey));
  app.use('/api/v1/:partyId/*', async (c, next) => {
    const allowed = own.has(partyKey(c.req.param('partyId')));
    if (!allowed) throw new PsbError(403, 'No rights on this party.');
    await next();
  });
  app.get('/api/v1/:partyId/hook/ping', (c) => {
    const partyId = c.req.param('partyId');
    // Topic and body of a ping are not published (psb.md 2.7): a topic nobody knows, without a document.
    options.announce.toAll({ topic: 'Ping', partyId, message: 'Ping.', createdOn: psbDate(now()) });
    return c.json({ id: partyId });
  });
  app.route('/api/v1/:partyId/hook', hookRoutes(options, partyKey));
  addPurchaseInvoiceRoutes(app, options);
  return app;
}

/** List, put and delete of the hooks of one scope; the same id again is an update (psb.md 2.1). */
function hookRoutes({ state, record }: PsbContext, scopeOf: (partyId: string) => string): Hono {
  const app = new Hono();
  const scope = (partyId: string | undefined) => scopeOf(partyId ?? '');
  const shown = ({ init, ...hook }: z.infer<typeof hookSchema>) => {
    void init; // write-only (psb.md 2.2)
    return { ...hook, createdOn: '0001-01-01T00:00:00+00:00', changedOn: null };
  };

  app.get('/', (c) => c.json([...state.hooksOf(scope(c.req.param('partyId'))).values()].map(shown)));
  app.put('/', async (c) => {
    const hook = hookSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!hook.success) throw new PsbError(400, z.prettifyError(hook.error));
    record({ type: 'hook-put', scope: scope(c.req.param('partyId')), hook: hook.data });
    return c.json(shown(hook.data));
  });
  app.delete('/:hookId', (c) => {
    const entry = { scope: scope(c.req.param('partyId')), hookId: c.req.param('hookId') };
    if (!state.hooksOf(entry.scope).has(entry.hookId)) throw new PsbError(404, 'Unknown hook.');
    record({ type: 'hook-removed', ...entry });
    return c.body(null, 200);
  });
  return app;
}
