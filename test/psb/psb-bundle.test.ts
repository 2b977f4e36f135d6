import { build } from 'esbuild';
import { expect, test } from 'vitest';

async function inputsOf(file: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [new URL(`../../${file}`, import.meta.url).pathname],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).filter((path) => path.startsWith('lib/psb/'));
}

test('what the functions know of PSB has no call of the administrator in it', async () => {
  const inputs = await inputsOf('lib/steps/connect/psb.ts');
  expect(inputs.toSorted()).toEqual([
    'lib/psb/document-type.ts',
    'lib/psb/download-document.ts',
    'lib/psb/parse-answer.ts',
    'lib/psb/psb-answer.ts',
    'lib/psb/psb-call.ts',
    'lib/psb/psb-client.ts',
    'lib/psb/upload-file.ts',
  ]);
  expect(await inputsOf('lib/steps/connect/psb-administration.ts')).toContain('lib/psb/hook-calls.ts');
});
