import { Concealed } from './concealed.ts';

/**
 * The action of a hook: a URI whose fragment is the secret of a webhook, and which may hold user, password or token
 * of the other kinds (psb.md 2.2, 2.8). Prints as `https://host/path#…`.
 */
export type HookAction = Concealed<string>;

export const hookAction = (uri: string): HookAction => new Concealed(uri, maskAction(uri));

/** The secret behind the first `#` as it is written, which is what PSB signs with (psb.md 2.5); undefined without. */
export function secretOf(action: HookAction): string | undefined {
  const uri = action.reveal();
  const at = uri.indexOf('#');
  return at < 0 ? undefined : uri.slice(at + 1);
}

/** What of an action may be read by anyone, by its scheme. Of a scheme that nobody described, the scheme alone. */
function maskAction(uri: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):([^#]*)/is.exec(uri) ?? [];
  const fragment = uri.includes('#') ? '#…' : '';
  switch (scheme.toLowerCase()) {
    case 'http':
    case 'https':
    case 'sftp':
      return `${scheme}:${addressIn(uri.slice(scheme.length + 1)) ?? '…'}${fragment}`;
    case 'mailto':
    case 'recognize':
    case 'peppol':
      return `${scheme}:${rest}${fragment}`;
    default:
      // Of `mailfrom:` either side may be the token (psb.md 2.8).
      return `${scheme}:…`;
  }
}

const address =
  /^\/\/(?<login>[^@/?#]*@)?(?<host>[\w.-]+|\[[\da-f:]+\])(?<port>:\d+)?(?<path>\/[^@?#]*)?(?<query>\?[^@#]*)?(#[^@]*)?$/i;

/**
 * Host and path. User, password and query may each let somebody in. Undefined when an `@` stands where it should
 * not: a password that holds a slash or a hash looks like a host and its path.
 */
function addressIn(rest: string): string | undefined {
  const { login, host, port = '', path = '', query } = address.exec(rest)?.groups ?? {};
  if (host === undefined) return undefined;
  return `//${login === undefined ? '' : '…@'}${host}${port}${path}${query === undefined ? '' : '?…'}`;
}
