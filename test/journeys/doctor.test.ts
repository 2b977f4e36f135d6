import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { doctorCommand } from '../../cli/commands/doctor.ts';
import { startTestStack } from './test-stack.ts';
const { stack } = await startTestStack();
test('x', async () => {
  for (const [name, value] of Object.entries(stack.environment)) vi.stubEnv(name, value);
  const at = Date.now();
  await doctorCommand().parseAsync([], { from: 'user' });
  console.log(Date.now() - at, process.exitCode);
  process.exitCode = undefined;
});
