import type { Context } from 'hono';
import { PsbError } from './psb-error.ts';

export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The form of a multipart upload and its part `file` (psb.md 6.1: multipart, not raw). Throws 400 without one. */
export async function uploadedForm(c: Context): Promise<{ form: FormData; file: UploadedFile }> {
  const form = await c.req.formData().catch(() => undefined);
  const file = form?.get('file');
  if (form === undefined || !(file instanceof File)) {
    throw new PsbError(400, 'The body must be multipart/form-data with a part "file".');
  }
  return {
    form,
    file: { name: file.name, contentType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) },
  };
}

/** The bytes of a document that is only looked at: multipart, or the XML itself (psb.md 3.5). */
export async function uploadedDocument(c: Context): Promise<Uint8Array> {
  const raw = /^(application|text)\/xml\b/i.test(c.req.header('Content-Type') ?? '');
  return raw ? new Uint8Array(await c.req.arrayBuffer()) : (await uploadedForm(c)).file.bytes;
}
