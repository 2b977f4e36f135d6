import { HeadBucketCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

/** The bucket that keeps the raw documents is there: nothing is done with a document before it is archived. */
export const archive: Check = {
  name: 'archive',
  after: [],
  async run({ settings: { ARCHIVE_BUCKET }, s3 }) {
    try {
      await s3.send(new HeadBucketCommand({ Bucket: ARCHIVE_BUCKET }));
      return ok('The bucket is there.');
    } catch (error) {
      // The answer to a HEAD has no body, so there is only its status to go by. 301: it is in another region.
      if (!notFound.safeParse(error).success) throw error;
      return wrong(
        'There is no bucket where ARCHIVE_BUCKET leads.',
        'Compare ARCHIVE_BUCKET and the region with the outputs of the stack. A bucket that was deleted takes a new deployment (docs/deploy.md).',
      );
    }
  },
};

const notFound = z.object({ $metadata: z.object({ httpStatusCode: z.literal([301, 404]) }) });
