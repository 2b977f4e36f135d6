import type { Hono } from 'hono';
import * as z from 'zod';
import { permitted } from './access.ts';
import { arrival } from './arrival.ts';
import { chosenDocumentId } from './chosen-document-id.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';
import { downloadDocument } from './purchase-invoice-api.ts';
import { uploadedForm } from './uploaded-file.ts';

const base = '/api/v1-beta/:partyId/generic';

/** Any document by its id, and a document put in as if it had been received (psb.md 3.5). */
export function addGenericRoutes(app: Hono<PsbVariables>, context: PsbContext): void {
  const { state, now, record, announce } = context;
  app.get(`${base}/:documentId/download`, permitted('canReceiveDocument'), downloadDocument(context));

  app.post(`${base}/receive`, permitted('canReceiveDocument'), async (c) => {
    const { form, file } = await uploadedForm(c);
    const attributes = readAttributes(form.get('metaAttributes'));
    const id = chosenDocumentId(c.req.header('X-EConnect-DocumentId'), state);
    const { senderId: sender, topic, channel, sourceFormat } = c.req.query();
    const asked = { sender, channel, sourceDocumentTypeId: sourceFormat };
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const { bytes, name: fileName } = file;
    const details = { protocol: 'As4', ...attributes, ...given };
    const document = { documentId: id, party: c.get('party').id, bytes, fileName, topic, details };
    record(arrival(document, announce, now()));
    return c.json({ id });
  });
}

const attributesSchema = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.record(z.string(), z.unknown()));

function readAttributes(part: unknown): Record<string, unknown> {
  if (part === null) return {};
  try {
    return attributesSchema.parse(part);
  } catch {
    throw new PsbError(400, 'The part "metaAttributes" must be a JSON object.');
  }
}
