import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fewRuns = fileURLToPath(new URL('few-runs.ts', import.meta.url));

/** `npm run mutation` asks every test of the pure core; ROOM=documents only those of that room, which is quicker. */
const rooms = process.env['ROOM'] ?? '{documents,payables,money}';

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
    include: [`test/${rooms}/**/*.test.ts`],
    testTimeout: 20_000,
    isolate: false,
  },
});
