import { randomUUID } from 'node:crypto';
import type { InvoiceResponse } from './invoice-response.ts';
import { psbDate } from './psb-date.ts';
import type { StoredResponse, UpcomingEvent } from './psb-entry.ts';
import type { StoredDocument } from './psb-state.ts';
import type { ResponseOutcome, SandboxPsbOptions } from './sandbox-psb.ts';

const topics: Readonly<Record<ResponseOutcome, readonly string[]>> = {
  sent: ['InvoiceResponseSent'],
  retry: ['InvoiceResponseSentRetry', 'InvoiceResponseSent'],
  failed: ['InvoiceResponseSentError'],
};

/** The long names that go with the codes (psb.md 3.3). */
const statusNames: Readonly<Record<InvoiceResponse['status'], string>> = {
  AB: 'Acknowledge',
  IP: 'InProcess',
  UQ: 'UnderQuery',
  CA: 'ConditionallyAccepted',
  RE: 'Reject',
  AP: 'Accept',
  PD: 'Paid',
};

/**
 * What the buyer will hear of a response that was taken, each event `responseDelayMs` after the one before. Without
 * a `responseOutcome` it fails for a seller who cannot receive it and is sent to any other.
 */
export function responseEvents(
  response: StoredResponse,
  invoice: StoredDocument,
  options: SandboxPsbOptions,
): UpcomingEvent[] {
  const { responseDelayMs = 0 } = options;
  const seller = invoice.event.details?.['sender'];
  const reachable = typeof seller !== 'string' || (options.recipients?.(seller) ?? true);
  const outcome = options.responseOutcome?.(response) ?? (reachable ? 'sent' : 'failed');
  return topics[outcome].map((topic, index) => {
    const dueAt = new Date(response.at).getTime() + responseDelayMs * (index + 1);
    const { status } = response.response;
    return {
      id: randomUUID(),
      dueAt,
      event: {
        topic,
        partyId: invoice.party,
        documentId: response.id,
        refToDocumentId: invoice.id,
        message: messages[topic],
        details: {
          statusCode: status,
          status: statusNames[status],
          ...(seller !== undefined && { recipient: seller }),
          attempt: String(index + 1),
          protocol: 'As4',
        },
        createdOn: psbDate(new Date(dueAt)),
      },
    };
  });
}

const messages: Readonly<Record<string, string>> = {
  InvoiceResponseSent: "'InvoiceResponse' sent.",
  InvoiceResponseSentRetry: "'InvoiceResponse' could not be delivered yet and will be sent again.",
  InvoiceResponseSentError: "'InvoiceResponse' could not be delivered and will not be sent.",
};
