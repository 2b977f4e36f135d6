import type { BankClient } from '../psd2/bank-client.ts';
import type { ScopeTemplates } from '../psd2/bank-settings.ts';
import { createPkce } from '../psd2/pkce.ts';
import { type FlowPurpose, type FlowStore } from '../storage/flow-store.ts';
import { hashSecret } from '../storage/hash-secret.ts';
import type { Psu } from './psu.ts';
import { secondsFrom } from './turn.ts';

export interface OpenFlowServices {
  readonly bank: Pick<BankClient, 'readAuthorisationMetadata' | 'authorizeUrl'>;
  readonly flows: FlowStore;
  readonly randomBytes: (size: number) => Buffer;
  readonly now: () => Date;
  readonly authoriseWithinSeconds: number;
}

/** Where the PSU is to be sent, and what for. */
export interface Destination {
  readonly purpose: FlowPurpose;
  /** Id of the payment, basket or consent at the bank. */
  readonly resourceId: string;
  readonly scope: keyof ScopeTemplates;
  readonly scaOAuthHref: string;
  readonly confirmationHref?: string | undefined;
}

/**
 * Gives the URL at the bank to send the browser of the PSU to (psd2.md 3.1, steps 3 and 4), with a one-time state and
 * PKCE verifier for this way there and back (3.3); of state and session only the hashes are kept. Throws what the
 * bank client throws.
 */
export async function openFlow(
  { purpose, resourceId, scope, scaOAuthHref, confirmationHref }: Destination,
  { sessionHash }: Psu,
  { bank, flows, randomBytes, now, authoriseWithinSeconds }: OpenFlowServices,
): Promise<string> {
  const metadata = await bank.readAuthorisationMetadata(scaOAuthHref);
  const state = randomBytes(32).toString('base64url');
  const pkce = createPkce(randomBytes(32));
  await flows.create({
    stateHash: hashSecret(state),
    purpose,
    resourceId,
    ...(confirmationHref === undefined ? {} : { confirmationHref }),
    sessionHash,
    status: 'PENDING',
    codeVerifier: pkce.verifier,
    ...(metadata.issuer === undefined ? {} : { issuer: metadata.issuer }),
    issRequired: metadata.issRequired,
    expiresAt: secondsFrom(now(), authoriseWithinSeconds).toISOString(),
    tries: 0,
    version: 0,
  });
  return bank.authorizeUrl({ metadata, resourceId, scope, state, codeChallenge: pkce.challenge });
}
