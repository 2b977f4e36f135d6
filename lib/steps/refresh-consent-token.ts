import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { EndReason } from '../payables/plan-renewals.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import type { BankToken } from '../psd2/token-answer.ts';
import type { Consent, ConsentKey, ConsentStore, OpenTokens } from '../storage/consent-store.ts';
import { isToEnd } from './is-to-end.ts';

export interface TokenServices {
  readonly consents: ConsentStore;
  readonly bank: Pick<ConsentClient, 'refreshToken'>;
  readonly now: () => Date;
  readonly newRequestId: () => string;
}

/** A consent that can be used now, as it was read last. */
export interface LiveConsent {
  readonly consent: Consent;
  readonly accessToken: string;
}

/** A token is not used in its last moments, so that it does not end on the way (psd2.md 3.5). */
const skewMilliseconds = 30_000;

/** Longer than four calls to the token endpoint may take: two tokens, each sent at most twice. */
const leaseMilliseconds = 60_000;

/**
 * Gives a live access token of a consent; refreshes it when it has ended, or when it is the one that the bank has
 * just refused. One refresher at a time, under a lease; what is tried is marked before, and the new tokens are
 * written down before anybody uses them (psd2.md 3.6).
 *
 * Throws AcquitErrors: BANK_CONSENT_REFUSED when the consent has ended, or ends here because the bank takes neither
 * its refresh token nor the one before (S6); STATE_CONFLICT while another worker refreshes; else those of the call,
 * after which the old token is still there for another try.
 */
export async function refreshConsentToken(
  key: ConsentKey,
  services: TokenServices,
  refused?: string,
): Promise<LiveConsent> {
  const { consents, now } = services;
  const { consent, tokens } = await liveConsent(key, services);
  const ended = Date.parse(consent.accessExpiresAt ?? '9999-12-31') - skewMilliseconds <= now().getTime();
  if (!ended && tokens.accessToken !== refused) return { consent, accessToken: tokens.accessToken };
  if (tokens.refreshToken === undefined) return giveUp(consent, 'tokens-lost', services);

  const holder = services.newRequestId();
  const lease = { holder, now: now(), until: new Date(now().getTime() + leaseMilliseconds) };
  if (!(await consents.lease(consent, lease))) throw busy();
  if (consent.attemptingSince !== null) {
    logger.warn('a refresh before was begun and its outcome never written down', about(consent));
  }
  try {
    const fresh = await refreshWith(consent, tokens, services);
    return await persist(consent, fresh, services);
  } catch (error) {
    if (error instanceof AcquitError && error.code === 'BANK_CONSENT_REFUSED') {
      logger.error('the bank takes no token of the consent any more', {
        ...about(consent),
        ...describeError(error),
      });
      return await giveUp(consent, 'tokens-lost', services);
    }
    await consents.release(consent, holder, now());
    throw error;
  }
}

/** The consent and its tokens; throws BANK_CONSENT_REFUSED when there are none (any more). */
async function liveConsent(
  key: ConsentKey,
  { consents }: TokenServices,
): Promise<{ readonly consent: Consent; readonly tokens: OpenTokens }> {
  const consent = await consents.read(key);
  const tokens = consent === undefined ? undefined : consents.tokensOf(consent);
  if (consent === undefined || tokens === undefined || consent.endedAt !== null) throw noConsent(consent);
  return { consent, tokens };
}

/** The token before comes last: when the newest never worked, the bank may still know only the old one. */
async function refreshWith(
  { consentId }: Consent,
  { refreshToken, previousRefreshToken }: OpenTokens,
  { bank, newRequestId }: TokenServices,
): Promise<BankToken> {
  const refresh = (token: string): Promise<BankToken> =>
    bank.refreshToken({ refreshToken: token, requestId: newRequestId(), resourceId: consentId });
  try {
    return await refresh(refreshToken ?? '');
  } catch (error) {
    const refused = error instanceof AcquitError && error.code === 'BANK_CONSENT_REFUSED';
    if (!refused || previousRefreshToken === undefined) throw error;
    return await refresh(previousRefreshToken);
  }
}

/** The only copy of the new tokens is in our hands: a table that is busy for a moment must not cost us the consent. */
async function persist(consent: Consent, fresh: BankToken, services: TokenServices): Promise<LiveConsent> {
  const { consents, now } = services;
  const save = () => consents.saveTokens(consent, fresh, now());
  const saved = await save().catch(save).catch(save);
  const latest = await liveConsent(consent, services);
  if (!saved) logger.warn('another worker has written newer tokens of the consent', about(consent));
  return { consent: latest.consent, accessToken: latest.tokens.accessToken };
}

/**
 * Ends the consent and throws; when somebody else got new tokens for it meanwhile, it lives and is busy only. One that
 * somebody wants ended is withdrawn by that, whatever took it.
 */
export async function giveUp(
  consent: Consent,
  found: EndReason,
  { consents, now }: Pick<TokenServices, 'consents' | 'now'>,
): Promise<never> {
  const because = isToEnd(consent) ? 'withdrawn' : found;
  if (!(await consents.end(consent, because, now()))) throw busy();
  if (isMissed(consent, because)) {
    logger.error('a consent has ended, a new one must be given', { ...about(consent), because });
    count('ConsentEnded');
  } else logger.info('a consent has ended', { ...about(consent), because });
  throw noConsent({ ...consent, endedBecause: because });
}

/**
 * Whether somebody has to give a new one: not where there is a newer one or none is wanted, and neither for the token
 * of a payment nor for a list of accounts, which are used up.
 */
const isMissed = ({ recurring }: Consent, because: EndReason): boolean =>
  recurring && because !== 'replaced' && because !== 'withdrawn';

const about = ({ bank, consentId, organisation }: Consent) => ({ bank, consentId, organisation });

const busy = (): AcquitError =>
  new AcquitError('STATE_CONFLICT', 'Another worker refreshes the token of the consent', {
    retryAfterSeconds: 5,
  });

const noConsent = (consent: Consent | undefined): AcquitError =>
  new AcquitError('BANK_CONSENT_REFUSED', 'There is no live consent', {
    detail: { consentId: consent?.consentId ?? null, because: consent?.endedBecause ?? null },
  });
