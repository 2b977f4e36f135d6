import { AcquitError } from '../findings/acquit-error.ts';
import type { Payable } from '../payables/payable.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import { productNamed } from '../psd2/payment-product.ts';
import { applyBankStatus, type ApplyServices, type BankFacts } from './apply-bank-status.ts';
import { type PaymentTokenServices, paymentToken } from './payment-token.ts';

export interface ReadStatusServices extends ApplyServices, PaymentTokenServices {
  readonly bank: PaymentTokenServices['bank'] & Pick<BankClient, 'readPaymentStatus'>;
}

/** What else is known when the status is read. */
interface Known {
  readonly facts?: BankFacts;
  /** A token in hand, better than the one that we keep. */
  readonly accessToken?: string | undefined;
}

/** Reads the status of a payment and writes down what it means for its payable; see askStatus. */
export async function readStatus(
  payable: Payable,
  by: string,
  services: ReadStatusServices,
  { facts, accessToken }: Known = {},
): Promise<string> {
  const status = await askStatus(payable.bank, services, accessToken);
  await applyBankStatus(payable, status, by, services, facts);
  return status;
}

/**
 * Asks the bank for the status of a payment (psd2.md 4.4), by its own link or by the id where it gave none (4.3), with
 * the token that we keep for it where there is one. A token that the bank does not take is refreshed once (8.3).
 * Throws AcquitErrors BANK_*.
 */
export async function askStatus(
  payment: Payable['bank'],
  services: ReadStatusServices,
  inHand?: string,
): Promise<string> {
  const { bank, newRequestId } = services;
  const { paymentId = '', statusHref, tokenOf } = payment ?? {};
  const product = productNamed(payment?.product);
  const where = statusHref === undefined ? { paymentId, product } : { statusHref, product };
  const read = async (accessToken: string | undefined): Promise<string> => {
    const answer = await bank.readPaymentStatus({ ...where, accessToken, requestId: newRequestId() });
    return answer.transactionStatus;
  };
  const token = inHand ?? (tokenOf === undefined ? undefined : await paymentToken(tokenOf, services));
  try {
    return await read(token);
  } catch (error) {
    const isRefused = error instanceof AcquitError && error.code === 'BANK_TOKEN_REFUSED';
    if (!isRefused || tokenOf === undefined || token === undefined) throw error;
    const fresh = await paymentToken(tokenOf, services, token);
    if (fresh === undefined) throw error;
    return read(fresh);
  }
}
