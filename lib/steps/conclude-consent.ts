import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { BankToken } from '../psd2/token-answer.ts';
import type { Consent, ConsentKey } from '../storage/consent-store.ts';
import { readConsentFacts, type ReadFactsServices } from './read-consent-facts.ts';

export interface ConcludeConsentServices extends ReadFactsServices {
  /** Confirms the authorisation where the bank wants that; never throws. */
  readonly confirm: (accessToken: string) => Promise<void>;
}

/** What the way to the bank gave: tokens, or a refusal, or nobody knows what, as when the bank was away. */
export type Given = BankToken | 'refused' | 'lost';

/**
 * The PSU gave a consent, or did not: keeps its tokens before anything else, because the consent is lost with them
 * (psd2.md S6), confirms it, and then reads what the bank made of it. Without a token there is nothing to use, whatever
 * the bank says, and somebody has to give a new one.
 */
export async function concludeConsent(
  key: ConsentKey,
  given: Given,
  services: ConcludeConsentServices,
): Promise<void> {
  const { consents, now, confirm } = services;
  const consent = await consents.read(key);
  if (consent === undefined || consent.service === 'pis') return;
  if (typeof given === 'string') return end(consent, given, services);
  // The only copy of the tokens is in our hands: a table that is busy for a moment must not cost us the consent.
  const save = () => consents.saveTokens(consent, given, now());
  await save().catch(save).catch(save);
  await confirm(given.accessToken);
  await readConsentFacts(consent, given.accessToken, services);
}

/** A holder who refused knows it; one whose consent was lost on the way believes that he gave it. */
async function end(
  consent: Consent,
  why: 'refused' | 'lost',
  { consents, now }: ConcludeConsentServices,
): Promise<void> {
  const { consentId, service, organisation } = consent;
  const isEnded = await consents.end(consent, why === 'refused' ? 'never-given' : 'tokens-lost', now());
  if (why === 'refused') logger.warn('a consent was not given', { consentId, service });
  else if (isEnded) {
    logger.error('a consent was lost on its way, a new one must be given', { consentId, organisation });
    count('ConsentEnded');
  }
}
