import type { Reading } from '../documents/reading.ts';
import { readDocument } from '../documents/read-document.ts';
import { parseIsoDate } from '../documents/iso-date.ts';
import type { Invoice } from '../documents/invoice.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { parseDocumentId } from '../identifiers/document-id.ts';
import { logger } from '../observability/logger.ts';
import { assess } from '../payables/assess.ts';
import { identifiersOf } from '../payables/business-identifiers.ts';
import type { Payable } from '../payables/payable.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { DocumentsMessage, PayableMessage } from '../queues/messages.ts';
import type { Archive } from '../storage/archive.ts';
import type { DirectoryStore } from '../storage/directory-store.ts';
import { sha256 } from '../storage/sent-bytes-store.ts';
import type { Table } from '../storage/table.ts';
import { type Decision, decideReading } from './decide-reading.ts';
import { settleDecision } from './settle-decision.ts';
import { addOtherInvoices, siblingKeys } from './siblings.ts';
import { takeInEvent } from './take-in-event.ts';
import { onTurn, type TurnServices } from './turn.ts';

export interface ProcessDocumentServices extends TurnServices {
  readonly table: Table;
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

/** A document may be a moment behind its webhook; after that "not found" is the truth (psb.md 4.4). */
const graceMilliseconds = 60_000;

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
  const { reading, sourceSystem } = decided;
  const others = siblingKeys(decided.payable);
  // Grows while it runs: the other invoices of a file may be paid in parts, too.
  for (const other of others) {
    await onTurn(other, step, services, async (payable) => {
      const decision = await decide(payable, reading, sourceSystem, services);
      others.push(...siblingKeys(await settleDecision(payable, decision, services)));
    });
  }
}

interface Decided {
  readonly payable: Payable;
  readonly reading: Reading;
  readonly sourceSystem: string;
}

async function processPayable(payable: Payable, services: ProcessDocumentServices): Promise<Decided> {
  const { psb, sourceSystem } = await services.outside();
  const { payable: archived, bytes } = await rawDocument(payable, psb, services).catch((error: unknown) =>
    explainForbidden(payable, error, services),
  );
  try {
    const reading = await readDocument(bytes);
    const first = await withOtherInvoices(archived, reading, services);
    const decision = await decide(first, reading, sourceSystem, services);
    return { payable: await settleDecision(first, decision, services), reading, sourceSystem };
  } catch (error) {
    // PSB deletes the document days after the download: whoever tries again must find it in the archive.
    if (archived !== payable) await services.payables.save(payable, archived).catch(() => undefined);
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

/** The raw bytes: from the archive, or from PSB and into the archive before anything else is done with them. */
async function rawDocument(
  payable: Payable,
  psb: PsbClient,
  { archive, now }: ProcessDocumentServices,
): Promise<{ payable: Payable; bytes: Buffer }> {
  if (payable.archive !== undefined) {
    const bytes = await archive.get(payable.archive.key);
    if (sha256(bytes) === payable.archive.sha256) return { payable, bytes };
    throw new AcquitError(
      'STORED_BYTES_DAMAGED',
      `The archived ${payable.archive.key} is not what was stored.`,
    );
  }
  const documentId = parseDocumentId(payable.documentId);
  if (documentId === undefined) {
    throw new AcquitError(
      'DOCUMENT_UNAVAILABLE',
      `"${payable.documentId}" is no document id of PSB (a GUID).`,
    );
  }
  const bytes = await psb.download(payable.partyAsReceived, documentId).catch((error: unknown) => {
    const young = now().getTime() - Date.parse(payable.receivedAt) < graceMilliseconds;
    if (young && error instanceof AcquitError && error.code === 'DOCUMENT_UNAVAILABLE') {
      throw new AcquitError('PSB_UNAVAILABLE', 'PSB does not have the document yet.', { cause: error });
    }
    throw error;
  });
  const key = `${payable.party.replaceAll(':', '-')}/${payable.documentId}`;
  await archive.put(key, bytes);
  return { payable: { ...payable, archive: { key, sha256: sha256(bytes), size: bytes.length } }, bytes };
}

/** A party that is neither ours at PSB nor in the directory is no setting to wait for: a person must look. */
async function explainForbidden(
  { party }: Payable,
  error: unknown,
  { directory }: ProcessDocumentServices,
): Promise<never> {
  const isForbidden = error instanceof AcquitError && error.code === 'PSB_FORBIDDEN';
  if (isForbidden && (await directory.organisationOf(party)) === undefined) {
    throw new AcquitError(
      'PARTY_UNKNOWN',
      `PSB gives us no document of ${party}, and no organisation has it.`,
      {
        cause: error,
      },
    );
  }
  throw error;
}

async function decide(
  payable: Payable,
  reading: Reading,
  sourceSystem: string,
  { directory, now }: ProcessDocumentServices,
): Promise<Decision> {
  if (!reading.readable) return decideReading(reading);
  const invoice = reading.invoices[(payable.body ?? 1) - 1];
  if (invoice === undefined) throw new RangeError(`The document has no invoice ${payable.body}.`);
  const organisation = await directory.organisationOf(payable.party);
  const suppliers =
    organisation === undefined
      ? []
      : await directory.suppliersWith(organisation.shortCode, identifiersOf(invoice.seller));
  const assessment = assess({
    invoice,
    directory: { organisations: organisation === undefined ? [] : [organisation], suppliers },
    today: today(now()),
    sourceSystem,
    party: payable.party,
    approvals: payable.approvals,
  });
  logUnmapped(payable, invoice);
  return { ...assessment, syntax: invoice.syntax, invoice, owner: organisation };
}

/** The day in Amsterdam and Brussels, where due dates and banking days count. */
function today(now: Date) {
  const day = parseIsoDate(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(now));
  if (day === undefined) throw new RangeError('The clock gives no day.');
  return day;
}

/** Nothing is dropped quietly: what the reader has no term for is at least named (design.md 2.5). */
function logUnmapped(payable: Payable, invoice: Invoice): void {
  if (invoice.unmapped.length === 0) return;
  logger.debug('elements without a term', { documentId: payable.documentId, paths: invoice.unmapped });
}
