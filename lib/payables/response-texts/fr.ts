import type { SupplierTexts } from './supplier-texts.ts';

export const fr: SupplierTexts = {
  findings: {
    UNSUPPORTED_PROFILE: {
      wrong: 'Nous ne pouvons pas traiter le profil (identifiant de spécification) indiqué dans la facture',
      cure: "Veuillez envoyer la facture en Peppol BIS Billing 3.0, NLCIUS, XRechnung ou un autre profil de l'EN 16931.",
    },
    TERM_MISSING: {
      wrong: 'Une information obligatoire ne figure pas sur la facture',
      cure: "Veuillez envoyer une nouvelle facture comportant l'information manquante.",
    },
    INDICATOR_INVALID: {
      wrong: "La facture contient une remise ou des frais sans préciser de quoi il s'agit",
      cure: "Veuillez envoyer une facture rectifiée dont l'indicateur de frais vaut true ou false.",
    },
    AMOUNT_INVALID: {
      wrong: "Un montant n'est pas un nombre à deux décimales au plus",
      cure: 'Veuillez envoyer une facture rectifiée dont chaque montant est écrit sous la forme 1210.00.',
    },
    DATE_INVALID: {
      wrong: "Une date n'existe pas, ou la date de la facture est dans le futur",
      cure: 'Veuillez envoyer une facture rectifiée avec la date correcte.',
    },
    TOTALS_INCONSISTENT: {
      wrong: 'Les totaux de la facture sont inexacts, ou ses montants ne sont pas tous dans la même devise',
      cure: 'Veuillez envoyer une facture rectifiée avec les totaux corrects.',
    },
    RECEIVER_UNKNOWN: {
      wrong: "L'acheteur indiqué sur la facture n'est pas l'entreprise à laquelle elle a été remise",
      cure: "Veuillez vérifier le nom et les numéros de l'acheteur et envoyer la facture à la bonne entreprise.",
    },
    IBAN_INVALID: {
      wrong: "L'IBAN indiqué sur la facture n'est pas valide",
      cure: "Veuillez envoyer une facture rectifiée avec l'IBAN correct.",
    },
    NOT_AN_INVOICE_PROFILE: {
      wrong: 'Les données de la facture ne contiennent aucune ligne, et nous ne pouvons donc pas les traiter',
      cure: "Veuillez envoyer la facture dans un profil avec des lignes, comme l'EN 16931 ou Peppol BIS Billing 3.0.",
    },
    NOT_IBAN: {
      wrong: "Le numéro de compte indiqué sur la facture n'est pas un IBAN",
      cure: 'Veuillez indiquer votre IBAN sur une facture rectifiée. Nous vérifions tout nouveau compte avant de payer.',
    },
    RAIL_NOT_SUPPORTED: {
      wrong: 'Le compte bancaire indiqué sur la facture se trouve dans un pays hors de la zone SEPA',
      cure: "Veuillez indiquer un compte de la zone SEPA sur une facture rectifiée, ou nous faire savoir que vous n'en avez pas. Nous vérifions tout nouveau compte avant de payer.",
    },
    NO_BENEFICIARY_ACCOUNT: {
      wrong: "La facture demande un virement mais n'indique aucun compte bancaire",
      cure: 'Veuillez indiquer votre IBAN sur une facture rectifiée. Nous vérifions tout nouveau compte avant de payer.',
    },
    NO_PAYMENT_DATA: {
      wrong: "La facture n'indique pas clairement le montant à payer",
      cure: 'Veuillez nous communiquer le montant à payer et son échéance.',
    },
    PAYMENT_SUM_DEVIATES: {
      wrong: 'La somme des échéances indiquées sur la facture ne correspond pas à son total',
      cure: 'Veuillez nous communiquer le montant à payer et la date de paiement.',
    },
    NO_DUE_DATE: {
      wrong: "La facture n'indique pas de date d'échéance",
      cure: "Veuillez nous communiquer la date d'échéance ou le délai de paiement convenu.",
    },
    DUE_DATE_DOUBTFUL: {
      wrong: "La date d'échéance précède la date de la facture, ou la suit de plus d'un an",
      cure: "Veuillez confirmer la date d'échéance ou nous communiquer la date correcte.",
    },
    BUYER_REFERENCE_MISSING: {
      wrong: 'Notre référence ou notre numéro de commande ne figure pas sur la facture',
      cure: "Veuillez nous communiquer la référence ou le numéro de commande, et l'indiquer sur vos prochaines factures.",
    },
    SUPPLIER_UNKNOWN: {
      wrong: 'Votre entreprise ne figure pas parmi nos fournisseurs',
      cure: "Veuillez prendre contact avec la personne qui a passé la commande avant d'envoyer une autre facture.",
    },
    MULTIPLE_ACCOUNTS: {
      wrong: 'La facture indique plusieurs comptes bancaires sans préciser lequel doit être crédité',
      cure: 'Veuillez envoyer une facture rectifiée avec le seul compte à créditer.',
    },
    CONFLICTING_PAYMENT_MEANS: {
      wrong: "La facture indique des moyens de paiement qui s'excluent",
      cure: 'Veuillez envoyer une facture rectifiée avec un seul moyen de paiement.',
    },
    PAYEE_DIFFERS: {
      wrong: 'La facture demande de payer un bénéficiaire autre que votre entreprise',
      cure: "Veuillez prendre contact avec votre interlocuteur chez nous avant d'envoyer une autre facture.",
    },
    TERM_REPEATED: {
      wrong: "Une information qui ne peut figurer qu'une fois est donnée avec des valeurs différentes",
      cure: "Veuillez envoyer une facture rectifiée où elle ne figure qu'une fois.",
    },
    LINE_STATUS_UNKNOWN: {
      wrong: "Il n'est pas clair pour toutes les lignes de la facture si elles comptent dans le total",
      cure: 'Veuillez envoyer une facture rectifiée dont les lignes ont le statut DETAIL, GROUP ou INFORMATION.',
    },
    DUPLICATE_NUMBER: {
      wrong: 'Nous avons déjà reçu une autre facture portant le même numéro',
      cure: "Si c'est la même créance, vous n'avez rien à faire. Si c'en est une autre, veuillez l'envoyer sous un numéro propre.",
    },
  },
  resend: 'Veuillez envoyer une facture rectifiée.',
  refused:
    'Nous ne pouvons pas accepter ce document. Votre interlocuteur chez nous pourra vous en dire davantage.',
  partlyPaid: (amount) => `Nous avons payé ${amount} sur cette facture.`,
};
