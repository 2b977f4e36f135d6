import type { TokenMint } from '../access-token.ts';
import type { BankEntry, BankState } from './bank-state.ts';
import type { PaymentBody } from './payment-body.ts';

/** What the routes of the bank work with. */
export interface BankContext {
  readonly apiKey: string;
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly debtorIbans: readonly string[];
  readonly statusAuth: 'none' | 'bearer';
  readonly stepMs: number;
  readonly withoutSca: (body: PaymentBody) => boolean;
  readonly mint: TokenMint;
  readonly state: BankState;
  readonly now: () => Date;
  readonly record: (entry: BankEntry) => void;
}

/** The scope of the OAuth flow for one payment (psd2.md 3.3). */
export const scopeOf = (paymentId: string): string => `PIS:${paymentId}`;
