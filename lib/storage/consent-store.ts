import * as z from 'zod';
import { type EndReason, endReasons } from '../payables/plan-renewals.ts';
import { keyPart } from './key-part.ts';
import type { TextSealer } from './sealed-text.ts';
import { ifAbsent, type Key, type Table } from './table.ts';

/**
 * A consent at a bank with its tokens, which are its life: a consent whose tokens are lost is lost, and only a new
 * one with a new SCA helps (psd2.md S6, 3.6). Tokens stay sealed in this record; only `tokensOf` opens them.
 */
const consentSchema = z.object({
  bank: z.string(),
  consentId: z.string(),
  /** What it lets us do: read accounts, ask whether an amount is there, or read the status of one payment. */
  service: z.enum(['ais', 'piis', 'pis']),
  /** Short code of the organisation whose accounts they are. */
  organisation: z.string(),
  /** IBANs that it covers. */
  ibans: z.array(z.string()),
  recurring: z.boolean(),
  /** As the bank said last; see consentStatusFacts. */
  consentStatus: z.string(),
  /** Last day, inclusive; null where the service has none (psd2.md 7.1). */
  validUntil: z.string().nullable(),
  createdAt: z.string(),
  /** When the PSU authorised it: from then on the 180 days run (psd2.md 6.4). */
  authorisedAt: z.string().nullable(),
  /** Since when somebody wants it ended: nothing is read with it any more, and the bank is told. */
  withdrawAskedAt: z.string().nullish(),
  /** When it was found that it cannot be used any more, and why. */
  endedAt: z.string().nullable(),
  endedBecause: z.enum(endReasons).nullable(),
  /** Counts the tokens: whoever writes new ones must have had the latest. 0: there are none yet. */
  generation: z.int(),
  sealedAccess: z.string().nullable(),
  /** Null when the bank did not say; then only its refusal tells. */
  accessExpiresAt: z.string().nullable(),
  sealedRefresh: z.string().nullable(),
  /** The refresh token before, until the new one has worked (psd2.md 3.6). */
  sealedPreviousRefresh: z.string().nullable(),
  /** Who refreshes now, and until when nobody else may. */
  leaseHolder: z.string().nullable(),
  leaseUntil: z.string(),
  /** Since when a refresh is under way whose outcome was never written down. */
  attemptingSince: z.string().nullable(),
});
export type Consent = z.infer<typeof consentSchema>;

export interface ConsentKey {
  readonly bank: string;
  readonly consentId: string;
}

export type NewConsent = Pick<
  Consent,
  'bank' | 'consentId' | 'service' | 'organisation' | 'ibans' | 'recurring' | 'consentStatus' | 'validUntil'
>;

export interface ConsentTokens {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly expiresAt?: Date | undefined;
}

export interface OpenTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly previousRefreshToken: string | undefined;
}

const keyOf = ({ bank, consentId }: ConsentKey): Key => ({
  pk: `CONSENT#${bank}#${keyPart(consentId)}`,
  sk: 'CONSENT',
});

/** Longer than the status of a payment is read (psd2.md 4.8). */
const keepTokenSeconds = 5 * 24 * 3600;

/** One line per consent, so that all are found without a scan. */
const listKey = ({ bank, consentId }: ConsentKey): Key => ({
  pk: 'CONSENTS',
  sk: `${bank}#${keyPart(consentId)}`,
});

const listedSchema = z.object({ bank: z.string(), consentId: z.string() });

/** Every write is conditional; `false` says that somebody else was there first, and that the record must be read again. */
export function createConsentStore(table: Table, sealer: TextSealer) {
  const context = (key: ConsentKey, field: 'access' | 'refresh'): string => `${keyOf(key).pk}/${field}`;

  /** Writes down a consent that the bank has just made; false when it is known. */
  const create = (consent: NewConsent, at: Date): Promise<boolean> => {
    const { bank, consentId } = consent;
    const none = { endedAt: null, endedBecause: null, authorisedAt: null, leaseHolder: null };
    const noTokens = { sealedAccess: null, accessExpiresAt: null, sealedRefresh: null };
    const item = {
      ...consent,
      ...none,
      ...noTokens,
      sealedPreviousRefresh: null,
      attemptingSince: null,
      generation: 0,
      createdAt: at.toISOString(),
      leaseUntil: at.toISOString(),
    } satisfies Consent;
    const key = keyOf(consent);
    // The token of a payment is of no use when the payment is done, and nobody renews it.
    if (consent.service === 'pis') {
      return table.put(
        { ...item, ...key, ttl: Math.floor(at.getTime() / 1000) + keepTokenSeconds },
        ifAbsent,
      );
    }
    return table.transact([
      { put: { ...item, ...key }, condition: ifAbsent },
      { put: { bank, consentId, ...listKey(consent) } },
    ]);
  };

  async function read(key: ConsentKey): Promise<Consent | undefined> {
    const { pk, sk } = keyOf(key);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : consentSchema.parse(item);
  }

  /** Every consent there ever was, the ended ones too. */
  async function all(): Promise<Consent[]> {
    const listed = await table.query({
      key: { expression: 'pk = :pk', values: { ':pk': 'CONSENTS' } },
    });
    const items = await table.getMany(listed.map((item) => keyOf(listedSchema.parse(item))));
    return items.map((item) => consentSchema.parse(item));
  }

  /** What the bank says of it now. An ended consent stays ended. */
  const noteFacts = (
    key: ConsentKey,
    facts: Partial<Pick<Consent, 'consentStatus' | 'validUntil' | 'ibans'>>,
  ): Promise<boolean> =>
    table.set(keyOf(key), facts, {
      expression: 'attribute_type(endedAt, :null)',
      values: { ':null': 'NULL' },
    });

  /** Somebody wants it ended; false when it has ended, or is not known. */
  const askWithdrawal = (key: ConsentKey, at: Date): Promise<boolean> =>
    table.set(
      keyOf(key),
      { withdrawAskedAt: at.toISOString() },
      { expression: 'attribute_exists(pk) AND attribute_type(endedAt, :null)', values: { ':null': 'NULL' } },
    );

  /** Takes the right to refresh, and marks that it is tried, before anything is sent (psd2.md 3.6). */
  const lease = (
    { bank, consentId, generation }: Consent,
    { holder, now, until }: { readonly holder: string; readonly now: Date; readonly until: Date },
  ): Promise<boolean> =>
    table.set(
      keyOf({ bank, consentId }),
      { leaseHolder: holder, leaseUntil: until.toISOString(), attemptingSince: now.toISOString() },
      {
        expression: 'generation = :generation AND leaseUntil <= :now AND attribute_type(endedAt, :null)',
        values: { ':generation': generation, ':now': now.toISOString(), ':null': 'NULL' },
      },
    );

  /** Gives the right back after a try that failed; the mark stays, because the bank may have rotated. */
  const release = (key: ConsentKey, holder: string, now: Date): Promise<boolean> =>
    table.set(
      keyOf(key),
      { leaseHolder: null, leaseUntil: now.toISOString() },
      { expression: 'leaseHolder = :holder', values: { ':holder': holder } },
    );

  /**
   * Writes new tokens over those of the consent as it was read. It asks only for the generation, not for the lease:
   * tokens that came late are still the latest, and nothing else that changed meanwhile may cost us them; a consent
   * that was given up for want of tokens lives again. One that was withdrawn, or that the bank ended, does not.
   */
  const saveTokens = (consent: Consent, tokens: ConsentTokens, at: Date): Promise<boolean> => {
    const seal = (token: string | undefined, field: 'access' | 'refresh') =>
      token === undefined ? null : sealer.seal(token, context(consent, field));
    return table.set(
      keyOf(consent),
      {
        generation: consent.generation + 1,
        sealedAccess: seal(tokens.accessToken, 'access'),
        accessExpiresAt: tokens.expiresAt?.toISOString() ?? null,
        sealedRefresh: seal(tokens.refreshToken, 'refresh'),
        sealedPreviousRefresh: consent.sealedRefresh,
        authorisedAt: consent.authorisedAt ?? at.toISOString(),
        leaseHolder: null,
        leaseUntil: at.toISOString(),
        attemptingSince: null,
        endedAt: null,
        endedBecause: null,
      },
      {
        expression:
          'generation = :generation AND (attribute_type(endedAt, :null) OR endedBecause IN (:lost, :never))',
        values: {
          ':generation': consent.generation,
          ':null': 'NULL',
          ':lost': 'tokens-lost' satisfies EndReason,
          ':never': 'never-given' satisfies EndReason,
        },
      },
    );
  };

  /** The bank took the new tokens: the refresh token before is not needed any more. */
  const forgetPrevious = ({ generation, ...key }: Consent): Promise<boolean> =>
    table.set(
      keyOf(key),
      { sealedPreviousRefresh: null },
      { expression: 'generation = :generation', values: { ':generation': generation } },
    );

  /** Ends it for good, unless somebody else has got new tokens for it meanwhile. The tokens are gone with it. */
  const end = (consent: Consent, because: EndReason, at: Date): Promise<boolean> =>
    table.set(
      keyOf(consent),
      {
        endedAt: at.toISOString(),
        endedBecause: because,
        sealedAccess: null,
        sealedRefresh: null,
        sealedPreviousRefresh: null,
        leaseHolder: null,
        attemptingSince: null,
      },
      {
        expression: 'generation = :generation AND attribute_type(endedAt, :null)',
        values: { ':generation': consent.generation, ':null': 'NULL' },
      },
    );

  /** The tokens in clear, for the next call only; undefined before there are any and after the end. */
  function tokensOf(consent: Consent): OpenTokens | undefined {
    if (consent.sealedAccess === null) return undefined;
    const open = (sealed: string | null) =>
      sealed === null ? undefined : sealer.open(sealed, context(consent, 'refresh'));
    return {
      accessToken: sealer.open(consent.sealedAccess, context(consent, 'access')),
      refreshToken: open(consent.sealedRefresh),
      previousRefreshToken: open(consent.sealedPreviousRefresh),
    };
  }

  return {
    create,
    read,
    all,
    noteFacts,
    askWithdrawal,
    lease,
    release,
    saveTokens,
    forgetPrevious,
    end,
    tokensOf,
  };
}

export type ConsentStore = ReturnType<typeof createConsentStore>;
