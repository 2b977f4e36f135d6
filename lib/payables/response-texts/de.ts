import type { SupplierTexts } from './supplier-texts.ts';

export const de: SupplierTexts = {
  findings: {
    UNSUPPORTED_PROFILE: {
      wrong: 'Wir können das Profil (die Spezifikationskennung) der Rechnung nicht verarbeiten',
      cure: 'Bitte senden Sie die Rechnung in Peppol BIS Billing 3.0, NLCIUS, XRechnung oder einem anderen Profil der EN 16931.',
    },
    TERM_MISSING: {
      wrong: 'Eine Pflichtangabe der Rechnung fehlt',
      cure: 'Bitte senden Sie eine neue Rechnung mit der fehlenden Angabe.',
    },
    INDICATOR_INVALID: {
      wrong: 'Bei einem Nachlass oder Zuschlag ist nicht angegeben, welches von beiden es ist',
      cure: 'Bitte senden Sie eine korrigierte Rechnung, in der das Kennzeichen des Zuschlags true oder false lautet.',
    },
    AMOUNT_INVALID: {
      wrong: 'Ein Betrag ist keine Zahl mit höchstens zwei Nachkommastellen',
      cure: 'Bitte senden Sie eine korrigierte Rechnung, in der jeder Betrag wie 1210.00 geschrieben ist.',
    },
    DATE_INVALID: {
      wrong: 'Ein Datum gibt es nicht, oder das Rechnungsdatum liegt in der Zukunft',
      cure: 'Bitte senden Sie eine korrigierte Rechnung mit dem richtigen Datum.',
    },
    TOTALS_INCONSISTENT: {
      wrong: 'Die Summen der Rechnung stimmen nicht, oder ihre Beträge sind nicht alle in derselben Währung',
      cure: 'Bitte senden Sie eine korrigierte Rechnung mit den richtigen Summen.',
    },
    RECEIVER_UNKNOWN: {
      wrong: 'Der Käufer auf der Rechnung ist nicht das Unternehmen, dem sie zugestellt wurde',
      cure: 'Bitte prüfen Sie Namen und Nummern des Käufers, und senden Sie die Rechnung an das richtige Unternehmen.',
    },
    IBAN_INVALID: {
      wrong: 'Die IBAN auf der Rechnung ist ungültig',
      cure: 'Bitte senden Sie eine korrigierte Rechnung mit der richtigen IBAN.',
    },
    NOT_AN_INVOICE_PROFILE: {
      wrong: 'Die Rechnungsdaten enthalten keine Positionen; daher können wir sie nicht verarbeiten',
      cure: 'Bitte senden Sie die Rechnung in einem Profil mit Positionen, etwa EN 16931 oder Peppol BIS Billing 3.0.',
    },
    NOT_IBAN: {
      wrong: 'Die Kontonummer auf der Rechnung ist keine IBAN',
      cure: 'Bitte geben Sie Ihre IBAN auf einer korrigierten Rechnung an. Wir prüfen jedes neue Konto vor der ersten Zahlung.',
    },
    RAIL_NOT_SUPPORTED: {
      wrong: 'Das Bankkonto auf der Rechnung liegt in einem Land außerhalb des SEPA-Raums',
      cure: 'Bitte geben Sie auf einer korrigierten Rechnung ein Konto im SEPA-Raum an, oder teilen Sie uns mit, dass Sie keines haben. Wir prüfen jedes neue Konto vor der ersten Zahlung.',
    },
    NO_BENEFICIARY_ACCOUNT: {
      wrong: 'Die Rechnung verlangt eine Überweisung, nennt aber kein Bankkonto',
      cure: 'Bitte geben Sie Ihre IBAN auf einer korrigierten Rechnung an. Wir prüfen jedes neue Konto vor der ersten Zahlung.',
    },
    NO_PAYMENT_DATA: {
      wrong: 'Aus der Rechnung geht nicht klar hervor, wie viel zu zahlen ist',
      cure: 'Bitte teilen Sie uns den zu zahlenden Betrag und seine Fälligkeit mit.',
    },
    PAYMENT_SUM_DEVIATES: {
      wrong: 'Die Teilbeträge auf der Rechnung ergeben nicht ihre Gesamtsumme',
      cure: 'Bitte teilen Sie uns mit, wie viel wann zu zahlen ist.',
    },
    NO_DUE_DATE: {
      wrong: 'Die Rechnung hat kein Fälligkeitsdatum',
      cure: 'Bitte teilen Sie uns das Fälligkeitsdatum oder das vereinbarte Zahlungsziel mit.',
    },
    DUE_DATE_DOUBTFUL: {
      wrong: 'Das Fälligkeitsdatum liegt vor dem Rechnungsdatum oder mehr als ein Jahr danach',
      cure: 'Bitte bestätigen Sie das Fälligkeitsdatum, oder teilen Sie uns das richtige mit.',
    },
    BUYER_REFERENCE_MISSING: {
      wrong: 'Unsere Referenz oder unsere Bestellnummer fehlt auf der Rechnung',
      cure: 'Bitte teilen Sie uns die Referenz oder die Bestellnummer mit, und geben Sie sie auf künftigen Rechnungen an.',
    },
    SUPPLIER_UNKNOWN: {
      wrong: 'Ihr Unternehmen ist uns nicht als Lieferant bekannt',
      cure: 'Bitte wenden Sie sich an die Person, die bei Ihnen bestellt hat, bevor Sie eine weitere Rechnung senden.',
    },
    MULTIPLE_ACCOUNTS: {
      wrong: 'Die Rechnung nennt mehrere Bankkonten, und es ist nicht klar, auf welches gezahlt werden soll',
      cure: 'Bitte senden Sie eine korrigierte Rechnung nur mit dem Konto, auf das gezahlt werden soll.',
    },
    CONFLICTING_PAYMENT_MEANS: {
      wrong: 'Die Rechnung nennt Zahlungsarten, die einander ausschließen',
      cure: 'Bitte senden Sie eine korrigierte Rechnung mit einer einzigen Zahlungsart.',
    },
    PAYEE_DIFFERS: {
      wrong: 'Die Rechnung verlangt, an jemand anderen als Ihr Unternehmen zu zahlen',
      cure: 'Bitte wenden Sie sich an Ihre Ansprechperson bei uns, bevor Sie eine weitere Rechnung senden.',
    },
    TERM_REPEATED: {
      wrong: 'Eine Angabe, die nur einmal vorkommen darf, steht mit verschiedenen Werten in der Rechnung',
      cure: 'Bitte senden Sie eine korrigierte Rechnung, in der sie nur einmal steht.',
    },
    LINE_STATUS_UNKNOWN: {
      wrong: 'Es ist nicht bei allen Positionen klar, ob sie zur Gesamtsumme zählen',
      cure: 'Bitte senden Sie eine korrigierte Rechnung, deren Positionen den Status DETAIL, GROUP oder INFORMATION haben.',
    },
    DUPLICATE_NUMBER: {
      wrong: 'Wir haben bereits eine andere Rechnung mit derselben Nummer erhalten',
      cure: 'Ist es dieselbe Forderung, brauchen Sie nichts zu tun. Ist es eine andere, senden Sie sie bitte unter einer eigenen Nummer.',
    },
  },
  resend: 'Bitte senden Sie eine korrigierte Rechnung.',
  refused:
    'Wir können dieses Dokument nicht annehmen. Ihre Ansprechperson bei uns kann Ihnen mehr dazu sagen.',
  partlyPaid: (amount) => `Wir haben ${amount} dieser Rechnung bezahlt.`,
};
