import type { HttpResponse } from '../http/http-response.ts';

/** Whether a body is XML by what it holds, whatever its Content-Type says (psd2.md 8.1). */
export const looksLikeXml = ({ body }: HttpResponse): boolean =>
  /^\s*<(\?xml|[\w.-]*:?Document\b)/.test(
    body
      .subarray(0, 200)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  );
