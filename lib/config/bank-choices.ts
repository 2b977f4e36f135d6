import * as z from 'zod';

const words = (value: string): string[] => value.split(',').map((word) => word.trim());
const number = (lowest: number, highest: number, safe: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(lowest).max(highest))
    .prefault(String(safe));
const yesOrNo = z.enum(['yes', 'no']);
const isYes = (value: 'yes' | 'no'): boolean => value === 'yes';
const scope = z.string().regex(/^[^{}]*\{id\}[^{}]*$/, 'must hold {id} once');

const services = ['payments', 'bulk-payments', 'periodic-payments'] as const;
const product = z
  .tuple([z.enum(services), z.string().regex(/^[\w.-]{1,100}$/)])
  .transform(([service, name]) => ({ service, product: name }));

/**
 * What is unknown of a bank until it was asked or its guide was read, each with the safe default of psd2.md 12. All
 * may be absent from the environment. Each is made when it is asked for: a function that knows no bank makes none.
 */
export const bankChoices = {
  BANK_PROFILE: () =>
    z
      .enum(['sandbox', 'live'])
      .default('sandbox')
      .describe("Which of the bank's two environments this stage talks to; its secret must be of the same."),
  BANK_CERTIFICATES: () =>
    z
      .enum(['current', 'next'])
      .default('current')
      .describe(
        'Which of the two sets of certificates in the secret `bank` is used, QWAC and QSealC together.',
      ),
  BANK_SIGNED_CALLS: () =>
    z
      .enum(['none', 'api', 'api-and-token'])
      .default('api')
      .describe(
        'Which calls are signed when the set has a QSealC: the XS2A calls, and those for tokens or not.',
      ),
  BANK_SIGNATURE_HEADERS: () =>
    z
      .string()
      .toLowerCase()
      .transform(words)
      .pipe(z.array(z.string().regex(/^(\(request-target\)|[a-z][a-z\d-]*)$/)))
      .refine((names) => names.includes('digest') && names.includes('x-request-id'), {
        error: 'must hold digest and x-request-id',
      })
      .optional()
      .describe(
        'Names, comma separated and in order, that a signature covers when the request has them. Absent: digest, x-request-id, psu-id, psu-corporate-id, tpp-redirect-uri. Also possible: date, (request-target).',
      ),
  BANK_SIGNATURE_ALGORITHM: () =>
    z.enum(['rsa-sha256', 'rsa-sha512']).default('rsa-sha256').describe('How messages are signed.'),
  BANK_DIGEST: () => z.enum(['SHA-256', 'SHA-512']).default('SHA-256').describe('How bodies are digested.'),
  BANK_CERTIFICATE_ENCODING: () =>
    z
      .enum(['der64', 'pem64', 'pem1line'])
      .default('der64')
      .describe(
        'How the header TPP-Signature-Certificate is written: base64 of DER, base64 of PEM, or PEM on one line.',
      ),
  BANK_CLIENT_AUTH: () =>
    z
      .enum(['tls_client_auth', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'])
      .default('tls_client_auth')
      .describe(
        'How the token endpoint knows us; the two with a secret need `clientSecret` in the secret `bank`, the last one the QSealC.',
      ),
  BANK_SCA_OAUTH: () =>
    z
      .enum(['metadata', 'authorize-url'])
      .default('metadata')
      .describe(
        'What the link scaOAuth leads to: the metadata of the OAuth server, or the page for the browser.',
      ),
  BANK_SCOPE_PIS: () => scope.default('PIS:{id}').describe('Scope of a payment; {id} stands for its id.'),
  BANK_SCOPE_AIS: () => scope.default('AIS:{id}').describe('Scope of a consent for account information.'),
  BANK_SCOPE_PIIS: () => scope.default('PIIS:{id}').describe('Scope of a consent for funds confirmations.'),
  BANK_SCOPE_BASKET: () => scope.default('PIS:{id}').describe('Scope of a signing basket.'),
  BANK_SCOPE_CANCEL: () => scope.default('PIS:{id}').describe('Scope of the cancellation of a payment.'),
  BANK_STATUS_AUTH: () =>
    z
      .enum(['bearer', 'none'])
      .default('bearer')
      .describe('Whether status reads carry the token of a payment when there is one.'),
  BANK_PRODUCTS: () =>
    z
      .string()
      .transform((value) => words(value).map((word) => word.split('/')))
      .pipe(z.array(product))
      .prefault('payments/sepa-credit-transfers')
      .describe(
        'Payment services and products, comma separated, that the bank offers and that were selected there.',
      ),
  BANK_FUTURE_DATED: () =>
    yesOrNo
      .prefault('no')
      .transform(isYes)
      .describe('Whether the bank takes payments with a date to execute them at.'),
  BANK_BASKET_MAX: () =>
    number(0, 1000, 0).describe(
      'The most payments in a signing basket; 0 while it is not known whether the bank has baskets.',
    ),
  BANK_CONSENT_MODEL: () =>
    z
      .enum(['dedicated', 'availableAccounts', 'allPsd2'])
      .default('dedicated')
      .describe('What a consent for account information asks for.'),
  BANK_COF_PATH: () =>
    z.enum(['v2', 'v1']).default('v2').describe('Version in the path of consents for funds confirmations.'),
  BANK_FUNDS_CHECK: () =>
    yesOrNo
      .prefault('no')
      .transform(isYes)
      .describe(
        'Whether the bank may be asked if the amount is there; a hint only. PSD2 art. 65 is for issuers of card-based payment instruments: before payments of your own it takes the role PSP_IC and a legal opinion.',
      ),
  BANK_REPEAT_POST: () =>
    yesOrNo
      .prefault('yes')
      .transform(isYes)
      .describe(
        'Whether a POST whose answer was lost is sent once more, with the same id, bytes and signature.',
      ),
  BANK_PSU_IP_V6: () =>
    z
      .enum(['send', 'substitute'])
      .default('send')
      .describe('What is done with the IPv6 address of a person: sent, or replaced by BANK_EGRESS_IPV4.'),
  BANK_EGRESS_IPV4: () =>
    z
      .ipv4()
      .optional()
      .describe('Our own address; also sent instead of an IPv6 one that the bank refused with FORMAT_ERROR.'),
  BANK_PSU_ID: () =>
    z
      .string()
      .regex(/^[\x21-\x7e]{1,256}$/)
      .optional()
      .describe('Sent as PSU-ID; only where the bank asks for it.'),
  BANK_NOK_REDIRECT: () =>
    yesOrNo
      .prefault('yes')
      .transform(isYes)
      .describe('Whether the callback address is also given for refusals (TPP-Nok-Redirect-URI).'),
  BANK_MAX_RPS: () =>
    number(1, 1000, 5).describe('The most calls a second that one function sends to the bank.'),
  BANK_AMOUNT_SIGN: () =>
    z
      .enum(['signed', 'infer'])
      .default('infer')
      .describe('Whether amounts of booked entries carry their sign.'),
  BANK_AIS_DAILY_BUDGET: () =>
    number(1, 4, 4).describe(
      'Reads of one account resource in 24 hours without its holder; the law allows 4.',
    ),
  BANK_AIS_MAX_HISTORY_DAYS: () =>
    number(1, 3650, 90).describe(
      'How many days back booked entries are asked for, but for the time right after SCA.',
    ),
} as const satisfies Record<string, () => z.ZodType>;
