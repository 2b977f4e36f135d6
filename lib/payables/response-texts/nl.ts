import type { SupplierTexts } from './supplier-texts.ts';

export const nl: SupplierTexts = {
  findings: {
    UNSUPPORTED_PROFILE: {
      wrong: 'Wij kunnen het profiel (de specificatie-identificatie) van de factuur niet verwerken',
      cure: 'Stuur de factuur in Peppol BIS Billing 3.0, NLCIUS, XRechnung of een ander profiel van EN 16931.',
    },
    TERM_MISSING: {
      wrong: 'Er ontbreekt een gegeven dat op elke factuur moet staan',
      cure: 'Stuur een nieuwe factuur waarop het ontbrekende gegeven staat.',
    },
    INDICATOR_INVALID: {
      wrong: 'Op de factuur staat een korting of toeslag zonder aanduiding welke van de twee het is',
      cure: 'Stuur een verbeterde factuur met true of false als aanduiding van de toeslag.',
    },
    AMOUNT_INVALID: {
      wrong: 'Een bedrag is geen getal met hoogstens twee decimalen',
      cure: 'Stuur een verbeterde factuur waarop elk bedrag geschreven is zoals 1210.00.',
    },
    DATE_INVALID: {
      wrong: 'Een datum bestaat niet, of de factuurdatum ligt in de toekomst',
      cure: 'Stuur een verbeterde factuur met de juiste datum.',
    },
    TOTALS_INCONSISTENT: {
      wrong: 'De totalen van de factuur kloppen niet, of niet alle bedragen zijn in dezelfde munt',
      cure: 'Stuur een verbeterde factuur met de juiste totalen.',
    },
    RECEIVER_UNKNOWN: {
      wrong: 'De koper op de factuur is niet het bedrijf waaraan zij bezorgd is',
      cure: 'Controleer de naam en de nummers van de koper, en stuur de factuur naar het juiste bedrijf.',
    },
    IBAN_INVALID: {
      wrong: 'Het IBAN op de factuur is niet geldig',
      cure: 'Stuur een verbeterde factuur met het juiste IBAN.',
    },
    NOT_AN_INVOICE_PROFILE: {
      wrong: 'De factuurgegevens bevatten geen factuurregels; wij kunnen ze daarom niet verwerken',
      cure: 'Stuur de factuur in een profiel met regels, zoals EN 16931 of Peppol BIS Billing 3.0.',
    },
    NOT_IBAN: {
      wrong: 'Het rekeningnummer op de factuur is geen IBAN',
      cure: 'Vermeld uw IBAN op een verbeterde factuur. Wij controleren elke nieuwe rekening voordat wij erop betalen.',
    },
    RAIL_NOT_SUPPORTED: {
      wrong: 'De bankrekening op de factuur ligt in een land buiten SEPA',
      cure: 'Vermeld een rekening binnen SEPA op een verbeterde factuur, of laat ons weten dat u die niet hebt. Wij controleren elke nieuwe rekening voordat wij erop betalen.',
    },
    NO_BENEFICIARY_ACCOUNT: {
      wrong: 'De factuur vraagt om een overschrijving, maar noemt geen bankrekening',
      cure: 'Vermeld uw IBAN op een verbeterde factuur. Wij controleren elke nieuwe rekening voordat wij erop betalen.',
    },
    NO_PAYMENT_DATA: {
      wrong: 'Uit de factuur blijkt niet duidelijk hoeveel er betaald moet worden',
      cure: 'Laat ons weten welk bedrag betaald moet worden en wanneer het vervalt.',
    },
    PAYMENT_SUM_DEVIATES: {
      wrong: 'De termijnen op de factuur zijn samen niet gelijk aan het totaal',
      cure: 'Laat ons weten hoeveel er betaald moet worden, en wanneer.',
    },
    NO_DUE_DATE: {
      wrong: 'De factuur heeft geen vervaldatum',
      cure: 'Laat ons de vervaldatum of de afgesproken betaaltermijn weten.',
    },
    DUE_DATE_DOUBTFUL: {
      wrong: 'De vervaldatum ligt voor de factuurdatum, of meer dan een jaar erna',
      cure: 'Bevestig de vervaldatum, of laat ons de juiste weten.',
    },
    BUYER_REFERENCE_MISSING: {
      wrong: 'Onze referentie of ons inkoopordernummer ontbreekt op de factuur',
      cure: 'Laat ons de referentie of het ordernummer weten, en vermeld het op uw volgende facturen.',
    },
    SUPPLIER_UNKNOWN: {
      wrong: 'Wij kennen uw bedrijf niet als leverancier',
      cure: 'Neem contact op met degene die bij u besteld heeft voordat u nog een factuur stuurt.',
    },
    MULTIPLE_ACCOUNTS: {
      wrong:
        'De factuur noemt verschillende bankrekeningen, en het is niet duidelijk op welke betaald moet worden',
      cure: 'Stuur een verbeterde factuur met alleen de rekening waarop betaald moet worden.',
    },
    CONFLICTING_PAYMENT_MEANS: {
      wrong: 'De factuur noemt betaalwijzen die elkaar uitsluiten',
      cure: 'Stuur een verbeterde factuur met één betaalwijze.',
    },
    PAYEE_DIFFERS: {
      wrong: 'De factuur vraagt om aan een ander dan uw bedrijf te betalen',
      cure: 'Neem contact op met uw contactpersoon bij ons bedrijf voordat u nog een factuur stuurt.',
    },
    TERM_REPEATED: {
      wrong: 'Een gegeven dat maar één keer mag voorkomen, staat er met verschillende waarden',
      cure: 'Stuur een verbeterde factuur waarop het één keer staat.',
    },
    LINE_STATUS_UNKNOWN: {
      wrong: 'Het is niet van elke factuurregel duidelijk of zij meetelt in het totaal',
      cure: 'Stuur een verbeterde factuur waarvan de regels de status DETAIL, GROUP of INFORMATION hebben.',
    },
    DUPLICATE_NUMBER: {
      wrong: 'Wij kregen eerder een andere factuur met hetzelfde nummer',
      cure: 'Gaat het om dezelfde vordering, dan hoeft u niets te doen. Is het een andere, stuur haar dan onder een eigen nummer.',
    },
  },
  resend: 'Stuur een verbeterde factuur.',
  refused: 'Wij kunnen dit document niet aanvaarden. Uw contactpersoon bij ons bedrijf kan u meer vertellen.',
  partlyPaid: (amount) => `Wij hebben ${amount} van deze factuur betaald.`,
};
