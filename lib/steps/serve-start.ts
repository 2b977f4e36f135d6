import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import type { Language } from '../payables/explanation.ts';
import { hashSecret } from '../storage/hash-secret.ts';
import { type BrowserSession, keepTicket, readSession } from './browser-session.ts';
import { ticketShape } from './issue-ticket.ts';
import { languageOf, page, type PageName, seeOther } from './page.ts';
import { psuContextOf } from './psu-context-of.ts';
import { type ErrandForm, runErrand, type RunErrandServices } from './run-errand.ts';
import { showErrand } from './show-errand.ts';

export interface ServeStartServices extends RunErrandServices {
  /** Our own address, as browsers see it. */
  readonly publicUrl: string;
}

type Answer = APIGatewayProxyStructuredResultV2;

/**
 * The door for a person with a link to the bank (psd2.md 3.7). The link itself only puts its ticket into the browser
 * and leads to a page without it; the page starts nothing, its button does.
 */
export async function serveStart(
  event: APIGatewayProxyEventV2,
  services: ServeStartServices,
): Promise<Answer> {
  const language = languageOf(event.headers['accept-language']);
  const browser = readSession(event.cookies);
  const here = `${services.publicUrl}/psd2/start`;
  if (event.requestContext.http.method === 'POST') return act(event, browser, { language, here }, services);
  const given = event.queryStringParameters?.['ticket'];
  if (given !== undefined) {
    return ticketShape.test(given)
      ? seeOther(here, keepTicket(given, browser, services.randomBytes))
      : page(403, 'ticket-refused', { language });
  }
  const { ticket, session } = browser;
  if (ticket === undefined || session === undefined) return page(403, 'ticket-refused', { language });
  return showErrand({ ticket, sessionHash: hashSecret(session), language, here }, services);
}

async function act(
  event: APIGatewayProxyEventV2,
  { ticket, session }: BrowserSession,
  { language, here }: { readonly language: Language; readonly here: string },
  services: ServeStartServices,
): Promise<Answer> {
  const { headers, requestContext } = event;
  // A form of another site comes without our cookies; browsers that say whose form it is are heard besides.
  const isOurForm = (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin';
  if (ticket === undefined || session === undefined || !isOurForm) {
    return page(403, 'ticket-refused', { language });
  }
  const sessionHash = hashSecret(session);
  const { sourceIp: ipAddress, method } = requestContext.http;
  const psu = { ipAddress, context: psuContextOf(headers, method), sessionHash };
  const form = readForm(event);
  try {
    const visit = await runErrand(ticket, form, psu, services);
    if ('redirectTo' in visit) return seeOther(visit.redirectTo);
    if (visit.page === 'preparing') return seeOther(here);
    if (visit.page !== 'funds-missing')
      return page(statusOf(visit.page), visit.page, { language, back: here });
    return await showErrand({ ticket, sessionHash, language, here, fundsMissingFor: form.chosen }, services);
  } catch (error) {
    logger.warn('the errand was not done', describeError(error));
    const name = pageOf(error);
    return name === 'preparing' ? seeOther(here) : page(statusOf(name), name, { language, back: here });
  }
}

function readForm({ body, isBase64Encoded }: APIGatewayProxyEventV2): ErrandForm {
  const fields = new URLSearchParams(
    Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString('utf8'),
  );
  return {
    of: fields.get('of') ?? '',
    chosen: fields.get('chosen') ?? undefined,
    anyway: fields.get('anyway') === 'yes',
  };
}

/** What a person is told of a failure; the log has the rest. */
function pageOf(error: unknown): PageName {
  if (!(error instanceof AcquitError)) return 'bank-away';
  if (error.code === 'AUTHORISATION_NOT_ALLOWED') return 'not-waiting';
  if (error.code === 'BANK_PAYMENT_WITHOUT_SCA') return 'may-be-paid';
  // Another click of his was faster: the page shows what it made.
  if (error.code === 'STATE_CONFLICT') return 'preparing';
  const mayBeCured = error.class === 'retry' || error.class === 'configuration' || error.class === 'bug';
  return mayBeCured || error.code === 'BANK_OUTCOME_UNKNOWN' ? 'bank-away' : 'bank-refuses';
}

const statuses: Readonly<Partial<Record<PageName, number>>> = {
  cancelled: 200,
  'too-late': 409,
  'not-waiting': 409,
  'bank-away': 502,
  'bank-refuses': 409,
  'may-be-paid': 409,
};

const statusOf = (name: PageName): number => statuses[name] ?? 403;
