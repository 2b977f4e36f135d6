import { readFileSync } from 'node:fs';
import { queueArn } from '../sandbox/embedded/start-sqs-and-s3.ts';
import { readDeclaredStack } from '../sandbox/host/declared-stack.ts';
import { declaredIndexes } from './aws.ts';

let declared: { readonly indexes: ReturnType<typeof declaredIndexes> } | undefined;

/** What serverless.yml declares of the table, as the build resolved it. */
export function declaredHouse() {
  const file = new URL('../dist/serverless.local.json', import.meta.url);
  declared ??= {
    indexes: declaredIndexes(readDeclaredStack(JSON.parse(readFileSync(file, 'utf8')), queueArn)),
  };
  return declared;
}
