import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { completeAuthorisation } from '../lib/steps/complete-authorisation.ts';
import { pollBank } from '../lib/steps/poll-bank.ts';
import { pollErp } from '../lib/steps/poll-erp.ts';
import { processDocument } from '../lib/steps/process-document.ts';
import { receivePsbWebhook } from '../lib/steps/receive-psb-webhook.ts';
import { respondToSupplier } from '../lib/steps/respond-to-supplier.ts';
import { submitPaymentRequest } from '../lib/steps/submit-payment-request.ts';
import { sweep } from '../lib/steps/sweep.ts';
import {
  documentsMessageSchema,
  flowMessageSchema,
  parseMessage,
  payableMessageSchema,
} from '../lib/queues/messages.ts';
import { webhookKeys } from '../lib/psb/webhook-signature.ts';
import { answerLikeTheApi } from '../test/steps/answer-like-the-api.ts';
import type { Aws } from './aws.ts';
import type { HouseServices } from './house-services.ts';
import { queueUrls } from './house-services.ts';
import type { InProcessNet } from './in-process-net.ts';
import { houseHost, webhookSecret } from './outside.ts';
import type { Scheduler } from './scheduler.ts';
import type { Worker } from './worker.ts';

/** One instance of a function, warm until it dies. */
export interface Instance {
  readonly worker: Worker;
  readonly services: HouseServices;
}

export interface HouseOptions {
  readonly scheduler: Scheduler;
  readonly aws: Aws;
  readonly net: InProcessNet;
  /** A new instance of a function. */
  readonly start: (functionName: string) => Instance;
  /** Mistakes of the host's side, planted on purpose. */
  readonly plants: {
    readonly deletesFirst: boolean;
    readonly sweepsNot: boolean;
    readonly answersAnyway: boolean;
  };
}

const minute = 60_000;

interface QueueFunction {
  readonly name: string;
  readonly url: string;
  readonly batchSize: number;
  readonly handle: (body: string, services: HouseServices) => Promise<void>;
}

const queueFunctions: readonly QueueFunction[] = [
  {
    name: 'process-document',
    url: queueUrls.documents,
    batchSize: 1,
    handle: (body, services) => processDocument(parseMessage(documentsMessageSchema, body), services),
  },
  {
    name: 'submit-payment-request',
    url: queueUrls.submissions,
    batchSize: 10,
    handle: (body, services) => submitPaymentRequest(parseMessage(payableMessageSchema, body), services),
  },
  {
    name: 'complete-authorisation',
    url: queueUrls.authorisations,
    batchSize: 1,
    handle: (body, services) => completeAuthorisation(parseMessage(flowMessageSchema, body), services),
  },
  {
    name: 'respond-to-supplier',
    url: queueUrls.responses,
    batchSize: 1,
    handle: (body, services) => respondToSupplier(parseMessage(payableMessageSchema, body), services),
  },
];

const maximumConcurrency = 5;
/** As serverless.yml has them. */
const timeoutMs: Readonly<Record<string, number>> = {
  'receive-psb-webhook': 10_000,
  'start-authorisation': 29_000,
  'receive-psd2-callback': 10_000,
};

/** The functions as AWS runs them: an instance does one thing at a time, dies at its time-out, and may die at any call. */
export function createHouse({ scheduler, aws, net, start, plants }: HouseOptions) {
  const idle = new Map<string, Instance[]>();
  let everyMs = minute;

  /** Runs something on an instance; undefined when it died over it. */
  async function invoke<T>(
    name: string,
    work: (services: HouseServices) => Promise<T>,
  ): Promise<T | undefined> {
    const pool = idle.get(name) ?? [];
    idle.set(name, pool);
    const instance = pool.pop() ?? start(name);
    const { worker } = instance;
    const cancel = scheduler.after(timeoutMs[name] ?? minute, () => worker.kill('time-out'));
    const ended = await Promise.race([
      work(instance.services).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
      worker.died,
    ]);
    cancel();
    if (!worker.isDead()) pool.push(instance);
    if (ended === undefined) return undefined;
    if ('error' in ended) throw ended.error;
    return ended.value;
  }

  /** Lambda's event source: receives, invokes, and deletes what is done with. */
  async function poll(source: QueueFunction): Promise<void> {
    const { Messages = [] } = await aws.queues.client.send(
      new ReceiveMessageCommand({ QueueUrl: source.url, MaxNumberOfMessages: source.batchSize }),
    );
    if (Messages.length === 0) return;
    if (plants.deletesFirst) await remove(source, Messages);
    const outcomes = await invoke(source.name, (services) =>
      Promise.allSettled(Messages.map(({ Body = '' }) => source.handle(Body, services))),
    );
    const done = Messages.filter((_, index) => outcomes?.[index]?.status === 'fulfilled');
    if (done.length > 0) await remove(source, done);
  }

  const remove = ({ url }: QueueFunction, messages: readonly Message[]) =>
    aws.queues.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );

  /** As many pollers of a queue as there is work for, and the next one when the next message shows. */
  function pump(source: QueueFunction): void {
    while (busyOf(source) < maximumConcurrency && aws.queues.nextVisibleAt(source.url) <= scheduler.time()) {
      busy.set(source, busyOf(source) + 1);
      void poll(source).finally(() => {
        busy.set(source, busyOf(source) - 1);
        wakeFor(source);
      });
      // What this one has received is hidden now; it did so before it first waited.
    }
    if (busyOf(source) < maximumConcurrency) wakeFor(source);
  }

  const busy = new Map<QueueFunction, number>();
  const busyOf = (source: QueueFunction): number => busy.get(source) ?? 0;
  const wakes = new Map<QueueFunction, { readonly at: number; readonly cancel: () => void }>();

  function wakeFor(source: QueueFunction): void {
    const at = Math.max(aws.queues.nextVisibleAt(source.url), scheduler.time() + 20);
    const planned = wakes.get(source);
    if (at === Number.POSITIVE_INFINITY || (planned !== undefined && planned.at <= at)) return;
    planned?.cancel();
    const cancel = scheduler.after(at - scheduler.time(), () => {
      wakes.delete(source);
      pump(source);
    });
    wakes.set(source, { at, cancel });
  }

  async function schedule(name: string, work: (services: HouseServices) => Promise<unknown>): Promise<void> {
    for (;;) {
      await scheduler.sleep(everyMs);
      // A schedule does not wait for the run before; and what fails comes again with the next one.
      void invoke(name, work).catch(() => undefined);
    }
  }

  const keys = webhookKeys([webhookSecret]);
  net.answerFor(houseHost, async (request) => {
    const { pathname } = new URL(request.url);
    return pathname === '/psb/webhook' ? receive(request) : answerPage(request);
  });

  async function receive(request: Request): Promise<Response> {
    const body = Buffer.from(await request.arrayBuffer());
    const signature = request.headers.get('x-econnect-signature') ?? undefined;
    const answer = await invoke('receive-psb-webhook', ({ documents, now }) =>
      receivePsbWebhook(
        { body, signature },
        { keys, freshKeys: async () => keys, windowSeconds: 300, documents, now },
      ),
    ).catch(() => undefined);
    if (plants.answersAnyway) return new Response('recorded');
    return answer === undefined
      ? new Response(null, { status: 502 })
      : new Response(answer.text, { status: answer.status });
  }

  async function answerPage(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const name = pathname === '/psd2/start' ? 'start-authorisation' : 'receive-psd2-callback';
    const body = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined;
    const init = {
      method: request.method,
      headers: request.headers,
      ...(body === undefined ? {} : { body }),
    };
    const answer = await invoke(name, (services) => answerLikeTheApi(request.url, init, services)).catch(
      () => undefined,
    );
    return answer ?? new Response('<h1>Internal Server Error</h1>', { status: 500 });
  }

  return {
    open(): void {
      for (const source of queueFunctions) {
        aws.queues.onSend(source.url, () => wakeFor(source));
        wakeFor(source);
      }
      if (!plants.sweepsNot) void schedule('sweep', sweep);
      void schedule('poll-statuses', (services) => Promise.all([pollErp(services), pollBank(services)]));
    },
    /** How often the schedules run: every minute, and less often when nothing but waiting is left. */
    slowDown(milliseconds: number): void {
      everyMs = milliseconds;
    },
  };
}
