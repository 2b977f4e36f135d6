import { Hono } from 'hono';
import type { TokenMint } from '../access-token.ts';
import { readFormFields } from '../form-fields.ts';

export const tokenPath = '/realms/erp-nl/protocol/openid-connect/token';

/** The Keycloak host of the ERP: client credentials only, tokens for five minutes (erp.md, Authentication). */
export function createTokenHost(options: { clientId: string; clientSecret: string; mint: TokenMint }): Hono {
  const { clientId, clientSecret, mint } = options;
  const seconds = 300;
  const app = new Hono();
  app.post(tokenPath, async (c) => {
    c.header('Cache-Control', 'no-store');
    const fields = await readFormFields(c.req.raw);
    const grant = fields?.get('grant_type');
    if (fields === undefined || grant === undefined) {
      return c.json(
        { error: 'invalid_request', error_description: 'Missing form parameter: grant_type' },
        400,
      );
    }
    if (grant !== 'client_credentials') {
      return c.json({ error: 'unsupported_grant_type', error_description: 'Unsupported grant_type' }, 400);
    }
    if (fields.get('client_id') !== clientId || fields.get('client_secret') !== clientSecret) {
      const description = 'Invalid client or Invalid client credentials';
      return c.json({ error: 'invalid_client', error_description: description }, 401);
    }
    const token = mint.issue({ clientId, scope: 'payables', seconds });
    return c.json({
      access_token: token,
      expires_in: seconds,
      refresh_expires_in: 0,
      token_type: 'Bearer',
      'not-before-policy': 0,
      scope: 'payables',
    });
  });
  return app;
}
