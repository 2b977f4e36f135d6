import * as z from 'zod';
import type { Query } from '../http/build-url.ts';
import { type FormPart, multipartForm } from '../http/multipart-form.ts';
import { type DocumentId, parseDocumentId } from '../identifiers/document-id.ts';
import { parseAnswer } from './parse-answer.ts';
import type { PsbCall } from './psb-call.ts';

export interface PsbFile {
  readonly name: string;
  /** A media type, such as `application/pdf`. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The part that PSB takes a file as (psb.md 6.1: multipart, whatever the site says). */
export const filePart = ({ name, contentType, bytes }: PsbFile): FormPart => ({
  name: 'file',
  fileName: name,
  contentType,
  bytes,
});

export interface Upload {
  readonly path: readonly string[];
  readonly query?: Query;
  readonly parts: readonly FormPart[];
  /** The id under which PSB stores the document, and by which it knows a repeat (psb.md 4.5). */
  readonly documentId: DocumentId;
  readonly right: string;
}

const documentSchema = z.object({
  id: z
    .string()
    .transform(parseDocumentId)
    .refine((id) => id !== undefined),
});

/**
 * Sends a file that becomes a document at PSB, and gives the id that it got. The same upload again is answered 409,
 * which means that it was done: after a lost answer, send the same bytes under the same id (psb.md 4.5).
 */
export async function uploadFile(
  call: PsbCall,
  { path, query, parts, documentId, right }: Upload,
): Promise<DocumentId> {
  const { contentType, body } = multipartForm(parts);
  const answer = await call({
    method: 'POST',
    path,
    ...(query !== undefined && { query }),
    headers: { 'Content-Type': contentType, 'X-EConnect-DocumentId': documentId },
    body,
    right,
    answers: [409],
  });
  return answer.status === 409 ? documentId : parseAnswer(documentSchema, answer).id;
}
