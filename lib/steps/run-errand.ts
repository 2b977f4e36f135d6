import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import type { Ticket, TicketStore, TicketUse } from '../storage/ticket-store.ts';
import { authorisePayments, type AuthorisePaymentsServices } from './authorise-payments.ts';
import { cancelAtBank, type CancelServices } from './cancel-at-bank.ts';
import { type GiveConsentServices, giveConsent } from './give-consent.ts';
import { openTicket } from './issue-ticket.ts';
import type { PageName } from './page.ts';
import type { Psu } from './psu.ts';
import { secondsFrom } from './turn.ts';

export type RunErrandServices = AuthorisePaymentsServices &
  CancelServices &
  GiveConsentServices & { readonly tickets: TicketStore };

/** What the PSU's browser sent: which ticket its page was of, and what was chosen on it. */
export interface ErrandForm {
  readonly of: string;
  readonly chosen?: string | undefined;
  /** The PSU goes on although the bank said that the money is not there. */
  readonly anyway?: boolean | undefined;
}

/** Where the browser goes next: to the bank, or to a page of ours. */
export type Visit =
  | { readonly redirectTo: string; readonly use?: Known | undefined }
  | { readonly page: PageName | 'funds-missing'; readonly use?: Known | undefined };

type Known = Pick<TicketUse, 'basket' | 'single'>;

/** Longer than anybody waits at a browser; who dies on the way keeps others out for no longer. */
const busySeconds = 60;

/**
 * Does what a ticket is for, once at a time and for the first browser that uses it alone (psd2.md 3.7): sends the PSU
 * to the bank, or says on a page why not. Throws AcquitErrors as authorisePayments, cancelAtBank and giveConsent.
 */
export async function runErrand(
  raw: string,
  form: ErrandForm,
  psu: Psu,
  services: RunErrandServices,
): Promise<Visit> {
  const { tickets, now } = services;
  const ticket = await openTicket(raw, services);
  if (ticket === undefined) return { page: 'ticket-refused' };
  // Another link was opened in this browser since: what was clicked on is not what would be done.
  if (form.of !== ticket.ticketHash) return { page: 'other-link' };
  const { sessionHash } = psu;
  const use = await tickets.take(ticket, { sessionHash, now: now(), until: secondsFrom(now(), busySeconds) });
  if (use === undefined) {
    const isOurs = (await tickets.readUse(ticket.ticketHash))?.sessionHash === sessionHash;
    return { page: isOurs ? 'preparing' : 'other-browser' };
  }
  let known: Known = { ...(use.basket && { basket: use.basket }), ...(use.single && { single: use.single }) };
  try {
    const visit = await act(ticket, form, psu, services, use);
    known = { ...known, ...visit.use };
    return visit;
  } finally {
    await tickets.release(ticket, use, now(), known);
  }
}

function act(
  ticket: Ticket,
  { chosen, anyway }: ErrandForm,
  psu: Psu,
  services: RunErrandServices,
  use: TicketUse,
): Promise<Visit> {
  const { errand } = ticket;
  switch (errand.kind) {
    case 'payments':
      return authorisePayments({ selection: errand.payables, chosen, anyway, use }, psu, services);
    case 'cancellation':
      return cancelAtBank(errand.payable, psu, services).catch(notTakenBack);
    case 'consent':
      return giveConsent(errand, ticket, psu, services);
  }
}

/** A bank that refuses to take a payment back may carry it out: nobody must pay it in another way for that. */
function notTakenBack(error: unknown): Visit {
  const isRefused =
    error instanceof AcquitError &&
    error.code !== 'AUTHORISATION_NOT_ALLOWED' &&
    (error.class === 'hold' || error.class === 'note');
  if (!isRefused) throw error;
  logger.warn('a payment was not taken back', describeError(error));
  return { page: 'may-be-paid' };
}
