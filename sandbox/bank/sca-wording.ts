import type { StandingOrder } from './payment-body.ts';

export type Language = 'nl' | 'en';

/** The pages that only say something. */
export type Notice = 'abandoned' | 'decided' | 'handled' | 'expired' | 'noAccount' | 'invalid';

/** What is asked of the PSU. */
type Subject = 'payments' | 'manyPayments' | 'cancellation' | 'consent' | 'funds';

interface SubjectTexts {
  readonly title: string;
  readonly intro: (tpp: string) => string;
  readonly approve: string;
}

export interface ScaTexts {
  readonly sandbox: string;
  readonly subjects: Readonly<Record<Subject, SubjectTexts>>;
  readonly amount: string;
  readonly total: (count: number) => string;
  readonly payee: string;
  readonly account: string;
  readonly reference: string;
  readonly noReference: string;
  readonly from: string;
  readonly day: string;
  readonly repeats: string;
  readonly frequencies: Readonly<Record<StandingOrder['frequency'], string>>;
  readonly seenAccount: string;
  readonly seenBalances: string;
  readonly seenTransactions: string;
  readonly howOften: string;
  readonly recurring: string;
  readonly once: string;
  readonly until: string;
  readonly refuse: string;
  readonly abandon: string;
  readonly back: string;
  readonly footer: string;
  readonly otherLanguage: string;
  readonly notices: Readonly<Record<Notice, { readonly title: string; readonly text: string }>>;
}

/** Dutch when the page is asked for in Dutch first, by `ui_locales` or by the browser; English otherwise. */
export function languageOf(uiLocales: string | undefined, acceptLanguage: string | undefined): Language {
  const first = (uiLocales ?? acceptLanguage ?? '').trim().toLowerCase();
  return first.startsWith('nl') ? 'nl' : 'en';
}
