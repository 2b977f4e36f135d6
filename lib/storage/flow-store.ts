import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { PayableKey } from '../payables/payable.ts';
import { ifAbsent, type Table } from './table.ts';

/**
 * One way of a PSU to the bank and back (psd2.md 3). The state itself is never stored, only its hash; the
 * code rests here until it is exchanged, so that a queue message carries none.
 */
const flowSchema = z.object({
  stateHash: z.string(),
  party: z.string(),
  documentId: z.string(),
  /** The payment of the payable that this flow authorises. */
  attempt: z.int(),
  /** PENDING: the PSU is away. CALLED: the redirect came. DONE: the code was exchanged, or there was none. */
  status: z.enum(['PENDING', 'CALLED', 'EXCHANGING', 'DONE']),
  codeVerifier: z.string(),
  issuer: z.string().optional(),
  /** The bank promised to name itself in the redirect (RFC 9207). */
  issRequired: z.boolean(),
  expiresAt: z.string(),
  code: z.string().optional(),
  /** The error the bank sent back instead of a code; a hint, never the truth (psd2.md 3.4). */
  error: z.string().optional(),
});
export type Flow = z.infer<typeof flowSchema>;

/** Flows are kept this long after they expire, for late questions, then DynamoDB removes them. */
const keepSeconds = 7 * 24 * 3600;

export const hashState = (state: string): string => createHash('sha256').update(state).digest('hex');

const keyOf = (stateHash: string) => ({ pk: `FLOW#${stateHash}`, sk: 'FLOW' });

export function createFlowStore(table: Table) {
  const create = (flow: Flow): Promise<boolean> =>
    table.put(
      {
        ...flow,
        ...keyOf(flow.stateHash),
        ttl: Math.floor(Date.parse(flow.expiresAt) / 1000) + keepSeconds,
      },
      ifAbsent,
    );

  async function read(stateHash: string): Promise<Flow | undefined> {
    const { pk, sk } = keyOf(stateHash);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : flowSchema.parse(item);
  }

  /** Moves a flow from one status to the next; false when it is not in `from` any more: it was used before. */
  const advance = (
    stateHash: string,
    from: Flow['status'],
    to: Flow['status'],
    facts: Partial<Pick<Flow, 'code' | 'error'>> = {},
  ): Promise<boolean> =>
    table.set(
      keyOf(stateHash),
      { status: to, ...facts },
      {
        expression: '#status = :from',
        names: { '#status': 'status' },
        values: { ':from': from },
      },
    );

  return { create, read, advance };
}

export type FlowStore = ReturnType<typeof createFlowStore>;

/** The payable that a flow belongs to. */
export const flowPayable = ({ party, documentId }: Flow): PayableKey => ({ party, documentId });
