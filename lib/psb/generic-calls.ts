import type { Query } from '../http/build-url.ts';
import { type FormPart, multipartForm } from '../http/multipart-form.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import type { DocumentId } from '../identifiers/document-id.ts';
import { documentIn, downloadDocument } from './download-document.ts';
import { parseAnswer } from './parse-answer.ts';
import type { PsbCall } from './psb-call.ts';
import { filePart, type PsbFile, uploadFile } from './upload-file.ts';
import { type Validation, validationSchema } from './validation.ts';

export interface GenericCalls {
  /** Any document, such as a response that was received; otherwise as PsbClient.download. */
  downloadAny(partyId: string, documentId: DocumentId, targetFormat?: string): Promise<Buffer>;
  /**
   * Injects a document as if the party had received it, and gives its id. It makes test documents, so against the
   * production environment it throws ACCEPTANCE_ONLY before anything is sent.
   */
  receive(partyId: string, file: PsbFile, options: ReceiveOptions): Promise<DocumentId>;
  /** What PSB finds wrong with a document, in English; nothing is stored. */
  validate(bytes: Uint8Array, options?: { readonly sourceFormat?: string }): Promise<Validation>;
  /**
   * The document in another format; nothing is stored and no event comes of it. Throws also
   * TRANSFORMATION_NOT_AVAILABLE.
   */
  transform(
    bytes: Uint8Array,
    targetFormat: string,
    options?: { readonly sourceFormat?: string },
  ): Promise<Buffer>;
}

export interface ReceiveOptions {
  readonly documentId: DocumentId;
  readonly senderId?: string;
  readonly topic?: string;
  readonly channel?: string;
  readonly sourceFormat?: string;
  readonly targetFormat?: string;
  readonly metaAttributes?: Readonly<Record<string, string>>;
}

const productionHost = 'psb.econnect.eu';

/** `version` is that of validate and transform, on which PSB's pages disagree (psb.md 6.1). */
export function createGenericCalls(
  call: PsbCall,
  { baseUrl, version = 'v1-beta' }: { baseUrl: string; version?: string | undefined },
): GenericCalls {
  const show = (name: string, bytes: Uint8Array, query: Query) => {
    const file = { name: 'document.xml', contentType: 'application/xml', bytes };
    const { contentType, body } = multipartForm([filePart(file)]);
    const headers = { 'Content-Type': contentType, 'X-EConnect-Language': 'en' };
    return { method: 'POST', path: ['api', version, 'generic', name], query, headers, body } as const;
  };

  return {
    downloadAny: (partyId, documentId, targetFormat) =>
      downloadDocument(call, ['api', 'v1-beta', partyId, 'generic', documentId, 'download'], targetFormat),

    async receive(partyId, file, { documentId, metaAttributes, ...query }) {
      refuseProduction(baseUrl);
      return uploadFile(call, {
        path: ['api', 'v1-beta', partyId, 'generic', 'receive'],
        query,
        parts: [filePart(file), ...(metaAttributes === undefined ? [] : [attributesPart(metaAttributes)])],
        documentId,
        right: 'canReceiveDocument',
      });
    },

    async validate(bytes, { sourceFormat } = {}) {
      return parseAnswer(validationSchema, await call(show('validate', bytes, { sourceFormat })));
    },

    async transform(bytes, targetFormat, { sourceFormat } = {}) {
      const answer = await call({
        ...show('transform', bytes, { targetFormat, sourceFormat }),
        accept: 'application/xml, application/json',
        meaning: { 400: 'TRANSFORMATION_NOT_AVAILABLE', 422: 'TRANSFORMATION_NOT_AVAILABLE' },
      });
      return documentIn(answer);
    },
  };
}

const attributesPart = (attributes: Readonly<Record<string, string>>): FormPart => ({
  name: 'metaAttributes',
  contentType: 'application/json',
  bytes: Buffer.from(JSON.stringify(attributes)),
});

function refuseProduction(baseUrl: string): void {
  const host = new URL(baseUrl).hostname.replace(/\.$/, '');
  if (host !== productionHost) return;
  throw new AcquitError('ACCEPTANCE_ONLY', `A test document was not sent to ${host}`, {
    detail: { sent: 'no' },
  });
}
