import type { Hono } from 'hono';
import type { BankContext } from './bank-context.ts';
import { unknownResource } from './tpp-error.ts';

/** The metadata of the OAuth server, which belong to one authorisation (psd2.md 3.2). */
export function addMetadataRoute(app: Hono, { state, quirks }: BankContext): void {
  app.get('/.well-known/openid-configuration', (c) => {
    const authorisation = state.authorisation(c.req.query('authorizationId') ?? '');
    if (authorisation === undefined) throw unknownResource('authorisation');
    const issuer = new URL(c.req.url).origin;
    return c.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize/${authorisation.id}`,
      token_endpoint: `${issuer}/v1/token`,
      scopes_supported: ['account', 'payment'],
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: quirks.issuer !== 'left-out',
    });
  });
}
