import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { bundleFaults, checkBundles } from '../../bench/bundle-sizes.ts';

const resolveDir = fileURLToPath(new URL('../../functions', import.meta.url));

/** Bundles a few lines in the place of a function, as the build does, but writes nothing. */
async function faultsOf(contents: string, name = 'receive-psb-webhook'): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    outfile: `dist/${name}/index.js`,
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
  });
  return bundleFaults(metafile);
}

test('the functions as deployed are small enough and hold nothing that they do not need', async () => {
  expect(await checkBundles()).toEqual([]);
  // It builds every function, on however busy a machine.
}, 120_000);

describe('the check of the bundles', () => {
  test('finds that the webhook reads documents', async () => {
    const [fault, ...others] = await faultsOf(
      `import { readXmlDocument } from '../lib/documents/read-xml-document.ts';\nexport const handler = readXmlDocument;`,
    );
    expect(fault).toMatch(/^receive-psb-webhook contains .*lib\/documents\/read-xml-document\.ts/);
    expect(others).toEqual([]);
  });

  test.each(['erp/read-statuses', 'psd2/transaction-status'])(
    'finds lib/%s.ts in the webhook, and lets every other function have it',
    async (file) => {
      const contents = `import * as room from '../lib/${file}.ts';\nexport const handler = () => room;`;
      expect(await faultsOf(contents)).toEqual([expect.stringContaining(`contains lib/${file}.ts`)]);
      expect(await faultsOf(contents, 'poll-statuses')).toEqual(['receive-psb-webhook was not built']);
    },
  );

  test('finds the locales of zod that come with a named z, and none with a star', async () => {
    const use = 'export const handler = z.object({ a: z.string() });';
    const named = await faultsOf(`import { z } from 'zod';\n${use}`);
    expect(named).toContainEqual(
      expect.stringMatching(/has \d\d locales of zod: import \* as z from 'zod'$/),
    );
    expect(await faultsOf(`import * as z from 'zod';\n${use}`)).toEqual([]);
  });

  test('finds a webhook of more than 420 KB', async () => {
    const [fault] = await faultsOf(`export const handler = () => '${'x'.repeat(420_001)}';`);
    expect(fault).toMatch(/^receive-psb-webhook has 42\d{4} bytes, more than 420000$/);
  });

  test('does not pass when it sees no bundle', () => {
    expect(bundleFaults({ outputs: {} })).toEqual(['receive-psb-webhook was not built']);
  });
});
