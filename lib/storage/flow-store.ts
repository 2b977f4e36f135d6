import * as z from 'zod';
import { dueKey, queryDue, takeDueTurn } from './due-index.ts';
import { ifAbsent, type Item, type Key, type Table } from './table.ts';

/** A payment of a payable: a later attempt is another payment at the bank. */
const attemptSchema = z.object({ party: z.string(), documentId: z.string(), attempt: z.int() });
export type Attempt = z.infer<typeof attemptSchema>;

/** What the PSU was sent to the bank for. */
const purposeSchema = z.discriminatedUnion('kind', [
  /** One payment, or those of a basket. */
  z.object({ kind: z.literal('payments'), payments: z.array(attemptSchema).min(1) }),
  z.object({ kind: z.literal('cancellation'), payments: z.array(attemptSchema).length(1) }),
  z.object({ kind: z.literal('consent'), bank: z.string(), consentId: z.string() }),
]);
export type FlowPurpose = z.infer<typeof purposeSchema>;

/**
 * One way of a PSU to the bank and back (psd2.md 3). Neither the state nor the session of the browser is ever
 * stored, only their hashes; the code rests here until it is exchanged, so that a queue message carries none.
 */
const flowSchema = z.object({
  stateHash: z.string(),
  purpose: purposeSchema,
  /** The payment, basket or consent whose token it must be (psd2.md 3.8). */
  resourceId: z.string(),
  /** When present, nothing is executed before it is called with the token (psd2.md 4.6). */
  confirmationHref: z.string().optional(),
  /** The browser that started; another one that comes back is told nothing (psd2.md 3.7). */
  sessionHash: z.string(),
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
  calledAt: z.string().optional(),
  /** When a worker took the code to exchange it. */
  takenAt: z.string().optional(),
  /** When sweep nudges the exchange again; only while one is to be done. */
  dueAt: z.string().optional(),
  tries: z.int().default(0),
  version: z.int().default(0),
});
export type Flow = z.infer<typeof flowSchema>;

/** Flows are kept this long after they expire, for late questions, then DynamoDB removes them. */
const keepSeconds = 7 * 24 * 3600;

/** What complete-authorisation finds in the due index. */
const group = 'complete';
const prefix = 'FLOW#';

const keyOf = (stateHash: string): Key => ({ pk: `${prefix}${stateHash}`, sk: 'FLOW' });

/** The index knows a flow by its key alone. */
const dueSchema = z
  .object({ pk: z.string().startsWith(prefix), dueAt: z.string(), tries: z.int(), version: z.int() })
  .transform(({ pk, ...due }) => ({ ...due, stateHash: pk.slice(prefix.length) }));
export type DueFlow = z.output<typeof dueSchema>;

export function createFlowStore(table: Table) {
  function toItem(flow: Flow): Item {
    const key = keyOf(flow.stateHash);
    const due = flow.dueAt === undefined ? {} : { dueKey: dueKey(group, key.pk) };
    const ttl = Math.floor(Date.parse(flow.expiresAt) / 1000) + keepSeconds;
    return { ...flow, ...key, ...due, ttl };
  }

  const create = (flow: Flow): Promise<boolean> => table.put(toItem(flow), ifAbsent);

  async function read(stateHash: string): Promise<Flow | undefined> {
    const { pk, sk } = keyOf(stateHash);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : flowSchema.parse(item);
  }

  /**
   * Moves a flow to another status with other facts; gives the flow as it then is, and undefined when somebody else
   * has moved it: a state, and a code, are used once.
   */
  async function advance(
    flow: Flow,
    to: Flow['status'],
    facts: Partial<Pick<Flow, 'code' | 'error' | 'calledAt' | 'takenAt' | 'dueAt'>> = {},
  ): Promise<Flow | undefined> {
    const { code: _code, dueAt: _due, ...rest } = flow;
    const next: Flow = { ...rest, ...facts, status: to, version: flow.version + 1 };
    const moved = await table.put(toItem(next), {
      expression: '#status = :from',
      names: { '#status': 'status' },
      values: { ':from': flow.status },
    });
    return moved ? next : undefined;
  }

  /** Takes the turn of a due flow, as takeDueTurn says. */
  const takeTurn = (flow: DueFlow, until: Date): Promise<boolean> =>
    takeDueTurn(table, keyOf(flow.stateHash), flow, until);

  /** Flows whose exchange is overdue, those due longest first within each shard. */
  const due = (now: Date, limit: number) => queryDue(table, dueSchema, { group, now, limit });

  return { create, read, advance, takeTurn, due };
}

export type FlowStore = ReturnType<typeof createFlowStore>;
