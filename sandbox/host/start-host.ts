import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DeclaredStack } from './declared-stack.ts';
import { pollQueue } from './poll-queue.ts';
import { runSchedule } from './run-schedule.ts';
import { serveHttpApi } from './serve-http-api.ts';
import { type HostedFunction, startFunction } from './start-function.ts';

export interface HostOptions {
  readonly root: string;
  /** Addresses that take the place of the declared ones. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logFolder: string;
  readonly port: number;
  readonly queueUrl: (queue: string) => string;
  readonly sqs: SQSClient;
  readonly minuteMilliseconds: number;
}

export interface Host {
  /** The base address of the HTTP API. */
  readonly url: string;
  /** Invokes a function by its declared name. */
  invoke(name: string, event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Runs the declared functions with their declared events: HTTP routes, queues with batch size, partial batch
 * response and concurrency, schedules. A function sees the settings it declared and no other.
 */
export async function startHost(declared: DeclaredStack, options: HostOptions): Promise<Host> {
  const functions = await Promise.all(
    declared.functions.map((one) => {
      const environment = Object.fromEntries(
        Object.entries(one.environment).map(([name, value]) => [name, options.environment[name] ?? value]),
      );
      return startFunction(one, { root: options.root, environment, logFolder: options.logFolder });
    }),
  );
  const http = await serveHttpApi(functions, options.port);
  const stops = functions.flatMap((hosted) => startEvents(hosted, options));
  return {
    url: http.url,
    invoke(name, event) {
      const hosted = functions.find(({ declared: { name: known } }) => known === name);
      if (hosted === undefined)
        return Promise.reject(new Error(`serverless.yml declares no function ${name}.`));
      return hosted.invoke(event);
    },
    async stop() {
      await http.stop();
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all(functions.map((hosted) => hosted.stop()));
    },
  };
}

function startEvents(hosted: HostedFunction, options: HostOptions): (() => Promise<void>)[] {
  return hosted.declared.events.flatMap((event) => {
    switch (event.kind) {
      case 'queue':
        return [pollQueue({ ...event, queueUrl: options.queueUrl(event.queue) }, hosted, options.sqs)];
      case 'schedule':
        return [runSchedule(hosted, event.minutes, options.minuteMilliseconds)];
      case 'http':
        return []; // served by the HTTP API
    }
  });
}
