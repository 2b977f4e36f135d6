import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions } from '../../lib/aws/client-options.ts';
import { createSecretReader, type SecretReader } from '../../lib/config/create-secret-reader.ts';
import type { Settings } from '../../lib/config/settings.ts';
import type { ErpClientOptions } from '../../lib/erp/erp-client.ts';
import type { Organisation } from '../../lib/payables/directory.ts';
import type { PsbAdministration } from '../../lib/psb/psb-administration.ts';
import type { PsbParty } from '../../lib/psb/psb-party.ts';
import type { ScopeHooks } from '../../lib/psb/scope-hooks.ts';
import { erpOptions } from '../../lib/steps/connect/erp.ts';
import { connectPsbAdministration } from '../../lib/steps/connect/psb-administration.ts';
import { createDirectoryStore } from '../../lib/storage/directory-store.ts';
import { createTable, type Table } from '../../lib/storage/table.ts';
import { readHooks } from '../read-hooks.ts';
import type { patientSettings } from './patient-settings.ts';

/** What the checks look at. What several of them need is asked for once. */
export interface Patient {
  readonly settings: Settings<(typeof patientSettings)[number]>;
  readonly readSecret: SecretReader;
  readonly now: () => Date;
  readonly table: Table;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  /** Who we are, as the directory in the table has it. */
  readonly organisations: () => Promise<Organisation[]>;
  readonly psb: () => Promise<PsbAdministration>;
  /** The parties of the PSB account. */
  readonly parties: () => Promise<PsbParty[]>;
  /** The hooks of the environment and of each of those parties, as far as the account may see them. */
  readonly hooks: () => Promise<ScopeHooks[]>;
  readonly erp: () => Promise<ErpClientOptions>;
}

/** For one call to an outside system, in milliseconds: a person waits. */
export const patienceMs = 4000;

export function connectPatient(settings: Patient['settings'], now: () => Date): Patient {
  const aws = (endpoint: string | undefined) => ({
    ...clientOptions(endpoint),
    requestHandler: { connectionTimeout: patienceMs, requestTimeout: patienceMs },
  });
  const table = createTable(new DynamoDBClient(aws(settings.DYNAMODB_ENDPOINT)), settings.TABLE_NAME);
  const readSecret = createSecretReader(settings.SECRETS, Date.now);
  const psb = once(async () => connectPsbAdministration(settings, await readSecret('psb'), patienceMs));
  const parties = once(async () => (await psb()).parties());
  return {
    settings,
    readSecret,
    now,
    table,
    sqs: new SQSClient(aws(settings.SQS_ENDPOINT)),
    // Bucket names are no host names on one machine.
    s3: new S3Client({ ...aws(settings.S3_ENDPOINT), forcePathStyle: settings.S3_ENDPOINT !== undefined }),
    organisations: once(() => createDirectoryStore(table).organisations()),
    psb,
    parties,
    hooks: once(async () => {
      const asked = await psb();
      return readHooks({ hooks: (scope) => asked.hooks(scope), parties }, []);
    }),
    erp: once(async () => erpOptions(settings, await readSecret('erp'), patienceMs)),
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}
