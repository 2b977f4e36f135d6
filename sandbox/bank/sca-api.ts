import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { type AuthorisationRequest, readAuthorisationRequest } from './authorisation-request.ts';
import type { BankContext } from './bank-context.ts';
import type { StoredPayment } from './bank-state.ts';
import { sha256 } from './oauth-api.ts';
import { scaStatus } from './payment-status.ts';
import { noticePage, paymentPage } from './sca-page.ts';
import { languageOf, type Notice } from './sca-texts.ts';

/** The bank's own page where the PSU authorises a payment (psd2.md 3.1, steps 4 to 6). */
export function addScaRoutes(app: Hono, context: BankContext): void {
  const { state, now, record, clientId, debtorIbans } = context;

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

  app.get('/authorize/:authorisationId', (c) =>
    withOpenPayment(c, (payment) => {
      if (!payment.opened) record({ type: 'opened', paymentId: payment.id });
      const mayPay = debtorIbans.includes(payment.body.debtorAccount.iban);
      return c.html(
        paymentPage({ body: payment.body, clientId, mayPay, url: new URL(c.req.url), language: language(c) }),
      );
    }),
  );

  app.post('/authorize/:authorisationId', async (c) => {
    const { decision } = await c.req.parseBody();
    // From here on nothing waits, so that of two clicks at a time only one decides.
    return withOpenPayment(c, (payment, request) => {
      if (decision === 'abandon') return notice(c, 'abandoned', 200);
      if (decision === 'refuse') {
        record({ type: 'refused', paymentId: payment.id });
        return sendBack(c, payment, {
          error: 'access_denied',
          error_description: 'Refused by the PSU',
          state: request.state,
        });
      }
      if (decision !== 'approve') return notice(c, 'invalid', 400);
      if (!debtorIbans.includes(payment.body.debtorAccount.iban)) return notice(c, 'noAccount', 403);
      const code = randomBytes(32).toString('base64url');
      const { codeChallenge } = request;
      record({
        type: 'approved',
        paymentId: payment.id,
        at: now().toISOString(),
        codeHash: sha256(code),
        codeChallenge,
      });
      return sendBack(c, payment, { code, state: request.state });
    });
  });

  type Good = Extract<AuthorisationRequest, { kind: 'good' }>;
  type Handle = (payment: StoredPayment, request: Good) => Response | Promise<Response>;

  /** Runs `handle` for a payment that still waits for its PSU and a request that is right; both are checked anew on the POST. */
  function withOpenPayment(c: Context, handle: Handle): Response | Promise<Response> {
    const payment = state.byAuthorisation(c.req.param('authorisationId') ?? '');
    if (payment === undefined) return notice(c, 'invalid', 404);
    const request = readAuthorisationRequest(new URL(c.req.url), payment, context);
    if (request.kind === 'refuse') return notice(c, 'invalid', 400);
    if (payment.decision !== 'none') return notice(c, 'handled', 409);
    if (scaStatus(payment, now()) === 'failed') return notice(c, 'expired', 410);
    if (request.kind === 'good') return handle(payment, request);
    return sendBack(c, payment, {
      error: request.error,
      ...(request.state !== undefined && { state: request.state }),
    });
  }
}

const language = (c: Context) => languageOf(c.req.query('ui_locales'), c.req.header('Accept-Language'));

const notice = (c: Context, kind: Notice, status: 200 | 400 | 403 | 404 | 409 | 410) =>
  c.html(noticePage(kind, language(c)), status);

/** 303, so that the browser does not post the form to the TPP as well (RFC 9700 4.12). */
function sendBack(c: Context, payment: StoredPayment, parameters: Record<string, string>): Response {
  const target = new URL(payment.redirectUri);
  for (const [name, text] of Object.entries(parameters)) target.searchParams.set(name, text);
  target.searchParams.set('iss', new URL(c.req.url).origin);
  return c.redirect(target.href, 303);
}
