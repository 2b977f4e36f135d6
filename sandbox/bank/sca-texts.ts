export type Language = 'nl' | 'en';

/** The pages that only say something. */
export type Notice = 'abandoned' | 'handled' | 'expired' | 'noAccount' | 'invalid';

export interface ScaTexts {
  readonly sandbox: string;
  readonly title: string;
  readonly intro: (tpp: string) => string;
  readonly amount: string;
  readonly payee: string;
  readonly account: string;
  readonly reference: string;
  readonly noReference: string;
  readonly from: string;
  readonly approve: string;
  readonly refuse: string;
  readonly abandon: string;
  readonly footer: string;
  readonly otherLanguage: string;
  readonly notices: Readonly<Record<Notice, { readonly title: string; readonly text: string }>>;
}

/** Dutch when the page is asked for in Dutch first, by `ui_locales` or by the browser; English otherwise. */
export function languageOf(uiLocales: string | undefined, acceptLanguage: string | undefined): Language {
  const first = (uiLocales ?? acceptLanguage ?? '').trim().toLowerCase();
  return first.startsWith('nl') ? 'nl' : 'en';
}

export const scaTexts: Readonly<Record<Language, ScaTexts>> = {
  nl: {
    sandbox: 'Oefenbank',
    title: 'Betaling bevestigen',
    intro: (tpp) => `${tpp} vraagt uw toestemming voor deze betaling. Controleer de gegevens.`,
    amount: 'Bedrag',
    payee: 'Aan',
    account: 'Rekening',
    reference: 'Mededeling',
    noReference: 'geen',
    from: 'Van uw rekening',
    approve: 'Goedkeuren en betalen',
    refuse: 'Weigeren',
    abandon: 'Nu niet beslissen',
    footer: 'Dit is de bank van de Acquit-zandbak. Er gaat geen echt geld om.',
    otherLanguage: 'English',
    notices: {
      abandoned: {
        title: 'U kunt dit venster sluiten',
        text: 'Er is niets betaald. De betaling vervalt als u haar niet binnen een kwartier goedkeurt.',
      },
      handled: {
        title: 'Deze betaling is al behandeld',
        text: 'U hebt al beslist, of de betaling is ingetrokken. U kunt dit venster sluiten.',
      },
      expired: {
        title: 'De tijd is om',
        text: 'De betaling is niet op tijd goedgekeurd en is vervallen. Er is niets betaald.',
      },
      noAccount: {
        title: 'Deze rekening is niet van u',
        text: 'De betaling vraagt om een rekening die niet bij u hoort. Er is niets betaald.',
      },
      invalid: {
        title: 'Dit verzoek klopt niet',
        text: 'De link naar deze pagina is onvolledig of hoort niet bij een betaling. Er is niets betaald.',
      },
    },
  },
  en: {
    sandbox: 'Practice bank',
    title: 'Confirm payment',
    intro: (tpp) => `${tpp} asks for your consent to this payment. Please check the details.`,
    amount: 'Amount',
    payee: 'To',
    account: 'Account',
    reference: 'Reference',
    noReference: 'none',
    from: 'From your account',
    approve: 'Approve and pay',
    refuse: 'Refuse',
    abandon: 'Decide later',
    footer: 'This is the bank of the Acquit sandbox. No real money moves.',
    otherLanguage: 'Nederlands',
    notices: {
      abandoned: {
        title: 'You may close this window',
        text: 'Nothing was paid. The payment lapses unless you approve it within a quarter of an hour.',
      },
      handled: {
        title: 'This payment is already settled',
        text: 'You decided before, or the payment was withdrawn. You may close this window.',
      },
      expired: {
        title: 'The time is up',
        text: 'The payment was not approved in time and has lapsed. Nothing was paid.',
      },
      noAccount: {
        title: 'This account is not yours',
        text: 'The payment asks for an account that does not belong to you. Nothing was paid.',
      },
      invalid: {
        title: 'This request is not right',
        text: 'The link to this page is incomplete or belongs to no payment. Nothing was paid.',
      },
    },
  },
};
