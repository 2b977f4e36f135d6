import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { BankContext } from './bank-context.ts';
import { TppError } from './tpp-error.ts';

export interface CreationCall {
  readonly requestId: string;
  readonly bodyHash: string;
  readonly bytes: Uint8Array;
  /** The id of what the same X-Request-ID with the same bytes made before (psd2.md 1.5). */
  readonly earlier: string | undefined;
}

/** Reads a POST that makes something. Throws a TppError when its X-Request-ID came before with other bytes. */
export async function readCreationCall(c: Context, context: BankContext): Promise<CreationCall> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const requestId = c.req.header('X-Request-ID') ?? '';
  const bodyHash = createHash('sha256').update(`${c.req.path}\n`).update(bytes).digest('hex');
  const earlier = context.quirks.repeat === 'new' ? undefined : context.state.byRequest(requestId);
  if (earlier !== undefined && earlier.bodyHash !== bodyHash) {
    throw new TppError(400, 'PARAMETER_NOT_CONSISTENT', 'This X-Request-ID came before with another body.');
  }
  return { requestId, bodyHash, bytes, earlier: earlier?.id };
}

/** 201, and for a repeat what this bank says then. */
export const creationStatus = (
  { earlier }: CreationCall,
  { quirks }: Pick<BankContext, 'quirks'>,
): 200 | 201 => (earlier !== undefined && quirks.repeat === 200 ? 200 : 201);
