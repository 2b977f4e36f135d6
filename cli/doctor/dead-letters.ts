import * as z from 'zod';
import type { Patient } from './connect-patient.ts';
import { queueAttributes, queueSettings } from './queues.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

/** Every queue has a dead-letter queue, and none of those holds a message that was given up. */
export const deadLetters: Check = {
  name: 'dead-letters',
  after: ['queues'],
  async run({ settings, sqs }) {
    const found = await Promise.all(
      queueSettings.map(async (name) => ({ name, ...(await deadLettersOf(sqs, settings[name])) })),
    );
    const without = found.filter(({ queue }) => queue === undefined).map(({ name }) => name);
    if (without.length > 0) {
      return wrong(
        `The queue of ${without.join(', ')} has no dead-letter queue: a message that keeps failing is lost.`,
        'Deploy the stage again; serverless.yml gives each queue one.',
      );
    }
    const waiting = found.filter(({ messages }) => messages > 0);
    if (waiting.length === 0) return ok('No message was given up.');
    return wrong(
      `Messages were given up: ${waiting.map(({ queue, messages }) => `${messages} in ${queue}`).join(', ')}.`,
      'Find the error in the log of the function and cure it, then do as docs/operate.md says under "Dead letters".',
    );
  },
};

const policySchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ deadLetterTargetArn: z.string() }));

/** The name of the dead-letter queue of a queue, undefined when it has none, and how many messages are in it. */
async function deadLettersOf(
  sqs: Patient['sqs'],
  url: string,
): Promise<{ queue: string | undefined; messages: number }> {
  const { RedrivePolicy } = (await queueAttributes(sqs, url, ['RedrivePolicy'])) ?? {};
  if (RedrivePolicy === undefined) return { queue: undefined, messages: 0 };
  const queue = policySchema.parse(RedrivePolicy).deadLetterTargetArn.split(':').at(-1) ?? '';
  // A dead-letter queue is always in the account and the region of its queue, so it is its neighbour.
  const neighbour = url.replace(/[^/]+$/, queue);
  const counts = await queueAttributes(sqs, neighbour, [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ]);
  if (counts === undefined) return { queue: undefined, messages: 0 };
  return { queue, messages: Object.values(counts).reduce((sum, count) => sum + Number(count), 0) };
}
