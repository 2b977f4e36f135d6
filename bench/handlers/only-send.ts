import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { clientOptions } from '../../lib/aws/client-options.ts';

const sqs = new SQSClient(clientOptions(process.env['SQS_ENDPOINT']));

/** The least that a webhook function with the AWS SDK can do: send what came, unlooked at. */
export const handler = async ({ body }: APIGatewayProxyEventV2) => {
  await sqs.send(
    new SendMessageCommand({ QueueUrl: process.env['DOCUMENTS_QUEUE_URL'], MessageBody: body ?? '' }),
  );
  return { statusCode: 200 };
};
