import { AcquitError } from '../findings/acquit-error.ts';
import { parseDocumentId } from '../identifiers/document-id.ts';
import type { Payable } from '../payables/payable.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { Archive } from '../storage/archive.ts';
import { sha256 } from '../storage/sent-bytes-store.ts';

/** A payable that names its raw document in the archive, and the bytes of that. */
export interface RawDocument {
  readonly payable: Payable;
  readonly bytes: Buffer;
}

/**
 * Downloads a document from PSB and archives it before anything else is done with it (psb.md 1.4). The payable is
 * returned as it is to be saved. Throws DOCUMENT_UNAVAILABLE, without asking PSB, for an id that is no GUID, and
 * what the download and the archive throw.
 */
export async function fetchDocument(
  payable: Payable,
  psb: PsbClient,
  archive: Archive,
): Promise<RawDocument> {
  const documentId = parseDocumentId(payable.documentId);
  if (documentId === undefined) {
    throw new AcquitError(
      'DOCUMENT_UNAVAILABLE',
      `"${payable.documentId}" is no document id of PSB (a GUID).`,
    );
  }
  const bytes = await psb.download(payable.partyAsReceived, documentId);
  const key = `${payable.party.replaceAll(':', '-')}/${payable.documentId}`;
  await archive.put(key, bytes);
  // From here on PSB may delete it: nobody has to watch its days any more.
  const { download: _over, ...rest } = payable;
  return { payable: { ...rest, archive: { key, sha256: sha256(bytes), size: bytes.length } }, bytes };
}

/**
 * Whether PSB may have sent the document although fetching it failed, so that its seven days may run: every answer
 * but 200 is a clear no, and what was never asked was never sent.
 */
export function mayHaveBeenSent(error: unknown): boolean {
  // What is no error of a call came after the download, from the archive.
  if (!(error instanceof AcquitError)) return true;
  const { status, sent } = error.detail;
  return status === undefined ? sent === 'maybe' : status === 200;
}
