import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { clientOptions } from '../../lib/aws/client-options.ts';
import type { DeclaredTable } from '../host/declared-stack.ts';

/** Creates the declared table in the embedded DynamoDB, unless it is there from an earlier run. */
export async function createDeclaredTable(
  endpoint: string,
  { name, properties }: DeclaredTable,
): Promise<void> {
  const client = new DynamoDBClient(clientOptions(endpoint));
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = properties;
  // The CloudFormation names and shapes of these properties are those of the API.
  const input = { TableName: name, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode };
  try {
    await client.send(new CreateTableCommand(input as CreateTableCommandInput));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  } finally {
    client.destroy();
  }
}
