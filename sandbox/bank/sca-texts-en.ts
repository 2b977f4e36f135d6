import type { ScaTexts } from './sca-wording.ts';

/** The bank's pages in English. */
export const en: ScaTexts = {
  sandbox: 'Practice bank',
  subjects: {
    payments: {
      title: 'Confirm payment',
      intro: (tpp) => `${tpp} asks for your consent to this payment. Please check the details.`,
      approve: 'Approve and pay',
    },
    manyPayments: {
      title: 'Confirm payments',
      intro: (tpp) =>
        `${tpp} asks for your consent to all of these payments at once. Please check the details.`,
      approve: 'Approve and pay all',
    },
    cancellation: {
      title: 'Withdraw payment',
      intro: (tpp) => `${tpp} asks that this payment is not carried out.`,
      approve: 'Withdraw the payment',
    },
    consent: {
      title: 'Access to your account',
      intro: (tpp) => `${tpp} asks to see this information. Nothing is paid.`,
      approve: 'Give access',
    },
    funds: {
      title: 'Confirmation of funds',
      intro: (tpp) => `${tpp} asks to be told, with yes or no, whether an amount is on your account.`,
      approve: 'Allow',
    },
  },
  amount: 'Amount',
  total: (count) => `Total of ${count} payments`,
  payee: 'To',
  account: 'Account',
  reference: 'Reference',
  noReference: 'none',
  from: 'From your account',
  day: 'Carried out on',
  repeats: 'Repeated',
  frequencies: {
    Daily: 'every day',
    Weekly: 'every week',
    EveryTwoWeeks: 'every two weeks',
    Monthly: 'every month',
    EveryTwoMonths: 'every two months',
    Quarterly: 'every quarter',
    SemiAnnual: 'every half year',
    Annual: 'every year',
    MonthlyVariable: 'in chosen months',
  },
  seenAccount: 'account details',
  seenBalances: 'balance',
  seenTransactions: 'booked transactions',
  howOften: 'How often',
  recurring: 'again and again, until you withdraw it',
  once: 'once',
  until: 'Up to and including',
  refuse: 'Refuse',
  abandon: 'Decide later',
  back: 'Back to who asked',
  footer: 'This is the bank of the Acquit sandbox. No real money moves.',
  otherLanguage: 'Nederlands',
  notices: {
    abandoned: {
      title: 'You may close this window',
      text: 'Nothing has happened. The request lapses unless you approve it within a quarter of an hour.',
    },
    decided: { title: 'Your decision is noted', text: 'You may close this window.' },
    handled: {
      title: 'This request is already settled',
      text: 'You decided before, or the request was withdrawn. You may close this window.',
    },
    expired: {
      title: 'The time is up',
      text: 'The request was not approved in time and has lapsed. Nothing has happened.',
    },
    noAccount: {
      title: 'This account is not yours',
      text: 'The request is about an account that does not belong to you. Nothing has happened.',
    },
    invalid: {
      title: 'This request is not right',
      text: 'The link to this page is incomplete or belongs to nothing. Nothing has happened.',
    },
  },
};
