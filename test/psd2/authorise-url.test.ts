import { describe, expect, test } from 'vitest';
import { createBankClient } from '../../lib/psd2/bank-client.ts';
import { errorOf, htmlPage, lostAnswer, now, reply, type Reply, scriptedSend } from '../http/stand-in.ts';
import { bankAgainst, bankWith, base } from './bank-against.ts';

describe('sending the person to the bank', () => {
  const metadata = {
    issuer: 'https://issuer.bank.example',
    authorization_endpoint: 'https://login.bank.example/authorize/77?lang=nl',
    token_endpoint: `${base}/v1/token`,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
  };
  const href = `${base}/.well-known/openid-configuration?authorizationId=77`;
  const readWith = (change: object) =>
    bankAgainst(reply(200, { ...metadata, ...change })).bank.readAuthorisationMetadata(href);

  test('reads the metadata of this authorisation with our apiKey', async () => {
    const { send, bank } = bankAgainst(reply(200, metadata));
    expect(await bank.readAuthorisationMetadata(href)).toEqual({
      authorizationEndpoint: metadata.authorization_endpoint,
      issuer: 'https://issuer.bank.example',
      issRequired: false,
    });
    expect(send.requests[0]).toMatchObject({ method: 'GET', url: href, headers: { apiKey: 'key-1' } });
  });

  test('takes metadata that leaves lists and issuer out, and relative endpoints', async () => {
    const { authorization_endpoint } = metadata;
    const least = { authorization_endpoint, token_endpoint: '/v1/token' };
    const { bank } = bankAgainst(reply(200, least));
    expect((await bank.readAuthorisationMetadata(href)).authorizationEndpoint).toBe(authorization_endpoint);
  });

  test('knows when the bank promises an issuer in the callback', async () => {
    const read = await readWith({ authorization_response_iss_parameter_supported: true });
    expect(read.issRequired).toBe(true);
  });

  test.each<[string, object]>([
    ['another token endpoint on a good host', { token_endpoint: `${base}/v2/token` }],
    ['a token endpoint elsewhere', { token_endpoint: 'https://evil.example/token' }],
    ['an authorise address elsewhere', { authorization_endpoint: 'https://evil.example/authorize' }],
    ['an authorise address over http', { authorization_endpoint: 'http://login.bank.example/authorize' }],
    ['an authorise address with a user name', { authorization_endpoint: 'https://a@login.bank.example/' }],
    ['an authorise address with a fragment', { authorization_endpoint: 'https://login.bank.example/#x' }],
    ['plain PKCE only', { code_challenge_methods_supported: ['plain'] }],
    ['no authorisation codes', { response_types_supported: ['token'] }],
    ['no authorise address', { authorization_endpoint: undefined }],
  ])('refuses metadata with %s', async (_, change) => {
    expect((await errorOf(readWith(change))).code).toBe('BANK_ANSWER_INVALID');
  });

  test.each<[string, Reply, string]>([
    ['an outage', reply(503), 'BANK_UNAVAILABLE'],
    ['a lost answer', lostAnswer(), 'BANK_UNAVAILABLE'],
    ['HTML', reply(200, htmlPage), 'BANK_ANSWER_INVALID'],
    ['a redirect', reply(302, '', { location: 'https://evil.example' }), 'BANK_ANSWER_INVALID'],
  ])('ends on %s in its own code', async (_, answer, code) => {
    const { bank } = bankAgainst(answer);
    expect((await errorOf(bank.readAuthorisationMetadata(href))).code).toBe(code);
  });

  test('never asks an address outside the allow-list', async () => {
    const { send, bank } = bankAgainst();
    const error = await errorOf(bank.readAuthorisationMetadata('https://169.254.169.254/latest'));
    expect([error.code, send.requests.length]).toEqual(['BANK_ANSWER_INVALID', 0]);
  });

  test.each([
    ['https://login.bank.example/authorize/77?lang=nl', '&'],
    ['https://login.bank.example/authorize/77', '?'],
  ])('adds our parameters to %s with a %s', (authorizationEndpoint, separator) => {
    const { bank } = bankAgainst();
    const metadata = { authorizationEndpoint, issRequired: false };
    const url = bank.authorizeUrl({ metadata, resourceId: '1234 $&', state: 'S', codeChallenge: 'C' });
    expect(url.startsWith(`${authorizationEndpoint}${separator}response_type=code&`)).toBe(true);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'PSDBE-NBB-0123456789',
      scope: 'PIS:1234 $&',
      state: 'S',
      redirect_uri: 'https://tpp.example/psd2/callback',
      code_challenge: 'C',
      code_challenge_method: 'S256',
    });
    expect(url).toContain('scope=PIS%3A1234');
    expect(url).not.toContain('key-1');
  });
});

test('a sandbox on this machine may use plain http, as its base URL does', async () => {
  const send = scriptedSend(
    reply(200, {
      authorization_endpoint: 'http://localhost:9003/authorize',
      token_endpoint: 'http://localhost:9003/token',
    }),
  );
  const bank = createBankClient({
    baseUrl: 'http://localhost:9003',
    apiKey: 'k',
    send,
    clientId: 'c',
    redirectUri: 'http://localhost:3000/callback',
    tokenUrl: 'http://localhost:9003/token',
    allowedHosts: ['localhost:9003'],
    now,
  });
  const read = await bank.readAuthorisationMetadata('/.well-known/oauth-authorization-server');
  expect(read.authorizationEndpoint).toBe('http://localhost:9003/authorize');
});

describe('a bank whose link is the authorize URL itself', () => {
  const href = '/authorize/77?lang=nl';

  test('is not asked for metadata, and our parameters join its own', async () => {
    const { send, bank } = bankWith({ scaOAuthMode: 'authorize-url' });
    const metadata = await bank.readAuthorisationMetadata(href);
    expect(metadata).toEqual({ authorizationEndpoint: `${base}${href}`, issRequired: false });
    expect(send.requests).toHaveLength(0);
    const url = bank.authorizeUrl({ metadata, resourceId: '1', state: 'S', codeChallenge: 'C' });
    expect(url.startsWith(`${base}/authorize/77?lang=nl&response_type=code&`)).toBe(true);
  });

  test.each([
    ['elsewhere', 'https://evil.example/authorize'],
    ['without encryption', 'http://login.bank.example/authorize'],
    ['to a fragment', 'https://login.bank.example/authorize#x'],
  ])('may not lead %s', async (_, href) => {
    const { bank } = bankWith({ scaOAuthMode: 'authorize-url' });
    expect((await errorOf(bank.readAuthorisationMetadata(href))).code).toBe('BANK_ANSWER_INVALID');
  });

  test.each([
    ['https://login.bank.example/a?state=X&lang=nl&redirect%5Furi=https://evil.example', '?lang=nl&'],
    ['https://login.bank.example/a?state=X', '?'],
    ['https://login.bank.example/a?', '?'],
    ['https://login.bank.example/a', '?'],
  ])('%s gives no parameter twice, and ours count', (authorizationEndpoint, query) => {
    const metadata = { authorizationEndpoint, issRequired: false };
    const url = bankAgainst().bank.authorizeUrl({
      metadata,
      resourceId: '1',
      state: 'S',
      codeChallenge: 'C',
    });
    expect(url.startsWith(`https://login.bank.example/a${query}response_type=code&`)).toBe(true);
    const { searchParams } = new URL(url);
    expect(searchParams.getAll('state')).toEqual(['S']);
    expect(searchParams.getAll('redirect_uri')).toEqual(['https://tpp.example/psd2/callback']);
  });
});

test.each([
  [undefined, 'PIS:1'],
  ['basket', 'SBS:1'],
  ['cancel', 'PIS:1'],
  ['ais', 'AIS: 1'],
  ['piis', 'PIIS:1'],
] as const)('the scope of %s follows its own template', (scope, written) => {
  const { bank } = bankWith({ scopes: { basket: 'SBS:{id}', ais: 'AIS: {id}' } });
  const metadata = { authorizationEndpoint: 'https://login.bank.example/a', issRequired: false };
  const url = bank.authorizeUrl({ metadata, resourceId: '1', scope, state: 'S', codeChallenge: 'C' });
  expect(new URL(url).searchParams.get('scope')).toBe(written);
});
