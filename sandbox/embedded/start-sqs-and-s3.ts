import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startFauxqs } from 'fauxqs';
import { embeddedRegion } from '../../lib/aws/client-options.ts';
import type { DeclaredBucket, DeclaredQueue } from '../host/declared-stack.ts';
import { keepToLoopback } from './keep-to-loopback.ts';

/** The account that fauxqs pretends to be. */
const account = '000000000000';

export interface EmbeddedSqsAndS3 {
  readonly endpoint: string;
  queueUrl(name: string): string;
  /** Messages of a queue that wait or are being worked on. */
  depth(name: string): number;
  stop(): Promise<void>;
}

/** Starts the embedded SQS and S3 (fauxqs, in this process) with the declared queues and buckets. */
export async function startSqsAndS3(
  dataFolder: string,
  { queues, buckets }: { queues: readonly DeclaredQueue[]; buckets: readonly DeclaredBucket[] },
  port = 0,
): Promise<EmbeddedSqsAndS3> {
  const dataDir = join(dataFolder, 'sqs');
  const s3StorageDir = join(dataFolder, 'archive');
  mkdirSync(dataDir, { recursive: true });
  mkdirSync(s3StorageDir, { recursive: true });
  const server = await startFauxqs({
    port,
    logger: false,
    dataDir,
    s3StorageDir,
    defaultRegion: embeddedRegion,
  });
  // It listens on all addresses of the machine, and raw invoices are in it.
  const letEverybody = keepToLoopback(server.port);
  for (const { name, attributes } of queues) {
    if (server.inspectQueue(name) !== undefined) continue; // it was there before a restart
    server.createQueue(name, { region: embeddedRegion, attributes });
  }
  for (const { name } of buckets) server.createBucket(name);
  // Its own queue URLs have a host name that resolves nowhere, so they are built here.
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    endpoint,
    queueUrl: (name) => `${endpoint}/${account}/${name}`,
    depth(name) {
      const messages = server.inspectQueue(name)?.messages;
      return (
        (messages?.ready.length ?? 0) + (messages?.delayed.length ?? 0) + (messages?.inflight.length ?? 0)
      );
    },
    async stop() {
      await server.stop();
      letEverybody();
    },
  };
}

export const queueArn = (name: string): string => `arn:aws:sqs:${embeddedRegion}:${account}:${name}`;
