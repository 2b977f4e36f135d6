import { GetQueueAttributesCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import type { Patient } from './connect-patient.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

export const queueSettings = [
  'DOCUMENTS_QUEUE_URL',
  'SUBMISSIONS_QUEUE_URL',
  'AUTHORISATIONS_QUEUE_URL',
  'RESPONSES_QUEUE_URL',
] as const;

type QueueAttribute =
  | 'RedrivePolicy'
  | 'ApproximateNumberOfMessages'
  | 'ApproximateNumberOfMessagesNotVisible'
  | 'ApproximateNumberOfMessagesDelayed';

/** Every queue that the functions pass work through exists. */
export const queues: Check = {
  name: 'queues',
  after: [],
  async run({ settings, sqs }) {
    const found = await Promise.all(
      queueSettings.map(async (name) => ({
        name,
        attributes: await queueAttributes(sqs, settings[name], ['RedrivePolicy']),
      })),
    );
    const missing = found.filter(({ attributes }) => attributes === undefined).map(({ name }) => name);
    if (missing.length === 0) return ok(`All ${found.length} are there.`);
    return wrong(
      `There is no queue where ${missing.join(', ')} ${missing.length === 1 ? 'leads' : 'lead'}.`,
      'Compare the setting with the outputs of the stack; when the queue was deleted, deploy the stage again (docs/deploy.md).',
    );
  },
};

/** These attributes of a queue, those that it does not have left out; undefined when there is no such queue. */
export async function queueAttributes(
  sqs: Patient['sqs'],
  url: string,
  names: QueueAttribute[],
): Promise<Partial<Record<string, string>> | undefined> {
  try {
    const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names });
    return (await sqs.send(asked)).Attributes ?? {};
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
