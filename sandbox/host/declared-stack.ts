import * as z from 'zod';

/**
 * What serverless.yml declares, read from the framework's own resolved form (`serverless print`): the functions
 * with their events and settings, and the table, queues and bucket. The host runs this and nothing of its own.
 * Where a property that it does not know would change what happens, the schema is strict.
 */

const getAtt = z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });

const eventSchema = z.union([
  z.strictObject({ httpApi: z.string() }).transform(({ httpApi }) => {
    const [method = '', path = ''] = httpApi.split(' ');
    return { kind: 'http' as const, method, path };
  }),
  z
    .strictObject({
      sqs: z.strictObject({
        arn: getAtt,
        // The host receives once per batch: a larger one, and one that is waited for, would need several.
        batchSize: z.int().max(10).default(10),
        maximumConcurrency: z.int().default(5),
        functionResponseType: z.literal('ReportBatchItemFailures').optional(),
      }),
    })
    .transform(({ sqs }) => ({ kind: 'queue' as const, queue: sqs.arn['Fn::GetAtt'][0], ...sqs })),
  z.strictObject({ schedule: z.string() }).transform(({ schedule }) => {
    const minutes = /^rate\((\d+) minutes?\)$/.exec(schedule)?.[1];
    if (minutes === undefined) throw new Error(`The host runs rate(n minutes) only, not ${schedule}.`);
    return { kind: 'schedule' as const, minutes: Number(minutes) };
  }),
]);

const printSchema = z.object({
  functions: z.record(
    z.string(),
    z.object({
      handler: z.string(),
      timeout: z.int().default(60),
      environment: z.record(z.string(), z.coerce.string()).default({}),
      events: z.array(eventSchema),
    }),
  ),
  resources: z.object({
    Resources: z.record(
      z.string(),
      z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
    ),
  }),
});

const queuePropertiesSchema = z.strictObject({
  VisibilityTimeout: z.coerce.string().optional(),
  MessageRetentionPeriod: z.coerce.string().optional(),
  /** Encryption at rest, which nobody notices here. */
  SqsManagedSseEnabled: z.boolean().optional(),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: getAtt, maxReceiveCount: z.int() })
    .transform((policy) => ({ deadLetters: policy.deadLetterTargetArn['Fn::GetAtt'][0], ...policy }))
    .optional(),
});

export interface DeclaredFunction {
  readonly name: string;
  /** `dist/receive-psb-webhook/index` */
  readonly module: string;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly events: readonly z.output<typeof eventSchema>[];
}
export interface DeclaredQueue {
  readonly name: string;
  readonly attributes: Record<string, string>;
}
export interface DeclaredTable {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
export interface DeclaredBucket {
  readonly name: string;
}
export interface DeclaredStack {
  readonly functions: readonly DeclaredFunction[];
  /** Dead-letter queues come first, because others point at them. */
  readonly queues: readonly DeclaredQueue[];
  readonly table: DeclaredTable;
  readonly bucket: DeclaredBucket;
}

/** Reads the printed configuration; throws with zod's own words when an event or a queue has something the host lacks. */
export function readDeclaredStack(printed: unknown, arnOf: (queue: string) => string): DeclaredStack {
  const { functions, resources } = printSchema.parse(printed);
  const ofType = (type: string) =>
    Object.entries(resources.Resources).filter(([, { Type }]) => Type === type);
  const queues = ofType('AWS::SQS::Queue').map(([name, { Properties }]) => {
    const { VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } =
      queuePropertiesSchema.parse(Properties);
    return {
      name,
      attributes: {
        ...(VisibilityTimeout === undefined ? {} : { VisibilityTimeout }),
        ...(MessageRetentionPeriod === undefined ? {} : { MessageRetentionPeriod }),
        ...(RedrivePolicy === undefined
          ? {}
          : {
              RedrivePolicy: JSON.stringify({
                deadLetterTargetArn: arnOf(RedrivePolicy.deadLetters),
                maxReceiveCount: RedrivePolicy.maxReceiveCount,
              }),
            }),
      },
    };
  });
  const [table] = ofType('AWS::DynamoDB::Table');
  if (table === undefined) throw new Error('serverless.yml declares no table.');
  const environments = Object.values(functions).map(({ environment }) => environment);
  const setting = (name: string) => environments.find((one) => one[name] !== undefined)?.[name] ?? '';
  return {
    functions: Object.entries(functions).map(([name, declared]) => ({
      name,
      module: declared.handler.replace(/\.handler$/, ''),
      timeoutSeconds: declared.timeout,
      environment: declared.environment,
      events: declared.events,
    })),
    queues: queues.toSorted(
      (a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes),
    ),
    table: { name: setting('TABLE_NAME'), properties: table[1].Properties },
    bucket: { name: setting('ARCHIVE_BUCKET') },
  };
}
