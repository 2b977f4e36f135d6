import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Objects of S3 in memory: put and get, as the archive does with documents of up to 8 MB. */
export function createS3Model() {
  const objects = new Map<string, Uint8Array>();

  function answer(command: object): unknown {
    if (command instanceof PutObjectCommand) {
      const { Key = '', Body } = command.input;
      if (!(Body instanceof Uint8Array)) throw new Error('The model of S3 takes bytes.');
      objects.set(Key, Body);
      return { ETag: createHash('md5').update(Body).digest('hex') };
    }
    if (command instanceof GetObjectCommand) {
      const bytes = objects.get(command.input.Key ?? '');
      if (bytes === undefined) throw new NoSuchKey({ message: 'There is no such object.', $metadata: {} });
      return { Body: { transformToByteArray: async () => bytes } };
    }
    throw new Error(`The model of S3 does not know ${command.constructor.name}.`);
  }

  return {
    /** What the archive uses of an S3Client. */
    client: {
      send: (command: object): Promise<unknown> => new Promise((resolve) => resolve(answer(command))),
    } as unknown as S3Client, // its overloads cannot be written down; commands it does not know are refused
    objects: objects as ReadonlyMap<string, Uint8Array>,
  };
}
