import { AcquitError } from '../findings/acquit-error.ts';
import { allowedUrl } from '../http/allowed-url.ts';
import type { BankSettings } from './bank-settings.ts';

/**
 * The absolute address of a link in an answer of the bank. Links are relative or absolute, and examples of
 * the standard start at `/v1` where the bank has a prefix before it (psd2.md 4.3). Throws an AcquitError
 * BANK_ANSWER_INVALID for a link to elsewhere: nothing outside the allow-list is followed (psd2.md 3.7).
 */
export function resolveLink(settings: Pick<BankSettings, 'baseUrl' | 'allowedHosts'>, href: string): string {
  const base = new URL(`${settings.baseUrl.replace(/\/+$/, '')}/`);
  const lacksPrefix = /^\/(?!\/)/.test(href) && !href.startsWith(base.pathname);
  const target = lacksPrefix ? href.slice(1) : href;
  const url = URL.canParse(target, base.href) ? new URL(target, base.href).href : '';
  const policy = {
    allowedHosts: settings.allowedHosts,
    // Links may be no less secure than the bank we configured: only a sandbox has plain http.
    insecureLoopback: base.protocol === 'http:',
  };
  const allowed = allowedUrl(url, policy);
  if (allowed !== undefined) return allowed.href;
  const origin = url === '' ? 'nowhere' : new URL(url).origin;
  throw new AcquitError(
    'BANK_ANSWER_INVALID',
    `A link of the bank leads to ${origin}, which is not allowed`,
    {
      detail: { origin },
    },
  );
}

/** The same for a link that we can do without: one that leads elsewhere counts as absent. */
export function allowedHref(settings: BankSettings, href: string | undefined): string | undefined {
  try {
    return href === undefined ? undefined : resolveLink(settings, href);
  } catch (error) {
    if (error instanceof AcquitError) return undefined;
    throw error;
  }
}
