import { AcquitError } from '../findings/acquit-error.ts';
import type { Payable } from '../payables/payable.ts';
import type { PsbClient } from '../psb/psb-client.ts';
import type { Archive } from '../storage/archive.ts';
import type { DirectoryStore } from '../storage/directory-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { archivedBytes } from './archived-bytes.ts';
import { fetchDocument, mayHaveBeenSent, type RawDocument } from './fetch-document.ts';

interface Services {
  readonly payables: PayableStore;
  readonly archive: Archive;
  readonly directory: DirectoryStore;
  readonly now: () => Date;
}

/** A document may be a moment behind its webhook; after that "not found" is the truth (psb.md 4.4). */
const graceMilliseconds = 60_000;

/** The raw bytes: from the archive, or from PSB and into the archive. Throws what `fetchDocument` throws, explained. */
export async function rawDocument(
  payable: Payable,
  psb: PsbClient,
  services: Services,
): Promise<RawDocument> {
  if (payable.archive !== undefined) {
    return { payable, bytes: await archivedBytes(payable.archive, services.archive) };
  }
  const startedAt = services.now().toISOString();
  try {
    return await fetchDocument(payable, psb, services.archive);
  } catch (error) {
    if (payable.download?.startedAt === undefined && mayHaveBeenSent(error)) {
      const started = { ...payable, download: { ...payable.download, startedAt } };
      await services.payables.save(payable, started).catch(() => undefined);
    }
    throw await explained(error, payable, services);
  }
}

async function explained(error: unknown, payable: Payable, services: Services): Promise<unknown> {
  if (!(error instanceof AcquitError)) return error;
  const { party, receivedAt } = payable;
  const isYoung = services.now().getTime() - Date.parse(receivedAt) < graceMilliseconds;
  if (error.code === 'DOCUMENT_UNAVAILABLE' && isYoung && error.detail['status'] !== undefined) {
    return new AcquitError('PSB_UNAVAILABLE', 'PSB does not have the document yet.', { cause: error });
  }
  // A party that is neither ours at PSB nor in the directory is no setting to wait for: a person must look.
  if (error.code === 'PSB_FORBIDDEN' && (await services.directory.organisationOf(party)) === undefined) {
    const message = `PSB gives us no document of ${party}, and no organisation has it.`;
    return new AcquitError('PARTY_UNKNOWN', message, { cause: error });
  }
  return error;
}
