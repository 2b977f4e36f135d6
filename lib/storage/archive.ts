import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { AcquitError } from '../findings/acquit-error.ts';

/**
 * The archive of raw documents: an S3 bucket with versions and encryption. A document is put here before
 * anything else is done with it, because PSB deletes it seven days after a download (psb.md 1.4).
 */
export function createArchive(client: S3Client, bucket: string) {
  async function put(key: string, bytes: Uint8Array): Promise<void> {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentType: 'application/octet-stream',
      }),
    );
  }

  async function get(key: string): Promise<Buffer> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) {
        throw new AcquitError('STORAGE_UNAVAILABLE', `The archive has no ${key}.`, { cause: error });
      }
      throw error;
    }
  }

  return { put, get };
}

export type Archive = ReturnType<typeof createArchive>;
