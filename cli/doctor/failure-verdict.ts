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

const patience =
  'This may pass by itself: run it again in a few minutes. When it stays, ask whoever runs the other system.';

/** What the SDK says without credentials, and AWS of those that ended or that it does not know. */
const unsigned = /Credentials|Token|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKey/;

/** What is to be said of an error that a check did not foresee. Takes whatever was thrown. */
export function failureVerdict(error: unknown): Verdict {
  if (error instanceof AcquitError) {
    const { class: kind, remedy } = catalogue[error.code];
    // To a function such an error says "nothing to do", which is no help to who asks what is wrong.
    return wrong(sentence(error.message), kind === 'retry' ? patience : remedy);
  }
  const { name, code, $metadata } = errorSchema.safeParse(error).data ?? { name: 'Error' };
  if (unsigned.test(name)) {
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
