import { ticketShape } from './issue-ticket.ts';

/**
 * The cookies by which we know the browser that started (psd2.md 3.7). `__Host-` ties them to this very host, `Lax`
 * lets the bank's redirect bring them back and no other site's form send them. The ticket rests in one too, so that it
 * leaves the address bar at once.
 */
const names = { session: '__Host-acquit-session', ticket: '__Host-acquit-ticket' } as const;

/** As long as a link to authorise is good. */
const seconds = 8 * 3600;

export interface BrowserSession {
  readonly session: string | undefined;
  readonly ticket: string | undefined;
}

/** Reads the cookies of a request; what does not look like ours counts as absent. */
export function readSession(cookies: readonly string[] | undefined): BrowserSession {
  const value = (name: string): string | undefined => {
    const found = (cookies ?? []).find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
    return found !== undefined && ticketShape.test(found) ? found : undefined;
  };
  return { session: value(names.session), ticket: value(names.ticket) };
}

/** The cookies that keep a ticket in a browser, and the browser known: its session stays as long as it has one. */
export const keepTicket = (
  ticket: string,
  { session }: BrowserSession,
  randomBytes: (size: number) => Buffer,
): string[] => [
  cookie(names.session, session ?? randomBytes(32).toString('base64url')),
  cookie(names.ticket, ticket),
];

const cookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`;
