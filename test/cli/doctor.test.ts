import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeCertificates } from '../../cli/doctor/certificates.ts';
import { checks } from '../../cli/doctor/checks.ts';
import type { Patient } from '../../cli/doctor/connect-patient.ts';
import { failureVerdict } from '../../cli/doctor/failure-verdict.ts';
import { patientSettings } from '../../cli/doctor/patient-settings.ts';
import { printDiagnoses } from '../../cli/doctor/print-diagnoses.ts';
import { psbPermissions } from '../../cli/doctor/psb-permissions.ts';
import { readCertificate } from '../../cli/doctor/read-certificate.ts';
import { type Check, runChecks } from '../../cli/doctor/run-checks.ts';
import { webhookSecrets } from '../../cli/doctor/webhook-secrets.ts';
import { ok, skipped, warning, wrong } from '../../cli/doctor/verdict.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { catalogue } from '../../lib/findings/catalogue.ts';
import { organisationSchema } from '../../lib/payables/directory.ts';
import { psbPartySchema } from '../../lib/psb/psb-party.ts';
import { stopAfterTest } from '../sandbox/kit.ts';
import { startTlsServer } from './tls-server.ts';

const now = new Date('2026-11-21T09:00:00Z');
/** Just what a check looks at; the rest of a stage is not there. */
const patient = (parts: Partial<Patient>): Patient => ({ now: () => now, ...parts }) as Patient;

const check = (name: string, after: string[], run: Check['run']): Check => ({ name, after, run });

test('A check that fails, or never ends, has its own line and spoils no other.', async () => {
  const found = await runChecks(
    [
      check('throws', [], async () => Promise.reject(new Error('unforeseen'))),
      check('hangs', [], () => new Promise(() => undefined)),
      check('well', [], async () => ok('Fine.')),
      check('soon', ['well'], async () => warning('Soon.', 'Do it.')),
      check('behind', ['soon', 'hangs', 'throws'], async () => ok('Never asked.')),
      check('further behind', ['behind'], async () => ok('Never asked.')),
      check('at the end', ['soon'], async () => ok('Fine.')),
    ],
    patient({}),
    { limitMs: 50 },
  );
  expect(found.map((one) => [one.check, one.state])).toEqual([
    ['throws', 'wrong'],
    ['hangs', 'wrong'],
    ['well', 'ok'],
    ['soon', 'warning'],
    ['behind', 'skipped'],
    ['further behind', 'skipped'],
    ['at the end', 'ok'],
  ]);
  expect(found[1]?.found).toBe('No result within 0.05 seconds.');
  expect(found[4]?.found).toBe('Needs hangs and throws to be ok first.');
});

test('Checks run side by side: each of these ends only when the other has begun.', async () => {
  const begun = { one: Promise.withResolvers<void>(), other: Promise.withResolvers<void>() };
  const found = await runChecks(
    [
      check('one', [], async () => (begun.one.resolve(), await begun.other.promise, ok('Fine.'))),
      check('other', [], async () => (begun.other.resolve(), await begun.one.promise, ok('Fine.'))),
    ],
    patient({}),
    { limitMs: 1000 },
  );
  expect(found.map(({ state }) => state)).toEqual(['ok', 'ok']);
});

test('An error that nobody foresaw is told by its name alone, for its message may hold what is no business of the reader.', () => {
  const secretive = Object.assign(new Error('token eyJhbGciOi of NL02ABNA0123456789'), { code: 'EPROTO' });
  expect(failureVerdict(secretive)).toMatchObject({ state: 'wrong', found: 'It failed with EPROTO.' });
  expect(failureVerdict('thrown')).toMatchObject({ state: 'wrong', found: 'It failed with Error.' });
});

test('An error of the catalogue has the remedy of its page; one that passes by itself is to be looked at again.', () => {
  expect(failureVerdict(new AcquitError('PSB_ANSWER_INVALID', 'PSB answered 200 with no list'))).toEqual(
    wrong('PSB answered 200 with no list.', catalogue.PSB_ANSWER_INVALID.remedy),
  );
  expect(failureVerdict(new AcquitError('PSB_UNAVAILABLE', 'PSB answered 503.'))).toMatchObject({
    found: 'PSB answered 503.',
    remedy: expect.stringContaining('run it again'),
  });
});

test('A refusal of AWS and missing AWS credentials are told apart, each with its remedy.', () => {
  const refused = Object.assign(new Error('arn:aws:…'), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
  });
  expect(failureVerdict(refused)).toMatchObject({
    found: 'AWS does not let your credentials look (AccessDeniedException).',
    remedy: expect.stringContaining('docs/doctor.md'),
  });
  for (const name of ['CredentialsProviderError', 'ExpiredTokenException', 'UnrecognizedClientException']) {
    expect(failureVerdict(Object.assign(new Error(), { name }))).toMatchObject({
      remedy: expect.stringContaining('Sign in to AWS'),
    });
  }
});

const hostUntil = (validTo: string, distrust?: string) => ({
  plain: [],
  silent: [],
  certificates: [
    { host: 'psb.example', validTo: new Date('2028-01-01T00:00:00Z'), distrust: undefined },
    { host: 'bank.example', validTo: new Date(validTo), distrust },
  ],
});

test.for([
  ['2026-12-22T09:00:00Z', 'ok'],
  ['2026-12-21T09:00:00Z', 'warning'],
  ['2026-12-06T09:00:00Z', 'warning'],
  ['2026-12-05T09:00:00Z', 'wrong'],
  ['2026-11-20T09:00:00Z', 'wrong'],
] as const)('A certificate that ends on %s is %s today.', ([validTo, state]) => {
  const verdict = judgeCertificates(hostUntil(validTo), now);
  expect(verdict.state).toBe(state);
  expect(/bank\.example expire[sd] on /.test(verdict.found)).toBe(state !== 'ok');
  expect(verdict.found.includes('psb.example')).toBe(state === 'ok');
});

test('The last three days of a certificate are told with more urgency, and an expired one as expired.', () => {
  const remedy = (validTo: string) => judgeCertificates(hostUntil(validTo), now);
  expect(remedy('2026-11-25T09:00:00Z')).not.toMatchObject({ remedy: expect.stringContaining('Today') });
  expect(remedy('2026-11-24T09:00:00Z')).toMatchObject({ remedy: expect.stringContaining('Today') });
  expect(remedy('2026-11-20T09:00:00Z').found).toContain('bank.example expired on 2026-11-20');
});

test('A certificate that is not trusted here is wrong, and a host without an answer is only named.', () => {
  const untrusted = judgeCertificates(hostUntil('2028-01-01T00:00:00Z', 'CERT_UNTRUSTED'), now);
  expect(untrusted).toMatchObject({
    state: 'wrong',
    found: expect.stringContaining('bank.example (CERT_UNTRUSTED)'),
  });
  const silent = judgeCertificates(
    { plain: ['127.0.0.1:1'], silent: ['away.example'], certificates: [] },
    now,
  );
  expect(silent).toEqual(ok('No answer: away.example. Not encrypted, on this machine only: 127.0.0.1:1.'));
});

test('The certificate of a server is read, also when nobody trusts it; where nobody listens there is none.', async () => {
  const validTo = new Date('2031-05-06T07:08:09Z');
  const { url } = stopAfterTest(await startTlsServer(validTo));
  expect(await readCertificate(new URL(url), 2000)).toEqual({
    host: new URL(url).host,
    validTo,
    distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  expect(await readCertificate(new URL('https://127.0.0.1:9'), 2000)).toBeUndefined();
});

const organisation = (changes: object) =>
  organisationSchema.parse({
    shortCode: 'ACME',
    name: 'Acme',
    parties: ['0106:12345678'],
    ownAccount: 'NL02ABNA0123456789',
    ...changes,
  });

/** What the account lacks on the one party that it has. */
function permissions(own: object, given: object | null, isManager = true) {
  return psbPermissions.run(
    patient({
      organisations: async () => [organisation(own)],
      parties: async () => [psbPartySchema.parse({ id: 'NL:KVK:12345678', permissions: given })],
      hooks: async () => [{ scope: { environment: true }, hooks: isManager ? [] : undefined }],
    }),
  );
}

test('The account needs no more rights than the directory asks for.', async () => {
  const receive = { canReceiveDocument: true, canSendDocument: false, canRemoveDocument: false };
  expect(await permissions({}, receive)).toMatchObject({ state: 'ok' });
  expect((await permissions({ responses: 'rejections' }, receive)).found).toContain('canSendDocument on');
  expect((await permissions({ removeAtPsb: true }, receive)).found).toContain('canRemoveDocument on');
  const noHooks = { ...receive, canManageHook: false };
  expect(await permissions({}, noHooks)).toMatchObject({ state: 'ok' });
  expect((await permissions({}, noHooks, false)).found).toContain('canManageHook on 0106:12345678');
});

test('A right that PSB does not mention is a warning: it is neither given nor refused.', async () => {
  expect(await permissions({}, null)).toMatchObject({
    state: 'warning',
    found: 'PSB does not say whether the account has canReceiveDocument on 0106:12345678.',
  });
});

const ages = (secrets: (string | object)[]) =>
  webhookSecrets.run(
    // The reader gives each secret its own type; this check asks for this one only.
    patient({ readSecret: (async () => ({ secrets })) as unknown as Patient['readSecret'] }),
  );

test('Secrets of webhooks: none that is valid is wrong, an ended or undated one is told and no fault.', async () => {
  const value = 'aSecretOfAWebhook';
  const ended = { value, since: '2020-01-01T00:00:00.000Z', until: '2026-11-21T08:59:59.000Z' };
  expect(await ages([])).toMatchObject({
    state: 'wrong',
    remedy: expect.stringContaining('acquit hooks sync'),
  });
  expect(await ages([ended])).toMatchObject({ state: 'wrong' });
  expect(await ages([{ value, since: '2025-11-21T09:00:00.000Z' }])).toEqual(ok('Valid: 1.'));
  expect(await ages([{ value, since: '2025-11-20T09:00:00.000Z' }])).toMatchObject({
    state: 'wrong',
    found: 'Older than a year: the secret of one put there by hand (366 days).',
  });
  const leaving = { value, since: '2020-01-01T00:00:00.000Z', until: '2026-11-23T09:00:00.000Z' };
  expect(await ages([{ value: 'aNewSecretOfAWebhook', since: '2026-11-21T08:00:00.000Z' }, leaving])).toEqual(
    ok('Valid: 2.'),
  );
  expect(await ages(['aSecretPutThereByHand', ended])).toEqual(
    ok(
      'Valid: 1. Put there by hand, so that their age is not known: 1. Ended: 1, which the next acquit hooks sync takes out.',
    ),
  );
});

test('Each line begins with how it is, and what to do stands beneath.', () => {
  expect(
    printDiagnoses([
      { check: 'psb', ...ok('PSB answers.') },
      { check: 'clock', ...warning('The clocks differ by 61 s.', 'Set it.') },
      { check: 'bank', ...skipped('No organisation pays over PSD2.') },
      {
        check: 'mail-hook',
        ...wrong('There is none.', `Put one in place, ${'as the page says '.repeat(5).trim()}.`),
      },
    ]),
  ).toBe(
    [
      'ok       psb        PSB answers.',
      'warning  clock      The clocks differ by 61 s.',
      '                    → Set it.',
      'skipped  bank       No organisation pays over PSD2.',
      'WRONG    mail-hook  There is none.',
      '                    → Put one in place, as the page says as the page says as the page says as the page',
      '                      says as the page says.',
      '',
    ].join('\n'),
  );
});

test('The page of the doctor tells of every check and of every setting, and each check comes after those it needs.', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/doctor.md'), 'utf8');
  const names = checks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(names.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
  // Endpoints are for the embedded stack alone; the choices of a bank stand in docs/configure.md.
  const isChoice = (name: string) => name.startsWith('BANK_') && !/_(URL|HOSTS)$/.test(name);
  const settings = patientSettings.filter((name) => !name.endsWith('_ENDPOINT') && !isChoice(name));
  expect(settings.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  for (const [index, { after }] of checks.entries()) {
    expect(names.slice(0, index)).toEqual(expect.arrayContaining([...after]));
  }
});
