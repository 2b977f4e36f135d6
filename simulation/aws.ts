import type { DeclaredStack } from '../sandbox/host/declared-stack.ts';
import { createDynamoDbModel, type ModelledIndex } from './models/dynamodb-model.ts';
import type { AttributeMap } from './models/evaluate.ts';
import { createS3Model } from './models/s3-model.ts';
import { createSqsModel, type ModelledQueue } from './models/sqs-model.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

const fourteenDays = 14 * 24 * 3600;

interface AwsOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly visibilitySeconds: number;
  readonly onWrite: (before: AttributeMap | undefined, after: AttributeMap | undefined) => void;
}

/** The table, queues and archive in memory, as serverless.yml declares them; `random` makes them as awkward as AWS may be. */
export function createAws(
  { indexes, queues }: { readonly indexes: readonly ModelledIndex[]; readonly queues: readonly string[] },
  { scheduler, random, visibilitySeconds, onWrite }: AwsOptions,
) {
  const lag = random.fork('index');
  const order = random.fork('queue');
  const repeating = random.fork('repeats').pick([0, 0.05, 0.3]);
  const modelled: ModelledQueue[] = queues.flatMap((url) => [
    {
      url,
      visibilitySeconds,
      retentionSeconds: fourteenDays,
      redrive: { url: deadLettersOf(url), maxReceiveCount: 5 },
    },
    { url: deadLettersOf(url), visibilitySeconds: 30, retentionSeconds: fourteenDays },
  ]);
  return {
    table: createDynamoDbModel({
      indexes,
      // Usually well under a second, and now and then much longer.
      later: (learn) => void scheduler.after(lag.chance(0.02) ? lag.below(20_000) : lag.below(300), learn),
      pageItems: 25,
      onWrite,
    }),
    queues: createSqsModel({
      queues: modelled,
      now: scheduler.time,
      pick: (count) => order.below(count),
      repeats: () => order.chance(repeating),
    }),
    archive: createS3Model(),
  };
}

export type Aws = ReturnType<typeof createAws>;

export const deadLettersOf = (queue: string): string => `${queue}-dead-letters`;

interface IndexProperty {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

/** The indexes as serverless.yml declares them. */
export function declaredIndexes({ table }: DeclaredStack): ModelledIndex[] {
  // CloudFormation's own shape, which the build took from serverless.yml.
  const indexes = table.properties['GlobalSecondaryIndexes'] as readonly IndexProperty[];
  return indexes.map(({ IndexName, KeySchema, Projection }) => ({
    name: IndexName,
    partition: KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '',
    sort: KeySchema.find(({ KeyType }) => KeyType === 'RANGE')?.AttributeName ?? '',
    carries: Projection.ProjectionType === 'ALL' ? undefined : (Projection.NonKeyAttributes ?? []),
  }));
}
