import * as z from 'zod';
import type { PayableKey } from '../payables/payable.ts';
import { psbDocumentId } from '../payables/psb-document-id.ts';
import { keyPart } from './key-part.ts';
import type { Key, Table, Write } from './table.ts';

/** From the id under which PSB sends back what it recognises to the PDF that it was sent (psb.md 5.4). */
const recognitionSchema = z.object({
  party: z.string(),
  /** Of the payable of the PDF. */
  documentId: z.string(),
  /** When PSB said that it cannot. */
  failedAt: z.string().optional(),
});
export type Recognition = z.infer<typeof recognitionSchema>;

/** By the document alone: PSB may announce it under another party of ours than the PDF came for. */
const keyOf = ({ documentId }: Pick<PayableKey, 'documentId'>): Key => ({
  pk: `RECOGNITION#${keyPart(psbDocumentId(documentId))}`,
  sk: 'PDF',
});

/** The write that makes a document to come known as the recognised one of a PDF. */
export const recognitionOf = ({ party, documentId }: PayableKey, recognisedAs: string): Write => ({
  put: { ...keyOf({ documentId: recognisedAs }), party, documentId },
});

/** The PDF that a document is, or was to be, recognised from; undefined for every other document. */
export async function readRecognition(
  table: Table,
  recognised: PayableKey,
): Promise<Recognition | undefined> {
  const { pk, sk } = keyOf(recognised);
  const item = await table.get(pk, sk);
  return item === undefined ? undefined : recognitionSchema.parse(item);
}

/** Remembers that PSB could not recognise it, so that the file is not sent again. */
export const failRecognition = async (table: Table, recognised: PayableKey, at: Date): Promise<void> =>
  void (await table.set(
    keyOf(recognised),
    { failedAt: at.toISOString() },
    { expression: 'attribute_exists(pk)' },
  ));
