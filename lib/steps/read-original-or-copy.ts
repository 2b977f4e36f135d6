import type { Reading } from '../documents/reading.ts';
import { readDocument } from '../documents/read-document.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { parseDocumentId } from '../identifiers/document-id.ts';
import { psbDocumentId } from '../payables/news-for-supplier.ts';
import type { Payable } from '../payables/payable.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { Archive } from '../storage/archive.ts';
import { sha256 } from '../storage/sent-bytes-store.ts';
import { archivedBytes } from './archived-bytes.ts';
import type { RawDocument } from './fetch-document.ts';

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
  archive: Archive,
): Promise<ReadDocument> {
  const original = await readDocument(bytes);
  if (original.readable || !original.findings.some(({ code }) => code === 'SYNTAX_NOT_SUPPORTED')) {
    return { payable, reading: original, marks: [] };
  }
  const copy = await copyOf(payable, psb, archive);
  if (copy === undefined) return { payable, reading: original, marks: [] };
  const reading = await readDocument(copy.bytes);
  return reading.readable
    ? { payable: copy.payable, reading, marks: [finding('NORMALISED_COPY', { value: original.syntax })] }
    : { payable: copy.payable, reading: original, marks: [] };
}

async function copyOf(payable: Payable, psb: PsbClient, archive: Archive): Promise<RawDocument | undefined> {
  const original = payable.archive;
  const documentId = parseDocumentId(psbDocumentId(payable.documentId));
  if (original === undefined || documentId === undefined) return undefined;
  if (original.normalised !== undefined) {
    return { payable, bytes: await archivedBytes(original.normalised, archive) };
  }
  const bytes = await psb.download(payable.partyAsReceived, documentId, copyFormat).catch(ifThereIsNone);
  if (bytes === undefined) return undefined;
  const key = `${original.key}.normalised`;
  await archive.put(key, bytes);
  const normalised = { key, sha256: sha256(bytes), size: bytes.length, format: copyFormat };
  return { payable: { ...payable, archive: { ...original, normalised } }, bytes };
}

/** PSB cannot make it, or has deleted the document meanwhile: a person can release long after its days. */
function ifThereIsNone(error: unknown): undefined {
  const code = error instanceof AcquitError ? error.code : undefined;
  if (code !== 'TRANSFORMATION_NOT_AVAILABLE' && code !== 'DOCUMENT_UNAVAILABLE') throw error;
}
