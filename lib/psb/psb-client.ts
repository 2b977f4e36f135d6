import * as z from 'zod';
import type { DocumentId } from '../identifiers/document-id.ts';
import { downloadDocument } from './download-document.ts';
import { parseAnswer } from './parse-answer.ts';
import { createPsbCall, type PsbClientOptions } from './psb-call.ts';
import { filePart, type PsbFile, uploadFile } from './upload-file.ts';

/**
 * The calls about received invoices (psb.md 3.2). `partyId` is spelled as in the webhook (psb.md 4.2). All throw
 * AcquitErrors: PSB_FORBIDDEN, PSB_UNAUTHORISED, PSB_UNAVAILABLE, PSB_REFUSED, and what they name themselves;
 * `detail` has PSB's own code and request id. Every call may be made again after a lost answer.
 */
export interface PsbClient {
  /**
   * The bytes of a received document, as they came in or in `targetFormat`, a documentTypeId of psb.md 5.2.
   * The first success starts PSB's 7-day clock: store the bytes before anything else (psb.md 1.4).
   * Throws also DOCUMENT_UNAVAILABLE, DOCUMENT_TOO_LARGE, and TRANSFORMATION_NOT_AVAILABLE for a format that PSB
   * cannot or does not make.
   */
  download(partyId: string, documentId: DocumentId, targetFormat?: string): Promise<Buffer>;
  /** Deletes a document at PSB for good; `gone` when it was not there any more. */
  remove(partyId: string, documentId: DocumentId): Promise<'removed' | 'gone'>;
  /**
   * Sends an Invoice Response about a document: the JSON of psb.md 3.3, in the bytes that were stored before
   * (design.md 2.2), under an id that belongs to those bytes. `known` when PSB has it already. Either only means
   * queued: the outcome comes as an event. Throws also DOCUMENT_UNAVAILABLE.
   */
  respond(
    partyId: string,
    documentId: DocumentId,
    body: Uint8Array,
    responseId: DocumentId,
  ): Promise<'sent' | 'known'>;
  /**
   * Under which of all its ids a seller can receive an Invoice Response; undefined when PSB says that it cannot.
   * A 404 that is not PSB's own word is PSB_UNAVAILABLE.
   */
  queryRecipientParty(
    partyId: string,
    sellerPartyIds: readonly string[],
  ): Promise<RecipientParty | undefined>;
  /**
   * Has a PDF or an image made into a UBL invoice, which arrives later as a document of its own under the id that
   * this gives: ours, unless PSB chose another. PSB needs a `recognize:` hook for it (psb.md 5.4).
   * Throws also UPLOAD_TOO_LARGE, PSB_ANSWER_INVALID.
   */
  recognise(partyId: string, file: PsbFile, documentId: DocumentId): Promise<DocumentId>;
}

export type RecipientParty = z.output<typeof recipientSchema>;
export type { PsbClientOptions } from './psb-call.ts';

const recipientSchema = z.object({
  id: z.string().min(1),
  channel: z.string().nullish(),
  description: z.string().nullish(),
});

export function createPsbClient(options: PsbClientOptions): PsbClient {
  const call = createPsbCall(options);
  const invoicesOf = (partyId: string) => ['api', 'v1', partyId, 'purchaseInvoice'];

  return {
    download: (partyId, documentId, targetFormat) =>
      downloadDocument(call, [...invoicesOf(partyId), documentId, 'download'], targetFormat),

    async remove(partyId, documentId) {
      const { status } = await call({
        method: 'DELETE',
        path: [...invoicesOf(partyId), documentId],
        right: 'canRemoveDocument',
        answers: [404],
      });
      return status === 404 ? 'gone' : 'removed';
    },

    async respond(partyId, documentId, body, responseId) {
      const answer = await call({
        method: 'POST',
        path: [...invoicesOf(partyId), documentId, 'response'],
        headers: { 'Content-Type': 'application/json', 'X-EConnect-DocumentId': responseId },
        body,
        right: 'canSendDocument or canChangeDocumentStatus',
        answers: [409],
        meaning: { 404: 'DOCUMENT_UNAVAILABLE' },
      });
      if (answer.status === 409) return 'known';
      // Whatever PSB calls the response, it took it: only an answer that is no JSON was not its own.
      parseAnswer(z.unknown(), answer);
      return 'sent';
    },

    async queryRecipientParty(partyId, sellerPartyIds) {
      const answer = await call({
        method: 'POST',
        path: [...invoicesOf(partyId), 'queryRecipientParty'],
        headers: { 'Content-Type': 'application/json' },
        body: Buffer.from(JSON.stringify(sellerPartyIds)),
        right: 'canSendDocument',
        answers: [404],
      });
      return answer.status === 404 ? undefined : parseAnswer(recipientSchema, answer);
    },

    recognise: (partyId, file, documentId) =>
      uploadFile(call, {
        path: [...invoicesOf(partyId), 'recognize'],
        query: { channel: 'idr' },
        parts: [filePart(file)],
        documentId,
        right: 'canReceiveDocument',
      }),
  };
}
