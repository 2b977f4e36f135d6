import type * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import type { PsbAnswer } from './psb-answer.ts';

/**
 * The JSON of an answer of PSB. Throws an AcquitError PSB_ANSWER_INVALID that names the field and never its value,
 * or PSB_UNAVAILABLE when the answer is no JSON at all and so not PSB's.
 */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: PsbAnswer): T {
  const { json } = parseJsonBody(answer.body);
  if (json === undefined) throw answer.fault();
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.') || 'body';
  throw new AcquitError('PSB_ANSWER_INVALID', `PSB answered ${answer.status} with an unreadable ${field}`, {
    detail: { status: answer.status, field },
  });
}
