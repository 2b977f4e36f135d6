import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { logger } from '../observability/logger.ts';
import { assess } from '../payables/assess.ts';
import { bankDay } from '../payables/bank-day.ts';
import { identifiersOf } from '../payables/business-identifiers.ts';
import type { Organisation } from '../payables/directory.ts';
import { outcomeOf } from '../payables/outcome.ts';
import type { Payable } from '../payables/payable.ts';
import type { DirectoryStore } from '../storage/directory-store.ts';
import { readRecognition } from '../storage/recognition-store.ts';
import type { Table } from '../storage/table.ts';
import { type Decision, decideReading } from './decide-reading.ts';
import type { ReadDocument } from './read-original-or-copy.ts';

interface Services {
  readonly table: Table;
  readonly directory: DirectoryStore;
  readonly now: () => Date;
}

/** What becomes of a payable: of its invoice in the document, or of the document when that cannot be read. */
export async function decideDocument(
  payable: Payable,
  { reading, marks }: Pick<ReadDocument, 'reading' | 'marks'>,
  sourceSystem: string,
  services: Services,
): Promise<Decision> {
  const owner = await services.directory.organisationOf(payable.party);
  const decision = reading.readable
    ? await decideInvoice(payable, invoiceOf(payable, reading.invoices), { owner, sourceSystem }, services)
    : decideReading(reading, owner);
  const recognisedFrom = await pdfOf(payable, owner, services);
  if (recognisedFrom === undefined) return marked(decision, marks, payable);
  const recognised = finding('RECOGNISED', { value: recognisedFrom });
  return { ...marked(decision, [...marks, recognised], payable), recognisedFrom };
}

/**
 * The PDF that the document was recognised from. The payable knows it when the link was there before the document;
 * PSB may be faster, so the link itself is asked for wherever there may be one.
 */
async function pdfOf(
  payable: Payable,
  owner: Organisation | undefined,
  { table }: Services,
): Promise<string | undefined> {
  if (payable.recognisedFrom !== undefined || owner?.recognise === false) return payable.recognisedFrom;
  return (await readRecognition(table, payable))?.documentId;
}

/**
 * An invoice that somebody made from what the supplier sent waits for a person who compared the two, also when it
 * is to be refused: the fault may be in the making.
 */
function marked(decision: Decision, marks: readonly Finding[], { approvals }: Payable): Decision {
  const findings = [...decision.findings, ...marks];
  return outcomeOf(marks, approvals) === 'HOLD'
    ? { ...decision, findings, outcome: 'HOLD', payments: [] }
    : { ...decision, findings };
}

function invoiceOf({ body = 1 }: Payable, invoices: readonly Invoice[]): Invoice {
  const invoice = invoices[body - 1];
  if (invoice === undefined) throw new RangeError(`The document has no invoice ${body}.`);
  return invoice;
}

async function decideInvoice(
  payable: Payable,
  invoice: Invoice,
  { owner, sourceSystem }: { owner: Organisation | undefined; sourceSystem: string },
  { directory, now }: Services,
): Promise<Decision> {
  const suppliers =
    owner === undefined ? [] : await directory.suppliersWith(owner.shortCode, identifiersOf(invoice.seller));
  const assessment = assess({
    invoice,
    directory: { organisations: owner === undefined ? [] : [owner], suppliers },
    today: bankDay(now()),
    sourceSystem,
    party: payable.party,
    approvals: payable.approvals,
  });
  logUnmapped(payable, invoice);
  return { ...assessment, syntax: invoice.syntax, invoice, owner };
}

/** Nothing is dropped quietly: what the reader has no term for is at least named (design.md 2.5). */
function logUnmapped(payable: Payable, invoice: Invoice): void {
  if (invoice.unmapped.length === 0) return;
  logger.debug('elements without a term', { documentId: payable.documentId, paths: invoice.unmapped });
}
