import { isIP } from 'node:net';
import type { Context } from 'hono';
import type { BankContext } from './bank-context.ts';
import { headerError, TppError } from './tpp-error.ts';

/** The calls that begin something at the bank (psd2.md 1.4). */
export type Beginning = 'payment' | 'basket' | 'consent' | 'funds-consent' | 'authorisation';

const booleanHeaders = [
  'TPP-Redirect-Preferred',
  'TPP-Decoupled-Preferred',
  'TPP-Explicit-Authorisation-Preferred',
  'TPP-Rejection-NoFunds-Preferred',
];

type Rules = Pick<BankContext, 'redirectUris' | 'checksRedirectUris' | 'quirks'>;

/** The header rules of a call that leads to a redirect of the PSU (psd2.md 1.4); the answer is the redirect URI. */
export function checkRedirectHeaders(c: Context, call: Beginning, rules: Rules): string {
  if (call === 'payment' || call === 'basket') {
    if (c.req.header('Consent-ID') !== undefined) {
      throw new TppError(400, 'SESSIONS_NOT_SUPPORTED', 'AIS and PIS cannot be combined in one session.');
    }
  }
  if (call !== 'authorisation' && c.req.header('Authorization') !== undefined) {
    throw new TppError(403, 'SERVICE_BLOCKED', 'No token may be sent before the SCA.');
  }
  const needsAddress = call === 'payment' || call === 'basket' || call === 'consent';
  checkPsuAddress(c, needsAddress, rules);
  for (const name of booleanHeaders) {
    if (!['true', 'false', undefined].includes(c.req.header(name))) throw headerError(name);
  }
  if (c.req.header('TPP-Redirect-Preferred') !== 'true') throw headerError('TPP-Redirect-Preferred');
  for (const name of ['TPP-Redirect-URI', 'TPP-Nok-Redirect-URI']) {
    const uri = c.req.header(name);
    if (uri === undefined && name === 'TPP-Nok-Redirect-URI') continue;
    if (!isAllowed(uri ?? '', rules)) throw headerError(name);
  }
  return c.req.header('TPP-Redirect-URI') ?? '';
}

/** PSU-IP-Address is an IP address wherever it is sent; on reads its presence says that the PSU is there. */
export function checkPsuAddress(c: Context, mandatory: boolean, { quirks }: Pick<Rules, 'quirks'>): void {
  const address = c.req.header('PSU-IP-Address');
  if (address === undefined && !mandatory) return;
  const version = isIP(address ?? '');
  if (version === 0 || (version === 6 && quirks.psuIpV6 === 'refused')) throw headerError('PSU-IP-Address');
}

const contentTypes = {
  json: 'application/json',
  xml: 'application/xml',
  form: 'multipart/form-data',
} as const;

/** The content type of a body. Throws a TppError 415. */
export function checkContentType(c: Context, wanted: keyof typeof contentTypes): void {
  const [given = ''] = (c.req.header('Content-Type') ?? '').split(';');
  if (given.trim().toLowerCase() !== contentTypes[wanted]) {
    throw new TppError(415, 'FORMAT_ERROR', `The body must be ${contentTypes[wanted]}.`);
  }
}

/** Letter by letter one of those declared at onboarding, or at a sandbox any address at all (psd2.md S14). */
const isAllowed = (uri: string, { redirectUris, checksRedirectUris }: Rules): boolean =>
  checksRedirectUris ? redirectUris.includes(uri) : URL.canParse(uri);
