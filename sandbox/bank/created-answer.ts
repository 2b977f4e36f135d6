import type { Context } from 'hono';
import type { BankContext } from './bank-context.ts';
import { authorisationLinks } from './start-authorisation.ts';
import type { StoredResource } from './stored.ts';
import { writeLinks } from './write-links.ts';

/** The `_links` of a resource that was made: it can be authorised at once, or first an authorisation must be started. */
export function createdLinks(
  c: Context,
  context: BankContext,
  { resource, self }: { readonly resource: StoredResource; readonly self: string },
) {
  const [authorisation] = context.state.authorisationsOf(resource.id, 'create');
  const base = `${self}/authorisations`;
  const own = writeLinks(c, context, {
    self,
    status: `${self}/status`,
    startAuthorisation: resource.explicit ? base : undefined,
  });
  c.header('Location', own['self']?.href ?? self);
  if (resource.explicit || authorisation === undefined) return own;
  return { ...authorisationLinks(c, context, { base, authorisation }), ...own };
}

/** Whether a resource waits for an authorisation of its own (psd2.md 1.4, 4.3). */
export const isExplicit = (c: Context, { quirks }: Pick<BankContext, 'quirks'>): boolean =>
  quirks.alwaysExplicit || c.req.header('TPP-Explicit-Authorisation-Preferred') === 'true';
