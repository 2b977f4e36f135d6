import { createHash } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface ModelledQueue {
  readonly url: string;
  readonly visibilitySeconds: number;
  readonly retentionSeconds: number;
  readonly redrive?: { readonly url: string; readonly maxReceiveCount: number } | undefined;
}

export interface SqsModelOptions {
  readonly queues: readonly ModelledQueue[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Which of so many visible messages comes next: the first one without it. SQS promises no order. */
  readonly pick?: (count: number) => number;
  /** Whether a message that is handed out is handed out once more all the same (at least once, not exactly once). */
  readonly repeats?: () => boolean;
}

interface Stored {
  readonly id: string;
  readonly body: string;
  readonly attributes: SendMessageCommandInput['MessageAttributes'];
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  receipt: string;
  firstReceivedAt: number | undefined;
}

/**
 * Standard queues of SQS in memory: at least once, in no order, hidden for the visibility timeout, to the dead-letter
 * queue after so many receives, gone after the retention period. Held to the embedded engine by one conformance
 * suite.
 */
export function createSqsModel({ queues, now, pick = () => 0, repeats = () => false }: SqsModelOptions) {
  const stored = new Map(queues.map(({ url }) => [url, [] as Stored[]]));
  const senders = new Map<string, () => void>();
  let ids = 0;

  function messagesOf(url: string | undefined): Stored[] {
    const messages = stored.get(url ?? '');
    if (messages === undefined) {
      throw new QueueDoesNotExist({ message: `There is no queue ${url}.`, $metadata: {} });
    }
    return messages;
  }

  function send({
    QueueUrl,
    MessageBody = '',
    MessageAttributes,
    DelaySeconds = 0,
  }: SendMessageCommandInput) {
    ids += 1;
    messagesOf(QueueUrl).push({
      id: `message-${ids}`,
      body: MessageBody,
      attributes: MessageAttributes,
      sentAt: now(),
      visibleAt: now() + DelaySeconds * 1000,
      receives: 0,
      receipt: '',
      firstReceivedAt: undefined,
    });
    senders.get(QueueUrl ?? '')?.();
    return { MessageId: `message-${ids}`, MD5OfMessageBody: md5(MessageBody) };
  }

  function receive({ QueueUrl, MaxNumberOfMessages = 1, VisibilityTimeout }: ReceiveMessageCommand['input']) {
    const messages = messagesOf(QueueUrl);
    const queue = queues.find(({ url }) => url === QueueUrl);
    if (queue === undefined) return {};
    forget(messages, queue.retentionSeconds);
    const given: Message[] = [];
    let visible = messages.filter(({ visibleAt }) => visibleAt <= now());
    while (given.length < MaxNumberOfMessages && visible.length > 0) {
      const message = visible[pick(visible.length)] ?? visible[0];
      if (message === undefined) break;
      visible = visible.filter((one) => one !== message);
      if (queue.redrive !== undefined && message.receives >= queue.redrive.maxReceiveCount) {
        redrive(message, messages, queue.redrive.url);
      } else given.push(hand(message, VisibilityTimeout ?? queue.visibilitySeconds));
    }
    return given.length === 0 ? {} : { Messages: given };
  }

  function hand(message: Stored, hiddenSeconds: number): Message {
    message.receives += 1;
    message.firstReceivedAt ??= now();
    message.receipt = `${message.id}#${message.receives}`;
    message.visibleAt = repeats() ? now() : now() + hiddenSeconds * 1000;
    return {
      MessageId: message.id,
      ReceiptHandle: message.receipt,
      Body: message.body,
      MD5OfBody: md5(message.body),
      ...(message.attributes === undefined ? {} : { MessageAttributes: message.attributes }),
      Attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      },
    };
  }

  function redrive(message: Stored, from: Stored[], to: string): void {
    from.splice(from.indexOf(message), 1);
    message.visibleAt = now();
    message.receives = 0;
    messagesOf(to).push(message);
  }

  /** Any receipt of a message deletes it in a standard queue, unless a newer receive is under way and it says not. */
  function remove(url: string | undefined, receipt = ''): void {
    const messages = messagesOf(url);
    const index = messages.findIndex(({ id }) => id === receipt.split('#', 1)[0]);
    if (index >= 0) messages.splice(index, 1);
  }

  function forget(messages: Stored[], retentionSeconds: number): void {
    for (const message of messages.filter(({ sentAt }) => sentAt + retentionSeconds * 1000 <= now())) {
      messages.splice(messages.indexOf(message), 1);
    }
  }

  function answer(command: object): unknown {
    if (command instanceof SendMessageCommand) return send(command.input);
    if (command instanceof ReceiveMessageCommand) return receive(command.input);
    if (command instanceof DeleteMessageCommand)
      return remove(command.input.QueueUrl, command.input.ReceiptHandle) ?? {};
    if (command instanceof DeleteMessageBatchCommand) {
      const { QueueUrl, Entries = [] } = command.input;
      for (const { ReceiptHandle } of Entries) remove(QueueUrl, ReceiptHandle);
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    }
    throw new Error(`The model of SQS does not know ${command.constructor.name}.`);
  }

  return {
    /** What Acquit and its host use of an SQSClient. */
    client: {
      send: (command: object): Promise<unknown> => new Promise((resolve) => resolve(answer(command))),
    } as unknown as SQSClient, // its overloads cannot be written down; commands it does not know are refused
    /** How many messages are in a queue, seen or unseen. */
    count: (url: string): number => messagesOf(url).length,
    /** When the next message of a queue can be received, in milliseconds since the epoch; Infinity for none. */
    nextVisibleAt: (url: string): number => Math.min(...messagesOf(url).map(({ visibleAt }) => visibleAt)),
    /** Calls back when a message comes into a queue, as a long poll is answered. */
    onSend: (url: string, arrived: () => void) => void senders.set(url, arrived),
    /** Everything of one queue goes back to another, as a person has SQS redrive dead letters. */
    redriveAll(from: string, to: string): number {
      const messages = [...messagesOf(from)];
      for (const message of messages) redrive(message, messagesOf(from), to);
      senders.get(to)?.();
      return messages.length;
    },
  };
}

export type SqsModel = ReturnType<typeof createSqsModel>;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
