import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { bearerOf, type TokenMint } from '../access-token.ts';
import { ErpError } from './erp-error.ts';
import type { ErpEntry, ErpState, StoredRequest } from './erp-state.ts';
import { resolveNaturalKeys, type SandboxOrganisation } from './organisation.ts';
import { paymentRequestResource } from './payment-request-resource.ts';
import type { Outcome } from './progress.ts';
import { readSubmission } from './read-submission.ts';
import type { Submission } from './submission.ts';

export interface ErpApiOptions {
  readonly clientId: string;
  readonly organisations: readonly SandboxOrganisation[];
  readonly mint: TokenMint;
  readonly state: ErpState;
  readonly now: () => Date;
  readonly stepMs: number;
  /** False when the shared rate is used up. */
  readonly admit: () => boolean;
  /** How a new request will end, undefined for well. */
  readonly outcomeOf: (submission: Submission) => Outcome | undefined;
  readonly record: (entry: ErpEntry) => void;
}

const path = '/api/v1/payment-requests';

const answerHeaders = {
  'API-Version': '1.0.0',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'",
  'Cache-Control': 'no-store',
};

const pageSchema = z.object({
  page: z.coerce.number().int().min(1).default(1),
  page_size: z.coerce.number().int().min(1).max(100).default(50),
});

/** The public API of the ERP (erp.md). */
export function createErpApi(options: ErpApiOptions): Hono {
  const { clientId, organisations, mint, state, now, stepMs, admit, record } = options;
  const app = new Hono();
  const present = (stored: StoredRequest) => paymentRequestResource(stored, now(), stepMs);

  app.use(async (c, next) => {
    for (const [name, text] of Object.entries(answerHeaders)) c.header(name, text);
    await next();
  });
  app.use('/api/*', async (c, next) => {
    if (!admit()) throw new ErpError(429, 'Te veel verzoeken. Probeer het later opnieuw.');
    const token = mint.read(bearerOf(c.req.header('Authorization')) ?? '');
    if (token === undefined || token.expiresAt <= now().getTime()) {
      throw new ErpError(401, 'Het toegangstoken ontbreekt of is ongeldig.');
    }
    if (!acceptsJson(c.req.header('Accept')))
      throw new ErpError(406, 'Alleen application/json wordt geleverd.');
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof ErpError) return c.json(error.toBody(), error.status, answerHeaders);
    throw error;
  });
  // Also what a token request to the wrong host gets (erp.md, Hosts).
  app.notFound((c) => {
    const isRead = c.req.method === 'GET';
    return c.json(
      new ErpError(isRead ? 404 : 405, isRead ? 'Niet gevonden.' : 'Methode niet toegestaan.').toBody(),
      isRead ? 404 : 405,
    );
  });

  const organisationOf = (shortCode: string | undefined): SandboxOrganisation => {
    if (shortCode === undefined) throw new ErpError(422, 'organization_short_code is verplicht.');
    const organisation = organisations.find((candidate) => candidate.shortCode === shortCode);
    if (organisation === undefined) throw new ErpError(403, 'Geen toegang tot deze organisatie.');
    return organisation;
  };

  app.post(path, async (c) => {
    const { body, canonical, submission } = await readSubmission(c.req.raw);
    const organisation = organisationOf(submission.organization_short_code);
    if (submission.source_system.toLowerCase() !== clientId.toLowerCase()) {
      throw new ErpError(403, 'source_system hoort niet bij deze client.');
    }
    const earlier = state.earlier(submission);
    if (earlier.some((stored) => stored.canonical !== canonical)) {
      throw new ErpError(409, 'Dit verzoek is al ingediend met een andere inhoud.');
    }
    const [same] = earlier;
    if (same !== undefined) return c.json(present(same), 200, { 'Idempotent-Replay': 'true' });

    resolveNaturalKeys(submission, organisation);
    const id = randomUUID();
    const outcome = options.outcomeOf(submission);
    record({ type: 'created', id, body, createdAt: now().toISOString(), ...(outcome && { outcome }) });
    return created(c, state.records.get(id), present);
  });

  app.get(path, (c) => {
    const { shortCode } = organisationOf(c.req.query('organization_short_code'));
    const paging = pageSchema.safeParse(c.req.query());
    if (!paging.success) throw new ErpError(422, `Ongeldige paginering: ${z.prettifyError(paging.error)}`);
    const { page, page_size } = paging.data;
    const all = state.list(shortCode, clientId);
    const items = all.slice((page - 1) * page_size, page * page_size).map(present);
    return c.json({ items, total: all.length, page, page_size });
  });

  app.get(`${path}/:externalRequestId`, (c) => {
    const { shortCode } = organisationOf(c.req.query('organization_short_code'));
    const stored = state.find(shortCode, clientId, c.req.param('externalRequestId'));
    if (stored === undefined) throw new ErpError(404, 'Betaalverzoek niet gevonden.');
    return c.json(present(stored));
  });
  return app;
}

function created(
  c: Context,
  stored: StoredRequest | undefined,
  present: (stored: StoredRequest) => object,
): Response {
  if (stored === undefined) throw new Error('A recorded payment request is not in the state.');
  const { external_request_id, organization_short_code } = stored.submission;
  const organisation = new URLSearchParams({ organization_short_code });
  const location = `${path}/${encodeURIComponent(external_request_id)}?${organisation.toString()}`;
  return c.json(present(stored), 201, { Location: location });
}

/** Whether an Accept header leaves room for JSON; an absent one does. */
function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined) return true;
  const ranges = accept.split(',').map((range) => range.trim().toLowerCase());
  return ranges.some((range) => /^(\*\/\*|application\/(\*|json))(?!.*;\s*q=0(\.0*)?$)/.test(range));
}
