import { Hono } from 'hono';
import type { TokenMint } from '../access-token.ts';
import { readFormFields } from '../form-fields.ts';
import type { SandboxPsbOptions } from './sandbox-psb.ts';

/**
 * The token endpoint of PSB's identity server and its discovery document: client credentials, and the password grant
 * when there are users; scope `ap`, 3600 s (psb.md 1.2).
 */
export function createIdentityServer(options: SandboxPsbOptions, mint: TokenMint): Hono {
  const { clientId, clientSecret, users = [] } = options;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store, no-cache, max-age=0');
  });
  app.get('/.well-known/openid-configuration', (c) => {
    const issuer = new URL(c.req.url).origin;
    return c.json({
      issuer,
      token_endpoint: `${issuer}/connect/token`,
      scopes_supported: ['ap'],
      grant_types_supported: grantTypes(users.length > 0),
    });
  });
  app.post('/connect/token', async (c) => {
    const fields = await readFormFields(c.req.raw);
    if (fields === undefined) return c.json({ error: 'invalid_request' }, 400);
    // IdentityServer answers 400 to a wrong client, not 401.
    const knownClient = fields.get('client_id') === clientId && fields.get('client_secret') === clientSecret;
    if (!knownClient) return c.json({ error: 'invalid_client' }, 400);
    const grantType = fields.get('grant_type') ?? '';
    if (!grantTypes(users.length > 0).includes(grantType)) {
      return c.json({ error: 'unsupported_grant_type' }, 400);
    }
    if (fields.get('scope') !== 'ap') return c.json({ error: 'invalid_scope' }, 400);
    const asUser = grantType === 'password';
    const user = users.find(
      ({ username, password }) => username === fields.get('username') && password === fields.get('password'),
    );
    if (asUser && user === undefined) {
      return c.json({ error: 'invalid_grant', error_description: 'invalid_username_or_password' }, 400);
    }
    const username = asUser ? user?.username : undefined;
    const token = mint.issue({ clientId, username, scope: 'ap', seconds: 3600 });
    return c.json({ access_token: token, expires_in: 3600, token_type: 'Bearer', scope: 'ap' });
  });
  return app;
}

const grantTypes = (withUsers: boolean) =>
  withUsers ? ['client_credentials', 'password'] : ['client_credentials'];
