import type { Payable } from '../payables/payable.ts';
import { sellerParties } from '../payables/seller-parties.ts';
import type { Decision } from './decide-reading.ts';

export type Facts = Partial<Omit<Payable, 'party' | 'documentId' | 'status' | 'version' | 'history'>>;

/** What a decision adds to the payable, whatever it is. */
export function factsOf(payable: Payable, decision: Decision): Facts {
  const { syntax, invoice, organisation, supplier, owner, recognisedFrom } = decision;
  return {
    ...(payable.archive === undefined ? {} : { archive: payable.archive }),
    ...(payable.siblings === undefined ? {} : { siblings: payable.siblings }),
    ...(recognisedFrom === undefined ? {} : { recognisedFrom }),
    ...(organisation === null ? {} : { organisation: organisation.shortCode }),
    ...(supplier === null ? {} : { supplierNumber: supplier.number }),
    ...(supplier?.language === undefined ? {} : { supplierLanguage: supplier.language }),
    // By the party that received it: also the invoice that is not for us gets its answer.
    ...(owner === undefined ? {} : { responses: owner.responses === 'off' ? undefined : owner.responses }),
    ...(owner === undefined ? {} : { removeAtPsb: owner.removeAtPsb ? (true as const) : undefined }),
    document: {
      syntax,
      number: invoice?.number ?? null,
      issueDate: invoice?.issueDate ?? null,
      currency: invoice?.currency ?? null,
      payableAmount: invoice?.totals.payable ?? null,
      sellerName: invoice?.seller.name ?? invoice?.seller.tradingName ?? null,
      sellerParties: invoice === null ? [] : sellerParties(invoice.seller),
      sellerCountry: invoice?.seller.country ?? null,
    },
  };
}
