import { readFileSync } from 'node:fs';
import { sizedInvoice } from '../../bench/sized-invoice.ts';
import { p7m, signer } from '../documents/sample-p7m.ts';
import { flate, pdf, stream, withFile } from '../documents/sample-pdf.ts';
import type { HostileFile } from './hostile-file.ts';

const sample = readFileSync(
  new URL('../../events/invoices/nlcius-betalingskenmerk.xml', import.meta.url),
  'utf8',
);
const by = signer();

/** The longest invoice that an honest sender has is 17 MB; a larger file is compared with that. */
const longest = 17_000_000;

/** An honest file of the same kind and about the same size: an invoice of so many lines, or a PDF of such pages. */
export function honestTwin(kind: HostileFile['kind'], size: number): Uint8Array {
  const bytes = kind === 'pdf' ? 10_000 : Math.min(size, longest);
  const invoice = Buffer.from(sizedInvoice(sample, { lines: Math.ceil(bytes / 1_000), bytes }));
  if (kind === 'xml') return invoice;
  if (kind === 'p7m') return p7m(invoice, by, { chunk: 4_096 });
  return pdf({ ...withFile(flate(invoice)), 6: stream(Buffer.alloc(size)) });
}
