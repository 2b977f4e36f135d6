import * as z from 'zod';
import { ifAbsent, type Key, type Table } from './table.ts';

const payableKeySchema = z.object({ party: z.string(), documentId: z.string() });

/** What the holder of a ticket may do at the bank, and nothing else. */
const errandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('payments'), payables: z.array(payableKeySchema).min(1) }),
  z.object({ kind: z.literal('cancellation'), payable: payableKeySchema }),
  z.object({
    kind: z.literal('consent'),
    service: z.enum(['ais', 'piis']),
    organisation: z.string(),
    ibans: z.array(z.string()).min(1),
  }),
]);
export type Errand = z.infer<typeof errandSchema>;

const ticketSchema = z.object({
  ticketHash: z.string(),
  errand: errandSchema,
  expiresAt: z.string(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** What became of a ticket; an item of its own, so that a long list is not written again with every step. */
const useSchema = z.object({
  /** The first browser that used it: nobody else may. */
  sessionHash: z.string(),
  /** Until when somebody is at the bank with it: a second click waits. */
  busyUntil: z.string(),
  /** X-Request-ID of the basket that the PSU was sent to last. */
  basket: z.string().optional(),
  /** The bank refused a basket of these: each goes alone. */
  single: z.literal(true).optional(),
});
export type TicketUse = z.infer<typeof useSchema>;

/** A day after its end nobody asks for it any more. */
const keepSeconds = 24 * 3600;

const keyOf = (ticketHash: string, sk: 'TICKET' | 'USE'): Key => ({ pk: `TICKET#${ticketHash}`, sk });
const ttlOf = ({ expiresAt }: Ticket): number => Math.floor(Date.parse(expiresAt) / 1000) + keepSeconds;

export function createTicketStore(table: Table) {
  const create = (ticket: Ticket): Promise<boolean> =>
    table.put({ ...ticket, ...keyOf(ticket.ticketHash, 'TICKET'), ttl: ttlOf(ticket) }, ifAbsent);

  async function read(ticketHash: string): Promise<Ticket | undefined> {
    const { pk, sk } = keyOf(ticketHash, 'TICKET');
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : ticketSchema.parse(item);
  }

  async function readUse(ticketHash: string): Promise<TicketUse | undefined> {
    const { pk, sk } = keyOf(ticketHash, 'USE');
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : useSchema.parse(item);
  }

  /**
   * Takes the ticket for one visit to the bank: of the browser that used it first, and of one click at a time. False
   * when it is another browser's, or another click is under way.
   */
  async function take(
    ticket: Ticket,
    { sessionHash, now, until }: { readonly sessionHash: string; readonly now: Date; readonly until: Date },
  ): Promise<TicketUse | undefined> {
    const known = await readUse(ticket.ticketHash);
    const use: TicketUse = { ...known, sessionHash, busyUntil: until.toISOString() };
    const taken = await table.put(
      { ...use, ...keyOf(ticket.ticketHash, 'USE'), ttl: ttlOf(ticket) },
      {
        expression: 'attribute_not_exists(pk) OR (sessionHash = :session AND busyUntil <= :now)',
        values: { ':session': sessionHash, ':now': now.toISOString() },
      },
    );
    return taken ? use : undefined;
  }

  /** Gives it back after the visit, with what is to be known at the next one; only whoever took it can. */
  const release = (
    ticket: Ticket,
    taken: TicketUse,
    now: Date,
    facts: Pick<TicketUse, 'basket' | 'single'>,
  ): Promise<boolean> =>
    table.put(
      {
        ...taken,
        ...facts,
        busyUntil: now.toISOString(),
        ...keyOf(ticket.ticketHash, 'USE'),
        ttl: ttlOf(ticket),
      },
      {
        expression: 'sessionHash = :session AND busyUntil = :until',
        values: { ':session': taken.sessionHash, ':until': taken.busyUntil },
      },
    );

  /** Keeps the bytes of a call that is about to be made for it (design.md 2.2). */
  const keepSent = async (ticket: Ticket, requestId: string, bytes: Uint8Array): Promise<void> =>
    void (await table.put({
      pk: keyOf(ticket.ticketHash, 'TICKET').pk,
      sk: `SENT#${requestId}`,
      bytes,
      ttl: ttlOf(ticket),
    }));

  return { create, read, readUse, take, release, keepSent };
}

export type TicketStore = ReturnType<typeof createTicketStore>;
