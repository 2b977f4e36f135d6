import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What the ERP can answer to a payment request or a read (erp.md). */
export const erpCodes = {
  ERP_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'The ERP or its token host did not answer, or answered that it cannot now.',
    remedy: 'Nothing to do; it is tried again no sooner than the ERP asked.',
    nl: {
      cause: 'Het ERP of zijn tokenserver antwoordde niet, of antwoordde dat het nu niet kan.',
      remedy: 'U hoeft niets te doen; Acquit probeert het opnieuw, niet eerder dan het ERP vroeg.',
    },
  },
  ERP_RATE_LIMITED: {
    class: 'retry',
    term: null,
    cause: 'All clients of the ERP together sent more than it takes.',
    remedy: 'Nothing to do; Acquit slows down.',
    nl: {
      cause: 'Alle gebruikers van het ERP samen stuurden meer dan het aankan.',
      remedy: 'U hoeft niets te doen; Acquit stuurt trager.',
    },
  },
  ERP_UNAUTHORISED: {
    class: 'configuration',
    term: null,
    cause: 'The ERP refuses our credentials.',
    remedy: 'Check client id and secret of the ERP in the secret store and the token URL.',
    nl: {
      cause: 'Het ERP weigert onze inloggegevens.',
      remedy: 'Controleer de client-id en het secret van het ERP in de geheimenopslag, en de token-URL.',
    },
  },
  ERP_FORBIDDEN: {
    class: 'configuration',
    term: null,
    cause: 'The service account lacks a permission or is not a member of the organisation.',
    remedy:
      'Give it payables.payment_request.create and .read and membership of the organisation in the ERP.',
    nl: {
      cause: 'Het serviceaccount mist een recht of is geen lid van de organisatie.',
      remedy:
        'Geef het in het ERP payables.payment_request.create en .read, en maak het lid van de organisatie.',
    },
  },
  ERP_REFUSED: {
    class: 'hold',
    term: null,
    cause: 'The ERP refused the payment request because of its content.',
    remedy: 'Read the answer of the ERP in the finding; correct the directory or the ERP, then release.',
    nl: {
      cause: 'Het ERP weigerde het betaalverzoek om zijn inhoud.',
      remedy:
        'Lees het antwoord van het ERP in de bevinding; verbeter de directory of het ERP en geef daarna vrij.',
    },
  },
  ERP_CONFLICT: {
    class: 'hold',
    term: 'external_request_id',
    cause: 'The ERP already has a payment request under this key with other content.',
    remedy: 'Compare both in the ERP; only a person may decide which one is right.',
    nl: {
      cause: 'Het ERP heeft onder deze sleutel al een betaalverzoek met een andere inhoud.',
      remedy: 'Vergelijk beide in het ERP; alleen een medewerker mag beslissen welk verzoek juist is.',
    },
  },
  ERP_VALIDATION_FAILED: {
    class: 'hold',
    term: null,
    cause: 'The ERP took the payment request but could not validate it.',
    remedy: 'Correct the cause in the ERP; Acquit keeps reading its status and goes on by itself.',
    nl: {
      cause: 'Het ERP nam het betaalverzoek aan, maar kon het niet goedkeuren.',
      remedy: 'Neem de oorzaak weg in het ERP; Acquit blijft de status lezen en gaat vanzelf verder.',
    },
  },
  ERP_PAYMENT_FAILED: {
    class: 'hold',
    term: null,
    cause: 'The ERP gave the payment up for good.',
    remedy: 'Find the cause in the ERP, and pay by hand when it is still owed.',
    nl: {
      cause: 'Het ERP heeft de betaling definitief opgegeven.',
      remedy: 'Zoek de oorzaak in het ERP, en betaal met de hand als het bedrag nog verschuldigd is.',
    },
  },
  ERP_ANSWER_INVALID: {
    class: 'bug',
    term: null,
    cause: 'The ERP answered with something its documentation does not allow.',
    remedy: 'Send the logged status, code and time to the ERP team.',
    nl: {
      cause: 'Het ERP antwoordde met iets dat volgens zijn documentatie niet kan.',
      remedy: 'Stuur de gelogde status, de code en het tijdstip naar het ERP-team.',
    },
  },
  REQUEST_SENT_BEFORE: {
    class: 'hold',
    term: null,
    cause:
      'A payment request of this invoice was sent to the ERP before, under another key, and it may be there; sending a second one could pay twice.',
    remedy:
      'Look in the ERP for the request that is named. When it is there, reject this payable; when it is not, undo the change in the directory, or pay by hand and reject.',
    nl: {
      cause:
        'Van deze factuur is al eerder een betaalverzoek naar het ERP gestuurd, onder een andere sleutel, en dat kan er aangekomen zijn; een tweede verzoek kan tot dubbele betaling leiden.',
      remedy:
        'Zoek in het ERP het genoemde verzoek op. Staat het er, wijs deze factuur dan af; staat het er niet, maak de wijziging in de directory dan ongedaan, of betaal met de hand en wijs af.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
