import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { parseDesiredHooks } from '../../lib/psb/desired-hooks.ts';

const url = 'https://acquit.example/psb/webhook';
const good = { id: 'acquit', name: 'Acquit', environment: true, topics: ['InvoiceReceived'] };
const read = (...hooks: unknown[]) => parseDesiredHooks({ hooks }, 'hooks.yml', url);

/** The faults that a file is refused with, one a line behind the first. */
function faultsOf(content: unknown): string[] {
  try {
    parseDesiredHooks(content, 'hooks.yml', url);
    return [];
  } catch (error) {
    const isRefusal = error instanceof AcquitError && error.code === 'CONFIGURATION_INVALID';
    const [head, ...faults] = isRefusal ? error.message.split('\n') : [];
    if (head !== 'hooks.yml has faults:') throw error;
    return faults;
  }
}
const faults = (...hooks: unknown[]) => faultsOf({ hooks });

describe('a file of hooks', () => {
  test('says where each hook goes: a webhook to our own address unless it names another, a mail hook to its address', () => {
    expect(
      read(
        good,
        {
          ...good,
          environment: undefined,
          party: 'NL:KVK:1',
          url: 'https://b.example/x?a=b',
          isActive: false,
        },
        {
          ...good,
          id: 'ops',
          mailto: 'ops@b.example?version=1.0',
          topics: ['HookSent*', 'InvoiceReceivedError'],
        },
      ),
    ).toEqual([
      {
        id: 'acquit',
        name: 'Acquit',
        scope: { environment: true },
        kind: 'webhook',
        target: url,
        topics: ['InvoiceReceived'],
        isActive: true,
      },
      {
        id: 'acquit',
        name: 'Acquit',
        scope: { party: 'NL:KVK:1' },
        kind: 'webhook',
        target: 'https://b.example/x?a=b',
        topics: ['InvoiceReceived'],
        isActive: false,
      },
      {
        id: 'ops',
        name: 'Acquit',
        scope: { environment: true },
        kind: 'mail',
        target: 'mailto:ops@b.example?version=1.0',
        topics: ['HookSent*', 'InvoiceReceivedError'],
        isActive: true,
      },
    ]);
  });

  test('may hold the same id for several parties', () => {
    const party = (id: string) => ({ ...good, environment: undefined, party: id });
    expect(read(good, party('NL:KVK:1'), party('NL:KVK:2'))).toHaveLength(3);
  });

  test('of the sandbox is a good one', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../sandbox/hooks.yml'), 'utf8');
    expect(parseDesiredHooks(parse(text), 'hooks.yml', url).map(({ id, kind }) => [id, kind])).toEqual([
      ['acquit', 'webhook'],
      ['acquit-outage', 'mail'],
    ]);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['an id that PSB refuses', { id: 'a b' }, /^hooks\.0\.id: must be 1 to 64/],
    ['an id that is too long', { id: 'a'.repeat(65) }, /^hooks\.0\.id: must be 1 to 64/],
    ['no name', { name: ' ' }, /^hooks\.0\.name: must say/],
    ['no topics', { topics: [] }, /^hooks\.0\.topics: must name at least one/],
    ['a topic that is none', { topics: ['Invoice Received'] }, /^hooks\.0\.topics\.0: must be letters/],
    ['neither the environment nor a party', { environment: undefined }, /^hooks\.0: needs either/],
    ['both the environment and a party', { party: 'NL:KVK:1' }, /^hooks\.0: needs either/],
    ['no environment', { environment: false, party: 'NL:KVK:1' }, /^hooks\.0\.environment: can only be true/],
    ['a party that is none', { environment: undefined, party: 'me' }, /^hooks\.0\.party: must be a party id/],
    [
      'an address that anybody can read along with',
      { url: 'http://b.example' },
      /^hooks\.0\.url: must be an https/,
    ],
    ['a secret in its address', { url: 'https://b.example#secret' }, /^hooks\.0\.url: must be an https/],
    ['a password in its address', { url: 'https://a:b@b.example' }, /^hooks\.0\.url: must be an https/],
    ['an address that is none', { url: 'b.example' }, /^hooks\.0\.url: must be an https/],
    [
      'a mail address that is none',
      { mailto: 'mailto:ops@b.example#x' },
      /^hooks\.0\.mailto: must be a mail/,
    ],
    ['both kinds', { url, mailto: 'ops@b.example' }, /^hooks\.0: has one of url, mailto and recognize/],
    ['a word that nobody knows', { secret: 'x' }, /^hooks\.0: .*secret/],
  ])('with %s is refused', (_what, changes, expected) => {
    expect(faults({ ...good, ...changes })).toEqual([expect.stringMatching(expected)]);
  });

  test('may use http for this very machine', () => {
    expect(read({ ...good, url: 'http://127.0.0.1:4700/psb/webhook' })).toHaveLength(1);
  });

  test.each(['HookSent', 'HookSentRetry', 'HookSentError', 'Hook*', '*Error', '*SentRetry', '*'])(
    'never has a webhook hear %s, which PSB tells by mail only',
    (topic) => {
      expect(faults({ ...good, topics: [topic] })).toEqual([
        `hooks.0.topics: ${topic} covers what PSB tells of hooks, and it tells that by mail only`,
      ]);
      expect(read({ ...good, topics: [topic], mailto: 'ops@b.example' })).toHaveLength(1);
    },
  );

  test('has all its faults told at once, across hooks, too', () => {
    const twice = { ...good, environment: undefined };
    expect(
      faults(
        { ...good, id: '', topics: ['*'] },
        { ...twice, party: 'NL:KVK:1' },
        { ...twice, party: '0106:1', name: '' },
        'acquit',
      ).map((fault) => fault.split(': ')[0]),
    ).toEqual(['hooks.0.id', 'hooks.2.name', 'hooks.3', 'hooks.0.topics', 'hooks.3', 'hooks.2.id']);
  });

  test.each([undefined, null, {}, [], { hooks: [] }, { hooks: [good], more: 1 }])(
    'is none when it is %j',
    (content) => {
      expect(faultsOf(content).length).toBeGreaterThan(0);
    },
  );
});

test('A hook for recognition has the recogniser as its target and no secret.', () => {
  const content = {
    hooks: [
      {
        id: 'read',
        name: 'Reads PDFs',
        party: 'NL:KVK:12345678',
        recognize: 'idr?quality=hq',
        topics: ['RecognizePurchaseInvoice'],
      },
    ],
  };
  expect(parseDesiredHooks(content, 'hooks.yml', 'https://hooks.example/psb')).toMatchObject([
    { kind: 'recognition', target: 'recognize://idr?quality=hq', topics: ['RecognizePurchaseInvoice'] },
  ]);
});
