import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './root.ts';

/** PSB waits for this function on every cold start, so its size is bounded, and it decides nothing about invoices. */
const webhook = 'receive-psb-webhook';
const webhookBytes = 420_000;
const notInWebhook = /(^|\/)lib\/(documents|erp|psd2)\//;
/** They come in when somebody writes `import { z } from 'zod'`, 355 KB in all. */
const zodLocale = /(^|\/)zod\/v4\/locales\/(?!en\.|index\.)/;

/** What is wrong with the bundles of an esbuild run, a sentence each; empty when all is well. */
export function bundleFaults({ outputs }: Pick<Metafile, 'outputs'>): string[] {
  const bundles = bundlesOf(outputs);
  const faults = [...bundles].flatMap(([name, bundle]) =>
    [
      ...(name === webhook ? webhookFaults(bundle) : []),
      ...listed(
        bundle,
        zodLocale,
        (locales) => `has ${locales.length} locales of zod: import * as z from 'zod'`,
      ),
    ].map((fault) => `${name} ${fault}`),
  );
  // A check that sees no bundle must not pass.
  return bundles.has(webhook) ? faults : [...faults, `${webhook} was not built`];
}

/** Builds the functions as they are deployed, aside in a temporary folder, and checks the bundles. */
export async function checkBundles(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'acquit-bundles-'));
  try {
    return bundleFaults(await build(join(folder, 'dist')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function build(outdir: string): Promise<Metafile> {
  // By a computed name: the script is plain JavaScript, of which the type check knows nothing.
  const script = join(root, 'scripts/build.mjs');
  const { buildFunctions } = (await import(script)) as {
    buildFunctions: (outdir: string) => Promise<Metafile>; // what the script says of itself
  };
  return buildFunctions(outdir);
}

type Bundle = Pick<Metafile['outputs'][string], 'bytes' | 'inputs'>;

/**
 * Each function by its name: its index.js with the parts beside it, which are deployed and may be loaded too. Files
 * that esbuild only looked at do not count.
 */
function bundlesOf(outputs: Metafile['outputs']): ReadonlyMap<string, Bundle> {
  const bundles = new Map<string, Bundle>();
  for (const [path, { bytes, inputs }] of Object.entries(outputs)) {
    if (!path.endsWith('.js')) continue;
    const name = path.split('/').at(-2) ?? path;
    const others = bundles.get(name) ?? { bytes: 0, inputs: {} };
    const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    bundles.set(name, {
      bytes: others.bytes + bytes,
      inputs: { ...others.inputs, ...Object.fromEntries(used) },
    });
  }
  return bundles;
}

const webhookFaults = (bundle: Bundle): string[] => [
  ...(bundle.bytes > webhookBytes ? [`has ${bundle.bytes} bytes, more than ${webhookBytes}`] : []),
  ...listed(bundle, notInWebhook, (files) => `contains ${files.join(', ')}`),
];

/** The fault when code of such files is in the bundle. */
function listed({ inputs }: Bundle, pattern: RegExp, fault: (files: string[]) => string): string[] {
  const files = Object.keys(inputs).filter((file) => pattern.test(file));
  return files.length > 0 ? [fault(files)] : [];
}
