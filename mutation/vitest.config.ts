import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/{documents,payables,money}/**/*.test.ts'], testTimeout: 20_000 },
});
