import { request as httpRequest, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { allowedUrl, type HostPolicy } from './allowed-url.ts';
import { HttpFailure } from './http-failure.ts';
import type { HttpRequest, HttpResponse, Send } from './http-response.ts';

export interface SendOptions extends HostPolicy {
  /** For the whole exchange, from the name look-up to the last byte of the answer. */
  readonly timeoutMs: number;
  /** The most bytes of an answer that are read. */
  readonly maxBodyBytes: number;
  /** Shown to servers that ask for one; a rotation needs a new `Send` (psd2.md 1.2). */
  readonly clientCertificate?: ClientCertificate | undefined;
}

/** All in PEM. */
export interface ClientCertificate {
  /** With its chain, its own certificate first. */
  readonly cert: string;
  readonly key: string;
  /** Who may have issued the certificate of the server; absent: whom Node trusts. */
  readonly ca?: string | undefined;
}

/**
 * Makes a `Send` that keeps its connections alive. node:http instead of fetch, because the first fetch of a
 * process costs a cold start of its own. Throws an HttpFailure for no answer; follows no redirect.
 */
export function createSend(options: SendOptions): Send {
  const plain = new HttpAgent({ keepAlive: true });
  const secure = new HttpsAgent({ keepAlive: true, ...tlsOptions(options) });

  return async (request) => {
    const url = allowedUrl(request.url, options);
    if (url === undefined) {
      throw new HttpFailure('forbidden-host', 'no', `The address ${hostOf(request.url)} is not allowed`);
    }
    const agent = url.protocol === 'https:' ? secure : plain;
    return exchange({ url, request, agent, options, deadline: AbortSignal.timeout(options.timeoutMs) });
  };
}

function tlsOptions({ clientCertificate }: SendOptions): SecureContextOptions {
  if (clientCertificate === undefined) return {};
  const { cert, key, ca } = clientCertificate;
  return { cert, key, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) };
}

interface Exchange {
  readonly url: URL;
  readonly request: HttpRequest;
  /** `false` opens a connection for this exchange alone. */
  readonly agent: HttpAgent | false;
  readonly options: SendOptions;
  readonly deadline: AbortSignal;
}

function exchange(the: Exchange): Promise<HttpResponse> {
  const { url, request, agent, options, deadline } = the;
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = start(url, {
      method: request.method,
      agent,
      // An agent has them already.
      ...(agent === false && tlsOptions(options)),
      signal: deadline,
      headers: {
        'accept-encoding': 'identity',
        ...request.headers,
        ...(request.body && { 'content-length': request.body.byteLength }),
      },
    });
    let sent: HttpFailure['sent'] = 'no';
    let answered = false;

    const fail = (cause: unknown): void => {
      const about = `${request.method} ${url.host}`;
      if (deadline.aborted) {
        reject(new HttpFailure('timeout', sent, `${about}: no answer within ${options.timeoutMs} ms`, cause));
      } else if (cause instanceof BodyTooLarge) {
        reject(
          new HttpFailure('too-large', sent, `${about}: more than ${options.maxBodyBytes} bytes`, cause),
        );
      } else if (cause instanceof Error && certificateRefusal.test(cause.message)) {
        // Under TLS 1.3 the refusal comes after our first bytes, and instead of anything being done with them.
        reject(new HttpFailure('certificate', 'no', `${about}: ${reasonOf(cause)}`, cause));
      } else {
        reject(new HttpFailure('connection', sent, `${about}: ${reasonOf(cause)}`, cause));
      }
    };

    outgoing.on('socket', (socket) => onReady(socket, url, outgoing.reusedSocket, () => (sent = 'maybe')));
    outgoing.on('error', (error) => {
      // A frozen Lambda wakes up with connections that the other side closed long ago. A read harms nobody
      // when it is asked again; whether a write may be repeated is its caller's decision.
      const stale = outgoing.reusedSocket && !answered && !deadline.aborted && request.method === 'GET';
      if (stale) resolve(exchange({ ...the, agent: false }));
      else fail(error);
    });
    outgoing.on('response', (incoming) => {
      answered = true;
      readBody(incoming, options.maxBodyBytes).then(
        (body) => resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body }),
        fail,
      );
    });
    outgoing.end(request.body);
  });
}

/** The alerts by which a server refuses our certificate, or the lack of one (RFC 8446 6.2). */
const certificateRefusal = /SSL alert number (40|4[2-6]|48|49|116)\b/;

/** Calls back when the first byte of the request can leave: after the connection and its TLS handshake. */
function onReady(socket: Socket, url: URL, reused: boolean, ready: () => void): void {
  if (reused) ready();
  else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', ready);
}

class BodyTooLarge extends Error {}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes: Buffer = chunk; // without setEncoding() an IncomingMessage yields Buffers only
    size += bytes.length;
    if (size > maxBytes) throw new BodyTooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

const headersOf = (incoming: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(incoming.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  );

/** The code of a socket error (`ECONNREFUSED`) says more than its message, and never holds data. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.message;
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'that is no URL');
