import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What can go wrong with PSB: its webhooks and its API (psb.md 2.5, 4.4). */
export const psbCodes = {
  WEBHOOK_SIGNATURE_INVALID: {
    class: 'configuration',
    term: 'X-EConnect-Signature',
    cause: 'The signature of a webhook is missing, doubled, malformed or made with another secret.',
    remedy:
      'When it came from PSB, compare the secret in the hook action with the configured ones; otherwise it was a stranger, refused.',
    nl: {
      cause:
        'De handtekening van een webhook ontbreekt, staat er dubbel, is misvormd of is met een ander secret gezet.',
      remedy:
        'Kwam hij van PSB, vergelijk dan het secret in de hook action met de ingestelde; anders was het een vreemde, en die is geweigerd.',
    },
  },
  WEBHOOK_UNPARSABLE: {
    class: 'bug',
    term: null,
    cause: 'The body of a signed webhook is not the JSON event that PSB documents.',
    remedy: 'Send the logged event and its time to PSB support.',
    nl: {
      cause: 'De inhoud van een ondertekende webhook is niet de JSON-gebeurtenis die PSB beschrijft.',
      remedy: 'Stuur de gelogde gebeurtenis en het tijdstip naar de support van PSB.',
    },
  },
  WEBHOOK_TOO_LARGE: {
    class: 'bug',
    term: null,
    cause: 'The body of a webhook is larger than any event PSB documents.',
    remedy: 'Find out who sent it; PSB sends small notifications only.',
    nl: {
      cause: 'De inhoud van een webhook is groter dan elke gebeurtenis die PSB beschrijft.',
      remedy: 'Zoek uit wie hem stuurde; PSB stuurt alleen kleine berichten.',
    },
  },
  WEBHOOK_STALE: {
    class: 'note',
    term: 'sentOn',
    cause: 'A validly signed webhook was sent outside the allowed time window; it was recorded, not dropped.',
    remedy: 'Check the clock and the delay of PSB; a replay of a known event changes nothing.',
    nl: {
      cause:
        'Een geldig ondertekende webhook is buiten het toegestane tijdvenster verzonden; hij is bewaard, niet weggegooid.',
      remedy:
        'Controleer de klok en de vertraging van PSB; een herhaling van een bekende gebeurtenis verandert niets.',
    },
  },
  PSB_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'PSB or its identity server did not answer, or answered that it cannot now.',
    remedy: 'Nothing to do; it is tried again. Watch the PSB status page when it lasts.',
    nl: {
      cause: 'PSB of zijn identiteitsserver antwoordde niet, of antwoordde dat het nu niet kan.',
      remedy:
        'U hoeft niets te doen; Acquit probeert het opnieuw. Kijk op de statuspagina van PSB als het aanhoudt.',
    },
  },
  PSB_UNAUTHORISED: {
    class: 'configuration',
    term: null,
    cause: 'PSB refuses our credentials.',
    remedy: 'Check client id and secret of PSB in the secret store and on the right environment.',
    nl: {
      cause: 'PSB weigert onze inloggegevens.',
      remedy:
        'Controleer de client-id en het secret van PSB in de geheimenopslag, en of ze bij de juiste omgeving horen.',
    },
  },
  PSB_FORBIDDEN: {
    class: 'configuration',
    term: null,
    cause: 'The PSB account has no right on this party, or not the right that this call needs.',
    remedy:
      'Ask eConnect to give the account the right that the message names, on the party; check the subscription key when you have one.',
    nl: {
      cause:
        'Het PSB-account heeft geen recht op deze partij, of niet het recht dat deze oproep nodig heeft.',
      remedy:
        'Vraag eConnect om het account op de partij het recht te geven dat de melding noemt; controleer de subscription key als u die hebt.',
    },
  },
  DOCUMENT_UNAVAILABLE: {
    class: 'hold',
    term: null,
    cause: 'PSB does not have the document: it expired, was deleted, or belongs to another account.',
    remedy: 'Ask PSB support for the document by its id, or the supplier to send it again.',
    nl: {
      cause: 'PSB heeft het document niet: het is verlopen, verwijderd of van een ander account.',
      remedy:
        'Vraag het document met zijn id aan de support van PSB, of vraag de leverancier om het opnieuw te sturen.',
    },
  },
  PSB_REFUSED: {
    class: 'hold',
    term: null,
    cause: 'PSB refused the call for a reason that trying again does not cure.',
    remedy: 'Read the code and request id in the finding and ask PSB support.',
    nl: {
      cause: 'PSB weigerde de oproep om een reden die niet overgaat door het opnieuw te proberen.',
      remedy: 'Lees de code en het request-id in de bevinding en vraag het aan de support van PSB.',
    },
  },
  PSB_ANSWER_INVALID: {
    class: 'bug',
    term: null,
    cause: 'PSB answered with something that its documentation does not allow.',
    remedy: 'Send the call, the logged field and the time to PSB support, and tell the makers of Acquit.',
    nl: {
      cause: 'PSB antwoordde met iets dat volgens zijn documentatie niet kan.',
      remedy:
        'Stuur de oproep, het gelogde veld en het tijdstip naar de support van PSB, en meld het aan de makers van Acquit.',
    },
  },
  UPLOAD_TOO_LARGE: {
    class: 'hold',
    term: null,
    cause: 'The file is larger than PSB takes in one request, which is 24 MB with everything around it.',
    remedy: 'Handle the file by hand, or ask the sender for a smaller one.',
    nl: {
      cause: 'Het bestand is groter dan PSB in één oproep aanneemt: 24 MB met alles eromheen.',
      remedy: 'Verwerk het bestand met de hand, of vraag de afzender om een kleiner bestand.',
    },
  },
  TRANSFORMATION_NOT_AVAILABLE: {
    class: 'note',
    term: null,
    cause: 'PSB cannot make this document into the format that was asked for.',
    remedy: 'Nothing to do; the document is kept and read as it came in.',
    nl: {
      cause: 'PSB kan dit document niet omzetten naar het gevraagde formaat.',
      remedy: 'U hoeft niets te doen; het document wordt bewaard en gelezen zoals het binnenkwam.',
    },
  },
  ACCEPTANCE_ONLY: {
    class: 'configuration',
    term: null,
    cause: 'This call makes test documents, and the configured PSB is the production environment.',
    remedy: 'Configure the acceptance environment of PSB, or the sandbox, and try again.',
    nl: {
      cause: 'Deze oproep maakt testdocumenten, en de ingestelde PSB is de productieomgeving.',
      remedy: 'Stel de acceptatieomgeving van PSB in, of de sandbox, en probeer het opnieuw.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
