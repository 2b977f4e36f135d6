import { createHash } from 'node:crypto';
import { isResting } from '../lib/payables/lifecycle.ts';
import { createDirectoryStore } from '../lib/storage/directory-store.ts';
import { createTable } from '../lib/storage/table.ts';
import { createAws, deadLettersOf } from './aws.ts';
import { type Chaos, createChaos, type Fault } from './chaos.ts';
import { createFinanceUsers } from './finance-users.ts';
import { createHouse } from './house.ts';
import { houseServices, leaseSeconds, queueUrls, tableName } from './house-services.ts';
import { createInProcessNet } from './in-process-net.ts';
import { keepLogs } from './keep-logs.ts';
import type { ModelledIndex } from './models/dynamodb-model.ts';
import { judge, payablesIn, watchMoves } from './oracle.ts';
import { simulatedDirectory, startOutside } from './outside.ts';
import type { Plant } from './plants.ts';
import { createRandom } from './random.ts';
import { createScheduler } from './scheduler.ts';
import { seedNodeCrypto } from './seed-node-crypto.ts';
import { sendInvoices } from './suppliers.ts';
import { createWorker, type CrashPlan } from './worker.ts';
import { writeLikeTheNextVersion } from './next-version.ts';

export interface SimulationOptions {
  readonly seed: string;
  readonly documents: number;
  readonly indexes: readonly ModelledIndex[];
  /** Only these kinds of invoices; all without it. */
  readonly only?: readonly string[] | undefined;
  /** No faults but those of `crashPlan`. */
  readonly calm?: boolean;
  readonly crashPlan?: CrashPlan | undefined;
  readonly plant?: Plant | undefined;
  /** Which of the faults strike; all without it. */
  readonly allowed?: ((index: number) => boolean) | undefined;
  readonly traced?: boolean;
}

export interface SimulationResult {
  readonly faults: readonly string[];
  readonly struck: ReadonlyMap<Fault, number>;
  readonly deliveries: number;
  readonly deaths: number;
  /** Dead letters that somebody sent back after the last fault. */
  readonly redriven: number;
  readonly documents: number;
  readonly happened: number;
  /** How many payables came to rest in which status. */
  readonly ends: Readonly<Record<string, number>>;
  /** The same for two runs that went the same way. */
  readonly fingerprint: string;
  readonly trace: readonly string[];
}

const minute = 60_000;
const start = new Date('2026-11-20T10:00:00Z');
const arrivalsMs = 20 * minute;
const chaosMs = 90 * minute;
/** Everything comes to rest within a working day after the last fault. */
const restMs = 14 * 60 * minute;

/**
 * One life of the whole house by virtual time: suppliers send, PSB announces, functions work and die, systems fail,
 * people authorise. Faults end after an hour and a half; then everything must come to rest, and the oracle judges.
 */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const random = createRandom(options.seed);
  seedNodeCrypto(random.fork('crypto'));
  const scheduler = createScheduler(start);
  const trace: string[] = [];
  const sum = createHash('sha256');
  const note = (line: string): void => {
    const text = `${new Date(scheduler.time()).toISOString().slice(11, 23)} ${line}`;
    sum.update(text);
    if (options.traced === true) trace.push(text);
  };
  const logs = keepLogs();
  try {
    return await live();
  } finally {
    logs.release();
  }

  async function live(): Promise<SimulationResult> {
    const net = createInProcessNet();
    const outside = await startOutside(net, scheduler);
    const untimely: string[] = [];
    const onWrite = watchMoves(outside, (fault) => void untimely.push(fault));
    const aws = createAws(
      { indexes: options.indexes, queues: Object.values(queueUrls) },
      { scheduler, random: random.fork('aws'), visibilitySeconds: leaseSeconds, onWrite },
    );
    await createDirectoryStore(createTable(aws.table.client, tableName)).importAll(simulatedDirectory());
    const chaos = chaosOf(options, random, scheduler);
    let deaths = 0;
    let redriven = 0;
    const skews = random.fork('clocks');
    const versions = random.fork('versions');
    const ids = random.fork('ids');
    let workers = 0;
    const house = createHouse({
      scheduler,
      aws,
      net,
      plants: {
        deletesFirst: options.plant?.deletesFirst === true,
        sweepsNot: options.plant?.sweepsNot === true,
        answersAnyway: options.plant?.answersAnyway === true,
      },
      start(functionName) {
        workers += 1;
        const worker = createWorker({
          name: `${functionName}-${workers}`,
          scheduler,
          chaos,
          skewMs: options.calm === true ? 0 : skewOf(skews.next()),
          crashPlan: options.crashPlan,
          trace: note,
        });
        void worker.died.then(() => (deaths += 1));
        const isNext = options.calm !== true && versions.chance(0.5);
        const plantInTable = (table: ReturnType<typeof createTable>) => {
          const planted = options.plant?.table?.(table) ?? table;
          return isNext ? writeLikeTheNextVersion(planted) : planted;
        };
        const services = houseServices({ worker, aws, net, outside, random: ids, plantInTable });
        return { worker, services: options.plant?.services?.(services) ?? services };
      },
    });
    const people = createFinanceUsers({
      random: random.fork('people'),
      scheduler,
      aws,
      net,
      outside,
      trace: note,
    });
    const sent = sendInvoices({
      random: random.fork('suppliers'),
      scheduler,
      outside,
      documents: options.documents,
      withinMs: options.calm === true ? minute : arrivalsMs,
      only: options.only,
    });
    house.open();
    void people.work(4 * minute);
    await scheduler.runUntil(start.getTime() + (options.calm === true ? 2 * minute : chaosMs));
    chaos.end();
    // Workers that died five times over one message led it there: the alarm rang, and somebody sends them back.
    for (const url of Object.values(queueUrls)) redriven += aws.queues.redriveAll(deadLettersOf(url), url);
    people.beDiligent();
    const last = scheduler.time() + restMs;
    let quietFor = 0;
    while (scheduler.time() < last && quietFor < 3) {
      await scheduler.runUntil(scheduler.time() + 10 * minute);
      house.slowDown(scheduler.time() < last - restMs + 60 * minute ? minute : 5 * minute);
      quietFor = isAtRest() ? quietFor + 1 : 0;
    }
    const faults = [...untimely, ...judge({ aws, outside, sent, logs: logs.text() })];
    await outside.stop();
    return {
      faults,
      struck: chaos.struck,
      deliveries: outside.psb.webhooks.length,
      deaths,
      redriven,
      documents: sent.length,
      happened: scheduler.happened(),
      ends: Object.fromEntries(
        [...Map.groupBy(payablesIn(aws), ({ status }) => status)].map(([status, all]) => [
          status,
          all.length,
        ]),
      ),
      fingerprint: sum.digest('hex'),
      trace,
    };

    function isAtRest(): boolean {
      const isEmpty = Object.values(queueUrls).every((url) => aws.queues.count(url) === 0);
      if (!isEmpty || outside.psb.undelivered() > 0) return false;
      return payablesIn(aws).every(({ status }) => isResting(status));
    }
  }
}

/** Most clocks are right to the second; some are off by up to ten minutes. */
const skewOf = (chance: number): number =>
  chance < 0.8 ? Math.round((chance - 0.4) * 2000) : Math.round((chance - 0.9) * 10 * 10 * minute);

function chaosOf(
  { calm, allowed }: SimulationOptions,
  random: ReturnType<typeof createRandom>,
  scheduler: ReturnType<typeof createScheduler>,
): Chaos {
  const chaos = createChaos({
    random: random.fork('chaos'),
    now: scheduler.time,
    from: start.getTime(),
    until: start.getTime() + chaosMs,
    allowed,
  });
  if (calm === true) chaos.end();
  return chaos;
}
