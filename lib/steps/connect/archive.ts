import { S3Client } from '@aws-sdk/client-s3';
import { clientOptions } from '../../aws/client-options.ts';
import type { Settings } from '../../config/settings.ts';
import { type Archive, createArchive } from '../../storage/archive.ts';

export const archiveSettings = ['ARCHIVE_BUCKET', 'S3_ENDPOINT'] as const;

/** The archive of raw documents, by the settings of a function. */
export function connectArchive(settings: Settings<(typeof archiveSettings)[number]>): Archive {
  const s3 = new S3Client({
    ...clientOptions(settings.S3_ENDPOINT),
    // An embedded S3 has no host name per bucket.
    forcePathStyle: settings.S3_ENDPOINT !== undefined,
  });
  return createArchive(s3, settings.ARCHIVE_BUCKET);
}
