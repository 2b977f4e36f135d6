import * as z from 'zod';
import { AcquitError } from '../../findings/acquit-error.ts';
import { buildUrl } from '../../http/build-url.ts';
import { type Decimal, round } from '../../money/decimal.ts';
import { bankHeaders, callBank, parseAnswer } from '../bank-call.ts';
import { bankError } from '../bank-error.ts';
import type { BankSettings } from '../bank-settings.ts';

export interface FundsQuestion {
  /** The account of the consent. */
  readonly iban: string;
  /** In euro. */
  readonly amount: Decimal;
  readonly consentId: string;
  readonly accessToken: string;
  readonly requestId: string;
}

/** The standard's own example answers in text (psd2.md 7.2). */
const answerSchema = z.object({
  fundsAvailable: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
});

/**
 * Asks whether an amount is on the account right now (psd2.md 7.2). Advisory: nothing is reserved, the answer is
 * neither kept nor used for anything else (PSD2 art. 65(3)), and the payment's own status still decides. It is off
 * unless switched on, because of the law (psd2.md 1.1): art. 65 is for issuers of card-based payment instruments, so
 * asking before a payment of one's own needs the role PSP_IC and a legal opinion; a PISP has `fundsAvailable` of
 * the payment status instead.
 *
 * Throws AcquitErrors: CONFIGURATION_INVALID while it is off, BANK_*; BANK_ANSWER_INVALID for anything but a boolean or its text, which is never a yes.
 */
export async function confirmFunds(settings: BankSettings, question: FundsQuestion): Promise<boolean> {
  const { iban, amount, consentId, requestId } = question;
  if (!settings.fundsCheck) {
    throw new AcquitError('CONFIGURATION_INVALID', 'Confirmation of funds is not switched on for this bank');
  }
  const response = await callBank(settings, {
    method: 'POST',
    url: buildUrl(settings.baseUrl, ['v1', 'funds-confirmations']),
    headers: {
      ...bankHeaders(settings, question),
      'Content-Type': 'application/json',
      'Consent-ID': consentId,
    },
    body: Buffer.from(
      JSON.stringify({ account: { iban }, instructedAmount: { currency: 'EUR', amount: round(amount, 2) } }),
    ),
  });
  if (response.status !== 200) {
    throw bankError(response, { now: settings.now(), requestId, bare401: 'BANK_TOKEN_REFUSED' });
  }
  return parseAnswer(answerSchema, response, requestId).fundsAvailable;
}
