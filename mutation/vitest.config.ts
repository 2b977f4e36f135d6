import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const fewRuns = beside('few-runs.ts');

/** `npm run mutation` asks every test of the pure core; TESTS='xml*,refuse*' only these files, which is quicker. */
const names = process.env['TESTS']?.split(',') ?? ['*'];

export default defineConfig({
  plugins: [
    {
      name: 'few-runs',
      enforce: 'pre',
      resolveId: (source, importer) =>
        source === 'fast-check' && importer?.endsWith('few-runs.ts') !== true ? fewRuns : undefined,
    },
  ],
  test: {
    include: names.map((name) => `test/{documents,payables,money}/${name}.test.ts`),
    setupFiles: [beside('load-lazy.ts')],
    testTimeout: 20_000,
    isolate: false,
  },
});
