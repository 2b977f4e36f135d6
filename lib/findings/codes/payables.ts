import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What keeps an invoice that can be read from being paid as it is (documents.md 8, 9, 12). */
export const payableCodes = {
  RECEIVER_UNKNOWN: {
    class: 'reject',
    term: 'BT-49',
    cause: 'The buyer in the invoice is none of our organisations, or not the one it was delivered to.',
    remedy: 'Ask the supplier to address the invoice to the right company.',
    nl: {
      cause: 'De koper op de factuur is geen van onze organisaties, of niet die waaraan zij bezorgd is.',
      remedy: 'Vraag de leverancier om de factuur op naam van het juiste bedrijf te zetten.',
    },
  },
  NOT_AN_INVOICE_PROFILE: {
    class: 'hold',
    term: 'BT-24',
    cause:
      'The data in the PDF is a booking aid without lines (Factur-X MINIMUM or BASIC WL); the PDF itself is the invoice.',
    remedy:
      'Read the PDF, then book and pay it by hand, or ask the supplier for a Factur-X invoice in a profile with lines.',
    nl: {
      cause:
        'De gegevens in de pdf zijn een boekingshulp zonder factuurregels (Factur-X MINIMUM of BASIC WL); de pdf zelf is de factuur.',
      remedy:
        'Lees de pdf, en boek en betaal met de hand, of vraag de leverancier om een Factur-X-factuur in een profiel met regels.',
    },
  },
  PARTY_UNKNOWN: {
    class: 'hold',
    term: null,
    cause: 'The document arrived for a PSB party that no organisation in the directory owns.',
    remedy: 'Add the party to an organisation in the directory, then release the payable.',
    nl: {
      cause: 'Het document kwam binnen voor een PSB-partij die bij geen organisatie in de directory hoort.',
      remedy: 'Voeg de partij toe aan een organisatie in de directory en geef de factuur daarna vrij.',
    },
  },
  SUPPLIER_UNKNOWN: {
    class: 'hold',
    term: 'BT-30',
    cause: 'No supplier in the directory has one of the identifiers of the seller.',
    remedy: 'Add the supplier or its identifier to the directory, then release the payable.',
    nl: {
      cause: 'Geen leverancier in de directory heeft een van de identificaties van de verkoper.',
      remedy:
        'Voeg de leverancier of zijn identificatie toe aan de directory en geef de factuur daarna vrij.',
    },
  },
  SUPPLIER_AMBIGUOUS: {
    class: 'hold',
    term: 'BT-30',
    cause: 'The identifiers of the seller lead to more than one supplier in the directory.',
    remedy: 'Correct the identifiers in the directory so that they lead to one supplier, then release.',
    nl: {
      cause: 'De identificaties van de verkoper leiden naar meer dan één leverancier in de directory.',
      remedy:
        'Verbeter de identificaties in de directory zodat ze naar één leverancier leiden, en geef daarna vrij.',
    },
  },
  BUYER_REFERENCE_MISSING: {
    class: 'hold',
    term: 'BT-13',
    cause:
      'The organisation wants a buyer reference or an order number on every invoice, and this one has none.',
    remedy:
      'Ask the supplier for an invoice with the reference or the order number and reject this one; or, when you know what it is for, release with --approve BUYER_REFERENCE_MISSING.',
    nl: {
      cause:
        'De organisatie wil op elke factuur een referentie van de koper of een bestelnummer, en op deze staat er geen.',
      remedy:
        'Vraag de leverancier om een factuur met de referentie of het bestelnummer en wijs deze af; of geef vrij met --approve BUYER_REFERENCE_MISSING als u weet waar ze voor is.',
    },
  },
  TOTALS_INCONSISTENT: {
    class: 'reject',
    term: 'BT-115',
    cause: 'The totals of the invoice do not add up to the cent.',
    remedy: 'Ask the supplier for an invoice with correct totals.',
    nl: {
      cause: 'De totalen van de factuur kloppen niet tot op de cent.',
      remedy: 'Vraag de leverancier om een factuur met juiste totalen.',
    },
  },
  TOTALS_EXTENSION: {
    class: 'hold',
    term: 'BT-115',
    cause: 'The amount due includes third-party amounts of an extension of the standard.',
    remedy: 'Check with the supplier what the added amounts are before paying.',
    nl: {
      cause: 'In het te betalen bedrag zitten bedragen van derden, volgens een uitbreiding van de standaard.',
      remedy: 'Vraag de leverancier wat de toegevoegde bedragen zijn voordat u betaalt.',
    },
  },
  NO_PAYMENT_DATA: {
    class: 'hold',
    term: 'BT-115',
    cause: 'The document names no amount to pay, such as a FatturaPA without DatiPagamento.',
    remedy: 'Ask the supplier how much is to be paid, when and on which account; then pay by hand.',
    nl: {
      cause: 'Het document noemt geen te betalen bedrag, zoals een FatturaPA zonder DatiPagamento.',
      remedy:
        'Vraag de leverancier hoeveel u moet betalen, wanneer en op welke bankrekening; betaal daarna met de hand.',
    },
  },
  PAYMENT_SUM_DEVIATES: {
    class: 'hold',
    term: 'BT-115',
    cause: 'The amounts of the instalments do not add up to the total less the withheld taxes.',
    remedy:
      'Ask the supplier how much is to be paid; then pay by hand, or reject and ask for a corrected invoice.',
    nl: {
      cause: 'De termijnbedragen zijn samen niet gelijk aan het totaal min de ingehouden belastingen.',
      remedy:
        'Vraag de leverancier hoeveel u moet betalen; betaal daarna met de hand, of wijs af en vraag om een verbeterde factuur.',
    },
  },
  WITHHOLDING_REVIEW: {
    class: 'hold',
    term: null,
    cause: 'Tax is withheld or the VAT is split, and no account code is configured for that.',
    remedy:
      'Give the organisation the account code for withheld tax (withheld) in the directory, then release.',
    nl: {
      cause:
        'Er wordt belasting ingehouden of de btw wordt gesplitst, en daarvoor is geen grootboekrekening ingesteld.',
      remedy:
        'Geef de organisatie in de directory de grootboekrekening voor ingehouden belasting (withheld), en geef daarna vrij.',
    },
  },
  LINE_AMOUNT_DEVIATES: {
    class: 'note',
    term: 'BT-131',
    cause: 'A line amount differs from quantity times price; prices are often rounded for display.',
    remedy: 'Nothing to do; the line amount counts.',
    nl: {
      cause: 'Een regelbedrag verschilt van aantal maal prijs; prijzen worden vaak afgerond getoond.',
      remedy: 'U hoeft niets te doen; het regelbedrag telt.',
    },
  },
  VAT_DEVIATES: {
    class: 'note',
    term: 'BT-117',
    cause: 'A VAT amount differs from base times rate by more than the rounding the rules allow.',
    remedy: 'Check the VAT before you file the return; the payment is not touched.',
    nl: {
      cause: 'Een btw-bedrag verschilt van grondslag maal tarief, meer dan de afrondingsregels toelaten.',
      remedy: 'Controleer de btw voordat u aangifte doet; de betaling verandert niet.',
    },
  },
  IBAN_INVALID: {
    class: 'reject',
    term: 'BT-84',
    cause: 'The account number looks like an IBAN but its check digits or length are wrong.',
    remedy: 'Ask the supplier for an invoice with the right IBAN; never correct it by hand.',
    nl: {
      cause: 'Het rekeningnummer lijkt een IBAN, maar de controlecijfers of de lengte kloppen niet.',
      remedy: 'Vraag de leverancier om een factuur met het juiste IBAN; verbeter het nooit zelf.',
    },
  },
  NOT_IBAN: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The account to pay is not an IBAN, and only IBANs can be paid over SEPA.',
    remedy: 'Ask the supplier for an IBAN, or pay by hand.',
    nl: {
      cause:
        'De bankrekening waarop u moet betalen is geen IBAN, en via SEPA kan alleen op een IBAN worden betaald.',
      remedy: 'Vraag de leverancier om een IBAN, of betaal met de hand.',
    },
  },
  RAIL_NOT_SUPPORTED: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The account is in a country outside SEPA.',
    remedy: 'Pay this invoice by hand over another rail.',
    nl: {
      cause: 'De bankrekening ligt in een land buiten SEPA.',
      remedy: 'Betaal deze factuur met de hand, langs een andere weg.',
    },
  },
  NO_BENEFICIARY_ACCOUNT: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The invoice asks for a transfer but names no account.',
    remedy: 'Ask the supplier for the account to pay.',
    nl: {
      cause: 'De factuur vraagt om een overschrijving, maar noemt geen bankrekening.',
      remedy: 'Vraag de leverancier op welke bankrekening u moet betalen.',
    },
  },
  MULTIPLE_ACCOUNTS: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The invoice names several accounts and none, or more than one, is approved for the supplier.',
    remedy: 'Approve one of the accounts for the supplier after checking it, then release.',
    nl: {
      cause:
        'De factuur noemt meerdere bankrekeningen; geen of meer dan één ervan is goedgekeurd voor de leverancier.',
      remedy: 'Controleer een van de rekeningen, keur die goed voor de leverancier en geef daarna vrij.',
    },
  },
  CONFLICTING_PAYMENT_MEANS: {
    class: 'hold',
    term: 'BT-81',
    cause: 'The invoice names payment means that exclude each other, such as a transfer and a direct debit.',
    remedy: 'Ask the supplier how the invoice is to be paid.',
    nl: {
      cause:
        'De factuur noemt betaalwijzen die elkaar uitsluiten, zoals overschrijving en domiciliëring (incasso).',
      remedy: 'Vraag de leverancier hoe de factuur betaald moet worden.',
    },
  },
  PAYMENT_MEANS_UNDECIDED: {
    class: 'hold',
    term: 'BT-81',
    cause: 'The payment means code does not say that the buyer has to transfer money.',
    remedy:
      'Ask the supplier how the invoice is to be paid. Release it with --approve PAYMENT_MEANS_UNDECIDED only when a transfer is right and no cheque, order or debit pays it besides; otherwise reject it.',
    nl: {
      cause: 'Uit de code van de betaalwijze blijkt niet dat de koper geld moet overmaken.',
      remedy:
        'Vraag de leverancier hoe de factuur betaald moet worden. Geef alleen vrij met --approve PAYMENT_MEANS_UNDECIDED als een overschrijving klopt en er niet ook een cheque, opdracht of incasso loopt; wijs anders af.',
    },
  },
  BILL_OF_EXCHANGE: {
    class: 'hold',
    term: 'BT-81',
    cause:
      'The invoice is settled by a bill of exchange or a promissory note, such as an Italian RiBa, which is presented for payment.',
    remedy:
      'Settle the bill when it is presented, then reject the payable. Do not transfer the amount as well: it would be paid twice.',
    nl: {
      cause:
        'De factuur wordt betaald met een wissel of een orderbriefje, zoals een Italiaanse RiBa, die ter betaling wordt aangeboden.',
      remedy:
        'Betaal de wissel wanneer die wordt aangeboden en wijs de factuur daarna af. Maak het bedrag niet ook over: dan betaalt u dubbel.',
    },
  },
  PAYMENT_SLIP: {
    class: 'hold',
    term: 'BT-81',
    cause:
      'The invoice is paid with an Italian bank or postal slip or a pagoPA notice; without its code the supplier cannot match a transfer.',
    remedy:
      'Pay it with the slip or the notice, then reject the payable; or ask the supplier for an invoice that is paid by transfer.',
    nl: {
      cause:
        'De factuur wordt betaald met een Italiaans bank- of postformulier of een pagoPA-bericht; zonder de code daarvan kan de leverancier een overschrijving niet thuisbrengen.',
      remedy:
        'Betaal met het formulier of het bericht en wijs de factuur daarna af; of vraag de leverancier om een factuur die met een overschrijving betaald wordt.',
    },
  },
  SPLIT_ACCOUNTS: {
    class: 'hold',
    term: 'BT-84',
    cause: 'The amount is split over two accounts (a Dutch g-account).',
    remedy:
      'Allow g-account in payInParts of the supplier in the directory and release: Acquit then pays each part with a request of its own. Or pay the parts by hand.',
    nl: {
      cause: 'Het bedrag is verdeeld over twee bankrekeningen (een Nederlandse g-rekening).',
      remedy:
        'Zet g-account in payInParts van de leverancier in de directory en geef vrij: Acquit betaalt dan elk deel met een eigen verzoek. Of betaal de delen met de hand.',
    },
  },
  INSTALMENTS: {
    class: 'hold',
    term: 'BT-20',
    cause: 'The amount is to be paid in parts on different days.',
    remedy:
      'Allow instalments in payInParts of the supplier in the directory and release: Acquit then pays each part with a request of its own. Or pay the parts by hand.',
    nl: {
      cause: 'Het bedrag moet in delen worden betaald, op verschillende dagen.',
      remedy:
        'Zet instalments in payInParts van de leverancier in de directory en geef vrij: Acquit betaalt dan elk deel met een eigen verzoek. Of betaal de delen met de hand.',
    },
  },
  PARTS_UNDECIDABLE: {
    class: 'hold',
    term: null,
    cause:
      'The document does not say clearly how much goes to which account on which day: parts that do not add up to the amount due, an account that is missing or labelled wrongly, or several due dates.',
    remedy:
      'Ask the supplier how much goes to which account and when; then pay by hand, or reject and ask for a clear invoice.',
    nl: {
      cause:
        'Het document zegt niet duidelijk hoeveel er op welke dag naar welke bankrekening moet: de delen zijn samen niet het te betalen bedrag, een rekening ontbreekt of staat onder de verkeerde naam, of er zijn meerdere vervaldatums.',
      remedy:
        'Vraag de leverancier hoeveel er wanneer naar welke bankrekening moet; betaal daarna met de hand, of wijs af en vraag om een duidelijke factuur.',
    },
  },
  NEW_BANK_ACCOUNT: {
    class: 'hold',
    term: 'BT-84',
    cause:
      'This supplier was never paid on this account before; a changed account is the usual sign of fraud.',
    remedy:
      'Call the supplier on a number you already had. When it is right, release with --approve NEW_BANK_ACCOUNT; never by answering the invoice.',
    nl: {
      cause:
        'Deze leverancier is nog nooit op deze bankrekening betaald; een gewijzigde rekening wijst vaak op fraude.',
      remedy:
        'Bel de leverancier op een nummer dat u al had. Klopt het, geef dan vrij met --approve NEW_BANK_ACCOUNT; controleer het nooit door op de factuur te antwoorden.',
    },
  },
  PAYEE_DIFFERS: {
    class: 'hold',
    term: 'BT-59',
    cause: 'The invoice asks to pay somebody else than the seller.',
    remedy: 'Check the assignment or factoring with the supplier through another channel, then release.',
    nl: {
      cause: 'De factuur vraagt om aan iemand anders dan de verkoper te betalen.',
      remedy:
        'Controleer de cessie of factoring langs een andere weg bij de leverancier, en geef daarna vrij.',
    },
  },
  PAYER_DIFFERS: {
    class: 'hold',
    term: 'BT-44',
    cause: 'The invoice names somebody else than the buyer as the one who pays.',
    remedy:
      'Find out who has to pay. When another company does, reject the payable and pass the invoice on; otherwise pay by hand.',
    nl: {
      cause: 'De factuur noemt iemand anders dan de koper als betaler.',
      remedy:
        'Zoek uit wie moet betalen. Is het een ander bedrijf, wijs de factuur dan af en geef haar door; betaal anders met de hand.',
    },
  },
  CURRENCY_NOT_SUPPORTED: {
    class: 'hold',
    term: 'BT-5',
    cause: 'The invoice is not in euro, and SEPA transfers are in euro only.',
    remedy: 'Pay this invoice by hand.',
    nl: {
      cause: 'De factuur is niet in euro, en SEPA-overboekingen zijn altijd in euro.',
      remedy: 'Betaal deze factuur met de hand.',
    },
  },
  NO_DUE_DATE: {
    class: 'hold',
    term: 'BT-9',
    cause: 'The invoice has no due date and the supplier has no default payment term.',
    remedy: 'Give the supplier a default payment term in the directory, then release.',
    nl: {
      cause: 'De factuur heeft geen vervaldatum en de leverancier heeft geen vaste betaaltermijn.',
      remedy: 'Geef de leverancier een vaste betaaltermijn in de directory en geef daarna vrij.',
    },
  },
  DUE_DATE_DOUBTFUL: {
    class: 'hold',
    term: 'BT-9',
    cause: 'The due date is before the issue date, or more than a year after it.',
    remedy:
      'Ask the supplier for the right due date. When it is the one in the invoice, release with --approve DUE_DATE_DOUBTFUL: it is paid on that day, or on the next banking day when it has passed. Otherwise reject.',
    nl: {
      cause: 'De vervaldatum ligt voor de factuurdatum, of meer dan een jaar erna.',
      remedy:
        'Vraag de leverancier om de juiste vervaldatum. Is het die van de factuur, geef dan vrij met --approve DUE_DATE_DOUBTFUL: er wordt op die dag betaald, of op de volgende bankwerkdag als die voorbij is. Wijs anders af.',
    },
  },
  PAST_DUE: {
    class: 'note',
    term: 'BT-9',
    cause: 'The due date has passed; the payment goes out on the next banking day.',
    remedy: 'Nothing to do; expect a reminder that crosses the payment.',
    nl: {
      cause: 'De vervaldatum is voorbij; de betaling vertrekt op de volgende bankwerkdag.',
      remedy: 'U hoeft niets te doen; er kan nog een herinnering komen die de betaling kruist.',
    },
  },
  REMITTANCE_CUT: {
    class: 'note',
    term: 'BT-83',
    cause: 'The payment reference does not fit into a transfer; the supplier will not see all of it.',
    remedy: 'Nothing to do; tell the supplier what was paid when the reference is needed in full.',
    nl: {
      cause:
        'Het betalingskenmerk past niet in een overboeking; de leverancier krijgt het niet helemaal te zien.',
      remedy:
        'U hoeft niets te doen; heeft de leverancier het hele kenmerk nodig, laat dan weten wat is betaald.',
    },
  },
  CASH_DISCOUNT: {
    class: 'note',
    term: 'BT-20',
    cause: 'The supplier offers a discount for early payment; Acquit does not take it.',
    remedy:
      'Nothing to do when you pay in full; to take the discount, pay by hand before its date and reject the payable.',
    nl: {
      cause:
        'De leverancier biedt een korting voor snelle betaling (contantkorting); Acquit past die niet toe.',
      remedy:
        'U hoeft niets te doen als u het volle bedrag betaalt; wilt u de korting, betaal dan met de hand voor de datum ervan en wijs de factuur af.',
    },
  },
  CORRECTIVE_INVOICE: {
    class: 'hold',
    term: 'BT-25',
    cause: 'The invoice corrects an earlier one; paying it in full would pay the earlier one twice.',
    remedy:
      'Compare it with the invoice that it corrects. Releasing it with --approve CORRECTIVE_INVOICE pays the full amount, which is right only when the earlier invoice was never paid and never will be. Otherwise pay the difference by hand, then reject this one.',
    nl: {
      cause:
        'De factuur verbetert een eerdere factuur; wie haar volledig betaalt, betaalt de eerdere dubbel.',
      remedy:
        'Vergelijk haar met de factuur die zij verbetert. Vrijgeven met --approve CORRECTIVE_INVOICE betaalt het volledige bedrag; dat klopt alleen als de eerdere factuur nooit betaald is en ook niet meer betaald wordt. Betaal anders het verschil met de hand en wijs deze daarna af.',
    },
  },
  PREPAID_REVIEW: {
    class: 'hold',
    term: 'BT-113',
    cause:
      'Part of the invoice was paid before, or it was rounded, and no account code is configured for that.',
    remedy: 'Give the organisation account codes for prepaid and rounding amounts, then release.',
    nl: {
      cause:
        'Een deel van de factuur was al betaald, of het bedrag is afgerond, en daarvoor is geen grootboekrekening ingesteld.',
      remedy:
        'Geef de organisatie grootboekrekeningen voor vooruitbetalingen en afrondingen, en geef daarna vrij.',
    },
  },
  DUPLICATE_NUMBER: {
    class: 'hold',
    term: 'BT-1',
    cause: 'The supplier sent another invoice with the same number but with other content.',
    remedy:
      'Ask the supplier which one is right. Reject the wrong one; release with --approve DUPLICATE_NUMBER only when both must be paid.',
    nl: {
      cause: 'De leverancier stuurde nog een factuur met hetzelfde nummer, maar met een andere inhoud.',
      remedy:
        'Vraag de leverancier welke juist is. Wijs de verkeerde af; geef alleen vrij met --approve DUPLICATE_NUMBER als beide betaald moeten worden.',
    },
  },
  DUPLICATE_INVOICE: {
    class: 'no-payment',
    term: 'BT-1',
    cause: 'The same invoice is known under another document id.',
    remedy: 'Nothing to do; the first one is handled.',
    nl: {
      cause: 'Dezelfde factuur is al bekend onder een andere document-id.',
      remedy: 'U hoeft niets te doen; de eerste wordt behandeld.',
    },
  },
  TEST_DOCUMENT: {
    class: 'hold',
    term: null,
    cause: 'The sender marked the document as a test, so it asks for no money.',
    remedy: 'Reject it; when the supplier means it, ask for the invoice without the mark.',
    nl: {
      cause: 'De afzender heeft het document als test gemarkeerd; er wordt dus geen geld gevraagd.',
      remedy:
        'Wijs het af; is het wel echt bedoeld, vraag de leverancier dan om de factuur zonder die markering.',
    },
  },
  KIND_DOUBTFUL: {
    class: 'hold',
    term: 'BT-3',
    cause:
      'It is not certain that the document is a claim by the supplier that is still open: by its type code, its process, its amount, or because it is a copy or asks for an advance.',
    remedy:
      'Look at the document, and at what was paid before. Release it with --approve KIND_DOUBTFUL when it must be paid, otherwise reject it.',
    nl: {
      cause:
        'Het is niet zeker dat het document een openstaande vordering van de leverancier is: door de typecode, het proces, het bedrag, of omdat het een kopie is of om een voorschot vraagt.',
      remedy:
        'Bekijk het document en wat er eerder betaald is. Geef vrij met --approve KIND_DOUBTFUL als het betaald moet worden; wijs het anders af.',
    },
  },
  CODING_MISSING: {
    class: 'hold',
    term: 'BT-133',
    cause: 'No account code could be found for a line.',
    remedy: 'Add a coding rule for the organisation or the supplier, then release.',
    nl: {
      cause: 'Voor een factuurregel is geen grootboekrekening gevonden.',
      remedy: 'Voeg een boekingsregel toe voor de organisatie of de leverancier, en geef daarna vrij.',
    },
  },
  REQUEST_LIMIT_EXCEEDED: {
    class: 'hold',
    term: null,
    cause: 'The payment request would break a limit of the ERP.',
    remedy: 'Pay this invoice by hand, or change the setting that is named.',
    nl: {
      cause: 'Het betaalverzoek zou een grens van het ERP overschrijden.',
      remedy: 'Betaal deze factuur met de hand, of wijzig de instelling die genoemd wordt.',
    },
  },
  CREDIT_NOTE: {
    class: 'no-payment',
    term: 'BT-3',
    cause: 'A credit note: money flows to us.',
    remedy: 'Book it and set it off against an invoice of this supplier.',
    nl: {
      cause: 'Een creditnota: het geld komt naar ons toe.',
      remedy: 'Boek haar en verreken haar met een factuur van deze leverancier.',
    },
  },
  NEGATIVE_AMOUNT: {
    class: 'no-payment',
    term: 'BT-115',
    cause: 'The amount due is negative: money flows to us.',
    remedy: 'Book it like a credit note.',
    nl: {
      cause: 'Het te betalen bedrag is negatief: het geld komt naar ons toe.',
      remedy: 'Boek de factuur als een creditnota.',
    },
  },
  ZERO_AMOUNT: {
    class: 'no-payment',
    term: 'BT-115',
    cause: 'The amount due is zero.',
    remedy: 'Book it; there is nothing to transfer.',
    nl: {
      cause: 'Het te betalen bedrag is nul.',
      remedy: 'Boek de factuur; er hoeft niets te worden overgemaakt.',
    },
  },
  DIRECT_DEBIT: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The supplier collects the amount by direct debit.',
    remedy: 'Book it and wait for the debit; paying it would pay twice.',
    nl: {
      cause: 'De leverancier int het bedrag via domiciliëring (automatische incasso).',
      remedy: 'Boek de factuur en wacht op de afschrijving; wie haar ook overmaakt, betaalt dubbel.',
    },
  },
  CARD: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The invoice was paid by card.',
    remedy: 'Book it against the card statement.',
    nl: {
      cause: 'De factuur is met een kaart betaald.',
      remedy: 'Boek de factuur tegenover het kaartoverzicht.',
    },
  },
  CASH: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The invoice was paid in cash.',
    remedy: 'Book it against the cash book.',
    nl: {
      cause: 'De factuur is contant betaald.',
      remedy: 'Boek de factuur tegenover het kasboek.',
    },
  },
  CLEARING: {
    class: 'no-payment',
    term: 'BT-81',
    cause: 'The invoice is settled by clearing between partners.',
    remedy: 'Book it against the clearing account.',
    nl: {
      cause: 'De factuur wordt tussen partners verrekend.',
      remedy: 'Boek de factuur tegenover de verrekeningsrekening.',
    },
  },
  SELF_BILLED: {
    class: 'no-payment',
    term: 'BT-3',
    cause: 'A self-billed invoice: the customer wrote it, and we are not to pay it.',
    remedy: 'Book it as a sale, or return it when it was misrouted.',
    nl: {
      cause: 'Een self-billingfactuur: de klant heeft haar opgemaakt, en wij hoeven haar niet te betalen.',
      remedy: 'Boek haar als verkoop, of stuur haar terug als zij verkeerd bezorgd is.',
    },
  },
  RECOGNISED: {
    class: 'hold',
    term: null,
    cause:
      'The supplier sent a PDF without invoice data, and PSB recognised what is in it; recognition can be wrong.',
    remedy:
      'Compare supplier, number, dates, amounts and bank account with the PDF that is named. Release with --approve RECOGNISED when all agree; otherwise reject this one and handle the PDF by hand.',
    nl: {
      cause:
        'De leverancier stuurde een pdf zonder factuurgegevens, en PSB herkende wat erin staat; herkenning kan fout zijn.',
      remedy:
        'Vergelijk leverancier, nummer, datums, bedragen en bankrekening met de pdf die genoemd wordt. Geef vrij met --approve RECOGNISED als alles klopt; wijs deze anders af en verwerk de pdf met de hand.',
    },
  },
  NORMALISED_COPY: {
    class: 'hold',
    term: null,
    cause:
      'The original is of a syntax that Acquit does not read, so the invoice was read from a copy that PSB made of it.',
    remedy:
      'Compare the copy with the original; both are in the archive. Release with --approve NORMALISED_COPY when they say the same; otherwise reject it and book the original by hand.',
    nl: {
      cause:
        'Het origineel heeft een formaat dat Acquit niet leest; de factuur is gelezen uit een kopie die PSB ervan maakte.',
      remedy:
        'Vergelijk de kopie met het origineel; beide staan in het archief. Geef vrij met --approve NORMALISED_COPY als ze hetzelfde zeggen; wijs de factuur anders af en boek het origineel met de hand.',
    },
  },
  RECOGNITION_PENDING: {
    class: 'hold',
    term: null,
    cause: 'The PDF has no invoice data and was sent to PSB for recognition; the result is on its way.',
    remedy:
      'Wait for the document that is named; people may look at it at PSB, so it can take a day. When it does not come, ask PSB support, or reject this one and book the PDF by hand.',
    nl: {
      cause:
        'De pdf bevat geen factuurgegevens en is naar PSB gestuurd voor herkenning; het resultaat is onderweg.',
      remedy:
        'Wacht op het document dat genoemd wordt; bij PSB kijken er soms mensen naar, dus het kan een dag duren. Komt het niet, vraag het aan de support van PSB, of wijs deze af en boek de pdf met de hand.',
    },
  },
  RECOGNITION_FAILED: {
    class: 'hold',
    term: null,
    cause: 'PSB could not recognise an invoice in the PDF.',
    remedy:
      'Read the PDF in the archive. Book and pay it by hand when it is an invoice, or ask the supplier for an e-invoice; then reject this one.',
    nl: {
      cause: 'PSB kon in de pdf geen factuur herkennen.',
      remedy:
        'Lees de pdf in het archief. Boek en betaal met de hand als het een factuur is, of vraag de leverancier om een e-factuur; wijs deze daarna af.',
    },
  },
  RECOGNISED_AS: {
    class: 'no-payment',
    term: null,
    cause: 'PSB recognised the invoice in this PDF; it goes on as the document that is named.',
    remedy: 'Nothing to do here; decide on the recognised document.',
    nl: {
      cause: 'PSB heeft de factuur in deze pdf herkend; zij gaat verder als het document dat genoemd wordt.',
      remedy: 'U hoeft hier niets te doen; beslis over het herkende document.',
    },
  },
  NOT_A_CLAIM: {
    class: 'no-payment',
    term: 'BT-3',
    cause: 'A pro forma or an accounting message: not a claim.',
    remedy: 'Nothing to pay; wait for the invoice.',
    nl: {
      cause: 'Een pro-formafactuur of een boekhoudkundig bericht: geen vordering.',
      remedy: 'U hoeft niets te betalen; wacht op de factuur.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;
