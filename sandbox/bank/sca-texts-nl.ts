import type { ScaTexts } from './sca-wording.ts';

/** The bank's pages in Dutch. */
export const nl: ScaTexts = {
  sandbox: 'Oefenbank',
  subjects: {
    payments: {
      title: 'Betaling bevestigen',
      intro: (tpp) => `${tpp} vraagt uw toestemming voor deze betaling. Controleer de gegevens.`,
      approve: 'Goedkeuren en betalen',
    },
    manyPayments: {
      title: 'Betalingen bevestigen',
      intro: (tpp) => `${tpp} vraagt uw toestemming voor al deze betalingen samen. Controleer de gegevens.`,
      approve: 'Alles goedkeuren en betalen',
    },
    cancellation: {
      title: 'Betaling intrekken',
      intro: (tpp) => `${tpp} vraagt om deze betaling niet uit te voeren.`,
      approve: 'Betaling intrekken',
    },
    consent: {
      title: 'Toegang tot uw rekening',
      intro: (tpp) => `${tpp} vraagt om deze gegevens te mogen zien. Er wordt niets betaald.`,
      approve: 'Toegang geven',
    },
    funds: {
      title: 'Saldo laten bevestigen',
      intro: (tpp) =>
        `${tpp} vraagt om te mogen vragen of een bedrag op uw rekening staat, met ja of nee als antwoord.`,
      approve: 'Toestaan',
    },
  },
  amount: 'Bedrag',
  total: (count) => `Totaal van ${count} betalingen`,
  payee: 'Aan',
  account: 'Rekening',
  reference: 'Mededeling',
  noReference: 'geen',
  from: 'Van uw rekening',
  day: 'Uit te voeren op',
  repeats: 'Herhaling',
  frequencies: {
    Daily: 'elke dag',
    Weekly: 'elke week',
    EveryTwoWeeks: 'elke twee weken',
    Monthly: 'elke maand',
    EveryTwoMonths: 'elke twee maanden',
    Quarterly: 'elk kwartaal',
    SemiAnnual: 'elk half jaar',
    Annual: 'elk jaar',
    MonthlyVariable: 'in vaste maanden',
  },
  seenAccount: 'rekeninggegevens',
  seenBalances: 'saldo',
  seenTransactions: 'geboekte verrichtingen',
  howOften: 'Hoe vaak',
  recurring: 'telkens weer, tot u het intrekt',
  once: 'één keer',
  until: 'Tot en met',
  refuse: 'Weigeren',
  abandon: 'Niet nu',
  back: 'Terug naar de aanvrager',
  footer: 'Dit is de bank van de Acquit-zandbak. Er gaat geen echt geld om.',
  otherLanguage: 'English',
  notices: {
    abandoned: {
      title: 'U kunt dit venster sluiten',
      text: 'Er is niets gebeurd. Het verzoek vervalt als u het niet binnen een kwartier goedkeurt.',
    },
    decided: { title: 'Uw beslissing is genoteerd', text: 'U kunt dit venster sluiten.' },
    handled: {
      title: 'Dit verzoek is al behandeld',
      text: 'U hebt al beslist, of het verzoek is ingetrokken. U kunt dit venster sluiten.',
    },
    expired: {
      title: 'De tijd is om',
      text: 'Het verzoek is niet op tijd goedgekeurd en is vervallen. Er is niets gebeurd.',
    },
    noAccount: {
      title: 'Deze rekening is niet van u',
      text: 'Het verzoek gaat over een rekening die niet bij u hoort. Er is niets gebeurd.',
    },
    invalid: {
      title: 'Dit verzoek klopt niet',
      text: 'De link naar deze pagina is onvolledig of hoort nergens bij. Er is niets gebeurd.',
    },
  },
};
