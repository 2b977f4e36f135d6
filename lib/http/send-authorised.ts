import type { HttpRequest, HttpResponse, Send } from './http-response.ts';
import type { TokenSource } from './token-source.ts';

/**
 * Sends a request with a bearer token. An answer with a status of `refreshOn` is taken for an expired token:
 * the same bytes are sent once more with a fresh one, and the second answer counts.
 */
export async function sendAuthorised(
  { send, tokens }: { readonly send: Send; readonly tokens: TokenSource },
  request: HttpRequest,
  refreshOn: readonly number[] = [401],
): Promise<HttpResponse> {
  const attempt = async (): Promise<{ token: string; response: HttpResponse }> => {
    const token = await tokens.get();
    const headers = { ...request.headers, Authorization: `Bearer ${token}` };
    return { token, response: await send({ ...request, headers }) };
  };

  const first = await attempt();
  if (!refreshOn.includes(first.response.status)) return first.response;
  tokens.invalidate(first.token);
  return (await attempt()).response;
}
