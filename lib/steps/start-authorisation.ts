import { AcquitError } from '../findings/acquit-error.ts';
import type { Payable, PayableKey } from '../payables/payable.ts';
import { createPkce } from '../psd2/pkce.ts';
import type { PsuContext } from '../psd2/psu-context.ts';
import { type FlowStore, hashState } from '../storage/flow-store.ts';
import { createBankPayment, type CreateBankPaymentServices } from './create-bank-payment.ts';
import { secondsFrom } from './turn.ts';

export interface StartAuthorisationServices extends CreateBankPaymentServices {
  readonly flows: FlowStore;
  readonly randomBytes: (size: number) => Buffer;
}

/**
 * Creates the payment at the bank and returns the URL to send the PSU to (psd2.md 3.1, steps 1 to 4). A PSU who
 * starts twice is sent to the same payment again, never to a second one (psd2.md 1.5). Throws
 * AUTHORISATION_NOT_ALLOWED when the payable does not wait for it, and what the bank client throws.
 */
export async function startAuthorisation(
  key: PayableKey,
  psuIpAddress: string,
  services: StartAuthorisationServices,
  psuContext: PsuContext = {},
): Promise<{ redirectTo: string }> {
  const payable = await services.payables.read(key);
  const authorising = await atTheBank(payable, psuIpAddress, services, psuContext);
  return { redirectTo: await openFlow(authorising, services) };
}

async function atTheBank(
  payable: Payable | undefined,
  psuIpAddress: string,
  services: StartAuthorisationServices,
  psuContext: PsuContext,
): Promise<Payable> {
  if (payable?.status === 'PAYMENT_BUILT') {
    return createBankPayment(payable, psuIpAddress, services, psuContext);
  }
  const { bank } = payable ?? {};
  const inTime = bank?.authoriseBy !== undefined && bank.authoriseBy > services.now().toISOString();
  if (
    payable?.status === 'AUTHORISING' &&
    bank?.scaOAuthHref !== undefined &&
    bank.flow === undefined &&
    inTime
  ) {
    return payable;
  }
  throw new AcquitError(
    'AUTHORISATION_NOT_ALLOWED',
    `The payable is ${payable?.status ?? 'not known'} and does not wait for an authorisation.`,
  );
}

/** A one-time state and PKCE verifier for this way to the bank (psd2.md 3.3); only the hash of the state is kept. */
async function openFlow(
  payable: Payable,
  { bank, flows, randomBytes, now, authoriseWithinSeconds }: StartAuthorisationServices,
): Promise<string> {
  const { scaOAuthHref, paymentId, attempt } = payable.bank ?? {};
  if (scaOAuthHref === undefined || paymentId === undefined || attempt === undefined) {
    throw new AcquitError('BANK_PAYMENT_WITHOUT_SCA', 'The bank asks for no authorisation of this payment.');
  }
  const metadata = await bank.readAuthorisationMetadata(scaOAuthHref);
  const state = randomBytes(32).toString('base64url');
  const pkce = createPkce(randomBytes(32));
  await flows.create({
    stateHash: hashState(state),
    party: payable.party,
    documentId: payable.documentId,
    attempt,
    status: 'PENDING',
    codeVerifier: pkce.verifier,
    ...(metadata.issuer === undefined ? {} : { issuer: metadata.issuer }),
    issRequired: metadata.issRequired,
    expiresAt: secondsFrom(now(), authoriseWithinSeconds).toISOString(),
  });
  return bank.authorizeUrl({ metadata, resourceId: paymentId, state, codeChallenge: pkce.challenge });
}
