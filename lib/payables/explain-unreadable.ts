import type { Reading } from '../documents/reading.ts';
import type { Assessment } from './assess.ts';
import { explainVerdict } from './explain-verdict.ts';
import { type Explanation, same, type Words } from './explanation.ts';
import { quoted } from './in-words.ts';

/** What a document is that could not be read as an invoice, as far as that could be seen, and what to do with it. */
export function explainUnreadable(
  { syntax, findings }: Extract<Reading, { readable: false }>,
  assessment: Assessment,
): Explanation {
  return {
    title: {
      en: 'A document that was not read as an invoice',
      nl: 'Een document dat niet als factuur is gelezen',
    },
    verdict: explainVerdict(assessment),
    sections:
      syntax === null
        ? []
        : [
            {
              title: { en: 'The document', nl: 'Het document' },
              statements: [
                { label: { en: 'Format', nl: 'Formaat' }, text: syntaxInWords(syntax), sources: [] },
              ],
            },
          ],
    findings,
    forOurBooks: null,
  };
}

/** What a document can be besides an invoice; others are called as their root element is: `order response`. */
const syntaxes: Readonly<Record<string, Words>> = {
  pdf: same('PDF'),
  p7m: { en: 'signed file (p7m)', nl: 'ondertekend bestand (p7m)' },
  sbdh: { en: 'Peppol envelope', nl: 'Peppol-envelop' },
  edifact: same('EDIFACT'),
  'ubl-invoice': { en: 'UBL invoice', nl: 'UBL-factuur' },
  'ubl-creditnote': { en: 'UBL credit note', nl: 'UBL-creditnota' },
  cii: { en: 'UN/CEFACT CII invoice', nl: 'UN/CEFACT CII-factuur' },
  'zugferd-1': { en: 'ZUGFeRD 1.0 invoice', nl: 'ZUGFeRD 1.0-factuur' },
  fatturapa: same('FatturaPA'),
  'fatturapa-simplified': same('FatturaPA semplificata'),
  order: { en: 'order', nl: 'bestelling' },
  'order-x': { en: 'order (Order-X)', nl: 'bestelling (Order-X)' },
  'invoice-response': { en: 'Invoice Response', nl: 'factuurantwoord (Invoice Response)' },
  cdar: { en: 'French lifecycle status (CDAR)', nl: 'Franse statusmelding (CDAR)' },
  'sdi-notification': { en: 'notification of the Italian SdI', nl: 'melding van de Italiaanse SdI' },
};

const syntaxInWords = (syntax: string): Words =>
  (Object.hasOwn(syntaxes, syntax) ? syntaxes[syntax] : undefined) ??
  same(quoted(syntax.replaceAll('-', ' ')));
