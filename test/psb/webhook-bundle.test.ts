import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('what a webhook needs brings no client, no HTTP and no SDK into its function', async () => {
  const files = ['signature', 'event', 'window'].map((name) => `export * from './webhook-${name}.ts';`);
  const { metafile } = await build({
    stdin: { contents: files.join('\n'), resolveDir: new URL('../../lib/psb', import.meta.url).pathname },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain('lib/psb/webhook-event.ts');
  const foreign = inputs.filter(
    (path) => !/^(lib\/(psb\/webhook-|findings\/|identifiers\/)|node_modules\/zod\/|<stdin>)/.test(path),
  );
  expect(foreign).toEqual([]);
});
