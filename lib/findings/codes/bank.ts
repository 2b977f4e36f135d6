import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What can go wrong at the bank and on the way of the PSU to it and back (psd2.md 3, 4, 8). */
export const bankCodes = {
  BANK_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'The bank did not answer, or answered that it cannot now.',
    remedy: 'Nothing to do; status reads are tried again, and nothing is sent twice.',
    nl: {
      cause: 'De bank antwoordde niet, of antwoordde dat het nu niet kan.',
      remedy: 'U hoeft niets te doen; de status wordt opnieuw opgevraagd en niets wordt twee keer verzonden.',
    },
  },
  BANK_RATE_LIMITED: {
    class: 'retry',
    term: null,
    cause: 'The bank asks us to slow down.',
    remedy: 'Nothing to do; Acquit reads less often.',
    nl: {
      cause: 'De bank vraagt ons om minder vaak te vragen.',
      remedy: 'U hoeft niets te doen; Acquit vraagt minder vaak.',
    },
  },
  BANK_UNAUTHORISED: {
    class: 'configuration',
    term: null,
    cause: 'The bank refuses our API key, certificate or token.',
    remedy: 'Check the API key, the certificates and the selected products in the portal of the bank.',
    nl: {
      cause: 'De bank weigert onze API-sleutel, ons certificaat of ons token.',
      remedy:
        'Controleer de API-sleutel, de certificaten en de gekozen producten in het portaal van de bank.',
    },
  },
  BANK_REFUSED: {
    class: 'hold',
    term: null,
    cause: 'The bank refused the payment because of its content.',
    remedy: 'Read the code of the bank in the finding; pay by hand when it is still owed.',
    nl: {
      cause: 'De bank weigerde de betaling om haar inhoud.',
      remedy:
        'Lees de code van de bank in de bevinding; betaal met de hand als het bedrag nog verschuldigd is.',
    },
  },
  BANK_ANSWER_INVALID: {
    class: 'bug',
    term: null,
    cause: 'The bank answered with something that NextGenPSD2 or our allow-list does not permit.',
    remedy: 'Send the X-Request-ID and the time to the bank, and ask whether it has a payment under them.',
    nl: {
      cause:
        'De bank antwoordde met iets dat NextGenPSD2 of onze lijst van toegestane adressen niet toelaat.',
      remedy: 'Stuur de bank het X-Request-ID en het tijdstip, en vraag of zij daarbij een betaling heeft.',
    },
  },
  BANK_OUTCOME_UNKNOWN: {
    class: 'hold',
    term: null,
    cause: 'A payment was sent to the bank twice with the same bytes and both answers were lost.',
    remedy: 'Nothing is executed without SCA; start the authorisation again.',
    nl: {
      cause:
        'Een betaling ging twee keer met dezelfde bytes naar de bank en beide antwoorden gingen verloren.',
      remedy: 'Zonder SCA wordt niets uitgevoerd; start de autorisatie opnieuw.',
    },
  },
  BANK_PAYMENT_WITHOUT_SCA: {
    class: 'note',
    term: null,
    cause: 'The bank took the payment without asking for its authorisation; it may be executing already.',
    remedy: 'Nothing to authorise: its status is read from the bank. Ask the bank why it asked for no SCA.',
    nl: {
      cause: 'De bank nam de betaling aan zonder autorisatie te vragen; misschien wordt zij al uitgevoerd.',
      remedy:
        'U hoeft niets te autoriseren: de status komt van de bank. Vraag de bank waarom zij geen SCA vroeg.',
    },
  },
  BANK_PAYMENT_UNFIT: {
    class: 'hold',
    term: null,
    cause: 'A field of the payment does not fit the rules of a SEPA credit transfer; nothing was sent.',
    remedy: 'Pay it by hand and reject the payable; correct the field in the directory for the next invoice.',
    nl: {
      cause:
        'Een veld van de betaling past niet in de regels voor een SEPA-overboeking; er is niets verzonden.',
      remedy:
        'Betaal met de hand en wijs de factuur af; verbeter het veld in de directory voor de volgende factuur.',
    },
  },
  BANK_RESOURCE_UNKNOWN: {
    class: 'retry',
    term: null,
    cause: 'The bank does not know the payment, or not yet.',
    remedy: 'Nothing to do when it was created seconds ago; otherwise ask the bank with the X-Request-ID.',
    nl: {
      cause: 'De bank kent de betaling niet, of nog niet.',
      remedy:
        'U hoeft niets te doen als zij net is aangemaakt; vraag het anders aan de bank, met het X-Request-ID.',
    },
  },
  BANK_TOKEN_REFUSED: {
    class: 'note',
    term: null,
    cause: 'The bank does not take our token for this payment any more, or takes none yet.',
    remedy: 'Nothing to do; status reads end, and the booked entries of the account decide.',
    nl: {
      cause: 'De bank aanvaardt ons token voor deze betaling niet meer, of nog niet.',
      remedy:
        'U hoeft niets te doen; de status wordt niet meer opgevraagd, de boekingen op de rekening beslissen.',
    },
  },
  BANK_CODE_REFUSED: {
    class: 'note',
    term: null,
    cause: 'The bank gives no token for the code of the redirect: it was used before or is too old.',
    remedy: 'Nothing to do; the status of the payment is read from the bank without it.',
    nl: {
      cause: 'De bank geeft geen token voor de code waarmee u terugkwam: die is al gebruikt of te oud.',
      remedy:
        'U hoeft niets te doen; de status van de betaling wordt zonder die code bij de bank opgevraagd.',
    },
  },
  BANK_PAYMENT_FAILED: {
    class: 'hold',
    term: null,
    cause: 'The bank rejected or cancelled the payment, or the SCA was refused or ran out of time.',
    remedy: 'Start again with acquit payables release when it is still owed.',
    nl: {
      cause: 'De bank weigerde of annuleerde de betaling, of de SCA is geweigerd of verlopen.',
      remedy: 'Start opnieuw met acquit payables release als het bedrag nog verschuldigd is.',
    },
  },
  AUTHORISATION_NOT_ALLOWED: {
    class: 'note',
    term: null,
    cause: 'The link to authorise a payment is wrong, used or too old, or the payable is not waiting for it.',
    remedy: 'Ask for a new link with acquit payables authorise.',
    nl: {
      cause:
        'De link om een betaling te autoriseren is fout, al gebruikt of te oud, of de factuur wacht er niet op.',
      remedy: 'Vraag een nieuwe link met acquit payables authorise.',
    },
  },
  CALLBACK_INVALID: {
    class: 'note',
    term: null,
    cause: 'A redirect from the bank carried no known, unused and unexpired state, or doubled parameters.',
    remedy: 'Nothing to do; the status of the payment is read from the bank itself.',
    nl: {
      cause:
        'Een doorverwijzing van de bank had geen bekende, ongebruikte en geldige state, of dubbele parameters.',
      remedy: 'U hoeft niets te doen; de status van de betaling wordt bij de bank zelf opgevraagd.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
