import { AcquitError } from '../findings/acquit-error.ts';
import { parseDocumentId } from '../identifiers/document-id.ts';
import { uuidV5 } from '../identifiers/uuid-v5.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { askedResponseFaults } from '../payables/asked-response.ts';
import { type Conversation, isNotTaken, isStopped, type Said, taken } from '../payables/conversation.ts';
import {
  type InvoiceResponse,
  invoiceResponseSchema,
  responseFaults,
  responseFingerprint,
} from '../payables/invoice-response.ts';
import { nextResponse } from '../payables/next-response.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import { supportFacts } from './turn.ts';
import type { RespondServices } from './respond-services.ts';

/**
 * Writes the next Invoice Response into the conversation, to be sent after that (design.md 2.2). Undefined when
 * there is nothing to say, when the supplier cannot receive it, or when PSB refused the last one.
 */
export async function prepareNext(
  payables: readonly Payable[],
  conversation: Conversation,
  services: RespondServices,
): Promise<Conversation | undefined> {
  const next = askedNext(payables, conversation) ?? decidedNext(payables, conversation);
  if (next === undefined) return undefined;
  if ('refuse' in next) return refuseAsked(conversation, next.refuse, services);
  const faults = responseFaults(next.response);
  if (faults.length > 0) throw new TypeError(`An Invoice Response breaks its rules: ${faults.join('; ')}`);
  if (!(await canReceive(payables, services))) return noteUnreachable(conversation, services);
  const { conversations, now } = services;
  const { unreachableAt: _before, ...reachable } = conversation;
  return conversations.save(conversation, {
    ...reachable,
    asked: next.isAsked ? conversation.asked.slice(1) : conversation.asked,
    said: [...conversation.said, toSay(next.response, next.by, conversation, now())],
  });
}

interface Next {
  readonly response: InvoiceResponse;
  readonly by: string;
  /** It is the first of what people asked for. */
  readonly isAsked: boolean;
}

/** What a person asked for goes first; AB goes before everything (psb.md 3.3). */
function askedNext(
  payables: readonly Payable[],
  conversation: Conversation,
): Next | { readonly refuse: string } | undefined {
  const [asked] = conversation.asked;
  if (asked === undefined) return undefined;
  const response = invoiceResponseSchema.parse(asked.response);
  const said = taken(conversation);
  const refused = conversation.said.find((one) => isNotTaken(one) && one.preparedAt >= asked.at);
  if (refused !== undefined) return { refuse: `PSB did not take the ${refused.status} that goes before it.` };
  if (said.length === 0 && response.status !== 'AB') {
    return { response: { status: 'AB' }, by: asked.by, isAsked: false };
  }
  // The payable may have moved on since it was asked.
  const faults = askedResponseFaults(payables, said, response);
  return faults.length > 0 ? { refuse: faults.join(' ') } : { response, by: asked.by, isAsked: true };
}

function decidedNext(payables: readonly Payable[], conversation: Conversation): Next | undefined {
  if (isStopped(conversation)) return undefined;
  const response = nextResponse(payables, taken(conversation));
  return response === undefined ? undefined : { response, by: 'respond-to-supplier', isAsked: false };
}

async function refuseAsked(
  conversation: Conversation,
  why: string,
  { conversations, now }: RespondServices,
): Promise<Conversation> {
  logger.warn('a response that a person asked for cannot be sent', {
    payable: payableName(conversation),
    why,
  });
  count('ResponseNotDelivered');
  const [refused, ...asked] = conversation.asked;
  if (refused === undefined) return conversation;
  const { status } = invoiceResponseSchema.parse(refused.response);
  const declined = { status, by: refused.by, at: now().toISOString(), why };
  return conversations.save(conversation, {
    ...conversation,
    asked,
    declined: [...conversation.declined, declined].slice(-declinedKept),
  });
}

/** Enough to see what happened lately. */
const declinedKept = 10;

/** A supplier that cannot receive responses is no failure; what a person asked for cannot be done, and that is told. */
async function noteUnreachable(
  conversation: Conversation,
  services: RespondServices,
): Promise<Conversation | undefined> {
  if (conversation.asked.length > 0) {
    return refuseAsked(conversation, 'The supplier cannot receive Invoice Responses.', services);
  }
  if (conversation.unreachableAt !== undefined) return undefined;
  const unreachableAt = services.now().toISOString();
  return services.conversations.save(conversation, { ...conversation, unreachableAt });
}

function toSay(response: InvoiceResponse, by: string, { documentId, said }: Conversation, at: Date): Said {
  const revision = said.filter(({ status }) => status === response.status).length + 1;
  return {
    status: response.status,
    revision,
    fingerprint: responseFingerprint(response),
    id: uuidV5('invoice-response', documentId, response.status, String(revision)),
    body: JSON.stringify(response),
    by,
    preparedAt: at.toISOString(),
  };
}

/** Asked of PSB once, and kept (psb.md 3.3). */
async function canReceive(
  [payable]: readonly Payable[],
  { recipients, outside, now }: RespondServices,
): Promise<boolean> {
  const seller = payable?.document?.sellerParties ?? [];
  if (payable === undefined || seller.length === 0) return false;
  const known = await recipients.read(payable.party, seller, now());
  if (known !== undefined) return known;
  const { psb } = await outside();
  const recipient = await psb
    .queryRecipientParty(payable.partyAsReceived, seller)
    .catch((error: unknown) => tellOfNoAnswer(payable, error));
  await recipients.keep(payable.party, seller, recipient !== undefined, now());
  return recipient !== undefined;
}

/** A question that PSB refuses for good is asked again in a day, as after a "no", and not at every turn. */
function tellOfNoAnswer(payable: Payable, error: unknown): undefined {
  const isForGood = error instanceof AcquitError && (error.class === 'hold' || error.class === 'bug');
  if (!isForGood) throw error;
  logger.error('PSB does not say whether a supplier can receive responses', {
    payable: payableName(payable),
    code: error.code,
  });
  count('ResponseNotDelivered');
}

/** Sends a prepared response, the same bytes under the same id however often it is tried (psb.md 4.5). */
export async function deliverResponse(
  [payable]: readonly Payable[],
  conversation: Conversation,
  prepared: Said,
  { conversations, outside, now }: RespondServices,
): Promise<Conversation> {
  const documentId = parseDocumentId(conversation.documentId);
  const id = parseDocumentId(prepared.id);
  if (payable === undefined || documentId === undefined || id === undefined) {
    throw new TypeError('A conversation is about a document of PSB.');
  }
  const { psb } = await outside();
  try {
    await psb.respond(payable.partyAsReceived, documentId, Buffer.from(prepared.body), id);
  } catch (error) {
    if (!(error instanceof AcquitError) || error.class !== 'hold') throw error;
    return conversations.save(conversation, changed(conversation, prepared, notTaken(conversation, error)));
  }
  return conversations.save(conversation, changed(conversation, prepared, { sentAt: now().toISOString() }));
}

/** A document that PSB deleted meanwhile is no fault: days or weeks pass until an invoice is due (psb.md 1.4). */
function notTaken(conversation: Conversation, error: AcquitError): Partial<Said> {
  const reason = [error.code, error.message, supportFacts(error)].filter(Boolean).join(' ');
  const payable = payableName(conversation);
  if (error.code === 'DOCUMENT_UNAVAILABLE') {
    logger.warn('PSB has the document no more, so that its supplier hears nothing more', { payable });
    return { outcome: 'expired', reason };
  }
  logger.error('PSB refused an Invoice Response', { payable, code: error.code });
  count('ResponseNotDelivered');
  return { outcome: 'refused', reason };
}

/** The conversation with other facts of one response. */
export const changed = (
  conversation: Conversation,
  { id }: Pick<Said, 'id'>,
  facts: Partial<Said>,
): Conversation => ({
  ...conversation,
  said: conversation.said.map((one) => (one.id === id ? { ...one, ...facts } : one)),
});
