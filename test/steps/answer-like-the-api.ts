import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readSession } from '../../lib/steps/browser-session.ts';
import { page, seeOther } from '../../lib/steps/page.ts';
import { type CallbackServices, receivePsd2Callback } from '../../lib/steps/receive-psd2-callback.ts';
import { serveStart, type ServeStartServices } from '../../lib/steps/serve-start.ts';

/** Answers a browser as our HTTP API does, without one: /psd2/start, /psd2/callback and /psd2/returned. */
export async function answerLikeTheApi(
  address: string,
  init: RequestInit,
  services: ServeStartServices & CallbackServices,
): Promise<Response> {
  const url = new URL(address);
  const method = init.method ?? 'GET';
  const given = new Headers(init.headers);
  const { cookie = '', ...headers } = Object.fromEntries(given);
  const cookies = cookie.split('; ').filter((one) => one !== '');
  const event = {
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { 'user-agent': 'test', 'accept-language': 'en', ...headers },
    ...(cookies.length === 0 ? {} : { cookies }),
    queryStringParameters: Object.fromEntries(url.searchParams),
    requestContext: { http: { method, sourceIp: '203.0.113.7' } },
    body: init.body instanceof URLSearchParams ? init.body.toString() : undefined,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2; // what our steps read of it
  const result =
    url.pathname === '/psd2/start' ? await serveStart(event, services) : await answerReturn(event, services);
  const answered = new Headers(result.headers as Record<string, string>); // our pages have text headers alone
  for (const one of result.cookies ?? []) answered.append('set-cookie', one);
  return new Response(result.body ?? null, { status: result.statusCode ?? 500, headers: answered });
}

async function answerReturn(event: APIGatewayProxyEventV2, services: ServeStartServices & CallbackServices) {
  if (event.rawPath === '/psd2/returned') return page(200, 'returned', { language: 'en' });
  const { session } = readSession(event.cookies);
  const outcome = await receivePsd2Callback(event.rawQueryString, session, services);
  return outcome === 'accepted'
    ? seeOther(`${services.publicUrl}/psd2/returned`)
    : page(400, 'callback-refused', { language: 'en' });
}
