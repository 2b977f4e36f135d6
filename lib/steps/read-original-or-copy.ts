import type { Reading } from '../documents/reading.ts';
import { readDocument } from '../documents/read-document.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { parseDocumentId } from '../identifiers/document-id.ts';
import { psbDocumentId } from '../payables/psb-document-id.ts';
import type { Payable } from '../payables/payable.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { Archive } from '../storage/archive.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { sha256 } from '../storage/sent-bytes-store.ts';
import { archivedBytes } from './archived-bytes.ts';
import type { RawDocument } from './fetch-document.ts';

interface Services {
  readonly payables: PayableStore;
  readonly archive: Archive;
}

export interface ReadDocument {
  readonly payable: Payable;
  readonly reading: Reading;
  /** What a person must know about how it was read, whatever is in it. */
  readonly marks: readonly Finding[];
}

/** BIS Billing 3: what everybody in Peppol can write and we read (psb.md 5.2). */
const copyFormat =
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1';

/**
 * Reads the original, and only when it is of a syntax that we do not read PSB's copy of it in one that we do
 * (psb.md 5.3). The copy is archived beside the original, so that PSB is asked once; an invoice that was read from
 * it says so. Without a copy that can be read, the original is what it is.
 */
export async function readOriginalOrCopy(
  { payable, bytes }: RawDocument,
  psb: PsbClient,
  services: Services,
): Promise<ReadDocument> {
  const original = await readDocument(bytes);
  if (original.readable || !original.findings.some(({ code }) => code === 'SYNTAX_NOT_SUPPORTED')) {
    return { payable, reading: original, marks: [] };
  }
  const { kept, copy } = await withCopy(payable, psb, services);
  const reading = copy === undefined ? original : await readDocument(copy);
  if (!reading.readable) return { payable: kept, reading: original, marks: [] };
  return { payable: kept, reading, marks: [finding('NORMALISED_COPY', { value: original.syntax })] };
}

interface WithCopy {
  readonly kept: Payable;
  readonly copy?: Buffer;
}

async function withCopy(
  payable: Payable,
  psb: PsbClient,
  { archive, payables }: Services,
): Promise<WithCopy> {
  const original = payable.archive;
  const documentId = parseDocumentId(psbDocumentId(payable.documentId));
  if (original === undefined || documentId === undefined) return { kept: payable };
  if (original.normalised !== undefined) {
    return { kept: payable, copy: await archivedBytes(original.normalised, archive) };
  }
  // One call more may be one too many for the time of the function: what is archived is written down first.
  const kept = await payables.save(payable, payable);
  const copy = await psb.download(kept.partyAsReceived, documentId, copyFormat).catch(ifThereIsNone);
  if (copy === undefined) return { kept };
  const key = `${original.key}.normalised`;
  await archive.put(key, copy);
  const normalised = { key, sha256: sha256(copy), size: copy.length, format: copyFormat };
  return { kept: { ...kept, archive: { ...original, normalised } }, copy };
}

/** PSB cannot make it, or has deleted the document meanwhile: a person can release long after its days. */
function ifThereIsNone(error: unknown): undefined {
  const code = error instanceof AcquitError ? error.code : undefined;
  if (code !== 'TRANSFORMATION_NOT_AVAILABLE' && code !== 'DOCUMENT_UNAVAILABLE') throw error;
}
