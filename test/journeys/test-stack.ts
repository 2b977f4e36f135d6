import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll } from 'vitest';
import { sandboxDirectory } from '../../cli/sandbox-directory.ts';
import { clientOptions } from '../../lib/aws/client-options.ts';
import { normalisePartyId } from '../../lib/identifiers/party-id.ts';
import type { Organisation } from '../../lib/payables/directory.ts';
import { firstBrokenEntry } from '../../lib/payables/history.ts';
import { isResting } from '../../lib/payables/lifecycle.ts';
import { type Payable, type PayableKey, payableSchema } from '../../lib/payables/payable.ts';
import type { SandboxPsbOptions } from '../../sandbox/psb/sandbox-psb.ts';
import { signWebhook } from '../../sandbox/psb/sign-webhook.ts';
import { type Stack, startStack } from '../../sandbox/start-stack.ts';
import { keepRequests } from '../contract/keep-requests.ts';

export const root = resolve(import.meta.dirname, '../..');

/** A folder that is gone when the tests of the file are. */
export function dataFolderOfFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-journey-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything on one machine, hurried, for the tests of one file; every organisation with these changes. */
export async function startTestStack(
  organisation: Partial<Organisation> = {},
  behaviour: Partial<SandboxPsbOptions> = {},
) {
  const dataFolder = dataFolderOfFile();
  const { organisations, suppliers } = sandboxDirectory(root);
  const recorded = keepRequests('stack', afterAll);
  const stack = await startStack({
    root,
    dataFolder,
    directory: {
      organisations: organisations.map((one) => ({ ...one, ...organisation })),
      suppliers,
    },
    minuteMilliseconds: 200,
    peerStepMilliseconds: 100,
    psb: behaviour,
    bank: { recorded },
  });
  afterAll(() => stack.stop());
  const { psb, erp, bank } = stack.peers;
  if (psb === undefined || erp === undefined || bank === undefined)
    throw new Error('A sandbox peer is missing.');
  const sqs = new SQSClient(clientOptions(stack.sqs.endpoint));
  afterAll(() => sqs.destroy());
  const [secret = ''] = stack.secrets['psb-webhook'].secrets;
  const webhook = (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${stack.host.url}/psb/webhook`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    });
  return {
    stack,
    dataFolder,
    psb,
    erp,
    bank,
    sqs,
    sample: sampleFile,
    /** Posts a body as it is. */
    webhook,
    /** Posts a body with its right signature. */
    signedWebhook: (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) =>
      webhook(body, { 'x-econnect-signature': signWebhook(body, secret), ...headers }),
    /** A document arrives at PSB, which announces it. */
    arrive: async (bytes: Uint8Array): Promise<PayableKey> => {
      const party = psb.partyOf(bytes);
      const documentId = await psb.receiveDocument({ party, bytes });
      return { party: normalisePartyId(party), documentId };
    },
    read: (key: PayableKey): Promise<Payable | undefined> => stack.payables.read(key),
    /** The payable once it rests. */
    rest: (key: PayableKey) => atRest(stack, key),
    all: () => allPayables(stack),
    logs: () => readLogs(dataFolder),
  };
}

export const sampleFile = (name: string): Buffer =>
  readFileSync(join(root, 'events/invoices', /\.\w+$/.test(name) ? name : `${name}.xml`));

export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  what: string,
  seconds = 30,
): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise((resolve_) => setTimeout(resolve_, 50));
  }
  throw new Error(`It did not happen within ${seconds} s: ${what}`);
}

const atRest = (stack: Stack, key: PayableKey): Promise<Payable> =>
  eventually(async () => {
    const payable = await stack.payables.read(key);
    if (payable === undefined || !isResting(payable.status)) return false;
    if (firstBrokenEntry(payable.history) !== undefined)
      throw new Error('The history of the payable is broken.');
    return payable;
  }, `${key.documentId} comes to rest`);

/** Every payable of the table, read past all indexes. */
async function allPayables({ environment }: Pick<Stack, 'environment'>): Promise<Payable[]> {
  const client = new DynamoDBClient(clientOptions(environment['DYNAMODB_ENDPOINT']));
  const { Items = [] } = await client.send(new ScanCommand({ TableName: environment['TABLE_NAME'] }));
  client.destroy();
  return Items.map((item) => unmarshall(item))
    .filter((item) => item['sk'] === 'STATE')
    .map((item) => payableSchema.parse(item));
}

const readLogs = (dataFolder: string): string => {
  const folder = join(dataFolder, 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
};
