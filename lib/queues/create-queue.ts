import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue to send messages of one kind to. Resolves when SQS has the message; throws when it refused. */
export function createQueue<Message>(client: SQSClient, queueUrl: string) {
  async function send(message: Message): Promise<void> {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
  }
  return { send };
}

export type Queue<Message> = ReturnType<typeof createQueue<Message>>;
