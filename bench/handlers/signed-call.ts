import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const queueUrl = process.env['DOCUMENTS_QUEUE_URL'] ?? '';
const endpoint = new URL(process.env['SQS_ENDPOINT'] ?? 'https://sqs.eu-central-1.amazonaws.com');
const isPlain = endpoint.protocol === 'http:';
const agent = isPlain ? new Agent({ keepAlive: true }) : new SecureAgent({ keepAlive: true });
const region = 'eu-central-1';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** SendMessage in SQS's JSON protocol, signed by hand (AWS Signature Version 4): what the SDK is measured against. */
export const handler = async ({ body: message }: APIGatewayProxyEventV2) => {
  const body = JSON.stringify({ QueueUrl: queueUrl, MessageBody: message ?? '' });
  const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = at.slice(0, 8);
  const signed = 'content-type;host;x-amz-date;x-amz-target';
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host: endpoint.host,
    'x-amz-date': at,
    'x-amz-target': 'AmazonSQS.SendMessage',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', lines.join(''), signed, sha256(body)].join('\n');
  const scope = `${day}/${region}/sqs/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = [region, 'sqs', 'aws4_request'].reduce<Buffer>(hmac, hmac('AWS4local', day));
  const signature = hmac(key, toSign).toString('hex');
  const credential = `AWS4-HMAC-SHA256 Credential=local/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  await post(body, { ...headers, authorization: credential });
  return { statusCode: 200 };
};

function post(body: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = isPlain ? request : secureRequest;
    const outgoing = start(endpoint, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', resolve).once('error', reject);
    });
    outgoing.once('error', reject).end(body);
  });
}
