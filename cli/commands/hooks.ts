import { setTimeout } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { maskHook } from '../../lib/psb/hook.ts';
import { hookName, scopeName } from '../../lib/psb/hook-name.ts';
import { type HookPlan, isDue, planHooks } from '../../lib/psb/plan-hooks.ts';
import { syncHooks, type SyncServices } from '../../lib/steps/sync-hooks.ts';
import { isAccepted, webhookSecrets } from '../../lib/config/webhook-secrets.ts';
import type { DesiredHook } from '../../lib/psb/desired-hooks.ts';
import { connectPsb } from '../connect-psb.ts';
import { exitCodes } from '../exit-codes.ts';
import { planJson, printPlan, printSynced } from '../print-hooks.ts';
import { printTable } from '../print-table.ts';
import { readHooks, readHooksFile } from '../read-hooks.ts';

/** Longer than the about 35 hours over which PSB repeats what was not delivered (psb.md 2.6). */
const overlapHours = 48;

type Wait = SyncServices['wait'];

/** `acquit hooks`: the subscriptions at PSB, kept as a file. `wait` passes the time in which functions look again. */
export const hooksCommand = (wait: Wait = setTimeout): Command =>
  new Command('hooks')
    .description('Keeps the webhook and mail subscriptions at PSB as a file says.')
    .addCommand(
      new Command('plan')
        .description('Shows what sync would change; exits with 1 when there is anything.')
        .requiredOption('--file <file>', 'the hooks as they shall be, YAML or JSON')
        .option('--json', 'print one JSON object')
        .action(plan),
    )
    .addCommand(
      new Command('sync')
        .description(
          'Puts at PSB what differs, with the same id and with a secret; never deletes. Exits with 1 when PSB refused any.',
        )
        .requiredOption('--file <file>', 'the hooks as they shall be, YAML or JSON')
        .option('--rotate', 'give every webhook a new secret; the old one stays valid for the overlap')
        .option('--hook <id>', 'with --rotate: only this one gets a new secret')
        .option('--overlap <hours>', 'how long the old secret stays valid', wholeHours, overlapHours)
        .action((options: SyncOptions) => sync(options, wait)),
    )
    .addCommand(
      new Command('list')
        .description('Lists the hooks of the environment and of every party at PSB, without their secrets.')
        .option('--json', 'print a JSON array')
        .action(list),
    )
    .addCommand(
      new Command('ping')
        .description(
          'Has PSB send a test event to the hooks of each party; exits with 1 when it refused any.',
        )
        .argument('[parties...]', 'party ids; default: every party of the account')
        .action(ping),
    );

function wholeHours(value: string): number {
  if (!/^\d{1,4}$/.test(value)) throw new InvalidArgumentError('It must be a whole number of hours.');
  return Number(value);
}

type Psb = Awaited<ReturnType<typeof connectPsb>>;

async function plan({ file, json }: { file: string; json?: true }): Promise<void> {
  const planned = await planFile(await connectPsb(), file);
  process.stdout.write(json ? `${JSON.stringify(planJson(planned), null, 2)}\n` : printPlan(planned));
  for (const warning of planned.warnings) process.stderr.write(`${warning}\n`);
  if (planned.changes.some(isDue)) process.exitCode = exitCodes.stopped;
}

interface SyncOptions {
  file: string;
  rotate?: true;
  hook?: string;
  overlap: number;
}

async function sync({ file, rotate, hook, overlap }: SyncOptions, wait: Wait): Promise<void> {
  if (hook !== undefined && !rotate) throw new Error('--hook says which secret to rotate: add --rotate.');
  const services = await connectPsb();
  const planned = await planFile(services, file, rotate ? rotates(hook) : undefined);
  if (hook !== undefined && !planned.changes.some(({ hook: one }) => rotates(hook)(one)))
    throw new Error(`${file} has no webhook "${hook}".`);
  const synced = await syncHooks(planned, { ...services, wait, overlapSeconds: overlap * 3600 });
  process.stdout.write(printSynced(synced));
  for (const warning of planned.warnings) process.stderr.write(`${warning}\n`);
  if (synced.some(({ failure }) => failure !== undefined)) process.exitCode = exitCodes.stopped;
}

/** By its id, or by the name that `list` prints when several parties have the same id. */
const rotates =
  (wanted: string | undefined) =>
  ({ kind, scope, id }: DesiredHook): boolean =>
    kind === 'webhook' && (wanted === undefined || wanted === id || wanted === hookName(scope, id));

async function planFile(
  { psb, secrets, webhookUrl, now }: Psb,
  file: string,
  rotate?: (hook: DesiredHook) => boolean,
): Promise<HookPlan> {
  const desired = readHooksFile(file, webhookUrl);
  const atPsb = await readHooks(
    psb,
    desired.map(({ scope }) => scope),
  );
  const at = now().getTime();
  const stored = webhookSecrets(await secrets.read()).filter((one) => isAccepted(one, at));
  return planHooks(desired, atPsb, stored, rotate);
}

async function list({ json }: { json?: true }): Promise<void> {
  const { psb } = await connectPsb();
  const scopes = await readHooks(psb, []);
  const found = scopes.flatMap(({ scope, hooks = [] }) =>
    hooks.map((hook) => ({ scope: scopeName(scope), ...maskHook(hook) })),
  );
  process.stdout.write(
    json
      ? `${JSON.stringify(found, null, 2)}\n`
      : printTable([
          ['HOOK', 'NAME', 'ACTION', 'TOPICS', 'ACTIVE'],
          ...found.map(({ scope, id, name, action, topics, isActive }) => [
            `${scope}/${id}`,
            name,
            action,
            topics.join('\n'),
            isActive === undefined ? '?' : isActive ? 'yes' : 'no',
          ]),
        ]),
  );
  for (const { scope, hooks } of scopes) {
    if (hooks === undefined)
      process.stderr.write(`PSB does not let this account see the hooks of ${scopeName(scope)}.\n`);
  }
}

async function ping(wanted: readonly string[]): Promise<void> {
  const { psb } = await connectPsb();
  const parties = wanted.length > 0 ? wanted : (await psb.parties()).map(({ id }) => id);
  for (const party of parties) {
    const failure = await psb.ping(party).then(
      () => undefined,
      (error: unknown) => error,
    );
    const told = failure instanceof Error ? failure.message : 'PSB sends a test event to its hooks';
    process.stdout.write(`${party}: ${told}.\n`);
    if (failure !== undefined) process.exitCode = exitCodes.stopped;
  }
}
