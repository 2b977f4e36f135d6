import type { MiddlewareHandler } from 'hono';

/** One call of the interface as it came in, for a judge that holds it to the standard. It holds secrets: tests only. */
export interface RecordedRequest {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes down every call before anything judges it. */
export function recordRequests(recorded: RecordedRequest[]): MiddlewareHandler {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const body = new TextDecoder().decode(await c.req.arrayBuffer());
    recorded.push({ method: c.req.method, path: `${pathname}${search}`, headers: c.req.header(), body });
    await next();
  };
}
