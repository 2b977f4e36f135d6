import type { Decimal } from '../../lib/money/decimal.ts';
import type { TokenMint } from '../access-token.ts';
import type { BankEntry } from './bank-entry.ts';
import type { BankState } from './bank-state.ts';
import type { SignatureRules } from './check-signature.ts';
import type { PaymentBody } from './payment-body.ts';
import type { Quirks } from './quirks.ts';

export type ConsentModel = 'dedicated' | 'availableAccounts' | 'allPsd2';

/** What the TPP was told when it was let in. */
export interface BankRules {
  readonly apiKey: string;
  readonly clientId: string;
  readonly clientAuth: ClientAuth;
  readonly redirectUris: readonly string[];
  readonly checksRedirectUris: boolean;
  readonly debtorIbans: readonly string[];
  readonly holderOf: (iban: string) => string;
  readonly openingBalance: Decimal;
  readonly statusAuth: 'none' | 'bearer';
  readonly stepMs: number;
  readonly scaTimeoutMs: number;
  readonly withoutSca: (body: PaymentBody) => boolean;
  /** `payments/sepa-credit-transfers`, … */
  readonly products: readonly string[];
  readonly futureDated: boolean;
  /** The most payments in one signing basket; 0 offers none. */
  readonly mostInBasket: number;
  readonly consentModels: readonly ConsentModel[];
  readonly cofPath: 'v1' | 'v2';
  readonly scopes: ScopeTemplates;
  readonly signature: SignatureRules | undefined;
}

/** How the TPP proves at the token endpoint who it is (psd2.md U-05); a certificate cannot be shown on plain http. */
export type ClientAuth =
  | { readonly method: 'tls_client_auth' }
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly secret: string }
  /** The certificate of the TPP's seal, in PEM. */
  | { readonly method: 'private_key_jwt'; readonly certificate: string };

/** How a scope is spelt, `{id}` standing for the resource (psd2.md 3.3, U-09, U-10). */
export interface ScopeTemplates {
  readonly pis: string;
  readonly ais: string;
  readonly piis: string;
  readonly basket: string;
  readonly cancel: string;
}

/** What the routes of the bank work with. */
export interface BankContext extends BankRules {
  readonly mint: TokenMint;
  readonly state: BankState;
  readonly quirks: Quirks;
  readonly now: () => Date;
  readonly record: (entry: BankEntry) => void;
}
