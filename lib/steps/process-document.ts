import type { Reading } from '../documents/reading.ts';
import type { Payable } from '../payables/payable.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { DocumentsMessage, PayableMessage } from '../queues/messages.ts';
import type { Archive } from '../storage/archive.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import type { DirectoryStore } from '../storage/directory-store.ts';
import type { Table } from '../storage/table.ts';
import { decideDocument } from './decide-document.ts';
import { rawDocument } from './raw-document.ts';
import { type ReadDocument, readOriginalOrCopy } from './read-original-or-copy.ts';
import { recogniseDocument } from './recognise-document.ts';
import { settleDecision } from './settle-decision.ts';
import { addOtherInvoices, siblingKeys } from './siblings.ts';
import { takeInEvent } from './take-in-event.ts';
import { onTurn, type TurnServices } from './turn.ts';

export interface ProcessDocumentServices extends TurnServices {
  readonly table: Table;
  readonly conversations: ConversationStore;
  readonly archive: Archive;
  readonly directory: DirectoryStore;
  readonly submissions: Queue<PayableMessage>;
  /** Asked for only when the payable is in the table, so that a missing secret delays it and loses nothing. */
  readonly outside: () => Promise<Outside>;
}

interface Outside {
  readonly psb: PsbClient;
  /** Our client id at the ERP, which it wants as source_system. */
  readonly sourceSystem: string;
}

const step = 'process-document';

/**
 * From a received document to a decision: recorded, archived, read, assessed, and then READY with its payment
 * request stored, HELD, REJECTED, NOT_PAYABLE or DUPLICATE. Released payables take the same way again. A file of
 * several invoices, and an amount that is paid in parts, lead to further payables, which are decided next.
 */
export async function processDocument(
  message: DocumentsMessage,
  services: ProcessDocumentServices,
): Promise<void> {
  const key = 'event' in message ? await takeInEvent(message.event, services) : message.nudge;
  if (key === undefined) return;
  let decided: Decided | undefined;
  await onTurn(key, step, services, async (payable) => {
    decided = await processPayable(payable, services);
  });
  if (decided === undefined) return;
  const { sourceSystem, ...document } = decided;
  const others = siblingKeys(document.payable);
  // Grows while it runs: the other invoices of a file may be paid in parts, too.
  for (const other of others) {
    await onTurn(other, step, services, async (payable) => {
      const decision = await decideDocument(payable, document, sourceSystem, services);
      others.push(...siblingKeys(await settleDecision(payable, decision, services)));
    });
  }
}

interface Decided extends Pick<ReadDocument, 'reading' | 'marks'> {
  readonly payable: Payable;
  readonly sourceSystem: string;
}

/** Undefined when the document became another one: PSB was asked to recognise the invoice in it. */
async function processPayable(
  payable: Payable,
  services: ProcessDocumentServices,
): Promise<Decided | undefined> {
  const { psb, sourceSystem } = await services.outside();
  const raw = await rawDocument(payable, psb, services);
  let archived = raw.payable;
  try {
    const document = await readOriginalOrCopy(raw, psb, services);
    archived = document.payable;
    if (await recogniseDocument({ ...raw, payable: archived }, document.reading, psb, services))
      return undefined;
    const first = await withOtherInvoices(archived, document.reading, services);
    const decision = await decideDocument(first, document, sourceSystem, services);
    return { ...document, payable: await settleDecision(first, decision, services), sourceSystem };
  } catch (error) {
    // PSB deletes the document days after the download: whoever tries again must find it in the archive.
    if (archived !== payable) await services.payables.save(archived, archived).catch(() => undefined);
    throw error;
  }
}

/** The first payable of a file of several invoices leads to one for each of the others (documents.md 6.1). */
async function withOtherInvoices(
  payable: Payable,
  reading: Reading,
  services: ProcessDocumentServices,
): Promise<Payable> {
  const isFirst = payable.body === undefined && (payable.part ?? 1) === 1;
  if (!reading.readable || reading.invoices.length === 1 || !isFirst) return payable;
  const ids = await addOtherInvoices(payable, reading.invoices.length, services);
  return { ...payable, siblings: [...new Set([...(payable.siblings ?? []), ...ids])] };
}
