import { randomBytes } from 'node:crypto';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { createTicketStore } from '../../lib/storage/ticket-store.ts';
import type { Stack } from '../../sandbox/start-stack.ts';
import { bankLink } from '../bank-link.ts';
import { createBrowser } from './browser.ts';

/** The address by which a finance user authorises payments. */
export const authorisationLink = (stack: Stack, ...payables: readonly PayableKey[]): Promise<string> =>
  bankLink(
    { kind: 'payments', payables: payables.map(({ party, documentId }) => ({ party, documentId })) },
    {
      tickets: createTicketStore(stack.table),
      randomBytes: (size) => randomBytes(size),
      now: () => new Date(),
      publicUrl: stack.environment['PUBLIC_URL'] ?? '',
    },
  );

/**
 * Does what the browser of a finance user does: opens the link, goes to the sandbox bank, approves there, and comes
 * back to our callback. False when one of them did not go as a browser needs.
 */
export async function authoriseAsPsu(stack: Stack, payable: PayableKey): Promise<boolean> {
  const { bank } = stack.peers;
  if (bank === undefined) return false;
  const browser = createBrowser();
  const page = await browser.open(await authorisationLink(stack, payable));
  const authorizeUrl = page.status === 200 ? await browser.press(page) : undefined;
  if (authorizeUrl === undefined) return false;
  const callback = await bank.approve(authorizeUrl).catch(() => undefined);
  if (callback === undefined) return false;
  return (await browser.open(callback)).status === 200;
}
