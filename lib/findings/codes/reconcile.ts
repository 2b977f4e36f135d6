import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What the booked entries of the account say against a payment, or leave open (psd2.md 6.5). */
export const reconcileCodes = {
  BANK_BOOKING_AMBIGUOUS: {
    class: 'hold',
    term: null,
    cause: 'A booked entry may be this payment, and something about it does not fit or fits more than one.',
    remedy: 'Look at the account: nothing was confirmed. Pay nothing by hand before you know.',
    nl: {
      cause: 'Een boeking kan deze betaling zijn, maar iets klopt niet of past op meer dan één.',
      remedy: 'Bekijk de rekening: er is niets bevestigd. Betaal niets met de hand voordat u het weet.',
    },
  },
  BANK_BOOKED_AMOUNT_DIFFERS: {
    class: 'hold',
    term: null,
    cause: 'The bank booked the payment with another amount than was ordered.',
    remedy: 'Ask the bank why, with the id of the payment; settle the difference with the supplier.',
    nl: {
      cause: 'De bank boekte de betaling met een ander bedrag dan was opgedragen.',
      remedy: 'Vraag de bank waarom, met de id van de betaling; vereffen het verschil met de leverancier.',
    },
  },
  BANK_BOOKED_TWICE: {
    class: 'hold',
    term: null,
    cause: 'The account was debited more than once for the same payment.',
    remedy: 'Check whether somebody paid by hand as well; claim the second one back.',
    nl: {
      cause: 'De rekening is meer dan één keer gedebiteerd voor dezelfde betaling.',
      remedy: 'Controleer of iemand ook met de hand betaalde; vorder de tweede betaling terug.',
    },
  },
  BANK_BOOKED_AFTER_REJECTION: {
    class: 'hold',
    term: null,
    cause: 'The bank called the payment rejected or cancelled, and booked it all the same.',
    remedy: 'Do not start it again: the money is gone. Ask the bank which of the two is right.',
    nl: {
      cause: 'De bank noemde de betaling geweigerd of geannuleerd, en boekte haar toch.',
      remedy: 'Start haar niet opnieuw: het geld is weg. Vraag de bank welk van beide klopt.',
    },
  },
  BANK_NOT_BOOKED: {
    class: 'hold',
    term: null,
    cause: 'The payment counts as executed, and no booking of it came on the account in the days after.',
    remedy: 'Ask the bank for the booking, with the id of the payment; do not pay again before it answers.',
    nl: {
      cause: 'De betaling geldt als uitgevoerd, maar er kwam in de dagen daarna geen boeking op de rekening.',
      remedy:
        'Vraag de bank naar de boeking, met de id van de betaling; betaal niet opnieuw voor het antwoord.',
    },
  },
  BANK_BOOKING_LATE: {
    class: 'note',
    term: null,
    cause: 'The bank accepted the payment, and has neither booked nor refused it in the days after.',
    remedy: 'Look at the payment at the bank; it can still be booked.',
    nl: {
      cause:
        'De bank aanvaardde de betaling, en heeft haar in de dagen daarna niet geboekt en niet geweigerd.',
      remedy: 'Bekijk de betaling bij de bank; zij kan nog geboekt worden.',
    },
  },
  BANK_PAYMENT_REVERSED: {
    class: 'hold',
    term: null,
    cause: 'The money of the payment came back on the account: the invoice is not paid.',
    remedy:
      'Ask the supplier for the right account; start again with acquit payables release when it is owed.',
    nl: {
      cause: 'Het geld van de betaling kwam terug op de rekening: de factuur is niet betaald.',
      remedy:
        'Vraag de leverancier naar de juiste rekening; start opnieuw met acquit payables release als het bedrag verschuldigd is.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
