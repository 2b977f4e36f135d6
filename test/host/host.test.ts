import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DeclaredFunction } from '../../sandbox/host/declared-stack.ts';
import { serveHttpApi } from '../../sandbox/host/serve-http-api.ts';
import { startFunction } from '../../sandbox/host/start-function.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'acquit-host-'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  mkdirSync(join(root, 'logs'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Hosts a function of these words. */
async function host(
  code: string,
  changes: Partial<DeclaredFunction> = {},
  environment: Record<string, string> = {},
) {
  const name = `f${Math.random().toString(36).slice(2)}`;
  writeFileSync(join(root, `${name}.js`), code);
  const declared = { name, module: name, timeoutSeconds: 5, environment: {}, events: [], ...changes };
  const hosted = await startFunction(declared, { root, environment, logFolder: join(root, 'logs') });
  onTestFinished(() => hosted.stop());
  return hosted;
}

describe('a hosted function', () => {
  test('sees the settings it was given and no other of this machine', async () => {
    const hosted = await host('export const handler = async () => ({ ...process.env });', {}, { OWN: 'yes' });
    const seen = await hosted.invoke({});
    expect(seen).toMatchObject({ OWN: 'yes', AWS_REGION: 'eu-central-1' });
    expect(seen).not.toHaveProperty('PATH');
    expect(seen).not.toHaveProperty('HOME');
  });

  test('answers several invocations at once, each its own', async () => {
    const hosted = await host('export const handler = async ({ n }) => n * 2;');
    expect(await Promise.all([1, 2, 3].map((n) => hosted.invoke({ n })))).toEqual([2, 4, 6]);
  });

  test('that throws fails the invocation with its own words', async () => {
    const hosted = await host("export const handler = async () => { throw new TypeError('oops'); };");
    await expect(hosted.invoke({})).rejects.toThrow('TypeError: oops');
  });

  test('that takes longer than declared is given up', async () => {
    const hosted = await host('export const handler = () => new Promise(() => {});', {
      timeoutSeconds: 0.05,
    });
    await expect(hosted.invoke({})).rejects.toThrow('took longer than 0.05 s');
  });

  test('that takes too long keeps its thread, so that no other invocation under way is lost', async () => {
    const code = `let count = 0;
      export const handler = ({ hang }) => (hang ? (count++, new Promise(() => {})) : Promise.resolve(count));`;
    const hosted = await host(code, { timeoutSeconds: 0.2 });
    await expect(hosted.invoke({ hang: true })).rejects.toThrow('took longer');
    expect(await hosted.invoke({})).toBe(1);
  });

  test('that cannot be loaded says so at the start', async () => {
    await expect(host("throw new Error('a setting is missing');")).rejects.toThrow('a setting is missing');
    await expect(host('export const other = 1;')).rejects.toThrow('does not start');
  });

  test('gets a new thread when the old one died, and only what was under way is lost', async () => {
    const hosted = await host('export const handler = async ({ die }) => (die ? process.exit(1) : "alive");');
    expect(await hosted.invoke({})).toBe('alive');
    await expect(hosted.invoke({ die: true })).rejects.toThrow('died');
    expect(await hosted.invoke({})).toBe('alive');
  });

  test('prints to the log of its name', async () => {
    const hosted = await host("export const handler = async () => console.log('a line of the log');");
    await hosted.invoke({});
    const log = join(root, 'logs', `${hosted.declared.name}.log`);
    await expect.poll(() => readFileSync(log, 'utf8')).toContain('a line of the log');
  });
});

describe('the HTTP API', () => {
  async function serve(code: string) {
    const hosted = await host(code, { events: [{ kind: 'http', method: 'POST', path: '/echo' }] });
    const api = await serveHttpApi([hosted]);
    onTestFinished(() => api.stop());
    return api.url;
  }
  const echo =
    'export const handler = async (event) => ({ statusCode: 200, headers: { "x-own": "1" }, body: JSON.stringify(event) });';

  test('hands over path, query, headers and body as API Gateway does', async () => {
    const url = await serve(echo);
    const answer = await fetch(`${url}/echo?a=1&b=x%20y&a=2`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Doubled': 'one, two' },
      body: '{"é":1}',
    });
    expect(answer.headers.get('x-own')).toBe('1');
    const event = await answer.json();
    expect(event).not.toHaveProperty('cookies');
    expect(event).toMatchObject({
      version: '2.0',
      rawPath: '/echo',
      rawQueryString: 'a=1&b=x%20y&a=2',
      queryStringParameters: { a: '1,2', b: 'x y' },
      headers: { 'x-doubled': 'one, two', 'content-type': 'application/json' },
      body: '{"é":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' } },
    });
  });

  test('hands over cookies in a list of their own, and sets those that the function answers', async () => {
    const url = await serve(
      `export const handler = async ({ cookies, headers }) =>
        ({ statusCode: 200, cookies: ['a=1; HttpOnly', 'b=2'], body: JSON.stringify({ cookies, headers }) });`,
    );
    const headers = { Cookie: '__Host-flow=x%3D1; other="q"' };
    const answer = await fetch(`${url}/echo`, { method: 'POST', headers });
    const seen = (await answer.json()) as { cookies: string[]; headers: object }; // what the function above answers
    expect(seen.cookies).toEqual(['__Host-flow=x%3D1', 'other="q"']);
    expect(seen.headers).not.toHaveProperty('cookie');
    expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  });

  test('hands over a body that is no text as base64, byte for byte', async () => {
    const url = await serve(echo);
    const body = new Uint8Array([0, 255, 1, 254]);
    const answer = await fetch(`${url}/echo`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    });
  });

  test('answers 404 for a route that is not declared, and 500 for a function that fails or answers nonsense', async () => {
    const url = await serve(
      "export const handler = async ({ body }) => body === 'nonsense' ? 'text' : oops();",
    );
    expect((await fetch(`${url}/other`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/echo`)).status).toBe(404);
    const post = (body: string) => fetch(`${url}/echo`, { method: 'POST', body });
    expect((await post('fails')).status).toBe(500);
    expect((await post('nonsense')).status).toBe(500);
  });
});
