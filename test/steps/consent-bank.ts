import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../lib/http/http-response.ts';
import { createConsentClient } from '../../lib/psd2/consent-client.ts';
import { createConsentStore } from '../../lib/storage/consent-store.ts';
import { createReadBudgetStore } from '../../lib/storage/read-budget-store.ts';
import { createTextSealer } from '../../lib/storage/sealed-text.ts';
import type { Table } from '../../lib/storage/table.ts';
import type { RecordedRequest } from '../../sandbox/bank/record-request.ts';
import { lostAnswer, reply } from '../http/stand-in.ts';
import { keepRequests } from '../contract/keep-requests.ts';
import { consentSettings, iban } from '../psd2/consents-against.ts';

/** What the bank does with a token request: answer it, or rotate the token and lose the answer. */
type TokenFault = '504' | '504 after rotating';

const message = (code: string) => ({ tppMessages: [{ category: 'ERROR', code }] });

/**
 * A bank that rotates refresh tokens, forgets access tokens after an hour, and ends a recurring consent when a newer
 * one is authorised (psd2.md 3.6, 6.1), on a clock that the test turns.
 */
export function consentBank(table: Table) {
  let now = new Date('2026-11-20T10:00:00Z');
  let issued = 0;
  let requests = 0;
  const statuses = new Map<string, string>();
  /** Live refresh tokens and live access tokens, by the consent they are of. */
  const refreshTokens = new Map<string, string>();
  const accessTokens = new Map<string, { readonly consentId: string; readonly until: number }>();
  const bank = {
    faults: [] as TokenFault[],
    /** Whether a refresh token that was just used is taken once more. */
    grace: false,
    reads: [] as string[],
    tokenCalls: 0,
    /** Answers of reads of account data, before the usual ones. */
    answers: [] as HttpResponse[],
    booked: [{ transactionAmount: { currency: 'EUR', amount: '-1.00' }, bookingDate: '2026-11-19' }],
  };

  function issue(consentId: string) {
    issued += 1;
    const [access, refresh] = [`at-${issued}`, `rt-${issued}`];
    accessTokens.set(access, { consentId, until: now.getTime() + 3600_000 });
    refreshTokens.set(refresh, consentId);
    return { access, refresh };
  }

  function answerToken(form: URLSearchParams): HttpResponse {
    bank.tokenCalls += 1;
    const fault = bank.faults.shift();
    if (fault === '504') return reply(504);
    const used = form.get('refresh_token') ?? '';
    const consentId = refreshTokens.get(used);
    if (consentId === undefined) return reply(400, { error: 'invalid_grant' });
    if (!bank.grace) refreshTokens.delete(used);
    const { access, refresh } = issue(consentId);
    if (fault === '504 after rotating') return reply(504);
    return reply(200, {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      expires_in: 3600,
    });
  }

  function answerData({ url, headers = {} }: HttpRequest): HttpResponse {
    const { pathname } = new URL(url);
    const scripted = pathname.endsWith('/status') ? undefined : bank.answers.shift();
    if (scripted !== undefined) return scripted;
    const token = accessTokens.get((headers['Authorization'] ?? '').replace('Bearer ', ''));
    if (token === undefined || token.until <= now.getTime()) return reply(401, message('TOKEN_EXPIRED'));
    const consentStatus = statuses.get(token.consentId);
    if (pathname.endsWith('/status')) return reply(200, { consentStatus });
    if (consentStatus !== 'valid') return reply(401, message('CONSENT_EXPIRED'));
    bank.reads.push(pathname.replace('/berlingroup/v1/', ''));
    if (pathname.endsWith('/accounts')) {
      return reply(200, { accounts: [{ resourceId: 'r1', iban, currency: 'EUR' }] });
    }
    return reply(200, { transactions: { booked: bank.booked, _links: {} } });
  }

  const recorded = keepRequests('stand-in', onTestFinished);
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    recorded.push(asRecorded(request));
    if (request.url.endsWith('/v1/token')) {
      return answerToken(new URLSearchParams(Buffer.from(request.body ?? []).toString()));
    }
    const answer = answerData(request);
    if (answer.status === 0) throw lostAnswer();
    return answer;
  };

  const sealer = createTextSealer([{ id: 'k1', key: randomBytes(32).toString('base64') }], randomBytes);
  const services = {
    consents: createConsentStore(table, sealer),
    budget: createReadBudgetStore(table, { budget: 4 }),
    bank: createConsentClient({ ...consentSettings, now: () => now, send }),
    now: () => now,
    newRequestId: () => {
      requests += 1;
      return `99391c7e-ad88-49ec-a2ad-${String(requests).padStart(12, '0')}`;
    },
  };

  /** The PSU gives a consent: the bank ends the one before, and we have the tokens of its SCA. */
  async function authorise(consentId: string, ibans: readonly string[] = [iban]) {
    for (const other of statuses.keys()) statuses.set(other, 'expired');
    statuses.set(consentId, 'valid');
    const key = { bank: 'bank', consentId };
    const rest = { service: 'ais', organisation: 'ACME', recurring: true, validUntil: '9999-12-31' } as const;
    await services.consents.create({ ...key, ...rest, ibans: [...ibans], consentStatus: 'received' }, now);
    const { access, refresh } = issue(consentId);
    const expiresAt = new Date(now.getTime() + 3600_000);
    const consent = await services.consents.read(key);
    if (consent === undefined) throw new Error('not stored');
    await services.consents.saveTokens(
      consent,
      { accessToken: access, refreshToken: refresh, expiresAt },
      now,
    );
    return key;
  }

  return {
    ...services,
    standIn: bank,
    services,
    authorise,
    statuses,
    accessTokens,
    refreshTokens,
    pass: (hours: number) => {
      now = new Date(now.getTime() + hours * 3600_000);
    },
  };
}

/** As a bank would see it, behind the prefix of its addresses. */
function asRecorded({ method, url, headers = {}, body = new Uint8Array() }: HttpRequest): RecordedRequest {
  const { pathname, search } = new URL(url);
  return {
    method,
    path: `${pathname.replace(/^\/berlingroup/, '')}${search}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body).toString('utf8'),
  };
}
