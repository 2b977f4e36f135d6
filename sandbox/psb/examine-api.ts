import type { Hono } from 'hono';
import { type DocumentFacts, readDocumentFacts } from './document-facts.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';
import { rendered } from './rendered.ts';
import { uploadedDocument } from './uploaded-file.ts';

/** The second spelling is that of the site docs (psb.md 6.1). */
const paths = (call: string) => [`/api/v1-beta/generic/${call}`, `/api/v1/generic/${call}`];

/** Says whether a document can be taken; nothing is kept (psb.md 3.5). */
export function addValidateRoute(app: Hono<PsbVariables>): void {
  app.on('POST', paths('validate'), async (c) => {
    const facts = readDocumentFacts(await uploadedDocument(c));
    const typeId = c.req.query('sourceFormat') ?? facts.documentTypeId ?? null;
    const assertions = rules.map(({ artifact, text, holds }) => ({
      artifact,
      flag: holds(facts) ? 'success' : 'error',
      text,
    }));
    const isValid = assertions.every(({ flag }) => flag === 'success');
    return c.json({ isValid, source: { typeId }, assertions });
  });
}

/** Far fewer than PSB has: what an access point needs to route a document. */
const rules: readonly { artifact: string; text: string; holds: (facts: DocumentFacts) => boolean }[] = [
  { artifact: 'XSD', text: 'The root is that of an invoice.', holds: ({ root }) => root !== 'Document' },
  { artifact: 'BR-02', text: 'An Invoice has a number.', holds: ({ number }) => Boolean(number) },
  {
    artifact: 'PEPPOL-EN16931-R020',
    text: 'A seller has an endpoint.',
    holds: ({ sender }) => Boolean(sender),
  },
  {
    artifact: 'PEPPOL-EN16931-R010',
    text: 'A buyer has an endpoint.',
    holds: ({ recipient }) => Boolean(recipient),
  },
];

/** Gives a document in another format: 400 without a target, 422 when there is no way; nothing is kept. */
export function addTransformRoute(app: Hono<PsbVariables>, { options }: PsbContext): void {
  app.on('POST', paths('transform'), async (c) => {
    const target = c.req.query('targetFormat');
    if (target === undefined) throw new PsbError(400, 'targetFormat is missing.');
    const bytes = await uploadedDocument(c);
    const source = c.req.query('sourceFormat') ?? readDocumentFacts(bytes).documentTypeId;
    const body = Buffer.from(rendered(bytes, source, target, options));
    return c.body(body, 200, { 'Content-Type': 'application/xml' });
  });
}
