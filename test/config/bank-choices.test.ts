import { describe, expect, test } from 'vitest';
import { bankChoices } from '../../lib/config/bank-choices.ts';
import { readSettings, type SettingName, settings } from '../../lib/config/settings.ts';
import { addDays } from '../../lib/documents/add-days.ts';
import { type IsoDate, parseIsoDate } from '../../lib/documents/iso-date.ts';
import { firstDayToRead } from '../../lib/payables/first-day-to-read.ts';
import { planRead } from '../../lib/payables/read-budget.ts';
import { completeBankSettings } from '../../lib/psd2/bank-settings.ts';
import { pollPlan } from '../../lib/psd2/poll-plan.ts';
import { keyIdRenderings } from '../../lib/psd2/signature/key-id.ts';
import { signedNames } from '../../lib/psd2/signature/signing-string.ts';
import { choicesOfBank } from '../../lib/steps/connect/choices-of-bank.ts';
import { page } from '../docs/documentation.ts';
import { now, scriptedSend } from '../http/stand-in.ts';
import { hasOpenssl, testAuthority } from '../psd2/test-certificates.ts';
import { declaredStack } from '../storage/embedded.ts';

interface Row {
  readonly id: string;
  /** The settings that answer the question, with the safe default of each; undefined is one that must be given. */
  readonly settings: Partial<Record<SettingName, unknown>>;
  /** What of the row no setting decides, and where it is decided; tested below, or by the file that is named. */
  readonly fixed?: string;
}

/** psd2.md 12, row by row. */
const rows: readonly Row[] = [
  { id: 'U-01', settings: { BANK_SIGNATURE_HEADERS: undefined }, fixed: 'absent is the list below' },
  {
    id: 'U-02',
    settings: { BANK_SIGNATURE_ALGORITHM: 'rsa-sha256' },
    fixed: 'keyId is a literal of the secret; the first spelling that is offered is below',
  },
  { id: 'U-03', settings: { BANK_CERTIFICATE_ENCODING: 'der64' } },
  { id: 'U-04', settings: { BANK_SIGNED_CALLS: 'api', BANK_DIGEST: 'SHA-256' } },
  {
    id: 'U-05',
    settings: { BANK_CLIENT_AUTH: 'tls_client_auth' },
    fixed: 'clientId is in the secret; no apiKey in the browser: test/psd2/authorise-url.test.ts',
  },
  {
    id: 'U-06',
    settings: { BANK_URL: undefined, BANK_TOKEN_URL: undefined, BANK_HOSTS: undefined, BANK_COF_PATH: 'v2' },
  },
  { id: 'U-07', settings: { BANK_STATUS_AUTH: 'bearer' } },
  { id: 'U-08', settings: { BANK_SCA_OAUTH: 'metadata' } },
  {
    id: 'U-09',
    settings: { BANK_SCOPE_PIS: 'PIS:{id}', BANK_SCOPE_AIS: 'AIS:{id}', BANK_SCOPE_PIIS: 'PIIS:{id}' },
  },
  {
    id: 'U-10',
    settings: { BANK_BASKET_MAX: 0, BANK_SCOPE_BASKET: 'PIS:{id}', BANK_SCOPE_CANCEL: 'PIS:{id}' },
  },
  { id: 'U-11', settings: { BANK_CONSENT_MODEL: 'dedicated' } },
  { id: 'U-12', settings: {}, fixed: 'expires_in and rotation: test/psd2/refresh-token.test.ts' },
  { id: 'U-13', settings: { BANK_REPEAT_POST: true } },
  { id: 'U-14', settings: { BANK_PSU_IP_V6: 'send', BANK_EGRESS_IPV4: undefined } },
  { id: 'U-15', settings: { BANK_PSU_ID: undefined } },
  { id: 'U-16', settings: { BANK_PRODUCTS: [{ service: 'payments', product: 'sepa-credit-transfers' }] } },
  {
    id: 'U-17',
    settings: { BANK_FUTURE_DATED: false },
    fixed: 'only core fields, debtorAccount always: test/psd2/payment-initiation.test.ts',
  },
  {
    id: 'U-18',
    settings: {},
    fixed: 'a confirmation link is always followed: test/steps/bank-payment.test.ts',
  },
  {
    id: 'U-19',
    settings: { AUTHORISE_WITHIN_SECONDS: undefined },
    fixed: '30 minutes and three days, below',
  },
  { id: 'U-20', settings: { BANK_MAX_RPS: 5 }, fixed: 'a second between two reads of a status, below' },
  { id: 'U-21', settings: { BANK_AMOUNT_SIGN: 'infer' } },
  { id: 'U-22', settings: {}, fixed: 'delta access is never used; five days before the last entry, below' },
  { id: 'U-23', settings: { BANK_AIS_DAILY_BUDGET: 4 }, fixed: 'three of four by the schedule, below' },
  { id: 'U-24', settings: { BANK_NOK_REDIRECT: true } },
  { id: 'U-25', settings: { BANK_AIS_MAX_HISTORY_DAYS: 90 } },
];

/** Chosen by us, not asked of the bank: our stage, our set of certificates, and what the law lets us do. */
const ours = ['BANK_PROFILE', 'BANK_CERTIFICATES', 'BANK_FUNDS_CHECK'];

const namesOf = ({ settings: of }: Row) => Object.keys(of) as SettingName[]; // the keys of the row as it is typed
const isChoice = (name: string): name is keyof typeof bankChoices => name in bankChoices;

describe('What is unknown of a bank', () => {
  test('is twenty-five questions, and each setting of the bank answers one of them or is ours', () => {
    expect(rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 25 }, (_, index) => `U-${String(index + 1).padStart(2, '0')}`),
    );
    const answering = rows.flatMap(namesOf);
    expect(new Set(answering).size).toBe(answering.length);
    expect([...answering.filter(isChoice), ...ours].toSorted()).toEqual(Object.keys(bankChoices).toSorted());
    for (const row of rows) expect(namesOf(row).length > 0 || row.fixed !== undefined, row.id).toBe(true);
  });

  /** What a setting is when nobody sets it; one that has to be set is named. */
  const whenAbsent = (name: SettingName): unknown => {
    if (isChoice(name)) return readSettings([name], {})[name];
    expect(() => readSettings([name], {}), name).toThrow(`${name}: is missing`);
    return undefined;
  };

  test.each(rows.filter((row) => namesOf(row).length > 0))('$id has the safe default', (row) => {
    const absent = namesOf(row).map((name) => [name, whenAbsent(name)]);
    expect(Object.fromEntries(absent)).toEqual(row.settings);
  });

  test('has a line for each of its settings in configure.md, and the table of bank.md names them all', () => {
    const configure = page('docs/configure.md').text;
    const table = new Map(
      [...page('docs/bank.md').text.matchAll(/^\| (U-\d\d) \|[^|]+\|([^|]+)\|([^|]+)\|$/gm)].map(
        ([, id = '', cell = '', safe = '']) => [id, { cell, safe }],
      ),
    );
    expect([...table.keys()]).toEqual(rows.map(({ id }) => id));
    for (const row of rows) {
      const { cell = '', safe = '' } = table.get(row.id) ?? {};
      const named = [...cell.matchAll(/`([A-Z]+(?:_[A-Z\d]+)+)`/g)].map(([, name]) => name);
      expect(new Set(named), row.id).toEqual(new Set(namesOf(row)));
      expect(cell.startsWith(' none: '), row.id).toBe(namesOf(row).length === 0);
      expect(safe.trim(), row.id).not.toBe('');
      for (const name of namesOf(row)) {
        const line = configure.split('\n').find((one) => one.startsWith(`| \`${name}\` |`));
        expect(line, name).toContain(settings[name]().description?.slice(0, 40));
      }
    }
  });

  test('has one default wherever it is made: in the environment of a function and in the client', () => {
    const names = Object.keys(bankChoices) as (keyof typeof bankChoices)[]; // the keys of this very object
    const { baskets, ...chosen } = choicesOfBank(readSettings(names, {}));
    const given = {
      baseUrl: 'https://bank.example',
      tokenUrl: 'https://bank.example/v1/token',
      allowedHosts: ['bank.example'],
      redirectUri: 'https://acquit.example/psd2/callback',
      apiKey: 'key',
      clientId: 'PSDBE-NBB-0123456789',
      send: scriptedSend(),
      now,
    };
    const complete = completeBankSettings(given);
    const made = Object.entries(chosen).filter(([, value]) => value !== undefined);
    expect(complete).toMatchObject(Object.fromEntries(made));
    expect(complete.baskets.enabled).toBe(baskets.enabled);
    expect(complete.signature).toBeUndefined();
  });
});

describe('What no setting decides', () => {
  const day = (text: string): IsoDate => {
    const date = parseIsoDate(text);
    if (date === undefined) throw new RangeError(text);
    return date;
  };

  test('U-01: a signature covers what the standard lists and the request has, in that order', () => {
    const headers = {
      'TPP-Redirect-URI': 'x',
      Date: 'x',
      'PSU-ID': 'x',
      'X-Request-ID': 'x',
      Digest: 'x',
      apiKey: 'x',
    };
    expect(signedNames({ headers })).toEqual(['digest', 'x-request-id', 'psu-id', 'tpp-redirect-uri']);
  });

  test.skipIf(!hasOpenssl)(
    'U-02: the first spelling of the keyId is hexadecimal, RFC 2253, blanks as %20',
    () => {
      using authority = testAuthority();
      const [first] = keyIdRenderings(authority.issue('seal').cert);
      expect(first).toMatchObject({
        issuer: 'RFC 2253 (OpenSSL)',
        serial: 'hex, lower case',
        blanks: '%20',
        keyId: expect.stringMatching(/^SN=[\da-f]+,CA=\S+$/),
      });
    },
  );

  const pace = { retrySeconds: 30, retryLimitSeconds: 3600 };

  test('U-19: a person has half an hour by our clock, and the bank is asked for three days', () => {
    const starts = declaredStack().functions.find(({ name }) => name === 'startAuthorisation');
    expect(starts?.environment['AUTHORISE_WITHIN_SECONDS']).toBe('1800');
    const redirectedAt = now();
    const after = (hours: number) => new Date(redirectedAt.getTime() + hours * 3_600_000);
    const facts = { redirectedAt, authoriseBy: after(0.5) };
    expect(pollPlan(facts, after(70), pace).nextAt).not.toBeNull();
    expect(pollPlan(facts, after(73), pace)).toEqual({ nextAt: null, expired: true });
  });

  test('U-20: two reads of one payment are a second apart at least', () => {
    const redirectedAt = now();
    const authoriseBy = new Date(redirectedAt.getTime() + 1_800_000);
    const facts = { redirectedAt, callbackAt: redirectedAt, authoriseBy };
    const gaps: number[] = [];
    for (
      let at = redirectedAt, plan = pollPlan(facts, at, pace);
      plan.nextAt !== null;
      plan = pollPlan(facts, at, pace)
    ) {
      gaps.push(plan.nextAt.getTime() - at.getTime());
      at = plan.nextAt;
    }
    expect(gaps.length).toBeGreaterThan(50);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  test('U-22: entries are read from five days before the last one', () => {
    const today = day('2026-11-20');
    const lastBooked = day('2026-11-18');
    expect(firstDayToRead({ today, lastBooked, maxHistoryDays: 90 })).toBe(addDays(lastBooked, -5));
    expect(firstDayToRead({ today, maxHistoryDays: 90 })).toBe(addDays(today, -90));
  });

  test('U-23: the schedule uses three reads of the four of a day', () => {
    const at = (hour: number) => new Date(`2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`);
    const known = { reads: [0, 8, 16].map((hour) => at(hour).toISOString()) };
    expect(planRead(known, { reason: 'scheduled', now: at(23), budget: 4 }).allowed).toBe(false);
    expect(planRead(known, { reason: 'reserve', now: at(23), budget: 4 }).allowed).toBe(true);
  });
});
