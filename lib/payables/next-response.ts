import type { FindingCode } from '../findings/catalogue.ts';
import type { InvoiceResponse } from './invoice-response.ts';
import type { Payable } from './payable.ts';
import { isRepeated, mayFollow, type SentResponse } from './response-order.ts';
import { type DocumentStanding, documentStanding, isOneInvoice } from './response-standing.ts';
import { paidInPart, question, refusal } from './write-response.ts';

/**
 * The next Invoice Response about one document at PSB, by documents.md 12 and the policy of the organisation, or
 * undefined when there is nothing to say now. `payables` are all that the document led to, the first of them first;
 * `sent` is what was sent or written down to be sent, in its order. One at a time: whoever sent it asks again, so
 * that a payable that is far ahead of its responses still has them in their order (psb.md 3.3).
 */
export function nextResponse(
  payables: readonly Payable[],
  sent: readonly SentResponse[],
): InvoiceResponse | undefined {
  const statuses = sent.map(({ status }) => status);
  return dueResponses(payables).find(
    (response) => mayFollow(statuses, response.status) && !isRepeated(response, sent),
  );
}

/** Everything that is to be said by now, in its order, whether it was said already or not. */
function dueResponses([first, ...others]: readonly Payable[]): InvoiceResponse[] {
  if (first === undefined || !isAnswerable([first, ...others])) return [];
  const standing = documentStanding([first, ...others]);
  // Whoever is told of refusals only hears nothing at all, no AB either, of what is not refused.
  if (standing !== 'rejected' && first.responses !== 'full') return [];
  const later = laterResponses(standing, [first, ...others]);
  return later === undefined ? [] : [{ status: 'AB' }, ...later];
}

/** What is to be said after AB; undefined when not even that is. IP is news only until AP is. */
function laterResponses(
  standing: DocumentStanding,
  payables: readonly [Payable, ...Payable[]],
): InvoiceResponse[] | undefined {
  switch (standing) {
    case 'open':
      return undefined;
    case 'decided':
      return isOneInvoice(payables) ? listed(question(payables)) : [];
    case 'processing':
      return [{ status: 'IP' }];
    case 'accepted':
      return [{ status: 'AP' }];
    case 'paid':
      return [{ status: 'AP' }, { status: 'PD' }];
    case 'paid-in-part':
      return [{ status: 'AP' }, ...listed(paidInPart(payables))];
    case 'rejected': {
      const refused = refusal(payables);
      return refused === undefined ? undefined : [refused];
    }
  }
}

const listed = (response: InvoiceResponse | undefined): InvoiceResponse[] =>
  response === undefined ? [] : [response];

/** No invoice from a supplier to us that asks for money: nobody waits for an answer about it (documents.md 12). */
const notAnswered: ReadonlySet<string> = new Set<FindingCode>([
  'NOT_AN_INVOICE',
  'NOT_A_CLAIM',
  'SELF_BILLED',
  'TEST_DOCUMENT',
]);

/**
 * Whether a response may be made of what is known: the organisation wants them, all payables of the document are
 * here, and it was read from what the supplier sent. Of what could not be read there is no number to answer about,
 * and what recognition read in a picture may be wrong: that is for people, or for the message level.
 */
function isAnswerable(payables: readonly [Payable, ...Payable[]]): boolean {
  const known = new Set(payables.map(({ documentId }) => documentId));
  return (
    payables[0].responses !== undefined &&
    payables.every(
      ({ document, findings, siblings = [], recognisedAs, recognisedFrom }) =>
        isText(document?.number) &&
        recognisedAs === undefined &&
        recognisedFrom === undefined &&
        siblings.every((sibling) => known.has(sibling)) &&
        !findings.some(({ code }) => notAnswered.has(code)),
    )
  );
}

const isText = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';
