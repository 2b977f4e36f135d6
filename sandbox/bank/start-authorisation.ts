import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { BankContext } from './bank-context.ts';
import type { CreationCall } from './creation-call.ts';
import type { StoredAuthorisation } from './stored.ts';
import { writeLinks } from './write-links.ts';

/** Makes an authorisation of a resource; the PSU has his time from now. */
export function startAuthorisation(
  options: {
    readonly resourceId: string;
    readonly purpose: 'create' | 'cancel';
    readonly redirectUri: string;
    readonly call: Pick<CreationCall, 'requestId' | 'bodyHash'>;
  },
  { record, state, quirks, now }: BankContext,
): StoredAuthorisation {
  const { resourceId, purpose, redirectUri, call } = options;
  const id = randomUUID();
  record({
    type: 'authorisation',
    authorisation: {
      id,
      resourceId,
      purpose,
      redirectUri,
      requestId: call.requestId,
      bodyHash: call.bodyHash,
      needsConfirmation: quirks.confirmation,
      createdAt: now().toISOString(),
    },
  });
  const authorisation = state.authorisation(id);
  if (authorisation === undefined) throw new Error('A recorded authorisation is not in the state.');
  return authorisation;
}

/** The links by which the PSU is led to an authorisation and it is followed (psd2.md 3.2, 4.3). */
export function authorisationLinks(
  c: Context,
  context: BankContext,
  { base, authorisation }: { readonly base: string; readonly authorisation: StoredAuthorisation },
) {
  const { id, needsConfirmation } = authorisation;
  c.header('ASPSP-SCA-Approach', context.quirks.approach);
  const metadata = `/.well-known/openid-configuration?authorizationId=${id}`;
  return writeLinks(c, context, {
    scaOAuth: context.quirks.scaOAuth === 'metadata' ? metadata : `/authorize/${id}`,
    scaStatus: `${base}/${id}`,
    confirmation: needsConfirmation ? `${base}/${id}` : undefined,
  });
}
