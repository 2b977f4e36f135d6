import type { Finding } from '../findings/finding.ts';
import type { Invoice } from './invoice.ts';
import type { IsoDate } from './iso-date.ts';

/**
 * What reading a document gives: its invoices (a file may hold several), or the findings that say why there
 * are none. `syntax` tells what the document is as far as that could be seen, for people: `ubl-invoice`,
 * `cii`, `pdf`, `order`; null when not even that. `wrapping` names the envelopes around it, the outermost first.
 */
export type Reading =
  | {
      readonly readable: true;
      readonly syntax: string;
      readonly wrapping: readonly Wrapping[];
      readonly invoices: readonly [Invoice, ...Invoice[]];
    }
  | {
      readonly readable: false;
      readonly syntax: string | null;
      readonly findings: readonly [Finding, ...Finding[]];
      /** What a UBL document beside the invoice calls itself, for people. */
      readonly neighbour?: Neighbour;
    };

/** A Peppol envelope, a PDF with the invoice attached, or a signed file. */
export type Wrapping = 'sbdh' | 'pdf' | 'p7m';

/** An order, an Invoice Response or another UBL document that asks for no money. */
export interface Neighbour {
  readonly number: string | null;
  readonly issueDate: IsoDate | null;
  readonly currency: string | null;
  readonly profile: string | null;
  readonly lineCount: number;
}
