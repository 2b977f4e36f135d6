import type { Cite, Statement, Words } from './explanation.ts';
import type { ReferenceKind, RemittanceReference } from './remittance-reference.ts';

const kinds: Readonly<Record<ReferenceKind, Words>> = {
  'creditor-reference': {
    en: 'the creditor reference of the document (ISO 11649), whose check digits are right',
    nl: 'de crediteurreferentie van het document (ISO 11649), waarvan de controlecijfers kloppen',
  },
  ogm: {
    en: 'the Belgian structured communication (OGM) of the document, whose check digits are right',
    nl: 'de gestructureerde mededeling (OGM) van het document, waarvan de controlecijfers kloppen',
  },
  betalingskenmerk: {
    en: 'the Dutch betalingskenmerk of the document, whose check digit is right',
    nl: 'het betalingskenmerk van het document, waarvan het controlecijfer klopt',
  },
  text: {
    en: 'the payment reference of the document',
    nl: 'de betalingsreferentie van het document',
  },
  'invoice-number': {
    en: 'the invoice number, as there is no payment reference to give',
    nl: 'het factuurnummer, want er is geen betalingsreferentie om mee te geven',
  },
};

/** What the supplier will recognise the payment by, and why it is this (documents.md 10). */
export function explainReference({ text, kind }: RemittanceReference, cite: Cite): Statement {
  return {
    label: { en: 'Reference', nl: 'Kenmerk' },
    text: { en: `${text}: ${kinds[kind].en}`, nl: `${text}: ${kinds[kind].nl}` },
    sources: cite(kind === 'invoice-number' ? 'BT-1' : 'BT-83'),
  };
}
