import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { BankContext } from './bank-context.ts';
import { checkPsuAddress } from './check-headers.ts';
import { checkToken, scopesOf } from './check-token.ts';
import { consentStatus } from './consent-status.ts';
import type { StoredConsent, StoredFundsConsent } from './stored.ts';
import { headerError, TppError, unknownResource } from './tpp-error.ts';

const dayMs = 24 * 60 * 60 * 1000;
const pagingMs = 15 * 60 * 1000;

/** The valid consent of a call with `Consent-ID` and its token (psd2.md 1.4, 6.1). Throws a TppError. */
export function findConsent<Kind extends 'consent' | 'funds'>(
  c: Context,
  context: BankContext,
  kind: Kind,
): Extract<StoredConsent | StoredFundsConsent, { kind: Kind }> {
  checkPsuAddress(c, false, context);
  const id = c.req.header('Consent-ID');
  if (id === undefined) throw headerError('Consent-ID');
  const consent = context.state.resources.get(id);
  if (!isOfKind(consent, kind)) throw new TppError(403, 'CONSENT_UNKNOWN', 'There is no such consent.');
  const status = consentStatus(consent, context);
  if (status === 'expired') throw new TppError(401, 'CONSENT_EXPIRED', 'The consent has expired.');
  if (status !== 'valid') throw new TppError(401, 'CONSENT_INVALID', `The consent is ${status}.`);
  checkToken(c, context, { scopes: scopesOf(consent, context), needed: true });
  return consent;
}

const isOfKind = <Kind extends 'consent' | 'funds'>(
  resource: { readonly kind: string } | undefined,
  kind: Kind,
): resource is Extract<StoredConsent | StoredFundsConsent, { kind: Kind }> => resource?.kind === kind;

/** The id of an account: constant only within one consent (psd2.md 6.2). */
export const accountId = (consentId: string, iban: string): string =>
  createHash('sha256').update(`${consentId} ${iban}`).digest('hex').slice(0, 24);

/** The account that the path names, if the consent opens this part of it. Throws a TppError. */
export function findAccount(
  c: Context,
  consent: StoredConsent,
  part: 'accounts' | 'balances' | 'transactions',
): string {
  const id = c.req.param('accountId');
  const iban = consent.access.accounts.find((one) => accountId(consent.id, one) === id);
  if (iban === undefined) throw unknownResource('account');
  if (!consent.access[part].includes(iban)) {
    throw new TppError(401, 'CONSENT_INVALID', `The consent does not open the ${part} of this account.`);
  }
  return iban;
}

/**
 * Counts a read without a PSU against the budget of its resource (psd2.md 6.4): so many in 24 hours, the further pages
 * of a query within a quarter of an hour being free. Throws a TppError 429 ACCESS_EXCEEDED.
 */
export function spendBudget(c: Context, consent: StoredConsent, context: BankContext): void {
  // The presence of the header says that the PSU asks (psd2.md 1.4).
  if (c.req.header('PSU-IP-Address') !== undefined) return;
  const { state, quirks, record, now } = context;
  const key = `${consent.id} ${c.req.path}`;
  const time = now().getTime();
  const within = (ms: number) => state.reads(key).filter((at) => at.getTime() > time - ms).length;
  const isFurtherPage = /^[1-9]/.test(c.req.query('pageIndex') ?? '');
  if (isFurtherPage && within(pagingMs) > 0) return;
  if (within(dayMs) >= quirks.dailyBudget) {
    throw new TppError(429, 'ACCESS_EXCEEDED', `At most ${quirks.dailyBudget} reads a day without the PSU.`);
  }
  record({ type: 'read', key, at: now().toISOString() });
}
