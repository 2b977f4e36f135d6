import type { Payable } from '../../lib/payables/payable.ts';
import { issueTicket } from '../../lib/steps/ticket.ts';
import { secondsFrom } from '../../lib/steps/turn.ts';
import type { Stack } from '../../sandbox/start-stack.ts';

/** The address by which a finance user starts the authorisation of a payable. */
export function authorisationLink(stack: Stack, payable: Payable): string {
  const ticket = issueTicket(
    payable,
    secondsFrom(new Date(), 8 * 3600),
    stack.secrets.authorisation.ticketKey,
  );
  return `${stack.environment['PUBLIC_URL']}/psd2/start?ticket=${ticket}`;
}

/**
 * Does what the browser of a finance user does: follows the link to the sandbox bank, approves there, and comes
 * back to our callback. False when one of the three did not go as a browser needs.
 */
export async function authoriseAsPsu(stack: Stack, payable: Payable): Promise<boolean> {
  const { bank } = stack.peers;
  if (bank === undefined) return false;
  const start = await fetch(authorisationLink(stack, payable), { redirect: 'manual' });
  const authorizeUrl = start.headers.get('location');
  if (start.status !== 303 || authorizeUrl === null) return false;
  const callback = await bank.approve(authorizeUrl).catch(() => undefined);
  if (callback === undefined) return false;
  const returned = await fetch(callback);
  return returned.ok;
}
