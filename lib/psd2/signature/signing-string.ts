import { AcquitError } from '../../findings/acquit-error.ts';
import type { HttpRequest } from '../../http/http-response.ts';

/** What the standard signs, and nothing else; the last three exactly when the request has them (psd2.md 2.1). */
const standardNames = ['digest', 'x-request-id', 'psu-id', 'psu-corporate-id', 'tpp-redirect-uri'];
const mandatoryNames = ['digest', 'x-request-id'];

/** Not a header: the method and the path, as draft-cavage writes them; some banks want it (psd2.md U-01). */
const requestTarget = '(request-target)';

/**
 * The names that the signature of a request covers, in their order: those of the list that the request has. An
 * empty header counts as one it has (psd2.md 2.4). Throws CONFIGURATION_INVALID when `digest` or `x-request-id`
 * is not among them: a bank would take such a signature for none.
 */
export function signedNames(
  { headers }: Pick<HttpRequest, 'headers'>,
  list: readonly string[] = standardNames,
): string[] {
  const present = new Set([requestTarget, ...Object.keys(headers ?? {}).map((name) => name.toLowerCase())]);
  const names = list.filter((name) => present.has(name));
  const missing = mandatoryNames.filter((name) => !names.includes(name));
  if (missing.length === 0) return names;
  throw new AcquitError('CONFIGURATION_INVALID', `A signature must cover ${missing.join(' and ')}.`);
}

/**
 * The text that is signed: a line per name with the value exactly as sent, trimmed; joined by single line feeds,
 * none after the last (psd2.md 2.2). Every name must be one that the request has.
 */
export function signingString(request: HttpRequest, names: readonly string[]): string {
  const values = new Map(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
  return names
    .map((name) => `${name}: ${name === requestTarget ? target(request) : values.get(name)}`)
    .join('\n');
}

function target({ method, url }: HttpRequest): string {
  const { pathname, search } = new URL(url);
  return `${method.toLowerCase()} ${pathname}${search}`;
}
