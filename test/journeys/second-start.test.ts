import { expect, test } from 'vitest';
import { sandboxDirectory } from '../../cli/sandbox-directory.ts';
import { startStack } from '../../sandbox/start-stack.ts';
import { root, startTestStack } from './test-stack.ts';

const { stack, dataFolder } = await startTestStack();

test('a second start on the data of a running stack is refused, and the running one goes on', async () => {
  const second = startStack({ root, dataFolder, directory: sandboxDirectory(root) });
  await expect(second).rejects.toThrow(/Port \d+ is in use/);
  expect(await stack.payables.list('ACME', 'HELD')).toEqual([]);
});
