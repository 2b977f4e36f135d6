import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/require-node-24.ts'],
    testTimeout: 20_000,
    // Half of the tests wait for sockets; one worker fewer than cores, vitest's own choice, would leave one idle.
    maxWorkers: 2,
    reporters: ['default'],
  },
});
