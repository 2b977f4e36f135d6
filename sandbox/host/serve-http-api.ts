import { isUtf8 } from 'node:buffer';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import type { HostedFunction } from './start-function.ts';

const resultSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  /** One Set-Cookie each. */
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** API Gateway takes at most 10 MB. */
const maxBodyBytes = 10 * 1024 * 1024;

export interface HttpApi {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the declared routes on loopback as an API Gateway HTTP API with payload format 2.0 does. */
export async function serveHttpApi(functions: readonly HostedFunction[], port = 0): Promise<HttpApi> {
  const routes = new Map<string, HostedFunction>();
  for (const hosted of functions) {
    for (const event of hosted.declared.events) {
      if (event.kind === 'http') routes.set(`${event.method} ${event.path}`, hosted);
    }
  }
  const server = createServer((request, response) => {
    answer(request, response, routes).catch(() => send(response, 500, { message: 'Internal Server Error' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo; // it listens on a TCP port
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Map<string, HostedFunction>,
) {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const hosted = routes.get(`${request.method} ${rawPath}`);
  if (hosted === undefined) return send(response, 404, { message: 'Not Found' });
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, { message: 'Request Entity Too Large' });
  const result = resultSchema.parse(await hosted.invoke(toEvent(request, rawPath, rawQueryString, body)));
  response.statusCode = result.statusCode;
  for (const [name, value] of Object.entries(result.headers)) response.setHeader(name, value);
  for (const cookie of result.cookies) response.appendHeader('set-cookie', cookie);
  response.end(Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8'));
}

function send(response: ServerResponse, status: number, body: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array); // a request without an encoding gives bytes
    size += bytes.length;
    if (size <= maxBodyBytes) chunks.push(bytes);
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks);
}

/**
 * Header names arrive in lower case, doubled headers and query parameters joined by a comma, cookies in a list of
 * their own and not among the headers, text bodies as text.
 */
function toEvent(request: IncomingMessage, rawPath: string, rawQueryString: string, body: Buffer) {
  const { cookie = [], ...distinct } = request.headersDistinct;
  const headers = joined(Object.entries(distinct).map(([name, values]) => [name, values ?? []]));
  const cookies = cookie.flatMap((line) => line.split(/;\s*/)).filter((one) => one !== '');
  // What is not text travels as base64, whatever its type claims.
  const isText =
    isUtf8(body) &&
    /^(text\/|application\/(json|xml|x-www-form-urlencoded))/.test(headers['content-type'] ?? '');
  const parameters = new URLSearchParams(rawQueryString);
  return {
    version: '2.0',
    routeKey: `${request.method} ${rawPath}`,
    rawPath,
    rawQueryString,
    headers,
    ...(cookies.length === 0 ? {} : { cookies }),
    ...(parameters.size === 0
      ? {}
      : {
          queryStringParameters: joined(
            [...parameters.keys()].map((name) => [name, parameters.getAll(name)]),
          ),
        }),
    requestContext: {
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: crypto.randomUUID(),
      time: new Date().toISOString(),
      timeEpoch: Date.now(),
    },
    body: body.length === 0 ? undefined : body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText && body.length > 0,
  };
}

const joined = (entries: readonly (readonly [name: string, values: readonly string[]])[]) =>
  Object.fromEntries(entries.map(([name, values]) => [name, values.join(',')]));
