import type { Hono } from 'hono';
import { permitted } from './access.ts';
import { chosenDocumentId } from './chosen-document-id.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';
import { uploadedForm } from './uploaded-file.ts';

/** What recognition reads (psb.md 5.4). */
const contentTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'];

/** Takes a file to be recognised (psb.md 3.2); what it became is announced later under the answered id. */
export function addRecognizeRoute(
  app: Hono<PsbVariables>,
  { state, now, record, options }: PsbContext,
): void {
  app.post('/api/v1/:partyId/purchaseInvoice/recognize', permitted('canReceiveDocument'), async (c) => {
    const { file } = await uploadedForm(c);
    const { name, contentType, bytes } = file;
    if (!contentTypes.includes(contentType)) {
      throw new PsbError(400, `Recognition reads ${contentTypes.join(', ')}.`);
    }
    const documentId = chosenDocumentId(c.req.header('X-EConnect-DocumentId'), state);
    const base64 = Buffer.from(bytes).toString('base64');
    const dueAt = now().getTime() + (options.recognitionDelayMs ?? 1000);
    const recognition = { documentId, party: c.get('party').id, name, contentType, base64, dueAt };
    record({ type: 'recognising', recognition });
    return c.json({ id: documentId });
  });
}
