import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import type { HttpResponse, Send } from './http-response.ts';
import { noAnswer } from './no-answer.ts';
import { parseJsonBody } from './parse-json-body.ts';
import { retryAfterSeconds } from './retry-after.ts';

export interface TokenSource {
  /** A bearer token with life left in it. Throws an AcquitError; its `detail.sent` is always `no`. */
  get(): Promise<string>;
  /** Forgets this token after a 401; a newer one stays. */
  invalidate(token: string): void;
}

export interface TokenSourceOptions {
  readonly send: Send;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the user whose parties and rights count, where the grant is his (ROPC) and not the client's own. */
  readonly password?: { readonly username: string; readonly password: string } | undefined;
  readonly scope?: string;
  readonly now: () => Date;
  /** What to report when the token host cannot answer now, and when it refuses us. */
  readonly codes: { readonly unavailable: FindingCode; readonly unauthorised: FindingCode };
}

const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .default('Bearer'),
  /** Seconds; five minutes when the host does not say (RFC 6749 5.1 lets it). */
  expires_in: z.coerce.number().positive().default(300),
});

interface Token {
  readonly value: string;
  /** Milliseconds of the epoch from which a new one is asked for. */
  readonly refreshAt: number;
}

/**
 * OAuth2 client credentials, or the password grant for a user (psb.md 1.2, erp.md "Authentication"): one token for all callers, one request
 * for all who wait for it, renewed 60 seconds before it expires (half-way when it lives less than two minutes).
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  let current: Token | undefined;
  let pending: Promise<Token> | undefined;

  return {
    async get() {
      if (current !== undefined && options.now().getTime() < current.refreshAt) return current.value;
      pending ??= requestToken(options).finally(() => {
        pending = undefined;
      });
      current = await pending;
      return current.value;
    },
    invalidate(token) {
      if (current?.value === token) current = undefined;
    },
  };
}

async function requestToken(options: TokenSourceOptions): Promise<Token> {
  const asked = options.now().getTime();
  const response = await postForm(options);
  const token = tokenSchema.safeParse(parseJsonBody(response.body).json);
  if (response.status !== 200 || !token.success) throw refusal(response, options);
  const { access_token: value, expires_in: life } = token.data;
  return { value, refreshAt: asked + Math.max(life - 60, life / 2) * 1000 };
}

async function postForm(options: TokenSourceOptions): Promise<HttpResponse> {
  const form = new URLSearchParams({
    ...(options.password === undefined
      ? { grant_type: 'client_credentials' }
      : { grant_type: 'password', ...options.password }),
    client_id: options.clientId,
    client_secret: options.clientSecret,
    ...(options.scope !== undefined && { scope: options.scope }),
  });
  try {
    return await options.send({
      method: 'POST',
      url: options.tokenUrl,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: Buffer.from(form.toString()),
    });
  } catch (failure) {
    const error = noAnswer(failure, options.codes.unavailable);
    throw error instanceof AcquitError ? neverLeft(error) : error;
  }
}

/** The call that wanted the token was never made, whatever became of the token request. */
const neverLeft = (error: AcquitError): AcquitError =>
  new AcquitError(error.code, error.message, {
    cause: error.cause,
    retryAfterSeconds: error.retryAfterSeconds,
    detail: { ...error.detail, sent: 'no' },
  });

/** No excerpt of the body here: a token host may repeat what it was sent. */
function refusal(response: HttpResponse, { codes, now, tokenUrl }: TokenSourceOptions): AcquitError {
  const { status, headers, body } = response;
  const oauth = z.object({ error: z.string().regex(/^[a-z_]{1,64}$/) }).safeParse(parseJsonBody(body).json);
  // A 200 that is no token comes from a gateway in between. Redirects and 405 mean a wrong token URL (erp.md).
  const later = status === 408 || status === 429 || status >= 500 || status === 200;
  return new AcquitError(
    later ? codes.unavailable : codes.unauthorised,
    `The token host ${new URL(tokenUrl).host} answered ${status}${oauth.success ? ` ${oauth.data.error}` : ''}`,
    {
      retryAfterSeconds: retryAfterSeconds(headers['retry-after'], now()),
      detail: { status, sent: 'no', oauthError: oauth.success ? oauth.data.error : null },
    },
  );
}
