import { expect, test } from 'vitest';
import { connectPsb } from '../../lib/steps/connect/psb.ts';
import { connectPsbAdministration } from '../../lib/steps/connect/psb-administration.ts';
import { readAll, startServer } from '../http/loopback-server.ts';
import { documentId, party } from './calls.ts';

const startPsb = async () => {
  const forms: Record<string, string>[] = [];
  const headers: (string | string[] | undefined)[][] = [];
  const server = await startServer(async (request, response) => {
    if (request.url === '/connect/token') {
      forms.push(Object.fromEntries(new URLSearchParams((await readAll(request)).toString())));
      response.end(JSON.stringify({ access_token: 't1', expires_in: 3600, token_type: 'Bearer' }));
      return;
    }
    headers.push([request.headers.authorization, request.headers['subscription-key']]);
    response.end(request.url === '/api/v1/me' ? '{"name":"acquit"}' : '<Invoice/>');
  });
  return { server, forms, headers, settings: { PSB_URL: server.url, PSB_IDENTITY_URL: server.url } };
};

const application = { clientId: 'acquit', clientSecret: 's3cret' };

test('the functions reach PSB with the rights of the application', async () => {
  const { server, forms, headers, settings } = await startPsb();
  await using _ = server;
  const client = connectPsb(settings, application);
  expect((await client.download(party, documentId)).toString()).toBe('<Invoice/>');
  expect(forms).toEqual([
    { grant_type: 'client_credentials', client_id: 'acquit', client_secret: 's3cret', scope: 'ap' },
  ]);
  expect(headers).toEqual([['Bearer t1', undefined]]);
});

test('the command line reaches PSB with the rights of a user when the secret names one', async () => {
  const { server, forms, headers, settings } = await startPsb();
  await using _ = server;
  const user = { username: 'anna', password: 'p&ss', subscriptionKey: 'k' };
  const psb = connectPsbAdministration(settings, { ...application, ...user });
  expect(await psb.me()).toEqual({ name: 'acquit' });
  expect(await psb.me()).toEqual({ name: 'acquit' });
  expect(await psb.serverTime()).toBeInstanceOf(Date);
  expect(forms).toEqual([
    {
      grant_type: 'password',
      username: 'anna',
      password: 'p&ss',
      client_id: 'acquit',
      client_secret: 's3cret',
      scope: 'ap',
    },
  ]);
  expect(headers.slice(0, 2)).toEqual([
    ['Bearer t1', 'k'],
    ['Bearer t1', 'k'],
  ]);
});
