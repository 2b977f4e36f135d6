import type { MiddlewareHandler } from 'hono';

/** 24 MB with the overhead of HTTP (psb.md 1.4), taken at its smallest: which megabyte is meant is not said. */
const maxRequestBytes = 24_000_000;

/** Above the limit it is the web server in front that answers: HTTP 500 and a page, not a 413 and an error body. */
export const uploadLimit: MiddlewareHandler = async (c, next) => {
  const head = [...c.req.raw.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  const stated = c.req.header('Content-Length');
  const body = stated === undefined ? (await c.req.raw.clone().arrayBuffer()).byteLength : Number(stated);
  if (c.req.method.length + c.req.url.length + head + body > maxRequestBytes) return c.html(page, 500);
  await next();
};

const page = `<!DOCTYPE html>
<html><head><title>500 - Internal server error.</title></head>
<body><h2>500 - Internal server error.</h2><p>There is a problem with the resource you are looking for.</p></body></html>`;
