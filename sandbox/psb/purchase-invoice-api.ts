import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import * as z from 'zod';
import { invoiceResponseSchema } from './invoice-response.ts';
import { psbDate } from './psb-date.ts';
import type { PsbContext } from './psb-context.ts';
import { PsbError } from './psb-error.ts';
import { visibleDocument } from './psb-state.ts';

const partyIdsSchema = z.array(z.string().min(1)).min(1);

/** The receiver's side of invoices (psb.md 3.2): download, status, removal, response. */
export function addPurchaseInvoiceRoutes(app: Hono, { state, now, record, announce }: PsbContext): void {
  const base = '/api/v1/:partyId/purchaseInvoice';
  const find = (partyId: string, documentId: string) => {
    const document = visibleDocument(state, partyId, documentId, now());
    if (document === undefined) throw new PsbError(404, 'The document is unknown, expired or deleted.');
    return document;
  };

  app.get(`${base}/:documentId/download`, (c) => {
    const document = find(c.req.param('partyId'), c.req.param('documentId'));
    const target = c.req.query('targetFormat');
    const source = document.event.details?.['sourceDocumentTypeId'];
    if (target !== undefined && target !== source) throw new PsbError(422, 'No such transformation.');
    if (document.downloadedAt === undefined) {
      record({ type: 'downloaded', documentId: document.id, at: now().toISOString() });
    }
    return c.body(Buffer.from(document.base64, 'base64'), 200, { 'Content-Type': 'application/xml' });
  });

  app.get(`${base}/:documentId/status`, (c) => {
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

  app.delete(`${base}/:documentId`, (c) => {
    const document = find(c.req.param('partyId'), c.req.param('documentId'));
    record({ type: 'removed', documentId: document.id });
    return c.body(null, 200);
  });

  app.post(`${base}/:documentId/response`, async (c) => {
    const response = invoiceResponseSchema.safeParse(await c.req.json().catch(() => undefined));
    // From here on nothing waits, so that of two equal calls at a time only one is taken.
    const document = find(c.req.param('partyId'), c.req.param('documentId'));
    const id = chosenDocumentId(c.req.header('X-EConnect-DocumentId'));
    if (id === undefined) throw new PsbError(400, 'X-EConnect-DocumentId must be a UUID.');
    if (state.responses.has(id)) throw new PsbError(409, 'This document id was processed before.');
    if (!response.success) throw new PsbError(400, z.prettifyError(response.error));
    const at = now();
    record({
      type: 'responded',
      response: {
        id,
        documentId: document.id,
        party: document.party,
        response: response.data,
        at: at.toISOString(),
      },
      // A 200 means queued; the outcome comes as an event of its own (psb.md 3.3).
      deliveries: announce.plan({
        topic: 'InvoiceResponseSent',
        partyId: document.party,
        documentId: id,
        refToDocumentId: document.id,
        message: "'InvoiceResponse' sent.",
        details: { statusCode: response.data.status, protocol: 'As4' },
        createdOn: psbDate(at),
      }),
    });
    return c.json({ id });
  });

  /** Every seller of the sandbox can receive an invoice response; script a 404 for one that cannot. */
  app.post(`${base}/queryRecipientParty`, async (c) => {
    const parties = partyIdsSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parties.success) throw new PsbError(400, z.prettifyError(parties.error));
    return c.json({ id: parties.data[0], channel: 'peppol', description: 'Peppol participant' });
  });
}

/** The id that the caller chose for the document he creates, or a new one; undefined when it is no UUID (psb.md 4.5). */
function chosenDocumentId(header: string | undefined): string | undefined {
  if (header === undefined) return randomUUID();
  return z.guid().safeParse(header).success ? header.toLowerCase() : undefined;
}
