import { beforeAll, describe, expect, test } from 'vitest';
import { certificateHeader } from '../../lib/psd2/signature/certificate-header.ts';
import { keyIdRenderings } from '../../lib/psd2/signature/key-id.ts';
import { localSeal } from '../../lib/psd2/signature/local-seal.ts';
import type { RecordedRequest } from '../../sandbox/bank/record-request.ts';
import { hasOpenssl, testAuthority } from '../psd2/test-certificates.ts';
import { ownIban, startRecordedBank } from './recorded-bank.ts';
import { createJudge, hasOpenApi, type Judge } from './openapi-judge.ts';
import { isOAuth, judgeAll } from './operation-groups.ts';
import { confirmAndCancel, payByBasket, payEveryWay } from './pay-every-way.ts';
import { askForFunds, readEveryAccount } from './read-every-account.ts';

if (!hasOpenApi) {
  process.stdout.write(
    'The OpenAPI files of the Berlin Group are not here: the contract tests are skipped\n',
  );
}

describe.skipIf(!hasOpenApi)('Held to the OpenAPI files of the Berlin Group', () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await createJudge();
  });

  test('every request that our client makes is as the standard wants it', async () => {
    const world = await startRecordedBank();
    world.bank.quirks.pageSize = 1;
    for (const remittance of ['A', 'B']) {
      world.bank.book({ iban: ownIban, amount: '-1.00', bookingDate: '2026-11-19', remittance });
    }
    await payEveryWay(world);
    await confirmAndCancel(world);
    await payByBasket(world);
    await readEveryAccount(world);
    await askForFunds(world);

    const { faults, operations, told } = judgeAll(judge, world.recorded);
    expect(faults).toEqual([]);
    process.stdout.write(`Contract: ${told}\n`);
    const sizes = [...operations].map(([name, { size }]) => ({ name, size }));
    for (const { name, size } of sizes) expect(size, name).toBeGreaterThan(0);
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeGreaterThanOrEqual(30);
  });

  test.skipIf(!hasOpenssl)('and a bank that wants every message signed verifies ours', async () => {
    using authority = testAuthority();
    const { cert, key } = authority.issue('seal');
    const [{ keyId } = { keyId: '' }] = keyIdRenderings(cert);
    const world = await startRecordedBank(
      { signature: { required: true, certificate: cert, keyId, tokenCalls: true } },
      {
        signature: {
          seal: localSeal(key),
          keyId,
          algorithm: 'rsa-sha256',
          digest: 'SHA-256',
          certificate: certificateHeader(cert, 'der64'),
          signsTokenCalls: true,
        },
      },
    );
    await confirmAndCancel(world);
    await payByBasket(world);
    await askForFunds(world);
    const signed = world.recorded.filter(({ headers }) => headers['signature'] !== undefined);
    expect(signed.length).toBeGreaterThan(20);
    const faults = signed.filter((request) => !isOAuth(request)).flatMap((one) => judge.judge(one).faults);
    expect(faults).toEqual([]);
  });

  test.skipIf(!hasOpenssl)(
    'and a bank that knows us by a signed assertion believes ours and no other',
    async () => {
      using authority = testAuthority();
      const [{ cert, key }, stranger] = [authority.issue('seal'), authority.issue('seal')];
      const signature = {
        keyId: 'SN=1,CA=CN=Test',
        algorithm: 'rsa-sha256',
        digest: 'SHA-256',
        certificate: certificateHeader(cert, 'der64'),
        signsTokenCalls: false,
      } as const;
      const clientAuth = { method: 'private_key_jwt', certificate: cert } as const;
      const ours = { clientAuth: clientAuth.method, signature: { ...signature, seal: localSeal(key) } };
      await confirmAndCancel(await startRecordedBank({ clientAuth }, ours));
      const theirs = { ...ours, signature: { ...signature, seal: localSeal(stranger.key) } };
      await expect(confirmAndCancel(await startRecordedBank({ clientAuth }, theirs))).rejects.toMatchObject({
        code: 'BANK_UNAUTHORISED',
      });
      const { signature: _none, ...unsigned } = ours;
      await expect(confirmAndCancel(await startRecordedBank({ clientAuth }, unsigned))).rejects.toMatchObject(
        {
          code: 'CONFIGURATION_INVALID',
        },
      );
    },
  );

  test('every correction of the files is still needed', () => {
    for (const [patch, places] of judge.patched) expect(places, patch).toBeGreaterThan(0);
  });

  const id = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
  const sound = {
    method: 'POST',
    path: '/v1/payments/sepa-credit-transfers',
    headers: {
      apikey: 'key',
      'x-request-id': id,
      'psu-ip-address': '203.0.113.7',
      'content-type': 'application/json',
      'tpp-redirect-preferred': 'true',
    },
    body: JSON.stringify({
      instructedAmount: { currency: 'EUR', amount: '123.50' },
      debtorAccount: { iban: ownIban },
      creditorName: 'Merchant123',
      creditorAccount: { iban: 'BE71096123456769' },
    }),
  };
  const without = (name: string) =>
    Object.fromEntries(Object.entries(sound.headers).filter(([header]) => header !== name));

  test('a sound request of somebody else passes as well', () => {
    expect(judge.judge(sound).faults).toEqual([]);
  });

  test.each<[string, Partial<RecordedRequest>]>([
    ['an amount as a number', { body: sound.body.replace('"123.50"', '123.50') }],
    ['no creditor', { body: sound.body.replace('creditorName', 'payee') }],
    ['no body at all', { body: '' }],
    ['no apiKey', { headers: without('apikey') }],
    ['no X-Request-ID', { headers: without('x-request-id') }],
    ['an X-Request-ID that is no UUID', { headers: { ...sound.headers, 'x-request-id': '1' } }],
    ['no address of the PSU', { headers: without('psu-ip-address') }],
    ['an address that is none', { headers: { ...sound.headers, 'psu-ip-address': 'localhost' } }],
    [
      'a wish that is neither true nor false',
      { headers: { ...sound.headers, 'tpp-redirect-preferred': 'yes' } },
    ],
    ['a body of another type', { headers: { ...sound.headers, 'content-type': 'text/plain' } }],
    ['a call that does not exist', { path: '/v1/payments' }],
    ['a method that does not exist', { method: 'PATCH' }],
    ['a parameter that does not exist', { path: `${sound.path}?dryRun=true` }],
    [
      'a header of other calls',
      {
        method: 'GET',
        path: `${sound.path}/1/status`,
        body: '',
        headers: { ...without('content-type'), 'consent-id': '1' },
      },
    ],
    [
      'a consent without its last day',
      {
        path: '/v1/consents',
        body: '{"access":{},"recurringIndicator":true,"frequencyPerDay":4,"combinedServiceIndicator":false}',
      },
    ],
    ['transactions of no status', { method: 'GET', path: '/v1/accounts/1/transactions', body: '' }],
    ['a funds consent without an account', { path: '/v2/consents/confirmation-of-funds', body: '{}' }],
  ])('a request with %s is refused', (_, change) => {
    expect(judge.judge({ ...sound, ...change }).faults).not.toEqual([]);
  });
});
