import { AcquitError } from '../findings/acquit-error.ts';
import { type Decimal, decimal, sum } from '../money/decimal.ts';
import { describeError, logger } from '../observability/logger.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import type { Consent } from '../storage/consent-store.ts';
import type { PlannedRedirect } from './plan-redirects.ts';
import { type ConsentServices, useConsent } from './use-consent.ts';

export interface AskFundsServices extends ConsentServices {
  readonly bank: ConsentServices['bank'] & Pick<BankClient, 'agreed'> & Pick<ConsentClient, 'confirmFunds'>;
  readonly bankName: string;
}

/**
 * Whether the account has the money for the payments of a redirect right now (psd2.md 7.2); `unknown` when that is
 * not asked, as by default, or could not be asked. A hint for the PSU, neither kept nor used for anything else (PSD2
 * art. 65(3)): the payment goes on as he decides. An answer that is neither yes nor no is no yes.
 */
export async function askFunds(
  redirect: PlannedRedirect,
  services: AskFundsServices,
): Promise<'there' | 'missing' | 'unknown'> {
  const { bank, newRequestId } = services;
  if (!bank.agreed.fundsCheck) return 'unknown';
  const consent = await fundsConsent(redirect.debtorIban, services);
  if (consent === undefined) return 'unknown';
  const { consentId } = consent;
  const question = { iban: redirect.debtorIban, amount: totalOf(redirect), consentId };
  try {
    const isThere = await useConsent(consent, services, ({ accessToken }) =>
      bank.confirmFunds({ ...question, accessToken, requestId: newRequestId() }),
    );
    return isThere ? 'there' : 'missing';
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('the bank was not asked for funds', describeError(error));
    return error.code === 'BANK_ANSWER_INVALID' ? 'missing' : 'unknown';
  }
}

const totalOf = ({ payables }: PlannedRedirect): Decimal =>
  sum(payables.map(({ request }) => decimal(request?.amount ?? '0')));

async function fundsConsent(
  iban: string,
  { consents, bankName }: AskFundsServices,
): Promise<Consent | undefined> {
  const all = await consents.all();
  return all.find(
    (consent) =>
      consent.service === 'piis' &&
      consent.bank === bankName &&
      consent.endedAt === null &&
      consent.generation > 0 &&
      consent.ibans.includes(iban),
  );
}
