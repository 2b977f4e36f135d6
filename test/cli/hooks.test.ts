import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hooksCommand } from '../../cli/commands/hooks.ts';
import { webhookSecret } from '../../cli/connect-psb.ts';
import { secretFingerprint } from '../../sandbox/psb/webhook-log.ts';
import { type SandboxPsbOptions, startSandboxPsb } from '../../sandbox/psb/start-sandbox-psb.ts';
import { stopAfterTest, temporaryFolder } from '../sandbox/kit.ts';

const byHand = 'aSecretThatSomebodyPutThere';
let printed: { out: string; err: string };

beforeEach(() => {
  printed = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed.err += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

/** A sandbox PSB, a folder of secrets and a file of hooks; the commands find them as on a stage. */
async function start(options: Partial<SandboxPsbOptions> = {}, secrets: unknown[] = [byHand]) {
  const psb = stopAfterTest(
    await startSandboxPsb({
      clientId: 'acquit',
      clientSecret: 'tell-nobody',
      parties: ['NL:KVK:11111111', '0106:22222222'],
      hooks: [],
      ...options,
    }),
  );
  const folder = temporaryFolder();
  const save = (name: string, content: unknown) =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
  save('psb', { clientId: 'acquit', clientSecret: 'tell-nobody' });
  save('psb-webhook', { secrets });
  vi.stubEnv('PSB_URL', psb.url);
  vi.stubEnv('PSB_IDENTITY_URL', psb.identityUrl);
  vi.stubEnv('PUBLIC_URL', 'http://127.0.0.1:1');
  vi.stubEnv('SECRETS', `file:${folder}`);
  const waited: number[] = [];
  const acquit = async (...words: string[]) => {
    printed = { out: '', err: '' };
    process.exitCode = undefined;
    const wait = async (milliseconds: number) => void waited.push(milliseconds);
    await hooksCommand(wait).parseAsync(words, { from: 'user' });
    return { ...printed, code: process.exitCode ?? 0 };
  };
  const file = join(folder, 'hooks.json');
  const want = (...hooks: object[]) => {
    writeFileSync(file, JSON.stringify({ hooks }));
    return file;
  };
  const stored = (): { value: string; hook?: string; putAt?: string; until?: string }[] =>
    JSON.parse(readFileSync(join(folder, 'psb-webhook.json'), 'utf8')).secrets;
  const puts = () => psb.requests.filter(({ method }) => method === 'PUT').length;
  return { psb, acquit, want, stored, waited, puts };
}

const webhook = { id: 'acquit', name: 'Acquit', environment: true, topics: ['Invoice*'] };
const ofParty = (party: string) => ({ ...webhook, environment: undefined, party });
const mail = {
  ...webhook,
  id: 'outage',
  mailto: 'ops@acquit.example',
  topics: ['HookSentRetry', 'HookSentError'],
};

describe('acquit hooks plan', () => {
  test('says what would be made and exits with 1, and says nothing to PSB or the store', async () => {
    const { acquit, want, stored, puts } = await start();
    const { out, code } = await acquit('plan', '--file', want(webhook, mail));
    expect(out).toMatch(
      /environment\/acquit +create +new, with a secret +http:\/\/127\.0\.0\.1:1\/psb\/webhook\n/,
    );
    expect(out).toMatch(/environment\/outage +create +new +mailto:ops@acquit\.example\n/);
    expect(out).toContain('To change: 2.');
    expect([code, stored(), puts()]).toEqual([1, [byHand], 0]);
  });

  test('exits with 0 when there is nothing to change', async () => {
    const { acquit, want } = await start();
    await acquit('sync', '--file', want(webhook, mail));
    const { out, code } = await acquit('plan', '--file', want(webhook, mail));
    expect(out).toContain('Nothing to change.');
    expect(code).toBe(0);
  });

  test('names the fields that differ and the hooks of others, and shows nobody’s secret', async () => {
    const { acquit, want } = await start({
      hooks: [
        { id: 'acquit', action: `http://127.0.0.1:9/psb#${byHand}`, topics: ['*'] },
        { id: 'theirs', action: 'https://theirs.example/psb#theirSecret', topics: ['*'] },
      ],
    });
    for (const options of [[], ['--json']]) {
      const { out, err } = await acquit('plan', '--file', want(webhook, mail), ...options);
      expect(out).toMatch(/name[\s\S]*address[\s\S]*topics/);
      expect(out).toContain('https://theirs.example/psb#…');
      expect(out + err).not.toMatch(new RegExp(`${byHand}|theirSecret`));
    }
    expect(JSON.parse(printed.out)).toMatchObject({
      changes: [
        {
          hook: 'environment/acquit',
          change: 'update',
          differs: ['name', 'address', 'topics'],
          secret: 'keep',
        },
        { hook: 'environment/outage', change: 'create', secret: null },
      ],
      foreign: [{ scope: 'environment', id: 'theirs' }],
      warnings: [],
    });
  });

  test('warns when nobody would hear that the webhook fails', async () => {
    const { acquit, want } = await start();
    const { err } = await acquit('plan', '--file', want(webhook));
    expect(err).toContain('No mail hook on HookSentRetry and HookSentError');
  });

  test('lists every fault of the file at once', async () => {
    const { acquit, want } = await start();
    const planned = acquit(
      'plan',
      '--file',
      want({ ...webhook, id: '', topics: ['*'] }, { ...mail, url: 'x' }),
    );
    await expect(planned).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(/hooks\.0\.id[\s\S]*hooks\.1\.url[\s\S]*hooks\.0\.topics/),
    });
  });

  test('refuses a file that is no YAML', async () => {
    const { acquit, want } = await start();
    const file = want(webhook);
    writeFileSync(file, 'hooks: [');
    await expect(acquit('plan', '--file', file)).rejects.toThrow('cannot be read as YAML or JSON');
  });
});

describe('acquit hooks sync', () => {
  test.each([false, true])(
    'makes what is missing, with a secret of 48 letters and digits; the second run changes nothing (PSB hides secrets: %s)',
    async (hidesSecrets) => {
      const { psb, acquit, want, stored, waited, puts } = await start({ hidesSecrets });
      const file = want(webhook, mail, ofParty('NL:KVK:22222222'));
      const { out, err, code } = await acquit('sync', '--file', file);
      expect(out).toBe(
        'environment/acquit: created (new, with a secret)\nenvironment/outage: created (new)\n0106:22222222/acquit: created (new, with a secret)\n',
      );
      const made = stored().filter(({ hook }) => hook !== undefined);
      expect(made.map(({ hook, putAt }) => [hook, typeof putAt])).toEqual([
        ['environment/acquit', 'string'],
        ['0106:22222222/acquit', 'string'],
      ]);
      const secrets = made.map(({ value }) => value);
      for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9]{48}$/);
      expect(new Set(secrets).size).toBe(2);
      expect(psb.hooks().map(({ scope, id, action, isActive }) => [scope, id, action, isActive])).toEqual([
        ['environment', 'acquit', `http://127.0.0.1:1/psb/webhook#${secrets[0]}`, true],
        ['environment', 'outage', 'mailto:ops@acquit.example', true],
        ['0106:22222222', 'acquit', `http://127.0.0.1:1/psb/webhook#${secrets[1]}`, true],
      ]);
      expect([waited, puts(), code]).toEqual([[2000], 3, 0]);
      for (const secret of secrets) expect(out + err).not.toContain(secret);

      const before = stored();
      expect((await acquit('sync', '--file', file)).out).toBe('Nothing to change.\n');
      expect([stored(), puts(), waited]).toEqual([before, 3, [2000]]);
    },
  );

  test('puts what somebody changed back in place, and leaves alone what the file does not name', async () => {
    const { psb, acquit, want } = await start({
      hooks: [{ id: 'theirs', action: 'https://theirs.example/psb#theirSecret', topics: ['*'] }],
    });
    await acquit('sync', '--file', want(webhook));
    const { out } = await acquit('sync', '--file', want({ ...webhook, isActive: false, name: 'Off' }));
    expect(out).toBe('environment/acquit: updated (name, isActive)\n');
    expect(psb.hooks().map(({ id, name, isActive }) => [id, name, isActive])).toEqual([
      ['theirs', 'theirs', true],
      ['acquit', 'Off', false],
    ]);
    expect(psb.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  test('rotates every webhook, or the one that is named; the old secret stays valid for the overlap', async () => {
    const { psb, acquit, want, stored } = await start();
    const file = want(webhook, mail, ofParty('0106:22222222'));
    await acquit('sync', '--file', file);
    const [, first, second] = stored();
    const { out } = await acquit(
      'sync',
      '--file',
      file,
      '--rotate',
      '--hook',
      '0106:22222222/acquit',
      '--overlap',
      '2',
    );
    expect(out).toBe('0106:22222222/acquit: updated (secret)\n');
    const [, sameFirst, ending, next] = stored();
    expect(sameFirst).toEqual(first);
    expect(ending).toMatchObject({ value: second?.value, hook: '0106:22222222/acquit' });
    const hours = (Date.parse(ending?.until ?? '') - Date.parse(next?.putAt ?? '')) / 3600_000;
    expect(hours).toBe(2);
    expect(psb.hooks().at(-1)?.action).toBe(`http://127.0.0.1:1/psb/webhook#${next?.value}`);

    await acquit('sync', '--file', file, '--rotate');
    expect(printed.out).toBe(
      'environment/acquit: updated (secret)\n0106:22222222/acquit: updated (secret)\n',
    );
    expect(stored().filter(({ until }) => until !== undefined)).toHaveLength(3);
    expect((await acquit('plan', '--file', file)).code).toBe(0);
  });

  test('says which hooks PSB did not take, goes on with the others, and exits with 1', async () => {
    const { psb, acquit, want } = await start();
    const file = want(webhook, mail);
    const api400 = { code: 'API400', message: `bad action #${byHand}`, requestId: 'a'.repeat(32) };
    psb.faults.next({ method: 'PUT' }, { status: 400, body: api400 });
    const { out, code } = await acquit('sync', '--file', file);
    expect(out).toBe(
      'environment/acquit: not created: PSB answered 400 API400\nenvironment/outage: created (new)\n',
    );
    expect(code).toBe(1);
    await acquit('sync', '--file', file);
    expect((await acquit('plan', '--file', file)).code).toBe(0);
  });

  test.each([false, true])(
    'is cured by the next run when the answer of PSB was lost (PSB hides secrets: %s)',
    async (hidesSecrets) => {
      const { psb, acquit, want, stored } = await start({ hidesSecrets });
      const file = want(webhook, mail);
      psb.faults.next({ method: 'PUT' }, { loseAnswer: true });
      expect((await acquit('sync', '--file', file)).code).toBe(1);
      expect(psb.hooks()).toHaveLength(2);
      const { out } = await acquit('plan', '--file', file);
      expect(out).toMatch(
        hidesSecrets ? /environment\/acquit +update +secret/ : /environment\/acquit +note /,
      );
      expect((await acquit('sync', '--file', file)).code).toBe(0);
      expect(stored().filter(({ hook }) => hook !== undefined)).toHaveLength(1);
      expect((await acquit('plan', '--file', file)).code).toBe(0);
    },
  );

  test('for the environment by an account that may not says to use party hooks, which it may put', async () => {
    const { acquit, want } = await start({ manager: false });
    const refused = acquit('sync', '--file', want(webhook));
    await expect(refused).rejects.toMatchObject({
      code: 'PSB_FORBIDDEN',
      message: expect.stringContaining('Give each party a hook of its own'),
    });
    expect((await acquit('sync', '--file', want(ofParty('0106:11111111')))).code).toBe(0);
  });

  test('for a party whose hooks it may not manage names the party', async () => {
    const { acquit, want } = await start({
      parties: ['NL:KVK:11111111', { id: 'NL:KVK:22222222', permissions: { canReceiveDocument: true } }],
    });
    await expect(acquit('sync', '--file', want(ofParty('NL:KVK:22222222')))).rejects.toMatchObject({
      code: 'PSB_FORBIDDEN',
      message: expect.stringContaining('NL:KVK:22222222; it needs canManageHook'),
    });
    expect((await acquit('sync', '--file', want(webhook))).code).toBe(0);
  });

  test('refuses --hook without --rotate and a webhook that the file does not have', async () => {
    const { acquit, want } = await start();
    const file = want(webhook, mail);
    await expect(acquit('sync', '--file', file, '--hook', 'acquit')).rejects.toThrow('add --rotate');
    await expect(acquit('sync', '--file', file, '--rotate', '--hook', 'outage')).rejects.toThrow(
      'has no webhook',
    );
  });
});

describe('acquit hooks list', () => {
  test('prints the hooks of the environment and every party without their secrets', async () => {
    const { acquit, want, stored } = await start();
    await acquit('sync', '--file', want(webhook, mail, ofParty('0106:11111111')));
    for (const options of [[], ['--json']]) {
      const { out } = await acquit('list', ...options);
      expect(out).toContain('http://127.0.0.1:1/psb/webhook#…');
      expect(out).toContain('mailto:ops@acquit.example');
      for (const { value } of stored().filter(({ hook }) => hook !== undefined))
        expect(out).not.toContain(value);
    }
    expect(JSON.parse(printed.out)).toHaveLength(3);
  });

  test('says whose hooks the account may not see', async () => {
    const { acquit } = await start({ manager: false });
    expect((await acquit('list')).err).toBe('PSB does not let this account see the hooks of environment.\n');
  });
});

describe('acquit hooks ping', () => {
  test('has every party, or the ones that are named, send a test event', async () => {
    const { psb, acquit } = await start({
      hooks: [{ id: 'acquit', action: `http://127.0.0.1:9/psb#${byHand}`, topics: ['*'] }],
      retryDelays: [],
    });
    expect((await acquit('ping')).out.split('\n')).toHaveLength(3);
    expect((await acquit('ping', '0106:11111111')).code).toBe(0);
    await psb.settled();
    expect(psb.webhooks.map(({ topic, secretFingerprint: signed }) => [topic, signed])).toEqual(
      Array.from({ length: 3 }, () => ['Ping', secretFingerprint(byHand)]),
    );
  });

  test('exits with 1 when PSB refused one, and still pings the others', async () => {
    const { acquit } = await start();
    const { out, code } = await acquit('ping', '0106:99999999', '0106:11111111');
    expect(out).toMatch(/^0106:99999999: PSB answered 403.*\n0106:11111111: PSB sends a test event/);
    expect(code).toBe(1);
  });
});

test('A webhook secret is 48 letters and digits, each drawn from all 62.', () => {
  const bounds = new Set<number>();
  let drawn = 0;
  const secret = webhookSecret((below) => {
    bounds.add(below);
    return (drawn += 1) % below;
  });
  expect(secret).toMatch(/^[A-Za-z0-9]{48}$/);
  expect(new Set(secret).size).toBe(48);
  expect([...bounds]).toEqual([62]);
});
