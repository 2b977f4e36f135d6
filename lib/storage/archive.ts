import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { AcquitError } from '../findings/acquit-error.ts';

const contentType = 'application/octet-stream';

/** Larger documents go up in parts of this size, so that a broken connection costs one part and not all of it. */
const partBytes = 8 * 1024 * 1024;

/**
 * The archive of raw documents: an S3 bucket with versions and encryption. A document is put here before
 * anything else is done with it, because PSB deletes it seven days after a download (psb.md 1.4).
 */
export function createArchive(client: S3Client, bucket: string) {
  async function put(key: string, bytes: Uint8Array): Promise<void> {
    const object = { Bucket: bucket, Key: key };
    if (bytes.length > partBytes) return putInParts(object, bytes);
    await client.send(new PutObjectCommand({ ...object, Body: bytes, ContentType: contentType }));
  }

  /** Only the last call makes an object of the parts: a half-sent document is never in the archive. */
  async function putInParts(object: { Bucket: string; Key: string }, bytes: Uint8Array): Promise<void> {
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({ ...object, ContentType: contentType }),
    );
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (let start = 0; start < bytes.length; start += partBytes) {
      const part = { PartNumber: Parts.length + 1, Body: bytes.subarray(start, start + partBytes) };
      const { ETag } = await client.send(new UploadPartCommand({ ...object, UploadId, ...part }));
      Parts.push({ PartNumber: part.PartNumber, ETag });
    }
    await client.send(
      new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }),
    );
  }

  async function get(key: string): Promise<Buffer> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) {
        throw new AcquitError('STORED_BYTES_DAMAGED', `The archive has no ${key}.`, { cause: error });
      }
      throw error;
    }
  }

  return { put, get };
}

export type Archive = ReturnType<typeof createArchive>;
