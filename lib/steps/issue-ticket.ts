import { hashSecret } from '../storage/hash-secret.ts';
import type { Errand, Ticket, TicketStore } from '../storage/ticket-store.ts';

/**
 * Makes a ticket, with which the first browser that uses it may do one errand at the bank until a moment. It moves no
 * money: the PSU still has to authorise at the bank. The ticket itself is kept nowhere, only its hash.
 */
export async function issueTicket(
  errand: Errand,
  until: Date,
  { tickets, randomBytes }: { readonly tickets: TicketStore; readonly randomBytes: (size: number) => Buffer },
): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  await tickets.create({ ticketHash: hashSecret(ticket), errand, expiresAt: until.toISOString() });
  return ticket;
}

/** What 32 random bytes look like in base64url. */
export const ticketShape = /^[\w-]{43}$/;

/** The ticket as it was issued; undefined when it is forged, damaged or too old. */
export async function openTicket(
  ticket: string,
  { tickets, now }: { readonly tickets: TicketStore; readonly now: () => Date },
): Promise<Ticket | undefined> {
  if (!ticketShape.test(ticket)) return undefined;
  const known = await tickets.read(hashSecret(ticket));
  return known === undefined || known.expiresAt < now().toISOString() ? undefined : known;
}
