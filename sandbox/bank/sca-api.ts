import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { type AuthorisationRequest, readAuthorisationRequest } from './authorisation-request.ts';
import type { BankContext } from './bank-context.ts';
import { scaStatus } from './payment-status.ts';
import { ibansOf, paymentsOf, subjectOf } from './sca-subject.ts';
import { noticePage, scaPage } from './sca-page.ts';
import { languageOf, type Notice } from './sca-wording.ts';
import { callbackUrl } from './send-back.ts';
import { sha256 } from './sha256.ts';
import type { StoredAuthorisation, StoredResource } from './stored.ts';

interface Open {
  readonly authorisation: StoredAuthorisation;
  readonly resource: StoredResource;
  readonly request: Extract<AuthorisationRequest, { kind: 'good' }>;
}

/** The bank's own page where the PSU authorises (psd2.md 3.1, steps 4 to 6). */
export function addScaRoutes(app: Hono, context: BankContext): void {
  const { state, now, record, clientId, quirks } = context;

  app.use('/authorize/*', async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Content-Type-Options', 'nosniff');
    // No form-action: browsers would hold it against the redirect back to the TPP.
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
  });

  const mayDecide = ({ authorisation, resource }: Open): boolean =>
    ibansOf(subjectOf(resource, authorisation, context)).every((iban) => context.debtorIbans.includes(iban));

  app.get('/authorize/:authorisationId', (c) =>
    withOpen(c, (open) => {
      const { authorisation, resource } = open;
      if (!authorisation.opened) record({ type: 'opened', authorisationId: authorisation.id });
      const subject = subjectOf(resource, authorisation, context);
      const url = new URL(c.req.url);
      return c.html(scaPage({ subject, clientId, mayDecide: mayDecide(open), url, language: language(c) }));
    }),
  );

  app.post('/authorize/:authorisationId', async (c) => {
    const { decision } = await c.req.parseBody();
    // From here on nothing waits, so that of two clicks at a time only one decides.
    return withOpen(c, (open) => {
      if (decision === 'abandon') return abandon(c, open);
      if (decision === 'refuse') return refuse(c, open);
      if (decision !== 'approve') return notice(c, 'invalid', 400);
      return mayDecide(open) ? approve(c, open) : notice(c, 'noAccount', 403);
    });
  });

  function approve(c: Context, { authorisation, resource, request }: Open): Response | Promise<Response> {
    const code = randomBytes(32).toString('base64url');
    const failed = authorisation.purpose === 'cancel' ? {} : refusedTransfers(resource, context);
    record({
      type: 'approved',
      authorisationId: authorisation.id,
      at: now().toISOString(),
      codeHash: sha256(code),
      codeChallenge: request.codeChallenge,
      failed,
    });
    return leave(c, authorisation, { code, state: request.state });
  }

  function refuse(c: Context, { authorisation, request }: Open): Response | Promise<Response> {
    record({ type: 'refused', authorisationId: authorisation.id });
    const description = 'Refused by the PSU';
    return leave(c, authorisation, { error: 'access_denied', description, state: request.state });
  }

  /** Who walks away comes back only from a bank that then forgets to say why (psd2.md 3.4). */
  const abandon = (c: Context, { authorisation, request }: Open) =>
    quirks.callback === 'without-error'
      ? leave(c, authorisation, { error: 'access_denied', state: request.state })
      : notice(c, 'abandoned', 200);

  /** 303, so that the browser does not post the form to the TPP as well (RFC 9700 4.12). */
  function leave(
    c: Context,
    authorisation: StoredAuthorisation,
    answer: Parameters<typeof callbackUrl>[2]['answer'],
  ): Response | Promise<Response> {
    const href = callbackUrl(c, authorisation, { answer, quirks });
    if (href !== undefined && quirks.callback !== 'by-link') return c.redirect(href, 303);
    return c.html(noticePage('decided', language(c), href));
  }

  /** Runs `handle` for what still waits for its PSU and a request that is right; both are checked anew on the POST. */
  function withOpen(
    c: Context,
    handle: (open: Open) => Response | Promise<Response>,
  ): Response | Promise<Response> {
    const authorisation = state.authorisation(c.req.param('authorisationId') ?? '');
    const resource = state.resources.get(authorisation?.resourceId ?? '');
    if (authorisation === undefined || resource === undefined) return notice(c, 'invalid', 404);
    const request = readAuthorisationRequest(new URL(c.req.url), { authorisation, resource }, context);
    if (request.kind === 'refuse') return notice(c, 'invalid', 400);
    const error = (error: string) => leave(c, authorisation, { error, state: request.state });
    if (isDecided(authorisation, resource)) {
      return quirks.handledAgain === 'error' ? error('invalid_request') : notice(c, 'handled', 409);
    }
    if (scaStatus(authorisation, resource, context) === 'failed') return notice(c, 'expired', 410);
    return request.kind === 'good' ? handle({ authorisation, resource, request }) : error(request.error);
  }
}

/** The transfers that the bank will not execute, which it finds out after the SCA. */
function refusedTransfers(
  resource: StoredResource,
  { state, quirks }: BankContext,
): Record<string, number[]> {
  return Object.fromEntries(
    paymentsOf(resource, state).map(({ id, transfers }) => [
      id,
      transfers.flatMap((transfer, place) => (quirks.rejects(transfer) ? [place] : [])),
    ]),
  );
}

const isDecided = ({ decision, purpose }: StoredAuthorisation, resource: StoredResource): boolean =>
  decision !== 'none' ||
  (purpose === 'create' ? resource.decision !== 'none' : resource.decision === 'withdrawn');

const language = (c: Context) => languageOf(c.req.query('ui_locales'), c.req.header('Accept-Language'));

const notice = (c: Context, kind: Notice, status: 200 | 400 | 403 | 404 | 409 | 410) =>
  c.html(noticePage(kind, language(c)), status);
