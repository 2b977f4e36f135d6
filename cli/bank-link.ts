import { issueTicket } from '../lib/steps/issue-ticket.ts';
import { secondsFrom } from '../lib/steps/turn.ts';
import type { Errand, TicketStore } from '../lib/storage/ticket-store.ts';

interface LinkServices {
  readonly tickets: TicketStore;
  readonly randomBytes: (size: number) => Buffer;
  readonly now: () => Date;
  readonly publicUrl: string;
}

/** A link is good for a working day. */
const seconds = 8 * 3600;

/** The address by which one person does an errand at the bank; the first browser that uses it has it for itself. */
export async function bankLink(errand: Errand, services: LinkServices): Promise<string> {
  const ticket = await issueTicket(errand, secondsFrom(services.now(), seconds), services);
  return `${services.publicUrl}/psd2/start?ticket=${ticket}`;
}
