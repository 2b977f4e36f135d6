import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';

const names = ['functions', 'psb', 'identity', 'erp', 'erpToken', 'bank', 'sqs', 'dynamodb'] as const;

const portsSchema = z.record(z.enum(names), z.int());
export type Ports = z.output<typeof portsSchema>;

/** The ports of `npm start -- --keep`, which serverless.yml names for the stage `local`. */
const keptPorts: Ports = {
  functions: 4700,
  psb: 4701,
  identity: 4702,
  erp: 4703,
  erpToken: 4704,
  bank: 4705,
  sqs: 4706,
  dynamodb: 4707,
};

/**
 * The ports of a stack: the documented ones for a kept stack; else free ones, which stay with the data folder,
 * because the records in it hold links to them.
 */
export async function choosePorts(dataFolder: string, keep: boolean): Promise<Ports> {
  const file = join(dataFolder, 'ports.json');
  const ports = keep
    ? keptPorts
    : existsSync(file)
      ? portsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      : await freePorts();
  // The database of a killed run may still have its port; whoever starts it deals with that.
  const { dynamodb: _own, ...others } = ports;
  for (const port of Object.values(others)) await assertFree(port);
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

async function freePorts(): Promise<Ports> {
  const entries = await Promise.all(names.map(async (name) => [name, await listenOnce(0)] as const));
  return portsSchema.parse(Object.fromEntries(entries));
}

async function assertFree(port: number): Promise<void> {
  await listenOnce(port).catch(() => {
    throw new Error(`Port ${port} is in use: is another Acquit stack running? Stop it first.`);
  });
}

/** Listens for a moment and returns the port. */
function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
