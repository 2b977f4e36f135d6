/** What the PSU's browser told us of itself; forwarded when known, since it helps the bank's fraud checks (psd2.md 1.4). */
export interface PsuContext {
  readonly port?: string | undefined;
  readonly accept?: string | undefined;
  readonly acceptCharset?: string | undefined;
  readonly acceptEncoding?: string | undefined;
  readonly acceptLanguage?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Of the PSU's request to us: `GET`, `POST`, … */
  readonly httpMethod?: string | undefined;
  /** A UUID. */
  readonly deviceId?: string | undefined;
  /** `GEO:52.506931;13.144558`, six decimals each. */
  readonly geoLocation?: string | undefined;
}

/** The header of each, and what it may hold; a browser writes what it likes, so the rest is left out. */
const headers = {
  port: ['PSU-IP-Port', /^\d{1,5}$/],
  accept: ['PSU-Accept', /^[\x20-\x7e]{1,300}$/],
  acceptCharset: ['PSU-Accept-Charset', /^[\x20-\x7e]{1,100}$/],
  acceptEncoding: ['PSU-Accept-Encoding', /^[\x20-\x7e]{1,100}$/],
  acceptLanguage: ['PSU-Accept-Language', /^[\x20-\x7e]{1,100}$/],
  userAgent: ['PSU-User-Agent', /^[\x20-\x7e]{1,500}$/],
  httpMethod: ['PSU-Http-Method', /^(GET|POST|PUT|PATCH|DELETE)$/],
  deviceId: ['PSU-Device-ID', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i],
  geoLocation: ['PSU-Geo-Location', /^GEO:-?\d{1,2}\.\d{6};-?\d{1,3}\.\d{6}$/],
} as const satisfies Record<keyof PsuContext, readonly [string, RegExp]>;

/** The PSU context headers of a call that the PSU triggers; none for what is unknown or unfit for a header. */
export const psuContextHeaders = (context: PsuContext): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([field, [name, shape]]) => {
      const value = context[field as keyof PsuContext]; // the keys of the table are those of the type
      return value !== undefined && shape.test(value) ? [[name, value]] : [];
    }),
  );
