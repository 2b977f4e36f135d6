import * as z from 'zod';
import type { BankSettings } from './bank-settings.ts';
import { allowedHref, resolveLink } from './resolve-link.ts';

const link = z
  .object({ href: z.string().min(1).max(2_000) })
  .nullish()
  .transform((found) => found ?? undefined);

/** The `_links` of a payment or an authorisation that we use; links are followed, not built (psd2.md 4.3). */
export const linksSchema = z.object({
  scaOAuth: link,
  startAuthorisation: link,
  status: link,
  scaStatus: link,
  confirmation: link,
});

export interface Links {
  readonly scaOAuthHref?: string | undefined;
  readonly startAuthorisationHref?: string | undefined;
  readonly statusHref?: string | undefined;
  readonly scaStatusHref?: string | undefined;
  readonly confirmationHref?: string | undefined;
}

/** Makes the links absolute and holds each to the allow-list; throws as resolveLink does. */
export function resolveLinks(settings: BankSettings, links: z.infer<typeof linksSchema>): Links {
  const resolve = (of: { readonly href: string } | undefined): string | undefined =>
    of === undefined ? undefined : resolveLink(settings, of.href);
  return {
    scaOAuthHref: resolve(links.scaOAuth),
    startAuthorisationHref: resolve(links.startAuthorisation),
    statusHref: resolve(links.status),
    // Its address can be built; the payment must not be lost over it.
    scaStatusHref: allowedHref(settings, links.scaStatus?.href),
    confirmationHref: resolve(links.confirmation),
  };
}
