import { AcquitError } from '../findings/acquit-error.ts';
import type { Archive } from '../storage/archive.ts';
import { sha256 } from '../storage/sent-bytes-store.ts';

/** What was archived, byte for byte. Throws STORED_BYTES_DAMAGED when it is not there or not what was stored. */
export async function archivedBytes(
  stored: { readonly key: string; readonly sha256: string },
  archive: Archive,
): Promise<Buffer> {
  const bytes = await archive.get(stored.key);
  if (sha256(bytes) === stored.sha256) return bytes;
  throw new AcquitError('STORED_BYTES_DAMAGED', `The archived ${stored.key} is not what was stored.`);
}
