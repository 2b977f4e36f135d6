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
    cause: 'The bank, or the gateway before it, refuses our API key, our application or our client id.',
    remedy: 'Check the API key, the client id and the selected products in the portal of the bank.',
    nl: {
      cause: 'De bank, of de toegangspoort ervoor, weigert onze API-sleutel, toepassing of client-id.',
      remedy: 'Controleer de API-sleutel, het client-id en de gekozen producten in het portaal van de bank.',
    },
  },
  BANK_CERTIFICATE_REFUSED: {
    class: 'configuration',
    term: null,
    cause: 'The bank refuses our certificate, our signature or our role; nothing more is sent meanwhile.',
    remedy:
      'Compare keyId, certificates and roles with what the bank has: acquit bank certificate prints them.',
    nl: {
      cause:
        'De bank weigert ons certificaat, onze handtekening of onze rol; intussen wordt niets meer verzonden.',
      remedy:
        'Vergelijk keyId, certificaten en rollen met wat de bank heeft: acquit bank certificate toont ze.',
    },
  },
  BANK_SEAL_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'The service that keeps the key of our seal did not sign the message; nothing was sent.',
    remedy: 'Nothing to do; the call is tried again.',
    nl: {
      cause:
        'De dienst die de sleutel van ons zegel bewaart, tekende het bericht niet; er is niets verzonden.',
      remedy: 'U hoeft niets te doen; de oproep wordt opnieuw geprobeerd.',
    },
  },
  BANK_CERTIFICATE_EXPIRING: {
    class: 'note',
    term: null,
    cause: 'A certificate that we show to the bank expires within 30 days.',
    remedy: 'Order its successor, upload it at the bank and put it into the secret as the set "next".',
    nl: {
      cause: 'Een certificaat dat wij aan de bank tonen, vervalt binnen 30 dagen.',
      remedy: 'Bestel de opvolger, laad die op bij de bank en zet hem in het geheim als de set "next".',
    },
  },
  BANK_CERTIFICATE_EXPIRES_NOW: {
    class: 'configuration',
    term: null,
    cause: 'A certificate that we show to the bank expires within 3 days.',
    remedy: 'Switch to the set "next" with BANK_CERTIFICATES today; without it all calls to the bank stop.',
    nl: {
      cause: 'Een certificaat dat wij aan de bank tonen, vervalt binnen 3 dagen.',
      remedy:
        'Schakel vandaag met BANK_CERTIFICATES over op de set "next"; anders vallen alle oproepen naar de bank stil.',
    },
  },
  BANK_CERTIFICATE_NOT_VALID: {
    class: 'configuration',
    term: null,
    cause: 'A certificate that we show to the bank has expired or is not valid yet.',
    remedy: 'Choose the set of certificates that is valid today with BANK_CERTIFICATES.',
    nl: {
      cause: 'Een certificaat dat wij aan de bank tonen, is vervallen of nog niet geldig.',
      remedy: 'Kies met BANK_CERTIFICATES de set certificaten die vandaag geldig is.',
    },
  },
  BANK_REQUEST_INVALID: {
    class: 'bug',
    term: null,
    cause: 'The bank does not take the form of our request: a field, a parameter or a header of it.',
    remedy: 'Report the X-Request-ID and the text of the bank; compare the settings with its guide.',
    nl: {
      cause: 'De bank aanvaardt de vorm van ons verzoek niet: een veld, een parameter of een header ervan.',
      remedy:
        'Meld het X-Request-ID en de tekst van de bank; vergelijk de instellingen met haar handleiding.',
    },
  },
  BANK_CONSENT_REFUSED: {
    class: 'configuration',
    term: null,
    cause: 'The consent to read the account has expired, was withdrawn, or is unknown at the bank.',
    remedy: 'Have the account holder give a new consent; the same one cannot be revived.',
    nl: {
      cause: 'De toestemming om de rekening te lezen is vervallen, ingetrokken of bij de bank onbekend.',
      remedy: 'Laat de rekeninghouder een nieuwe toestemming geven; dezelfde herleeft niet.',
    },
  },
  BANK_ACCESS_EXCEEDED: {
    class: 'retry',
    term: null,
    cause: 'The account was read as often today as the bank allows without its holder.',
    remedy: 'Nothing to do; it is read again in the next slot, or when its holder is present.',
    nl: {
      cause: 'De rekening is vandaag zo vaak gelezen als de bank zonder de houder toestaat.',
      remedy: 'U hoeft niets te doen; ze wordt in de volgende ronde gelezen, of als de houder erbij is.',
    },
  },
  BANK_STATUS_CONFLICT: {
    class: 'hold',
    term: null,
    cause: 'The payment, basket or consent is in a state at the bank in which it cannot do what we ask.',
    remedy: 'Read its status at the bank, and go on by that.',
    nl: {
      cause: 'De betaling, bundel of toestemming heeft bij de bank een toestand waarin ons verzoek niet kan.',
      remedy: 'Lees de status bij de bank, en ga daarmee verder.',
    },
  },
  BANK_RESOURCE_EXPIRED: {
    class: 'note',
    term: null,
    cause: 'The bank keeps the payment or consent no longer under the id that it gave us.',
    remedy: 'Nothing to do; the booked entries of the account decide about a payment.',
    nl: {
      cause: 'De bank bewaart de betaling of toestemming niet langer onder het nummer dat zij ons gaf.',
      remedy: 'U hoeft niets te doen; over een betaling beslissen de boekingen op de rekening.',
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
    remedy: 'Nothing is executed without SCA; open the link again, or ask for a new one.',
    nl: {
      cause:
        'Een betaling ging twee keer met dezelfde bytes naar de bank en beide antwoorden gingen verloren.',
      remedy: 'Zonder SCA wordt niets uitgevoerd; open de link opnieuw of vraag een nieuwe.',
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
    remedy: 'Nothing to do; the token is renewed once, and otherwise the booked entries decide.',
    nl: {
      cause: 'De bank aanvaardt ons token voor deze betaling niet meer, of nog niet.',
      remedy:
        'U hoeft niets te doen; het token wordt eenmaal vernieuwd, en anders beslissen de boekingen op de rekening.',
    },
  },
  BANK_CODE_REFUSED: {
    class: 'note',
    term: null,
    cause: 'The bank gives no token for the code of the redirect: it was used before or is too old.',
    remedy: 'Nothing to do for a payment, whose status is read without it; a consent must be given again.',
    nl: {
      cause: 'De bank geeft geen token voor de code waarmee u terugkwam: die is al gebruikt of te oud.',
      remedy:
        'Voor een betaling hoeft u niets te doen, haar status komt zonder die code; een toestemming moet opnieuw worden gegeven.',
    },
  },
  BANK_PAYMENT_FAILED: {
    class: 'hold',
    term: null,
    cause: 'The bank rejected or cancelled the payment, or the SCA was refused or ran out of time.',
    remedy: 'When it is still owed: acquit payables release, then a new link with acquit payables authorise.',
    nl: {
      cause: 'De bank weigerde of annuleerde de betaling, of de SCA is geweigerd of verlopen.',
      remedy:
        'Nog verschuldigd: acquit payables release, en dan een nieuwe link met acquit payables authorise.',
    },
  },
  AUTHORISATION_NOT_ALLOWED: {
    class: 'note',
    term: null,
    cause: 'Nothing that a link is for waits for a person at the bank now, or there is no payment to cancel.',
    remedy: 'See with acquit payables show where it stands; release a failed payment before a new link.',
    nl: {
      cause:
        'Niets waarvoor de link dient, wacht nu op een persoon bij de bank, of er is geen betaling te annuleren.',
      remedy:
        'Bekijk met acquit payables show de stand; geef een mislukte betaling vrij voor u een nieuwe link maakt.',
    },
  },
  CALLBACK_INVALID: {
    class: 'note',
    term: null,
    cause:
      'A redirect of the bank was refused: its state is unknown or too old, a parameter came twice, it is of another issuer, or it brought a consent to another browser.',
    remedy: 'Nothing to do for a payment, whose status is read from the bank; a consent must be given again.',
    nl: {
      cause:
        'Een doorverwijzing van de bank is geweigerd: haar state is onbekend of te oud, een parameter kwam dubbel, ze is van een andere uitgever, of ze bracht een toestemming naar een andere browser.',
      remedy:
        'Voor een betaling hoeft u niets te doen, haar status komt van de bank; een toestemming moet opnieuw worden gegeven.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
