import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';

/**
 * The inside of the thread that stands for one Lambda function: it loads the bundle with the function's own
 * environment and answers invocations. Started by start-function.ts only.
 */
const { modulePath, name, timeoutSeconds } = z
  .object({ modulePath: z.string(), name: z.string(), timeoutSeconds: z.number() })
  .parse(workerData);

const module = z
  .object({
    handler: z.custom<(event: unknown, context: unknown) => Promise<unknown>>(
      (it) => typeof it === 'function',
    ),
  })
  .parse(await import(modulePath));

const invocationSchema = z.object({ id: z.number(), event: z.unknown() });

parentPort?.on('message', (message: unknown) => {
  const { id, event } = invocationSchema.parse(message);
  const deadline = Date.now() + timeoutSeconds * 1000;
  const context = {
    functionName: `acquit-local-${name}`,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:acquit-local-${name}`,
    memoryLimitInMB: '1024',
    awsRequestId: crypto.randomUUID(),
    logGroupName: `/aws/lambda/acquit-local-${name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  module.handler(event, context).then(
    (result) => parentPort?.postMessage({ id, result }),
    (error: unknown) =>
      parentPort?.postMessage({
        id,
        error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      }),
  );
});

parentPort?.postMessage({ ready: true });
