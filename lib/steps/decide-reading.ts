import type { Invoice } from '../documents/invoice.ts';
import type { Reading } from '../documents/reading.ts';
import { catalogue } from '../findings/catalogue.ts';
import type { Assessment } from '../payables/assess.ts';
import type { Organisation } from '../payables/directory.ts';

/** An assessment with what it was made from; for a document that cannot be read, without an invoice. */
export interface Decision extends Assessment {
  readonly syntax: string | null;
  readonly invoice: Invoice | null;
  /** Whose party received the document, also when the invoice is for somebody else; absent when nobody's here. */
  readonly owner?: Organisation | undefined;
  /** Document id of the PDF that it was recognised from. */
  readonly recognisedFrom?: string | undefined;
}

/** What becomes of a document that could not be read, of the party's owner: the worst of its findings decides. */
export function decideReading(
  reading: Extract<Reading, { readable: false }>,
  owner?: Organisation,
): Decision {
  const classes = reading.findings.map((found) => catalogue[found.code].class);
  const outcome = classes.includes('reject') ? 'REJECT' : classes.includes('hold') ? 'HOLD' : 'IGNORE';
  return {
    outcome,
    findings: reading.findings,
    organisation: owner ?? null,
    supplier: null,
    payments: [],
    businessDocument: null,
    syntax: reading.syntax,
    invoice: null,
    owner,
  };
}
