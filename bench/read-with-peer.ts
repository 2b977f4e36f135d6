import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { root } from './root.ts';

export interface Peer {
  /** Name and version. */
  readonly name: string;
  readonly read: (xml: string) => Promise<unknown>;
}

const folder = join(root, 'bench/peers');
const packageName = '@fin.cx/einvoice';

const moduleSchema = z.object({ EInvoice: z.custom<Reader>((value) => typeof value === 'function') });
interface Reader {
  fromXml(xml: string): Promise<unknown>;
}

/**
 * Another package that reads e-invoices, installed in bench/peers the first time (see bench/README.md); undefined,
 * with a line that says so, where it cannot be installed.
 */
export async function readWithPeer(): Promise<Peer | undefined> {
  const installed = join(folder, 'node_modules', packageName);
  if (!existsSync(installed)) {
    process.stderr.write(`Installing ${packageName} to compare with…\n`);
    spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: folder, stdio: 'ignore' });
  }
  if (!existsSync(installed)) {
    process.stderr.write(`Not compared with ${packageName}: it cannot be installed here.\n`);
    return undefined;
  }
  const manifest = z
    .object({ version: z.string(), main: z.string() })
    .parse(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')));
  const file = join(installed, manifest.main);
  const { EInvoice } = moduleSchema.parse(await import(pathToFileURL(file).href));
  return { name: `${packageName} ${manifest.version}`, read: (xml) => EInvoice.fromXml(xml) };
}
