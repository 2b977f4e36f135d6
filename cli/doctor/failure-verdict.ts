import * as z from 'zod';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { catalogue } from '../../lib/findings/catalogue.ts';
import { type Verdict, wrong } from './verdict.ts';

/** The AWS SDK and Node's network say what went wrong in a name or a code; their messages may hold names of others. */
const errorSchema = z.object({
  name: z.string().catch('Error'),
  code: z.string().optional().catch(undefined),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
});

/** What is to be said of an error that a check did not foresee. Takes whatever was thrown. */
export function failureVerdict(error: unknown): Verdict {
  if (error instanceof AcquitError) return wrong(sentence(error.message), catalogue[error.code].remedy);
  const { name, code, $metadata } = errorSchema.safeParse(error).data ?? { name: 'Error' };
  if (/Credential|Token/.test(name)) {
    return wrong(
      `AWS was not asked: there are no valid AWS credentials here (${name}).`,
      'Sign in to AWS in this terminal, or set the profile of the right account, and run it again.',
    );
  }
  if ($metadata?.httpStatusCode === 403 || /AccessDenied|Forbidden|Unauthori[sz]ed/.test(name)) {
    return wrong(
      `AWS does not let your credentials look (${name}).`,
      'Give them the rights that docs/doctor.md lists, or run it as somebody who has them.',
    );
  }
  return wrong(
    `It failed with ${code ?? name}.`,
    'Look whether this machine reaches the other one, and run it again. When it stays, report it with this line.',
  );
}

/** Messages of clients end without a full stop, those of the configuration with one. */
export const sentence = (message: string): string => `${message.replace(/\.$/, '')}.`;
