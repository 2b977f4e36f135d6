import { describe, expect, test } from 'vitest';
import { isAccepted, type WebhookSecrets, webhookSecrets } from '../../lib/config/webhook-secrets.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import type { DesiredHook } from '../../lib/psb/desired-hooks.ts';
import { type Hook, hookBody, hookSchema } from '../../lib/psb/hook.ts';
import { hookAction, secretOf } from '../../lib/psb/hook-action.ts';
import { isDue, planHooks } from '../../lib/psb/plan-hooks.ts';
import { type SyncServices, syncHooks } from '../../lib/steps/sync-hooks.ts';

const environment = { environment: true } as const;
const desired: DesiredHook[] = ['one', 'two'].map((id) => ({
  scope: environment,
  id,
  name: id,
  kind: 'webhook',
  target: 'https://acquit.example/psb/webhook',
  topics: ['InvoiceReceived'],
  isActive: true,
}));

type Put = 'works' | 'refused' | 'works without an answer';

/** PSB and the secret store of one account, with what goes wrong scripted; time passes only in the wait. */
function startWorld({
  hides = false,
  stored = [],
}: {
  hides?: boolean;
  stored?: WebhookSecrets['secrets'];
} = {}) {
  const document: WebhookSecrets = { secrets: stored };
  const world = {
    document,
    hooks: new Map<string, Hook>(),
    log: [] as string[],
    clock: new Date('2026-11-20T10:00:00Z'),
    /** What becomes of the next PUTs and writes; after that all is well. */
    puts: [] as Put[],
    writes: [] as ('works' | 'fails' | 'ends')[],
    onWait: (): void => undefined,
    made: 0,
  };
  /** Whether a webhook that any hook sends now is accepted. */
  const refused = () =>
    [...world.hooks.values()].filter(({ action }) => {
      const accepted = webhookSecrets(world.document).filter((one) => isAccepted(one, world.clock.getTime()));
      return !accepted.some(({ value }) => value === secretOf(action));
    });
  const services: SyncServices = {
    psb: {
      async putHook(_scope, hook) {
        const outcome = world.puts.shift() ?? 'works';
        world.log.push(`put ${hook.id}`);
        if (outcome === 'refused') throw new AcquitError('PSB_REFUSED', 'PSB answered 400');
        // Through the bytes that are sent, as PSB gets it.
        world.hooks.set(hook.id, hookSchema.parse(JSON.parse(hookBody(hook).toString())));
        if (outcome !== 'works') throw new AcquitError('PSB_UNAVAILABLE', 'no answer within 20000 ms');
        return hook;
      },
    },
    secrets: {
      read: async () => world.document,
      async write(document) {
        const outcome = world.writes.shift() ?? 'works';
        world.log.push('write');
        if (outcome === 'fails') throw new Error('the store is away');
        world.document = document;
      },
    },
    makeSecret: () => `secret number ${(world.made += 1)} of this run`,
    async wait(milliseconds) {
      world.log.push(`wait ${milliseconds}`);
      world.clock = new Date(world.clock.getTime() + milliseconds);
      world.onWait();
    },
    now: () => world.clock,
    overlapSeconds: 48 * 3600,
  };
  const shown = () =>
    [...world.hooks.values()].map((hook) =>
      hides ? { ...hook, action: hookAction(hook.action.reveal().split('#')[0] ?? '') } : hook,
    );
  const plan = (rotate = false, hooks = desired) => {
    const accepted = webhookSecrets(world.document).filter((one) => isAccepted(one, world.clock.getTime()));
    return planHooks(hooks, [{ scope: environment, hooks: shown() }], accepted, () => rotate);
  };
  const sync = async (rotate = false, hooks = desired) => {
    world.log = [];
    return syncHooks(plan(rotate, hooks), services);
  };
  const later = (hours: number) => (world.clock = new Date(world.clock.getTime() + hours * 3600_000));
  const isDone = () => !plan().changes.some(isDue);
  const stepsOf = (id: string) =>
    webhookSecrets(world.document)
      .filter(({ hook }) => hook === `environment/${id}`)
      .map(
        ({ putAt, until }) =>
          `${putAt === undefined ? 'stored' : 'put'}${until === undefined ? '' : ', ends'}`,
      );
  return { world, sync, plan, refused, later, isDone, stepsOf };
}

describe.each([
  ['shows', false],
  ['hides', true],
])('syncing hooks at a PSB that %s their secrets', (_what, hides) => {
  test('stores the secrets first, waits two seconds, puts the hooks, and notes it; a second time does nothing', async () => {
    const { world, sync, refused, isDone, stepsOf } = startWorld({ hides });
    expect((await sync()).map(({ failure }) => failure)).toEqual([undefined, undefined]);
    expect(world.log).toEqual(['write', 'wait 2000', 'put one', 'put two', 'write']);
    expect([refused(), isDone(), stepsOf('one')]).toEqual([[], true, ['put']]);
    expect(await sync()).toEqual([]);
    expect(world.log).toEqual([]);
  });

  test('that need no new secret waits for nothing', async () => {
    const { world, sync, isDone } = startWorld({ hides });
    await sync();
    await sync(
      false,
      desired.map((hook) => ({ ...hook, topics: ['Invoice*'] })),
    );
    expect(world.log).toEqual(['put one', 'put two']);
    expect(isDone()).toBe(false); // the file of before is another one
    expect(world.made).toBe(2);
  });

  test('tells PSB nothing when the store takes no secret', async () => {
    const { world, sync, isDone } = startWorld({ hides });
    world.writes = ['fails'];
    await expect(sync()).rejects.toThrow('the store is away');
    expect(world.log).toEqual(['write']);
    await sync();
    expect(isDone()).toBe(true);
  });

  test('tells PSB nothing when somebody else put the secret out of the store meanwhile', async () => {
    const { world, sync, refused, isDone } = startWorld({ hides });
    world.onWait = () => (world.document = { secrets: ['what somebody else wrote'] });
    await expect(sync()).rejects.toThrow('somebody else wrote to it');
    expect(world.log).toEqual(['write', 'wait 2000']);
    world.onWait = () => undefined;
    await sync();
    expect([refused(), isDone()]).toEqual([[], true]);
  });

  test.each<[string, Put[], string]>([
    ['refuses', ['refused', 'works'], 'PSB answered 400'],
    ['takes and does not answer', ['works without an answer', 'works'], 'no answer within 20000 ms'],
  ])('goes on with the others when it %s one, and is cured by the next run', async (_how, puts, why) => {
    const { world, sync, refused, later, isDone, stepsOf } = startWorld({ hides });
    await sync();
    world.puts = [...puts];
    const failures = (await sync(true)).map(({ failure }) => failure?.message);
    expect(failures).toEqual([why, undefined]);
    expect(stepsOf('one')).toEqual(['put', 'stored']);
    expect(stepsOf('two')).toEqual(['put, ends', 'put']);
    // The former secret of a hook that may still have it does not end, however long nobody looks.
    later(1000);
    expect(refused()).toEqual([]);
    expect(isDone()).toBe(false);
    await sync();
    expect(world.made).toBe(4);
    expect([refused(), isDone(), stepsOf('one')]).toEqual([[], true, ['put, ends', 'put']]);
    expect(await sync()).toEqual([]);
  });

  test('says to run again when the store cannot note what PSB took, and that is all it takes', async () => {
    const { world, sync, refused, later, isDone, stepsOf } = startWorld({ hides });
    await sync();
    world.writes = ['works', 'fails'];
    await expect(sync(true)).rejects.toThrow('run it again');
    later(1000);
    expect([refused(), isDone(), stepsOf('one')]).toEqual([[], false, ['put', 'stored']]);
    await sync();
    expect([refused(), isDone(), world.made]).toEqual([[], true, 4]);
  });

  test('after a rotation that did not end ends that one, and makes no third secret', async () => {
    const { world, sync, isDone } = startWorld({ hides });
    await sync();
    world.puts = ['refused', 'refused'];
    await sync(true);
    await sync(true);
    expect([world.made, isDone()]).toEqual([4, true]);
  });

  test('leaves the former secret valid for the overlap and takes it out of the store after that', async () => {
    const { world, sync, refused, later, stepsOf } = startWorld({ hides });
    await sync();
    const [former] = webhookSecrets(world.document);
    await sync(true);
    const accepted = () =>
      webhookSecrets(world.document).some(
        (one) => one.value === former?.value && isAccepted(one, world.clock.getTime()),
      );
    later(47.99);
    expect(accepted()).toBe(true);
    later(0.01);
    expect(accepted()).toBe(false);
    expect(stepsOf('one')).toEqual(['put, ends', 'put']);
    expect(await sync()).toEqual([]);
    expect([world.log, stepsOf('one'), refused()]).toEqual([['write'], ['put'], []]);
  });

  test('twice at the same time leaves no hook with a secret that is or will be refused', async () => {
    const { sync, refused, later, isDone } = startWorld({ hides });
    await sync();
    const [one, two] = await Promise.allSettled([sync(true), sync(true)]);
    expect([one.status, two.status]).toContain('fulfilled');
    expect(refused()).toEqual([]);
    await sync();
    later(100);
    expect([refused(), isDone()]).toEqual([[], true]);
  });
});

describe('rotating a secret that somebody put in the store by hand', () => {
  const stored = ['put there by somebody'];
  const withHooks = (hides: boolean, ...ids: string[]) => {
    const started = startWorld({ hides, stored });
    for (const hook of desired.filter(({ id }) => ids.includes(id))) {
      const action = hookAction(`${hook.target}#${stored[0]}`);
      started.world.hooks.set(hook.id, { ...hook, action });
    }
    return started;
  };

  test('ends it when PSB shows that it was the hook’s alone', async () => {
    const { world, sync, refused } = withHooks(false, 'one');
    const [one] = desired;
    await sync(true, one === undefined ? [] : [one]);
    expect(world.document.secrets[0]).toMatchObject({ value: stored[0], until: '2026-11-22T10:00:02.000Z' });
    expect(refused()).toEqual([]);
  });

  test.each([
    ['PSB hides the secrets', true, ['one']],
    ['two hooks share it', false, ['one', 'two']],
  ])('leaves it when %s', async (_what, hides, ids) => {
    const { world, sync, refused } = withHooks(hides, ...ids);
    await sync(true);
    expect(world.document.secrets[0]).toBe(stored[0]);
    expect(refused()).toEqual([]);
  });
});
