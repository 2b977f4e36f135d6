import { AcquitError } from '../findings/acquit-error.ts';
import type { Query } from '../http/build-url.ts';
import { isOfDocumentType } from './document-type.ts';
import { beginningOf, type PsbAnswer } from './psb-answer.ts';
import type { PsbCall } from './psb-call.ts';
import type { PsbRequest } from './psb-request.ts';

const noTransformation = 'TRANSFORMATION_NOT_AVAILABLE';

/**
 * The bytes of a document at `path`, as they came in, or in `targetFormat`, a documentTypeId of psb.md 5.2. Throws
 * DOCUMENT_UNAVAILABLE for PSB's 404 and TRANSFORMATION_NOT_AVAILABLE when PSB cannot or does not make that format.
 */
export async function downloadDocument(
  call: PsbCall,
  path: readonly string[],
  targetFormat?: string,
): Promise<Buffer> {
  if (targetFormat === undefined) return documentIn(await call(downloadOf(path)));
  // One generation of PSB's pages calls it targetFormat, the other targetDocumentTypeId (psb.md 3.2, 6.1).
  for (const name of ['targetFormat', 'targetDocumentTypeId']) {
    const query = { [name]: targetFormat };
    const meaning = { 400: noTransformation, 422: noTransformation } as const;
    const document = documentIn(await call(downloadOf(path, query, meaning)));
    if (isOfDocumentType(document, targetFormat)) return document;
  }
  throw new AcquitError(noTransformation, `PSB gave another format than the one asked for, ${targetFormat}`);
}

const downloadOf = (path: readonly string[], query?: Query, meaning?: PsbRequest['meaning']): PsbRequest => ({
  method: 'GET',
  path,
  ...(query !== undefined && { query }),
  accept: 'application/xml, application/json',
  right: 'canReceiveDocument',
  meaning: { 404: 'DOCUMENT_UNAVAILABLE', ...meaning },
});

/** A 200 alone proves nothing: an empty body or JSON is no document (psb.md 3.2). */
export function documentIn(answer: PsbAnswer): Buffer {
  const start = beginningOf(answer.body);
  if (start === '' || /^[{[]/.test(start)) throw answer.fault();
  return answer.body;
}
