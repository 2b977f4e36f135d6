import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientOptions } from '../lib/aws/client-options.ts';
import { requireNode24 } from '../lib/config/require-node-24.ts';
import type { Directory } from '../lib/payables/directory.ts';
import { type ConversationStore, createConversationStore } from '../lib/storage/conversation-store.ts';
import { createDirectoryStore } from '../lib/storage/directory-store.ts';
import { createPayableStore, type PayableStore } from '../lib/storage/payable-store.ts';
import { createTable, type Table } from '../lib/storage/table.ts';
import type { SandboxBankOptions } from './bank/start-sandbox-bank.ts';
import { createDeclaredTable } from './embedded/create-table.ts';
import { type EmbeddedDynamoDb, endLeftOverDynamoDb, startDynamoDb } from './embedded/start-dynamodb.ts';
import { type EmbeddedSqsAndS3, queueArn, startSqsAndS3 } from './embedded/start-sqs-and-s3.ts';
import { type DeclaredStack, readDeclaredStack } from './host/declared-stack.ts';
import { type Host, startHost } from './host/start-host.ts';
import { choosePorts } from './ports.ts';
import { type RunSecrets, runSecrets, writeRunSecrets } from './run-secrets.ts';
import { noSettings, type RunSettings } from './run-settings.ts';
import type { SandboxPsbOptions } from './psb/sandbox-psb.ts';
import { type SandboxPeers, startPeers } from './start-peers.ts';

export interface StackOptions {
  readonly root: string;
  /** Where every part keeps its data; a stack started again on it goes on where the last one stopped. */
  readonly dataFolder: string;
  /** Who we are and whom we may pay; the sandbox peers know the same. */
  readonly directory: Directory;
  /** On the documented ports, for people and `serverless invoke local`. */
  readonly keep?: boolean;
  readonly settings?: RunSettings;
  /** How long a declared minute of a schedule lasts. */
  readonly minuteMilliseconds?: number;
  /** How long a payment request, or a payment at the bank, stays in one status in the sandbox. */
  readonly peerStepMilliseconds?: number;
  /** How the sandbox PSB behaves, where a test wants it otherwise. */
  readonly psb?: Partial<SandboxPsbOptions>;
  /** The same of the sandbox bank. */
  readonly bank?: Partial<SandboxBankOptions>;
}

export interface Stack {
  readonly peers: SandboxPeers;
  readonly host: Host;
  readonly directory: Directory;
  readonly table: Table;
  readonly payables: PayableStore;
  readonly conversations: ConversationStore;
  readonly sqs: EmbeddedSqsAndS3;
  readonly secrets: RunSecrets;
  /** Every setting that some function runs with. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts everything on one machine: the embedded DynamoDB, SQS and S3 with what serverless.yml declares, the
 * sandbox peers that the settings do not replace, and the functions.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  requireNode24();
  const { root, dataFolder, directory, settings = noSettings } = options;
  mkdirSync(join(dataFolder, 'logs'), { recursive: true });
  const declared = readDeclaredStack(
    JSON.parse(readFileSync(join(root, 'dist/serverless.local.json'), 'utf8')),
    queueArn,
  );
  // First the ports: when they are taken, the stack on this folder is alive, and its database is not left over.
  const ports = await choosePorts(dataFolder, options.keep ?? false);
  await endLeftOverDynamoDb(dataFolder);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const [dynamodb, sqs] = await Promise.all([
      startDynamoDb(dataFolder, ports.dynamodb).then((started) => keepStop(started, stops)),
      startSqsAndS3(dataFolder, { queues: declared.queues, buckets: [declared.bucket] }, ports.sqs).then(
        (started) => keepStop(started, stops),
      ),
    ]);
    await createDeclaredTable(dynamodb.endpoint, declared.table);
    const table = createTable(new DynamoDBClient(clientOptions(dynamodb.endpoint)), declared.table.name);
    await createDirectoryStore(table).importAll(directory);
    const publicUrl = settings.publicUrl ?? `http://127.0.0.1:${ports.functions}`;
    const secrets = runSecrets(settings);
    const stepMs = options.peerStepMilliseconds ?? 1000;
    const peers = keepStop(
      await startPeers({
        dataFolder,
        ports,
        directory,
        secrets,
        settings,
        publicUrl,
        stepMs,
        psb: options.psb ?? {},
        bank: options.bank ?? {},
      }),
      stops,
    );
    const environment = {
      ...embeddedAddresses(declared, dynamodb, sqs),
      ...peers.environment,
      PUBLIC_URL: publicUrl,
      SECRETS: writeRunSecrets(dataFolder, secrets),
    };
    const host = keepStop(
      await startHost(declared, {
        root,
        environment,
        logFolder: join(dataFolder, 'logs'),
        port: ports.functions,
        queueUrl: (queue) => sqs.queueUrl(queue),
        sqs: new SQSClient(clientOptions(sqs.endpoint)),
        minuteMilliseconds: options.minuteMilliseconds ?? 1000,
      }),
      stops,
    );
    const settled = Object.assign({}, ...declared.functions.map((one) => one.environment), environment);
    const payables = createPayableStore(table);
    const conversations = createConversationStore(table);
    return {
      peers,
      host,
      directory,
      table,
      payables,
      conversations,
      sqs,
      secrets,
      environment: settled,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function keepStop<Part extends { stop(): Promise<void> }>(part: Part, stops: (() => Promise<void>)[]): Part {
  stops.push(() => part.stop());
  return part;
}

/** Where the embedded parts really listen, in the place of the documented addresses. */
const embeddedAddresses = (declared: DeclaredStack, dynamodb: EmbeddedDynamoDb, sqs: EmbeddedSqsAndS3) => ({
  TABLE_NAME: declared.table.name,
  ARCHIVE_BUCKET: declared.bucket.name,
  DYNAMODB_ENDPOINT: dynamodb.endpoint,
  SQS_ENDPOINT: sqs.endpoint,
  S3_ENDPOINT: sqs.endpoint,
  DOCUMENTS_QUEUE_URL: sqs.queueUrl('DocumentsQueue'),
  SUBMISSIONS_QUEUE_URL: sqs.queueUrl('SubmissionsQueue'),
  AUTHORISATIONS_QUEUE_URL: sqs.queueUrl('AuthorisationsQueue'),
  RESPONSES_QUEUE_URL: sqs.queueUrl('ResponsesQueue'),
});
