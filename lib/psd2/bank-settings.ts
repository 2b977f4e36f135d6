import type { Send } from '../http/http-response.ts';
import type { Seal, SealAlgorithm } from './signature/seal.ts';

export interface PaymentProduct {
  readonly service: 'payments' | 'bulk-payments' | 'periodic-payments';
  /** `sepa-credit-transfers`, `instant-sepa-credit-transfers`, `pain.001-sepa-credit-transfers`, … */
  readonly product: string;
}

/** How messages are signed with the QSealC (psd2.md 2). */
export interface MessageSignature {
  readonly seal: Seal;
  /** A configured literal per certificate, because toolkits render the issuer differently (psd2.md 2.4). */
  readonly keyId: string;
  readonly algorithm: SealAlgorithm;
  readonly digest: 'SHA-256' | 'SHA-512';
  /** Lower-case names in their order; absent is the list of the standard (psd2.md 2.1, U-01). */
  readonly headers?: readonly string[] | undefined;
  /** The value of TPP-Signature-Certificate as the bank wants it encoded (U-03). */
  readonly certificate: string;
  /** Whether calls of the token endpoint are signed too (U-04). */
  readonly signsTokenCalls: boolean;
}

/** How the scope of an authorisation is spelt; `{id}` stands for the resource (psd2.md U-09, U-10). */
export interface ScopeTemplates {
  readonly pis: string;
  readonly ais: string;
  readonly piis: string;
  readonly basket: string;
  readonly cancel: string;
}

/** What must be told about a bank in one environment: sandbox and live have their own (psd2.md S15). */
interface RequiredBankSettings {
  /** With the bank's own prefix and without `/v1`: `https://…/berlingroup`. */
  readonly baseUrl: string;
  /** Identifies our application at the portal; on every call, never in a URL, a log or a browser (psd2.md 1.3). */
  readonly apiKey: string;
  /** Presents our QWAC where the bank asks for it (psd2.md 1.2). */
  readonly send: Send;
  readonly clientId: string;
  /** Byte-identical in the payment, the authorise URL and the token request (psd2.md 3.3). */
  readonly redirectUri: string;
  /** The only token endpoint we send codes to, whatever the metadata says (psd2.md 3.2). */
  readonly tokenUrl: string;
  /** Hosts that links of the bank may lead to; see HostPolicy for the spelling. */
  readonly allowedHosts: readonly string[];
  readonly now: () => Date;
}

/** What is unknown of a bank until it was asked, with the safe default of psd2.md 12 when left out. */
export interface BankChoices {
  readonly scopes: ScopeTemplates;
  /** What a `scaOAuth` link leads to (U-08). */
  readonly scaOAuthMode: 'metadata' | 'authorize-url';
  /** Whether status reads carry the bearer token when we hold one (U-07). */
  readonly statusAuth: 'bearer' | 'none';
  /** What the bank offers and was selected at its portal (U-16). */
  readonly products: readonly PaymentProduct[];
  /** Whether the bank takes a requestedExecutionDate (U-17). */
  readonly futureDated: boolean;
  /** Signing baskets, and the most payments in one (U-10). */
  readonly baskets: { readonly enabled: boolean; readonly max: number };
  /** What a consent asks for (U-11). */
  readonly consentModel: 'dedicated' | 'availableAccounts' | 'allPsd2';
  /** The path of consents of the funds confirmation (U-06). */
  readonly cofPath: 'v2' | 'v1';
  /** Whether we may ask for funds at all: the law wants the role PSP_IC and a legal opinion (psd2.md 1.1). */
  readonly fundsCheck: boolean;
  /** How we prove at the token endpoint who we are (U-05). */
  readonly clientAuth: 'tls_client_auth' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';
  /** `substitute` sends egressIpv4 for a PSU with an IPv6 address (U-14). */
  readonly psuIpV6: 'send' | 'substitute';
  /** Whether a POST is sent once more after a lost answer (U-13). */
  readonly repeatPost: boolean;
  /** Whether amounts of booked entries carry their sign or it must be inferred (U-21). */
  readonly amountSign: 'signed' | 'infer';
  /** Unattended reads of one AIS resource in 24 hours (U-23). */
  readonly dailyBudget: number;
  /** How far back transactions are asked for outside the time right after SCA (U-25). */
  readonly maxHistoryDays: number;
}

interface OptionalBankSettings {
  /** Absent: messages are not signed. */
  readonly signature?: MessageSignature | undefined;
  /** Where the browser returns after a refusal; absent: no TPP-Nok-Redirect-URI is sent (U-24). */
  readonly nokRedirectUri?: string | undefined;
  /** Only for `client_secret_basic` and `client_secret_post`. */
  readonly clientSecret?: string | undefined;
  /** Our own address, sent for a PSU's IPv6 one that the bank does not take (U-14). */
  readonly egressIpv4?: string | undefined;
  /** The PSU's id at the bank, sent as PSU-ID; omitted unless the bank asks for it (U-15). */
  readonly psuId?: string | undefined;
}

/** One bank as every call sees it: complete, so that no call has a default of its own. */
export interface BankSettings extends RequiredBankSettings, BankChoices, OptionalBankSettings {}

/** One bank as it is configured. */
export interface GivenBankSettings
  extends RequiredBankSettings,
    Partial<Omit<BankChoices, 'scopes'>>,
    OptionalBankSettings {
  readonly scopes?: Partial<ScopeTemplates> | undefined;
}

const safeScopes: ScopeTemplates = {
  pis: 'PIS:{id}',
  ais: 'AIS:{id}',
  piis: 'PIIS:{id}',
  basket: 'PIS:{id}',
  cancel: 'PIS:{id}',
};

const safeChoices: Omit<BankChoices, 'scopes'> = {
  scaOAuthMode: 'metadata',
  statusAuth: 'bearer',
  products: [{ service: 'payments', product: 'sepa-credit-transfers' }],
  futureDated: false,
  baskets: { enabled: false, max: 50 },
  consentModel: 'dedicated',
  cofPath: 'v2',
  fundsCheck: false,
  clientAuth: 'tls_client_auth',
  psuIpV6: 'send',
  repeatPost: true,
  amountSign: 'infer',
  dailyBudget: 4,
  maxHistoryDays: 90,
};

/** Completes what is configured with the safe default of each row of psd2.md 12. */
export function completeBankSettings(given: GivenBankSettings): BankSettings {
  return { ...safeChoices, ...given, scopes: { ...safeScopes, ...given.scopes } };
}
