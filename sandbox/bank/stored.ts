import type {
  AuthorisationRecord,
  BasketRecord,
  ConsentRecord,
  FundsConsentRecord,
  PaymentRecord,
} from './bank-entry.ts';

/** What became of a resource; `none` waits for its PSU. */
export type Decision =
  | 'none'
  | 'exempted'
  | 'approved'
  | 'refused'
  | 'withdrawn'
  | 'revoked'
  | 'rejected'
  | 'replaced';

interface Progress {
  decision: Decision;
  /** From when the PSU has his time: the creation or the latest authorisation. */
  waitsSince: Date;
  approvedAt?: Date;
}

export interface StoredPayment extends PaymentRecord, Progress {
  /** When the money began to move. */
  runsFrom?: Date;
  /** The places of the transfers that the bank refused after the SCA. */
  failed: readonly number[];
  basketId?: string;
}
export interface StoredBasket extends BasketRecord, Progress {}
export interface StoredConsent extends ConsentRecord, Progress {}
export interface StoredFundsConsent extends FundsConsentRecord, Progress {}

export type StoredResource = StoredPayment | StoredBasket | StoredConsent | StoredFundsConsent;

export interface StoredAuthorisation extends AuthorisationRecord {
  opened: boolean;
  decision: 'none' | 'approved' | 'refused';
  grant?: { readonly at: Date; readonly codeHash: string; readonly codeChallenge: string; used: boolean };
  failed: Readonly<Record<string, readonly number[]>>;
  confirmed: boolean;
  /** The refresh tokens that were given, as hashes, the last one being the good one. */
  readonly refreshes: { readonly hash: string; readonly at: Date }[];
}
