import type { Reading } from '../documents/reading.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { type DocumentId, parseDocumentId } from '../identifiers/document-id.ts';
import { uuidV5 } from '../identifiers/uuid-v5.ts';
import { logger } from '../observability/logger.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { DirectoryStore } from '../storage/directory-store.ts';
import { readRecognition, recognitionOf } from '../storage/recognition-store.ts';
import type { Table } from '../storage/table.ts';
import { type Decision, decideReading } from './decide-reading.ts';
import { factsOf } from './decision-facts.ts';
import type { RawDocument } from './fetch-document.ts';
import { markRecognised } from './mark-recognised.ts';
import { rest } from './rest.ts';
import { supportFacts, type TurnServices } from './turn.ts';

interface Services extends TurnServices {
  readonly table: Table;
  readonly directory: DirectoryStore;
}

/**
 * Sends a PDF without an invoice in it to PSB's recognition, when the organisation allows that (psb.md 5.4), and
 * holds it until PSB announces what it made of it. Which document that will be is written down before the PDF
 * leaves (design.md 2.2); its id is made from that of the PDF, so that a lost answer is cured by sending again.
 * False when it is no such PDF, or not allowed: then nothing was done. Throws what makes the step try again.
 */
export async function recogniseDocument(
  { payable, bytes }: RawDocument,
  reading: Reading,
  psb: PsbClient,
  services: Services,
): Promise<boolean> {
  if (reading.readable || !isPictureOnly(reading)) return false;
  const owner = await services.directory.organisationOf(payable.party);
  if (owner?.recognise !== true) return false;
  const decision = decideReading(reading, owner);
  const expected = await expect(payable, decision, services);
  const found = await statusOf(expected, bytes, psb, services);
  const to = found.finding.code === 'RECOGNISED_AS' ? 'NOT_PAYABLE' : 'HELD';
  const findings = [found.finding];
  await rest(found.payable, { findings }, to, factsOf(found.payable, decision), [], services);
  return true;
}

const isPictureOnly = ({ syntax, findings }: Extract<Reading, { readable: false }>): boolean =>
  syntax === 'pdf' && findings.some(({ code }) => code === 'NO_STRUCTURED_DATA');

/** Our own id for the document to come, whatever PSB calls it in the end. */
function chosenId({ party, documentId }: Payable): DocumentId {
  const id = parseDocumentId(uuidV5('recognise', party, documentId));
  if (id === undefined) throw new TypeError('a UUID is a document id');
  return id;
}

/** The payable as it is stored with the id of the document to come, which from then on leads back to it. */
async function expect(payable: Payable, decision: Decision, { payables }: Services): Promise<Payable> {
  if (payable.recognisedAs !== undefined) return payable;
  return link({ ...payable, ...factsOf(payable, decision) }, payable, chosenId(payable), payables);
}

const link = (next: Payable, previous: Payable, recognisedAs: string, payables: Services['payables']) =>
  payables.save(previous, { ...next, recognisedAs }, [recognitionOf(previous, recognisedAs)]);

interface Found {
  readonly payable: Payable;
  readonly finding: Finding;
}

/** What is to be said of the PDF now; sends it unless its fate is known. */
async function statusOf(payable: Payable, bytes: Buffer, psb: PsbClient, services: Services): Promise<Found> {
  const { party, recognisedAs = chosenId(payable) } = payable;
  const recognised = { party, documentId: recognisedAs };
  const value = payableName(recognised);
  // It may have come before this PDF was linked to it.
  if (await markRecognised(recognised, payable, services)) {
    return { payable, finding: finding('RECOGNISED_AS', { value }) };
  }
  const recognition = await readRecognition(services.table, recognised);
  if (recognition?.failedAt !== undefined) {
    return { payable, finding: finding('RECOGNITION_FAILED', { value }) };
  }
  return send(payable, bytes, psb, services);
}

async function send(payable: Payable, bytes: Buffer, psb: PsbClient, services: Services): Promise<Found> {
  const chosen = chosenId(payable);
  const file = { name: `${payable.documentId}.pdf`, contentType: 'application/pdf', bytes };
  try {
    const answered = await psb.recognise(payable.partyAsReceived, file, chosen);
    if (answered !== chosen) return await renamed(payable, answered, services);
    return { payable, finding: pending(payable, payable.recognisedAs ?? chosen) };
  } catch (error) {
    if (!(error instanceof AcquitError) || error.class !== 'hold') throw error;
    return { payable, finding: finding(error.code, { message: error.message, value: supportFacts(error) }) };
  }
}

const pending = ({ party }: Payable, recognisedAs: string): Finding =>
  finding('RECOGNITION_PENDING', { value: payableName({ party, documentId: recognisedAs }) });

/** PSB chose an id of its own: the document to come is that one, or the one that came before we knew. */
async function renamed(payable: Payable, answered: DocumentId, services: Services): Promise<Found> {
  logger.warn('PSB recognises under an id of its own', { payable: payableName(payable), answered });
  const linked = await link(payable, payable, answered, services.payables);
  const recognised = { party: payable.party, documentId: answered };
  const isThere = await markRecognised(recognised, payable, services);
  return isThere
    ? { payable: linked, finding: finding('RECOGNISED_AS', { value: payableName(recognised) }) }
    : { payable: linked, finding: pending(payable, answered) };
}
