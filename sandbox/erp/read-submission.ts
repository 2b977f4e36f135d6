import * as z from 'zod';
import { ErpError } from './erp-error.ts';
import { canonicalJson, parseJsonWithLiterals } from './json-with-literals.ts';
import { type Submission, submissionSchema } from './submission.ts';

const maxBodyBytes = 1_000_000;

/**
 * Reads and checks the body of a POST: 415 for another content type, 413 above 1 MB, 400 for what is no JSON object,
 * 422 for a field that breaks its rule (erp.md). Throws an ErpError.
 */
export async function readSubmission(
  request: Request,
): Promise<{ body: string; canonical: string; submission: Submission }> {
  if (!/^application\/json\b/i.test(request.headers.get('Content-Type') ?? '')) {
    throw new ErpError(415, 'Alleen application/json wordt aanvaard.');
  }
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > maxBodyBytes) throw new ErpError(413, 'Het verzoek is groter dan 1 MB.');
  const body = new TextDecoder().decode(bytes);
  const payload = parse(body);
  const submission = submissionSchema.safeParse(payload);
  if (!submission.success) throw new ErpError(422, `Ongeldige invoer: ${z.prettifyError(submission.error)}`);
  return { body, canonical: canonicalJson(payload), submission: submission.data };
}

function parse(body: string): object {
  try {
    const payload = parseJsonWithLiterals(body);
    if (payload !== null && typeof payload === 'object' && !Array.isArray(payload)) return payload;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ErpError(400, 'De inhoud is geen geldig JSON-object.');
}
