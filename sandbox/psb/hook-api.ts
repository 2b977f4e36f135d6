import { Hono } from 'hono';
import * as z from 'zod';
import { askedHookSchema, type Hook, splitAction } from './hook.ts';
import { psbDate } from './psb-date.ts';
import { partyKey } from './party-key.ts';
import { environment } from './psb-state.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';

/** Hooks of the environment (psb.md 2.1); who may is decided before. */
export const environmentHooks = (context: PsbContext) => hookRoutes(context, () => environment);

/** Hooks of one party, and the ping of them. */
export function partyHooks(context: PsbContext): Hono<PsbVariables> {
  const { now, record, announce } = context;
  const app = hookRoutes(context, partyKey);
  app.get('/ping', (c) => {
    const partyId = c.req.param('partyId') ?? '';
    // Topic and body of a ping are not published (psb.md 2.7): a topic nobody knows, without a document.
    const event = { topic: 'Ping', partyId, message: 'Ping.', createdOn: psbDate(now()) };
    record({ type: 'announced', deliveries: announce.toAll(event) });
    return c.json({ id: partyId });
  });
  return app;
}

/** List, put and delete of the hooks of one scope; the same id again is an update. */
function hookRoutes({ state, record, options }: PsbContext, scopeOf: (partyId: string) => string) {
  const app = new Hono<PsbVariables>();
  const scope = (partyId: string | undefined) => scopeOf(partyId ?? '');
  const shown = ({ init, ...hook }: Hook) => {
    void init; // write-only (psb.md 2.2)
    const action = options.hidesSecrets === true ? splitAction(hook.action).target : hook.action;
    return { ...hook, action, createdOn: '0001-01-01T00:00:00+00:00', changedOn: null };
  };

  app.get('/', (c) => c.json([...state.hooksOf(scope(c.req.param('partyId'))).values()].map(shown)));
  app.put('/', async (c) => {
    const asked = askedHookSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) throw new PsbError(400, z.prettifyError(asked.error));
    const inScope = scope(c.req.param('partyId'));
    // An init that was set once survives updates that do not bring one (psb.md 2.2).
    const { init = state.hooksOf(inScope).get(asked.data.id)?.init, ...rest } = asked.data;
    const hook = { ...rest, ...(init !== undefined && { init }) };
    record({ type: 'hook-put', scope: inScope, hook });
    return c.json(shown(hook));
  });
  app.delete('/:hookId', (c) => {
    const entry = { scope: scope(c.req.param('partyId')), hookId: c.req.param('hookId') };
    if (!state.hooksOf(entry.scope).has(entry.hookId)) throw new PsbError(404, 'Unknown hook.');
    record({ type: 'hook-removed', ...entry });
    return c.body(null, 200);
  });
  return app;
}
