import type { FindingCode } from '../findings/catalogue.ts';
import type { Payable } from './payable.ts';
import type { Status } from './lifecycle.ts';

type Facts = Pick<Payable, 'status' | 'erp' | 'findings' | 'body'>;

/** Where one payable stands as far as a supplier may know. */
type Standing = 'open' | 'decided' | 'processing' | 'accepted' | 'paid' | 'rejected';

/** The ERP validated the request, or is further than that (erp.md). */
const validated: ReadonlySet<string> = new Set([
  'READY_FOR_PAYMENT',
  'PAYMENT_BUILT',
  'INSTRUCTION_BUILT',
  'PROCESSING',
  'PAID',
]);

/** Nothing to transfer, and yet accepted (documents.md 12); what is no invoice to us, like SELF_BILLED, is not. */
const acceptedKinds: ReadonlySet<string> = new Set<FindingCode>([
  'CREDIT_NOTE',
  'NEGATIVE_AMOUNT',
  'ZERO_AMOUNT',
  'CARD',
  'CASH',
  'DIRECT_DEBIT',
  'CLEARING',
]);

const byStatus: Readonly<Record<Exclude<Status, 'SUBMITTED' | 'NOT_PAYABLE'>, Standing>> = {
  RECEIVED: 'open',
  HELD: 'decided',
  READY: 'decided',
  // A payment is built only after the ERP validated the request.
  PAYMENT_BUILT: 'accepted',
  AUTHORISING: 'accepted',
  INITIATED: 'accepted',
  PAID: 'paid',
  // A person may still find that it is no repetition.
  DUPLICATE: 'open',
  REJECTED: 'rejected',
  // A person may start the payment again.
  FAILED: 'open',
};

function standing({ status, erp, findings }: Facts): Standing {
  if (status === 'SUBMITTED') {
    if (validated.has(erp?.intakeStatus ?? '')) return 'accepted';
    return erp?.id === undefined ? 'decided' : 'processing';
  }
  if (status !== 'NOT_PAYABLE') return byStatus[status];
  return findings.some(({ code }) => acceptedKinds.has(code)) ? 'accepted' : 'open';
}

/**
 * Where a document stands with all its payables together, because an Invoice Response is about the whole document:
 * - `open`: nothing can be said, since one of them is not decided, or waits for what only a person knows;
 * - `decided`: every one is decided, and they have no more than that in common;
 * - `processing`: the ERP took every part of the invoice;
 * - `accepted`: all READY_FOR_PAYMENT at the ERP or further, or accepted with nothing to pay;
 * - `paid`, `rejected`: all of them;
 * - `paid-in-part`: some parts are PAID and the others rejected, which they stay.
 * A file of several invoices has only what holds for all: a response cannot say which of them it means, and a
 * supplier who reads "in process" or "paid in part" of the wrong one acts on it.
 */
export type DocumentStanding = Standing | 'paid-in-part';

/** The standing of a document by its payables; of none it is open. */
export function documentStanding(payables: readonly Facts[]): DocumentStanding {
  const each = payables.map(standing);
  const areAll = (...of: readonly Standing[]): boolean => each.every((one) => of.includes(one));
  if (each.length === 0 || each.includes('open')) return 'open';
  if (areAll('paid')) return 'paid';
  if (areAll('rejected')) return 'rejected';
  if (areAll('accepted', 'paid')) return 'accepted';
  if (!isOneInvoice(payables)) return 'decided';
  if (areAll('paid', 'rejected')) return 'paid-in-part';
  return areAll('processing', 'accepted', 'paid') ? 'processing' : 'decided';
}

/** Whether the payables are one invoice, in one piece or in parts, and not several invoices of a file. */
export const isOneInvoice = (payables: readonly Pick<Payable, 'body'>[]): boolean =>
  new Set(payables.map(({ body }) => body ?? 1)).size === 1;
