import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { HttpFailure } from '../lib/http/http-failure.ts';
import type { HttpResponse, Send } from '../lib/http/http-response.ts';
import type { Net } from '../sandbox/net.ts';
import type { Fault, System } from './chaos.ts';
import type { Worker } from './worker.ts';

const awsTimeoutMs = 3000;

interface Sends {
  readonly send: (command: object) => Promise<unknown>;
}

/** A client of AWS as this worker has it: each call takes its time, and may go wrong as calls do. */
function callingClient(client: Sends, worker: Worker, system: 'table' | 'queue' | 'archive'): Sends {
  return {
    send: (command) =>
      worker.call({
        system,
        label: labelOf(command),
        effect: () => client.send(command),
        failure: (fault) => Promise.reject(awsError(fault)),
        timeoutMs: awsTimeoutMs,
      }),
  };
}

// The models and these clients take commands alone; the overloads of the SDK cannot be written down.
export const tableClientOf = (client: DynamoDBClient, worker: Worker) =>
  callingClient(client as unknown as Sends, worker, 'table') as unknown as DynamoDBClient;
export const queueClientOf = (client: SQSClient, worker: Worker) =>
  callingClient(client as unknown as Sends, worker, 'queue') as unknown as SQSClient;
export const archiveClientOf = (client: S3Client, worker: Worker) =>
  callingClient(client as unknown as Sends, worker, 'archive') as unknown as S3Client;

/** As the SDK throws it after its own tries. */
function awsError(fault: Fault): Error {
  const refused = fault === 'refused';
  const error = new Error(refused ? 'Throughput exceeds the current capacity.' : 'No answer in time.');
  error.name = refused ? 'ProvisionedThroughputExceededException' : 'TimeoutError';
  return Object.assign(error, refused ? { $fault: 'client', $retryable: { throttling: true } } : {});
}

/** Command, and the item, queue or object that it is about. */
function labelOf(command: object): string {
  const name = command.constructor.name.replace(/Command$/, '');
  const input =
    'input' in command && typeof command.input === 'object' && command.input !== null ? command.input : {};
  return `${name} ${subjectOf(input)}`;
}

function subjectOf(input: object): string {
  const facts: Record<string, unknown> = { ...input };
  const item = facts['Key'] ?? facts['Item'];
  if (typeof item === 'string') return item;
  if (typeof item === 'object' && item !== null) return keyText({ ...item });
  if (Array.isArray(facts['TransactItems'])) {
    return facts['TransactItems']
      .map((write: Record<string, Record<string, unknown>>) => {
        const given = write['Put'] ?? write['Update'] ?? write['Delete'] ?? {};
        return keyText(Object(given['Item'] ?? given['Key']));
      })
      .join(' + ');
  }
  const name = facts['QueueUrl'] ?? facts['IndexName'];
  return typeof name === 'string' ? name : '';
}

function keyText(key: Record<string, unknown>): string {
  const text = (value: unknown) =>
    typeof value === 'object' && value !== null && 'S' in value ? String(value.S) : '';
  return `${text(key['pk'])} ${text(key['sk'])}`.replace(/([0-9a-f]{8})-[0-9a-f-]{27}/g, '$1…');
}

export interface Host {
  readonly system: Extract<System, 'psb' | 'erp' | 'bank'>;
  readonly host: string;
}

const httpTimeoutMs = 10_000;

/** Calls to the outside systems over the net of the simulation. */
export function sendOf(net: Net, hosts: readonly Host[], worker: Worker): Send {
  return async ({ method, url, headers = {}, body }) => {
    const { host, pathname } = new URL(url);
    const system = hosts.find((one) => one.host === host)?.system;
    if (system === undefined)
      throw new HttpFailure('forbidden-host', 'no', `The address ${host} is not allowed`);
    return worker.call<HttpResponse>({
      system,
      label: `${method} ${system}${pathname}`,
      effect: async () => {
        const given = body === undefined ? {} : { body: Buffer.from(body) };
        const answer = await net.fetch(url, {
          method,
          headers: { ...headers },
          ...given,
          redirect: 'manual',
        });
        return {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: Buffer.from(await answer.arrayBuffer()),
        };
      },
      failure: httpFailure,
      timeoutMs: httpTimeoutMs,
    });
  };
}

const html = Buffer.from('<html><h1>Service unavailable</h1></html>');

function httpFailure(fault: Fault): HttpResponse {
  const page = (status: number, headers = {}) => ({
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body: html,
  });
  switch (fault) {
    case 'http-429':
      return page(429, { 'retry-after': '7' });
    case 'http-503':
      return page(503);
    case 'http-502-after':
      return page(502);
    case 'html':
      return page(200);
    case 'refused':
      throw new HttpFailure('connection', 'no', 'ECONNREFUSED');
    case 'lost-answer':
      throw new HttpFailure('connection', 'maybe', 'ECONNRESET');
    default:
      throw new HttpFailure('timeout', 'maybe', `no answer within ${httpTimeoutMs} ms`);
  }
}
