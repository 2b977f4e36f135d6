import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What can be wrong with the bytes of a document, before anyone is paid (documents.md 2, 3, 12). */
export const documentCodes = {
  NOT_WELL_FORMED: {
    class: 'reject',
    term: null,
    cause: 'The file is not well-formed XML, so its content cannot be trusted.',
    remedy: 'Ask the supplier to send the invoice again straight from their invoicing software.',
  },
  FORBIDDEN_DOCTYPE: {
    class: 'reject',
    term: null,
    cause: 'The file has a DOCTYPE declaration; no e-invoice may have one, and attacks use it.',
    remedy: 'Ask the supplier to send the invoice without a DOCTYPE.',
  },
  ENCODING_INVALID: {
    class: 'reject',
    term: null,
    cause: 'The bytes of the file do not agree with the character encoding that it declares.',
    remedy: 'Ask the supplier to send the invoice in UTF-8.',
  },
  DOCUMENT_TOO_LARGE: {
    class: 'hold',
    term: null,
    cause: 'The document is larger or deeper than Acquit reads.',
    remedy: 'Look at the document; ask the supplier for a smaller one when it is not an attack.',
  },
  SYNTAX_NOT_SUPPORTED: {
    class: 'hold',
    term: null,
    cause: 'The document is of a syntax that Acquit does not read yet.',
    remedy: 'Book the invoice by hand, or ask the supplier for a UBL invoice over Peppol.',
  },
  NOT_AN_INVOICE: {
    class: 'ignore',
    term: null,
    cause: 'The document is not an invoice, so there is nothing to pay.',
    remedy: 'Nothing to do here; handle it in the process that it belongs to.',
  },
  UNSUPPORTED_PROFILE: {
    class: 'reject',
    term: 'BT-24',
    cause: 'The specification identifier names a profile whose rules Acquit does not know.',
    remedy: 'Ask the supplier for an invoice in Peppol BIS Billing 3, NLCIUS or another EN 16931 profile.',
  },
  TERM_MISSING: {
    class: 'reject',
    term: null,
    cause: 'A business term that every invoice must have is missing.',
    remedy: 'Ask the supplier to send the invoice again with the term that is named.',
  },
  TERM_REPEATED: {
    class: 'hold',
    term: null,
    cause: 'A business term that can stand only once stands several times with different values.',
    remedy: 'Look which value is meant, or ask the supplier for a corrected invoice.',
  },
  INDICATOR_INVALID: {
    class: 'reject',
    term: null,
    cause: 'An allowance or charge does not say which of the two it is.',
    remedy: 'Ask the supplier to send the invoice again with a charge indicator of true or false.',
  },
  AMOUNT_INVALID: {
    class: 'reject',
    term: null,
    cause: 'An amount is not a decimal number such as 1210.00.',
    remedy: 'Ask the supplier to send the invoice again with the amount written correctly.',
  },
  DATE_INVALID: {
    class: 'reject',
    term: 'BT-2',
    cause: 'A date does not exist, or the invoice is dated in the future.',
    remedy: 'Ask the supplier to send the invoice again with the right date.',
  },
} as const satisfies Record<string, CatalogueEntry>;
