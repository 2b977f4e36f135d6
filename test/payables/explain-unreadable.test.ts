import { expect, test } from 'vitest';
import { finding } from '../../lib/findings/finding.ts';
import { explainUnreadable } from '../../lib/payables/explain-unreadable.ts';
import { decideReading } from '../../lib/steps/decide-reading.ts';

const explained = (syntax: string | null) => {
  const reading = { readable: false, syntax, findings: [finding('NOT_AN_INVOICE')] } as const;
  return explainUnreadable(reading, decideReading(reading));
};

test('a document that is no invoice is explained by what it is', () => {
  expect(explained('order')).toEqual({
    title: {
      en: 'A document that was not read as an invoice',
      nl: 'Een document dat niet als factuur is gelezen',
    },
    verdict: {
      en: 'It is not a document to be paid, and nothing happens with it (NOT_AN_INVOICE).',
      nl: 'Dit is geen document om te betalen, en er gebeurt niets mee (NOT_AN_INVOICE).',
    },
    sections: [
      {
        title: { en: 'The document', nl: 'Het document' },
        statements: [
          {
            label: { en: 'Format', nl: 'Formaat' },
            text: { en: 'order', nl: 'bestelling' },
            sources: [],
          },
        ],
      },
    ],
    findings: [finding('NOT_AN_INVOICE')],
    forOurBooks: null,
  });
});

test('of what nobody could see what it is, no format is given', () => {
  expect(explained(null).sections).toEqual([]);
});

test.each([
  ['pdf', 'PDF', 'PDF'],
  ['p7m', 'signed file (p7m)', 'ondertekend bestand (p7m)'],
  ['sbdh', 'Peppol envelope', 'Peppol-envelop'],
  ['edifact', 'EDIFACT', 'EDIFACT'],
  ['ubl-invoice', 'UBL invoice', 'UBL-factuur'],
  ['ubl-creditnote', 'UBL credit note', 'UBL-creditnota'],
  ['cii', 'UN/CEFACT CII invoice', 'UN/CEFACT CII-factuur'],
  ['zugferd-1', 'ZUGFeRD 1.0 invoice', 'ZUGFeRD 1.0-factuur'],
  ['fatturapa', 'FatturaPA', 'FatturaPA'],
  ['fatturapa-simplified', 'FatturaPA semplificata', 'FatturaPA semplificata'],
  ['order', 'order', 'bestelling'],
  ['order-x', 'order (Order-X)', 'bestelling (Order-X)'],
  ['invoice-response', 'Invoice Response', 'factuurantwoord (Invoice Response)'],
  ['cdar', 'French lifecycle status (CDAR)', 'Franse statusmelding (CDAR)'],
  ['sdi-notification', 'notification of the Italian SdI', 'melding van de Italiaanse SdI'],
  // others by their root element
  ['despatch-advice', 'despatch advice', 'despatch advice'],
  ['order-response', 'order response', 'order response'],
  ['constructor', 'constructor', 'constructor'], // a root element can be called anything
])('the syntax %s is %s, in Dutch %s', (syntax, en, nl) => {
  expect(explained(syntax).sections[0]?.statements[0]?.text).toEqual({ en, nl });
});
