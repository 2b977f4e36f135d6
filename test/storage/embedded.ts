import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll } from 'vitest';
import { clientOptions } from '../../lib/aws/client-options.ts';
import { createArchive } from '../../lib/storage/archive.ts';
import { createTable, type Table } from '../../lib/storage/table.ts';
import { createDeclaredTable } from '../../sandbox/embedded/create-table.ts';
import { startDynamoDb } from '../../sandbox/embedded/start-dynamodb.ts';
import { queueArn, startSqsAndS3 } from '../../sandbox/embedded/start-sqs-and-s3.ts';
import { type DeclaredStack, readDeclaredStack } from '../../sandbox/host/declared-stack.ts';

export const root = resolve(import.meta.dirname, '../..');

/** What serverless.yml declares, as the build resolved it for one machine. */
export const declaredStack = (): DeclaredStack =>
  readDeclaredStack(JSON.parse(readFileSync(join(root, 'dist/serverless.local.json'), 'utf8')), queueArn);

/** A folder that is gone when the tests of the file are. */
function folderOfFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestTable extends Table {
  readonly name: string;
  /** Every item in it, as whoever can read the table sees them. */
  everything(): Promise<Record<string, unknown>[]>;
}

export interface EmbeddedTables {
  readonly client: DynamoDBClient;
  /** A new, empty table, made as serverless.yml declares it. */
  newTable(): Promise<TestTable>;
}

/** The embedded DynamoDB for the tests of one file. */
export async function startTables(): Promise<EmbeddedTables> {
  // Read first: nothing must be running when the build is not there.
  const { properties } = declaredStack().table;
  const dynamodb = await startDynamoDb(folderOfFile());
  const client = new DynamoDBClient(clientOptions(dynamodb.endpoint));
  afterAll(async () => {
    client.destroy();
    await dynamodb.stop();
  });
  let tables = 0;
  return {
    client,
    async newTable() {
      tables += 1;
      const name = `acquit-test-${tables}`;
      await createDeclaredTable(dynamodb.endpoint, { name, properties });
      return { ...createTable(client, name), name, everything: () => everythingIn(client, name) };
    },
  };
}

async function everythingIn(client: DynamoDBClient, TableName: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    items.push(...Items.map((item) => unmarshall(item)));
  }
  return items;
}

/** The embedded S3 with an archive in it, for the tests of one file. */
export async function startArchive() {
  const bucket = { name: 'acquit-test-archive' };
  const s3 = await startSqsAndS3(folderOfFile(), { queues: [], buckets: [bucket] });
  const client = new S3Client({ ...clientOptions(s3.endpoint), forcePathStyle: true });
  afterAll(async () => {
    client.destroy();
    await s3.stop();
  });
  return createArchive(client, bucket.name);
}
