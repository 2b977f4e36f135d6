import { decimal } from '../../lib/money/decimal.ts';
import type { BankRules, ClientAuth, ConsentModel, ScopeTemplates } from './bank-context.ts';
import type { SignatureRules } from './check-signature.ts';
import type { PaymentBody } from './payment-body.ts';

/** What was agreed with this bank; what is left out is as in the comment. */
export interface BankOptions {
  readonly apiKey: string;
  readonly clientId: string;
  /** The callback URLs that were declared at onboarding; compared letter by letter. */
  readonly redirectUris: readonly string[];
  /** Whether they are compared at all, which banks do not do in their sandboxes (psd2.md S14): true. */
  readonly checksRedirectUris?: boolean;
  /** The accounts of the PSU; a payment from another account is taken in and fails at the SCA. */
  readonly debtorIbans: readonly string[];
  /** Who holds an account: each account has a holder of its own. A new recurring consent ends the holder's old one. */
  readonly holderOf?: (iban: string) => string;
  /** What was on each account before anything was booked, in euro: 1000000.00. */
  readonly openingBalance?: string;
  /** Milliseconds from ACTC to ACSP and from there to ACSC: 1000. */
  readonly stepMs?: number;
  /** How long the PSU has for the SCA: a quarter of an hour. */
  readonly scaTimeoutMs?: number;
  /** Whether payments and baskets ask for the token of the SCA: `none` (psd2.md 4.8: banks differ). */
  readonly statusAuth?: 'none' | 'bearer';
  /** The payments that this bank takes and executes without asking for SCA (psd2.md 1.5): none. */
  readonly withoutSca?: (body: PaymentBody) => boolean;
  /** `payments/sepa-credit-transfers` and so on: SEPA, instant, bulk, periodic and pain.001. */
  readonly products?: readonly string[];
  /** Whether a payment may name a later day: false. */
  readonly futureDated?: boolean;
  /** The most payments in one signing basket, 0 for a bank without baskets: 50. */
  readonly mostInBasket?: number;
  /** The consents that are offered: all but those that the bank would fill in (psd2.md S10). */
  readonly consentModels?: readonly ConsentModel[];
  /** Where consents of the funds confirmation live (psd2.md U-06): v2. */
  readonly cofPath?: 'v1' | 'v2';
  /** How scopes are spelt (psd2.md U-09, U-10): `PIS:{id}`, `AIS:{id}`, `PIIS:{id}`. */
  readonly scopes?: Partial<ScopeTemplates>;
  /** How the TPP proves who it is at the token endpoint: by its client id alone, as no certificate can be shown. */
  readonly clientAuth?: ClientAuth;
  /** How messages are signed: signatures are not looked at, as by a bank that does not support them (psd2.md 2). */
  readonly signature?: SignatureRules;
}

const usualProducts = [
  'payments/sepa-credit-transfers',
  'payments/instant-sepa-credit-transfers',
  'payments/pain.001-sepa-credit-transfers',
  'payments/pain.001-instant-sepa-credit-transfers',
  'bulk-payments/sepa-credit-transfers',
  'bulk-payments/instant-sepa-credit-transfers',
  'bulk-payments/pain.001-sepa-credit-transfers',
  'periodic-payments/sepa-credit-transfers',
  'periodic-payments/pain.001-sepa-credit-transfers',
];
const usualScopes = {
  pis: 'PIS:{id}',
  ais: 'AIS:{id}',
  piis: 'PIIS:{id}',
  basket: 'PIS:{id}',
  cancel: 'PIS:{id}',
};

/** Completes what was agreed. */
export function readRules(options: BankOptions): BankRules {
  const {
    apiKey,
    clientId,
    redirectUris,
    debtorIbans,
    checksRedirectUris = true,
    holderOf = (iban) => iban,
    openingBalance = '1000000.00',
    stepMs = 1000,
    scaTimeoutMs = 15 * 60 * 1000,
    statusAuth = 'none',
    withoutSca = () => false,
    products = usualProducts,
    futureDated = false,
    mostInBasket = 50,
    consentModels = ['dedicated', 'availableAccounts', 'allPsd2'],
    cofPath = 'v2',
    clientAuth = { method: 'tls_client_auth' },
    signature,
  } = options;
  return {
    apiKey,
    clientId,
    redirectUris,
    debtorIbans,
    checksRedirectUris,
    holderOf,
    openingBalance: decimal(openingBalance),
    stepMs,
    scaTimeoutMs,
    statusAuth,
    withoutSca,
    products,
    futureDated,
    mostInBasket,
    consentModels,
    cofPath,
    scopes: { ...usualScopes, ...options.scopes },
    clientAuth,
    signature,
  };
}
