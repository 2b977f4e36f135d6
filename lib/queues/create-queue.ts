import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** A queue to send messages of one kind to. */
export interface Queue<Message> {
  /** Resolves when SQS has the message; throws when it refused. */
  send(message: Message): Promise<void>;
}

/** The queue at this URL. */
export const createQueue = <Message>(client: SQSClient, queueUrl: string): Queue<Message> => ({
  async send(message) {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
  },
});
