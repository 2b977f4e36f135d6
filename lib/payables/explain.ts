import type { Invoice, Syntax } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import type { Wrapping } from '../documents/reading.ts';
import { pathOf } from '../documents/term-groups.ts';
import type { Assessment } from './assess.ts';
import { explainBooks } from './explain-books.ts';
import { explainDemand } from './explain-demand.ts';
import { documentKind, explainDocument } from './explain-document.ts';
import { explainPayment } from './explain-payment.ts';
import { explainVerdict } from './explain-verdict.ts';
import type { Cite, Explanation, Section, Words } from './explanation.ts';
import { quoted } from './in-words.ts';

/**
 * Why an invoice is paid as it is, or is not: what the document is, who is paid what, why on this day, on this
 * account and by this reference, each with its term and where it stands in the document; and, apart, how it is
 * booked. Says the same as the assessment, of the same day, and decides nothing.
 */
export function explain(
  invoice: Invoice,
  assessment: Assessment,
  { wrapping, today }: { wrapping: readonly Wrapping[]; today: IsoDate },
): Explanation {
  const cite = citing(invoice.syntax);
  const { organisation, supplier, payments } = assessment;
  const demands: Section[] =
    supplier === null || payments.length === 0
      ? [explainDemand(invoice, supplier, cite)]
      : payments.map((payment) =>
          explainPayment(invoice, payment, { organisation, supplier, today, parts: payments.length }, cite),
        );
  return {
    title: titleOf(invoice),
    verdict: explainVerdict(assessment),
    sections: [explainDocument(invoice, wrapping, cite), ...demands].filter(
      ({ statements }) => statements.length > 0,
    ),
    findings: assessment.findings,
    forOurBooks: explainBooks(invoice, assessment, cite),
  };
}

const citing =
  (syntax: Syntax): Cite =>
  (...terms) =>
    terms.map((term) => ({ term, path: pathOf(syntax, term) }));

function titleOf(invoice: Invoice): Words {
  const { number, seller } = invoice;
  const kind = documentKind(invoice);
  const which = number === null ? '' : ` ${quoted(number)}`;
  const name = seller.name ?? seller.tradingName;
  const [en, nl] = name === null ? ['', ''] : [` from ${quoted(name)}`, ` van ${quoted(name)}`];
  return { en: `${kind.en}${which}${en}`, nl: `${kind.nl}${which}${nl}` };
}
