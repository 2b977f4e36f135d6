import { Hono } from 'hono';
import type { TokenMint } from '../access-token.ts';
import { readFormFields } from '../form-fields.ts';

/** The token endpoint of PSB's identity server: client credentials, scope `ap`, 3600 s (psb.md 1.2). */
export function createIdentityServer(options: {
  clientId: string;
  clientSecret: string;
  mint: TokenMint;
}): Hono {
  const { clientId, clientSecret, mint } = options;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store, no-cache, max-age=0');
  });
  app.post('/connect/token', async (c) => {
    const fields = await readFormFields(c.req.raw);
    if (fields === undefined) return c.json({ error: 'invalid_request' }, 400);
    // IdentityServer answers 400 to a wrong client, not 401.
    const knownClient = fields.get('client_id') === clientId && fields.get('client_secret') === clientSecret;
    if (!knownClient) return c.json({ error: 'invalid_client' }, 400);
    if (fields.get('grant_type') !== 'client_credentials')
      return c.json({ error: 'unsupported_grant_type' }, 400);
    if (fields.get('scope') !== 'ap') return c.json({ error: 'invalid_scope' }, 400);
    const token = mint.issue({ clientId, scope: 'ap', seconds: 3600 });
    return c.json({ access_token: token, expires_in: 3600, token_type: 'Bearer', scope: 'ap' });
  });
  return app;
}
