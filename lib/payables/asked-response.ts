import type { InvoiceResponse, ResponseStatus } from './invoice-response.ts';
import type { Status } from './lifecycle.ts';
import { type Payable, payableName } from './payable.ts';
import { isRepeated, orderFault, type SentResponse } from './response-order.ts';
import { type DocumentStanding, documentStanding } from './response-standing.ts';

/**
 * Why a person may not send a response now, a sentence each; empty when it may be sent. The order counts as for
 * every response, with the AB that goes before the first one by itself; and nothing is said that is not so: AP and
 * PD only on the word of the ERP or the bank, RE only of what is rejected. The policy of the organisation and the
 * findings do not count: a person knows more. Whether the response itself is well made is for responseFaults.
 */
export function askedResponseFaults(
  payables: readonly Payable[],
  sent: readonly SentResponse[],
  response: InvoiceResponse,
): string[] {
  const [first] = payables;
  if (first === undefined) return ['Nothing is known of this document.'];
  const before = sent.map(({ status }) => status);
  const opened: ResponseStatus[] = before.length === 0 && response.status !== 'AB' ? ['AB'] : before;
  return [
    ...subjectFaults(first),
    ...listed(orderFault(opened, response.status)),
    ...(response.status === 'UQ' && isRepeated(response, sent)
      ? ['This question was asked before in the same words.']
      : []),
    ...factFaults(payables, response),
  ];
}

const listed = (fault: string | undefined): string[] => (fault === undefined ? [] : [fault]);

function subjectFaults({ document, findings }: Payable): string[] {
  if (findings.some(({ code }) => code === 'SELF_BILLED')) {
    return ['The document is self-billed: the customer wrote it, and no supplier waits for an answer.'];
  }
  return (document?.number ?? '').trim() === ''
    ? ['The document was not read as an invoice: there is no invoice number to answer about.']
    : [];
}

function factFaults(payables: readonly Payable[], { status, reasons }: InvoiceResponse): string[] {
  const standing = documentStanding(payables);
  switch (status) {
    case 'AB':
      return [];
    case 'IP':
      return unless(payables, status, inWork);
    case 'UQ':
      return payables.some(({ status: one }) => waitsForPerson.has(one))
        ? []
        : [
            'UQ asks about what waits for a person, and nothing of this document is HELD, DUPLICATE or FAILED.',
          ];
    case 'CA':
      return unless(payables, status, new Set(['HELD']));
    case 'RE':
      return unless(payables, status, new Set(['REJECTED', 'DUPLICATE']));
    case 'AP':
      return acceptable.has(standing) ? [] : [notAccepted(payables)];
    case 'PD':
      return paymentFaults(standing, reasons?.PPD !== undefined);
  }
}

const inWork: ReadonlySet<Status> = new Set([
  'RECEIVED',
  'HELD',
  'READY',
  'SUBMITTED',
  'PAYMENT_BUILT',
  'AUTHORISING',
  'INITIATED',
]);

const waitsForPerson: ReadonlySet<Status> = new Set(['HELD', 'DUPLICATE', 'FAILED']);

/** Also what was paid in part: its payment was accepted, and PD can only follow AP. */
const acceptable: ReadonlySet<DocumentStanding> = new Set(['accepted', 'paid', 'paid-in-part']);

/** A response is about all that the document led to, so that each of it must be where the response says. */
function unless(payables: readonly Payable[], said: ResponseStatus, may: ReadonlySet<Status>): string[] {
  return payables
    .filter(({ status }) => !may.has(status))
    .map(
      (payable) =>
        `${said} needs ${[...may].join(' or ')}, and ${payableName(payable)} is ${payable.status}.`,
    );
}

const notAccepted = (payables: readonly Payable[]): string =>
  `AP needs READY_FOR_PAYMENT at the ERP, or an invoice that is accepted with nothing to pay; ${payables
    .map(
      (payable) =>
        `${payableName(payable)} is ${[payable.status, payable.erp?.intakeStatus].filter(Boolean).join(', ')}`,
    )
    .join('; ')}.`;

function paymentFaults(standing: DocumentStanding, isPart: boolean): string[] {
  if (standing === 'paid')
    return isPart ? ['All is PAID, so that the reason PPD (partly paid) is wrong.'] : [];
  if (standing !== 'paid-in-part') return ['PD needs the proof of payment: not everything is PAID.'];
  return isPart ? [] : ['Only a part is PAID: PD needs the reason PPD with a text that says what was paid.'];
}
