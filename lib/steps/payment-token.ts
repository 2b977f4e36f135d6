import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import type { BankToken } from '../psd2/token-answer.ts';
import type { ConsentKey } from '../storage/consent-store.ts';
import { refreshConsentToken, type TokenServices } from './refresh-consent-token.ts';

export interface PaymentTokenServices extends TokenServices {
  /** Names the bank of this stage in the keys of consents and tokens. */
  readonly bankName: string;
}

const keyOf = (resourceId: string, bankName: string): ConsentKey => ({
  bank: bankName,
  consentId: resourceId,
});

/**
 * Keeps the token of a payment or basket, sealed like that of a consent, for reads of its status at a bank that
 * demands one (psd2.md 4.8, U-07). It opens nothing else, and is removed with its record after a few days.
 */
export async function keepPaymentToken(
  resourceId: string,
  token: BankToken,
  { consents, now, bankName }: PaymentTokenServices,
): Promise<void> {
  const key = keyOf(resourceId, bankName);
  await consents.create(
    {
      ...key,
      service: 'pis',
      organisation: '-',
      ibans: [],
      recurring: false,
      consentStatus: 'valid',
      validUntil: null,
    },
    now(),
  );
  const record = await consents.read(key);
  // Ids are the bank's: one of a consent that is the same must not cost us the consent.
  if (record?.service === 'pis') await consents.saveTokens(record, token, now());
}

/**
 * A live token for reading the status of a payment; undefined when there is none any more, and then the read goes
 * without (psd2.md U-07). `refused` is the one that the bank has just not taken.
 */
export async function paymentToken(
  resourceId: string,
  services: PaymentTokenServices,
  refused?: string,
): Promise<string | undefined> {
  try {
    const { accessToken } = await refreshConsentToken(
      keyOf(resourceId, services.bankName),
      services,
      refused,
    );
    return accessToken;
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.info('no token for the status of a payment', describeError(error));
    return undefined;
  }
}
