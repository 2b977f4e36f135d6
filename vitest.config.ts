import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/require-node-24.ts'],
    testTimeout: 20_000,
    reporters: ['default'],
  },
});
