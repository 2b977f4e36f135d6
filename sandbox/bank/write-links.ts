import type { Context } from 'hono';
import type { BankContext } from './bank-context.ts';

type Links = Record<string, { readonly href: string }>;

/** Without these links a TPP cannot go on. */
const indispensable = ['scaOAuth', 'startAuthorisation', 'confirmation', 'next', 'balances', 'transactions'];

/** Writes `_links` from paths as this bank writes them (psd2.md 4.3, 10.1.9); absent paths are left out. */
export function writeLinks(
  c: Context,
  { quirks }: Pick<BankContext, 'quirks'>,
  paths: Readonly<Record<string, string | undefined>>,
): Links {
  const origin = new URL(c.req.url).origin;
  const links: Links = {};
  for (const [name, path] of Object.entries(paths)) {
    if (path === undefined) continue;
    if (quirks.links === 'few' && !indispensable.includes(name)) continue;
    links[name] = { href: write(path, name === 'scaOAuth', { origin, mode: quirks.links }) };
  }
  return links;
}

function write(
  path: string,
  isScaOAuth: boolean,
  { origin, mode }: { readonly origin: string; readonly mode: BankContext['quirks']['links'] },
): string {
  switch (mode) {
    case 'relative':
      return path;
    case 'absolute':
      return `${origin}${path}`;
    case 'other-host':
      return `https://elsewhere.example${path}`;
    case 'trailing-slash':
      return isScaOAuth || path.includes('?') ? `${origin}${path}` : `${path}/`;
    case 'without-product':
      return isScaOAuth ? `${origin}${path}` : path.replace(/^(\/v1\/[a-z-]*payments)\/[^/]+/, '$1');
    case 'usual':
    case 'few':
      return isScaOAuth ? `${origin}${path}` : path;
  }
}
