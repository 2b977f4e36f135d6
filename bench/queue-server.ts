import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';

/**
 * A process of its own that takes SendMessage as SQS does, and keeps nothing: what a handler costs is measured with
 * a queue that costs next to nothing. Prints its port; ends with its standard input.
 */
const sendMessage = z.object({ MessageBody: z.string() });

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const { MessageBody } = sendMessage.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
    outgoing.setHeader('content-type', 'application/x-amz-json-1.0');
    outgoing.end(JSON.stringify({ MessageId: '5fea7756-0ea4-451a-a703-a558b933e274', MD5OfMessageBody }));
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(String((server.address() as AddressInfo).port)); // a TCP server that listens has one
});
process.stdin.on('end', () => process.exit()).resume();
