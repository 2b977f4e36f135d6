import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What can be wrong with the bytes of a document, before anyone is paid (documents.md 2, 3, 12). */
export const documentCodes = {
  NOT_WELL_FORMED: {
    class: 'reject',
    term: null,
    cause: 'The file is not well-formed XML, so its content cannot be trusted.',
    remedy: 'Ask the supplier to send the invoice again straight from their invoicing software.',
    nl: {
      cause: 'Het bestand is geen welgevormde XML, dus de inhoud is niet te vertrouwen.',
      remedy:
        'Vraag de leverancier om de factuur opnieuw te sturen, rechtstreeks uit zijn facturatieprogramma.',
    },
  },
  FORBIDDEN_DOCTYPE: {
    class: 'reject',
    term: null,
    cause: 'The file has a DOCTYPE declaration; no e-invoice may have one, and attacks use it.',
    remedy: 'Ask the supplier to send the invoice without a DOCTYPE.',
    nl: {
      cause:
        'Het bestand heeft een DOCTYPE-declaratie; die mag in geen e-factuur staan en wordt bij aanvallen gebruikt.',
      remedy: 'Vraag de leverancier om de factuur zonder DOCTYPE te sturen.',
    },
  },
  ENCODING_INVALID: {
    class: 'reject',
    term: null,
    cause: 'The bytes of the file do not agree with the character encoding that it declares.',
    remedy: 'Ask the supplier to send the invoice in UTF-8.',
    nl: {
      cause: 'De bytes van het bestand passen niet bij de tekencodering die het opgeeft.',
      remedy: 'Vraag de leverancier om de factuur in UTF-8 te sturen.',
    },
  },
  DOCUMENT_TOO_LARGE: {
    class: 'hold',
    term: null,
    cause: 'The document is larger or deeper than Acquit reads.',
    remedy: 'Look at the document; ask the supplier for a smaller one when it is not an attack.',
    nl: {
      cause: 'Het document is groter of dieper genest dan Acquit leest.',
      remedy: 'Bekijk het document; vraag de leverancier om een kleiner document als het geen aanval is.',
    },
  },
  NO_STRUCTURED_DATA: {
    class: 'reject',
    term: null,
    cause:
      'The file holds no e-invoice data that a program can read; a PDF that is only a picture of an invoice has none.',
    remedy:
      'Ask the supplier for an e-invoice, such as UBL over Peppol or a Factur-X PDF with its data inside.',
    nl: {
      cause:
        'Het bestand bevat geen factuurgegevens die een programma kan lezen; een pdf die alleen een afbeelding van de factuur is, heeft er geen.',
      remedy:
        'Vraag de leverancier om een e-factuur, zoals UBL via Peppol of een Factur-X-pdf met de gegevens erin.',
    },
  },
  PDF_INVALID: {
    class: 'reject',
    term: null,
    cause: 'The PDF is damaged, encrypted, or not a PDF after all, so the invoice in it cannot be read.',
    remedy: 'Ask the supplier to send the PDF again, whole and without a password.',
    nl: {
      cause: 'De pdf is beschadigd, versleuteld of toch geen pdf; de factuur erin is niet te lezen.',
      remedy: 'Vraag de leverancier om de pdf opnieuw te sturen, volledig en zonder wachtwoord.',
    },
  },
  AMBIGUOUS_ATTACHMENTS: {
    class: 'hold',
    term: null,
    cause: 'The PDF holds more than one file that may be the invoice.',
    remedy:
      'Look which file is the invoice and pay it by hand, or ask the supplier for a PDF with one e-invoice in it.',
    nl: {
      cause: 'De pdf bevat meer dan één bestand dat de factuur kan zijn.',
      remedy:
        'Ga na welk bestand de factuur is en betaal met de hand, of vraag de leverancier om een pdf met één e-factuur erin.',
    },
  },
  SIGNATURE_ENVELOPE_INVALID: {
    class: 'reject',
    term: null,
    cause: 'The signed envelope (.p7m) cannot be opened, or its signature does not fit its content.',
    remedy: 'Ask the supplier to sign the invoice again and send it anew; do not pay what is in this one.',
    nl: {
      cause:
        'De ondertekende envelop (.p7m) kan niet worden geopend, of de handtekening past niet bij de inhoud.',
      remedy:
        'Vraag de leverancier om de factuur opnieuw te ondertekenen en te sturen; betaal niet wat in deze envelop staat.',
    },
  },
  SYNTAX_NOT_SUPPORTED: {
    class: 'hold',
    term: null,
    cause: 'The document is of a syntax that Acquit does not read yet.',
    remedy: 'Book the invoice by hand, or ask the supplier for a UBL invoice over Peppol.',
    nl: {
      cause: 'Het document heeft een formaat dat Acquit nog niet leest.',
      remedy: 'Boek de factuur met de hand, of vraag de leverancier om een UBL-factuur via Peppol.',
    },
  },
  NOT_AN_INVOICE: {
    class: 'ignore',
    term: null,
    cause: 'The document is not an invoice, so there is nothing to pay.',
    remedy: 'Nothing to do here; handle it in the process that it belongs to.',
    nl: {
      cause: 'Het document is geen factuur, er valt dus niets te betalen.',
      remedy: 'U hoeft hier niets te doen; behandel het in het proces waar het bij hoort.',
    },
  },
  UNSUPPORTED_PROFILE: {
    class: 'reject',
    term: 'BT-24',
    cause: 'The specification identifier names a profile whose rules Acquit does not know.',
    remedy: 'Ask the supplier for an invoice in Peppol BIS Billing 3, NLCIUS or another EN 16931 profile.',
    nl: {
      cause: 'De specificatie-identificatie noemt een profiel waarvan Acquit de regels niet kent.',
      remedy:
        'Vraag de leverancier om een factuur in Peppol BIS Billing 3, NLCIUS of een ander EN 16931-profiel.',
    },
  },
  TERM_MISSING: {
    class: 'reject',
    term: null,
    cause: 'A business term that every invoice must have is missing.',
    remedy: 'Ask the supplier to send the invoice again with the term that is named.',
    nl: {
      cause: 'Er ontbreekt een gegeven dat op elke factuur moet staan.',
      remedy: 'Vraag de leverancier om de factuur opnieuw te sturen, met het gegeven dat genoemd wordt.',
    },
  },
  TERM_REPEATED: {
    class: 'hold',
    term: null,
    cause: 'A business term that can stand only once stands several times with different values.',
    remedy: 'Look which value is meant, or ask the supplier for a corrected invoice.',
    nl: {
      cause: 'Een gegeven dat maar één keer mag voorkomen, staat er meermaals met verschillende waarden.',
      remedy: 'Ga na welke waarde bedoeld is, of vraag de leverancier om een verbeterde factuur.',
    },
  },
  INDICATOR_INVALID: {
    class: 'reject',
    term: null,
    cause: 'An allowance or charge does not say which of the two it is.',
    remedy: 'Ask the supplier to send the invoice again with a charge indicator of true or false.',
    nl: {
      cause: 'Bij een korting of toeslag staat niet welke van de twee het is.',
      remedy:
        'Vraag de leverancier om de factuur opnieuw te sturen met true of false als aanduiding van een toeslag.',
    },
  },
  LINE_STATUS_UNKNOWN: {
    class: 'hold',
    term: 'LineStatusReasonCode',
    cause:
      'A line has a status that is neither DETAIL, GROUP nor INFORMATION, so it is not clear whether it counts.',
    remedy:
      'Look whether the line is part of what is to be paid, or ask the supplier for a corrected invoice.',
    nl: {
      cause:
        'Een regel heeft een status die niet DETAIL, GROUP of INFORMATION is; het is niet duidelijk of de regel meetelt.',
      remedy:
        'Ga na of de regel bij het te betalen bedrag hoort, of vraag de leverancier om een verbeterde factuur.',
    },
  },
  AMOUNT_INVALID: {
    class: 'reject',
    term: null,
    cause: 'An amount is not a decimal number such as 1210.00.',
    remedy: 'Ask the supplier to send the invoice again with the amount written correctly.',
    nl: {
      cause: 'Een bedrag is geen decimaal getal zoals 1210.00.',
      remedy: 'Vraag de leverancier om de factuur opnieuw te sturen met het bedrag juist geschreven.',
    },
  },
  DATE_INVALID: {
    class: 'reject',
    term: 'BT-2',
    cause: 'A date does not exist, or the invoice is dated in the future.',
    remedy: 'Ask the supplier to send the invoice again with the right date.',
    nl: {
      cause: 'Een datum bestaat niet, of de factuurdatum ligt in de toekomst.',
      remedy: 'Vraag de leverancier om de factuur opnieuw te sturen met de juiste datum.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
