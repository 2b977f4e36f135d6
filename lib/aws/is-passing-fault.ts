import * as z from 'zod';

/** What an error of the AWS SDK or of Node's network says of itself, as far as it is asked here. */
const faultSchema = z.object({
  name: z.string().catch(''),
  code: z.string().catch(''),
  $fault: z.string().optional().catch(undefined),
  /** Why a transaction was cancelled, one for each of its writes. */
  CancellationReasons: z.array(z.object({ Code: z.string().catch('') })).catch([]),
  $retryable: z.object({}).optional().catch(undefined),
  /** An error page of a proxy has a status and nothing else that the SDK understands. */
  $metadata: z.object({ httpStatusCode: z.number() }).optional().catch(undefined),
});

/** DynamoDB, SQS, S3 and Secrets Manager each have their own word for "you ask too fast". */
const throttling = /Throttl|ProvisionedThroughput|RequestLimit|TooManyRequests|SlowDown/;

/** The answer did not come, or came too late. */
const timeouts = new Set(['TimeoutError', 'RequestTimeout']);
const noAnswer = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Whether a call to AWS failed for a reason that passes by itself: a fault of the service, throttling, or no answer
 * at all. What the service refused (no permission, a wrong request, a thing that is not there) does not pass, and
 * nor does an error of our own. Takes whatever was thrown; never throws.
 */
export function isPassingFault(error: unknown): boolean {
  const { success, data } = faultSchema.safeParse(error);
  if (!success) return false;
  return (
    data.$fault === 'server' ||
    (data.$metadata?.httpStatusCode ?? 0) >= 500 ||
    data.$retryable !== undefined ||
    timeouts.has(data.name) ||
    throttling.test(data.name) ||
    data.CancellationReasons.some(({ Code }) => throttling.test(Code) || Code === 'TransactionInProgress') ||
    noAnswer.has(data.code)
  );
}
