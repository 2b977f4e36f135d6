import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fewRuns = fileURLToPath(new URL('few-runs.ts', import.meta.url));

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
    include: ['test/{documents,payables,money}/**/*.test.ts'],
    testTimeout: 20_000,
    isolate: false,
  },
});
