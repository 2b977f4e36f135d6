import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { permitted } from './access.ts';
import { chosenDocumentId } from './chosen-document-id.ts';
import { invoiceResponseSchema } from './invoice-response.ts';
import { psbDate } from './psb-date.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';
import { visibleDocument } from './psb-state.ts';
import { rendered } from './rendered.ts';
import { responseEvents } from './response-events.ts';

const partyIdsSchema = z.array(z.string().min(1)).min(1);
const base = '/api/v1/:partyId/purchaseInvoice';

/** The receiver's side of invoices (psb.md 3.2): download, status, removal, response, who can be answered. */
export function addPurchaseInvoiceRoutes(app: Hono<PsbVariables>, context: PsbContext): void {
  const { state, now, record, options } = context;
  const find = findDocument(context);

  app.get(`${base}/:documentId/download`, permitted('canReceiveDocument'), downloadDocument(context));

  app.get(`${base}/:documentId/status`, permitted('canReceiveDocument'), (c) => {
    const document = find(c.req.param('partyId'), c.req.param('documentId'));
    const responses = [...state.responses.values()].filter(({ documentId }) => documentId === document.id);
    return c.json([
      {
        id: document.id,
        name: 'Delivered',
        description: null,
        createdOn: psbDate(new Date(document.receivedAt)),
      },
      ...responses.map(({ id, response, at }) => ({
        id,
        name: 'InvoiceResponse',
        description: response.status,
        createdOn: psbDate(new Date(at)),
      })),
    ]);
  });

  app.delete(`${base}/:documentId`, permitted('canRemoveDocument'), (c) => {
    const document = find(c.req.param('partyId'), c.req.param('documentId'));
    record({ type: 'removed', documentId: document.id });
    return c.body(null, 200);
  });

  const mayRespond = permitted('canSendDocument', 'canChangeDocumentStatus');
  app.post(`${base}/:documentId/response`, mayRespond, async (c) => {
    const asked = invoiceResponseSchema.safeParse(await c.req.json().catch(() => undefined));
    const document = find(c.req.param('partyId'), c.req.param('documentId'));
    const id = chosenDocumentId(c.req.header('X-EConnect-DocumentId'), state);
    if (!asked.success) throw new PsbError(400, z.prettifyError(asked.error));
    const at = now().toISOString();
    const response = { id, documentId: document.id, party: document.party, response: asked.data, at };
    // A 200 means queued; the outcome comes as an event of its own (psb.md 3.3).
    const upcoming = responseEvents(response, document, options);
    record({ type: 'responded', response, upcoming, deliveries: [] });
    return c.json({ id });
  });

  app.post(`${base}/queryRecipientParty`, permitted('canSendDocument'), async (c) => {
    const parties = partyIdsSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parties.success) throw new PsbError(400, z.prettifyError(parties.error));
    const id = parties.data.find((party) => options.recipients?.(party) ?? true);
    if (id === undefined) throw new PsbError(404, 'None of these parties can receive an invoice response.');
    return c.json({ id, channel: 'peppol', description: 'Peppol participant' });
  });
}

/** The bytes of a document, in the format that `targetFormat` asks; the site docs call it `targetDocumentTypeId`. */
export function downloadDocument(context: PsbContext) {
  const { now, record, options } = context;
  const find = findDocument(context);
  return (c: Context<PsbVariables>) => {
    const document = find(c.req.param('partyId') ?? '', c.req.param('documentId') ?? '');
    const target = c.req.query('targetFormat') ?? c.req.query('targetDocumentTypeId');
    const source = document.event.details?.['sourceDocumentTypeId'];
    const bytes = rendered(Buffer.from(document.base64, 'base64'), source, target, options);
    if (document.downloadedAt === undefined) {
      record({ type: 'downloaded', documentId: document.id, at: now().toISOString() });
    }
    return c.body(Buffer.from(bytes), 200, { 'Content-Type': 'application/xml' });
  };
}

function findDocument({ state, now }: PsbContext) {
  return (partyId: string, documentId: string) => {
    const document = visibleDocument(state, partyId, documentId, now());
    if (document === undefined) throw new PsbError(404, 'The document is unknown, expired or deleted.');
    return document;
  };
}
