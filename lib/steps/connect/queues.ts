import { SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions } from '../../aws/client-options.ts';
import type { Settings } from '../../config/settings.ts';
import { createQueue } from '../../queues/create-queue.ts';
import type { AuthorisationsMessage, DocumentsMessage, PayableMessage } from '../../queues/messages.ts';

/** Makes the queues of a function from one SQS client. */
export function connectQueues(settings: Settings<'SQS_ENDPOINT'>) {
  const sqs = new SQSClient(clientOptions(settings.SQS_ENDPOINT));
  return {
    documents: (url: string) => createQueue<DocumentsMessage>(sqs, url),
    submissions: (url: string) => createQueue<PayableMessage>(sqs, url),
    authorisations: (url: string) => createQueue<AuthorisationsMessage>(sqs, url),
    responses: (url: string) => createQueue<PayableMessage>(sqs, url),
  };
}
