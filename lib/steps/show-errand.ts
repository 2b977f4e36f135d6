import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { decimal, sum } from '../money/decimal.ts';
import type { Language, Words } from '../payables/explanation.ts';
import { maskIban } from '../payables/iban.ts';
import { amountInWords, ibanInWords, quoted } from '../payables/in-words.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { ConsentAccess } from '../psd2/ais/build-account-consent.ts';
import type { Ticket, TicketStore } from '../storage/ticket-store.ts';
import { askedAccess, type AskedAccessServices } from './asked-access.ts';
import { openTicket } from './issue-ticket.ts';
import { escape, htmlPage, page, type PageOptions } from './page.ts';
import {
  type PlannedRedirect,
  planRedirects,
  type PlanServices,
  type RedirectPlan,
} from './plan-redirects.ts';

export interface ShowErrandServices extends PlanServices, AskedAccessServices {
  readonly tickets: TicketStore;
}

export interface ShowErrand {
  readonly ticket: string;
  readonly sessionHash: string;
  readonly language: Language;
  /** Address of this very page. */
  readonly here: string;
  /** The bank said that the money for the chosen way is not there: the PSU is asked once more. */
  readonly fundsMissingFor?: string | undefined;
}

/**
 * The page that a ticket leads to: what would be done at the bank, and a button for it. It does nothing by itself, so
 * that a mail scanner or a preview that follows the link starts nothing.
 */
export async function showErrand(
  { ticket: raw, sessionHash, language, here, fundsMissingFor }: ShowErrand,
  services: ShowErrandServices,
): Promise<APIGatewayProxyStructuredResultV2> {
  const ticket = await openTicket(raw, services);
  if (ticket === undefined) return page(403, 'ticket-refused', { language });
  const use = await services.tickets.readUse(ticket.ticketHash);
  if (use !== undefined && use.sessionHash !== sessionHash) return page(403, 'other-browser', { language });
  const view = { ticket, language, here, fundsMissingFor };
  const { errand } = ticket;
  switch (errand.kind) {
    case 'payments':
      return paymentsPage(await planRedirects(errand.payables, use, services), view);
    case 'cancellation':
      return cancellationPage(await services.payables.read(errand.payable), view);
    case 'consent':
      return errand.service === 'ais'
        ? accountsPage(await askedAccess(errand, services), view)
        : fundsPage(errand.ibans.slice(0, 1), view);
  }
}

interface View extends PageOptions {
  readonly ticket: Ticket;
  readonly here: string;
  readonly fundsMissingFor?: string | undefined;
}

const words = {
  authorise: { en: 'Authorise payments', nl: 'Betalingen autoriseren' },
  cancel: { en: 'Cancel a payment', nl: 'Een betaling annuleren' },
  consent: { en: 'Open accounts for reading', nl: 'Rekeningen openstellen om te lezen' },
  fundsConsent: { en: 'Allow questions about funds', nl: 'Vragen naar saldo toestaan' },
  toBank: { en: 'To the bank', nl: 'Naar de bank' },
  cancelNow: { en: 'Cancel at the bank', nl: 'Annuleren bij de bank' },
  anyway: { en: 'To the bank all the same', nl: 'Toch naar de bank' },
  missing: {
    en: 'The bank says that this amount is not on the account now.',
    nl: 'De bank zegt dat dit bedrag nu niet op de rekening staat.',
  },
  from: { en: 'from', nl: 'van' },
  payee: { en: 'Payee', nl: 'Begunstigde' },
  invoice: { en: 'Invoice', nl: 'Factuur' },
  amount: { en: 'Amount', nl: 'Bedrag' },
  explainPay: {
    en: 'You see payee and amount once more at the bank, and authorise there. Nothing is paid before that.',
    nl: 'U ziet begunstigde en bedrag bij de bank nog eens en autoriseert daar. Eerder wordt niets betaald.',
  },
  explainConsent: {
    en: 'You give a consent at the bank. Acquit then reads what was booked on these accounts, at most four times a day for 180 days, and can move no money with it. It takes the place of an earlier consent.',
    nl: 'U geeft bij de bank een toestemming. Acquit leest dan wat op deze rekeningen is geboekt, hooguit vier keer per dag en 180 dagen lang, en kan er geen geld mee verplaatsen. Ze vervangt een eerdere toestemming.',
  },
  explainAll: {
    en: 'You give a consent at the bank for all of your accounts there. Acquit then reads what was booked on them, at most four times a day for 180 days, and can move no money with it. It takes the place of an earlier consent.',
    nl: 'U geeft bij de bank een toestemming voor al uw rekeningen daar. Acquit leest dan wat erop is geboekt, hooguit vier keer per dag en 180 dagen lang, en kan er geen geld mee verplaatsen. Ze vervangt een eerdere toestemming.',
  },
  explainList: {
    en: 'You let Acquit read the list of your accounts at the bank, once. It sees nothing that was booked on them, and can move no money with it.',
    nl: 'U laat Acquit één keer de lijst van uw rekeningen bij de bank lezen. Het ziet niet wat erop is geboekt en kan er geen geld mee verplaatsen.',
  },
  explainFunds: {
    en: 'You give a consent at the bank. Acquit then asks before a payment whether the amount is on this account, and learns yes or no.',
    nl: 'U geeft bij de bank een toestemming. Acquit vraagt dan voor een betaling of het bedrag op deze rekening staat, en krijgt ja of nee te horen.',
  },
  explainCancel: {
    en: 'The bank is asked to take this payment back. It may send you to its own page to authorise that.',
    nl: 'De bank wordt gevraagd deze betaling terug te nemen. Zij kan u naar haar eigen pagina sturen om dat te autoriseren.',
  },
} as const satisfies Record<string, Words>;

function paymentsPage(plan: RedirectPlan, view: View): APIGatewayProxyStructuredResultV2 {
  const { language, here } = view;
  const { redirects, soon } = plan;
  if (redirects.length === 0) {
    return soon > 0
      ? page(200, 'preparing', { language, refresh: here })
      : page(409, 'not-waiting', { language });
  }
  const done = plan.payables.filter(({ status }) => status === 'PAID' || status === 'INITIATED').length;
  const progress =
    done === 0 ? '' : `<p class="soft">${escape(doneText(done, plan.payables.length)[language])}</p>`;
  const sections = redirects.map((redirect) => redirectSection(redirect, view)).join('');
  const body = `${progress}<p class="soft">${words.explainPay[language]}</p>${sections}`;
  return htmlPage(200, words.authorise[language], body, { language });
}

const doneText = (done: number, all: number): Words => ({
  en: `${done} of ${all} are authorised.`,
  nl: `${done} van ${all} zijn geautoriseerd.`,
});

function redirectSection({ payables, debtorIban }: PlannedRedirect, view: View): string {
  const { language, fundsMissingFor } = view;
  const total = sum(payables.map(({ request }) => decimal(request?.amount ?? '0')));
  const currency = payables[0].document?.currency ?? 'EUR';
  const count = countText(payables.length)[language];
  const sumText = amountInWords(total, currency)[language];
  const chosen = payableName(payables[0]);
  const isMissing = payables.some((payable) => payableName(payable) === fundsMissingFor);
  const rows = payables.map((payable) => paymentRow(payable, language)).join('');
  const head = [words.payee, words.invoice].map((word) => `<th>${word[language]}</th>`).join('');
  const table = `<table><tr>${head}<th class="amount">${words.amount[language]}</th></tr>${rows}</table>`;
  const list = payables.length > 10 ? `<details><summary>${count}</summary>${table}</details>` : table;
  const warning = isMissing ? `<p><strong>${words.missing[language]}</strong></p>` : '';
  const label = isMissing ? words.anyway : words.toBank;
  return `<section><h2>${count}, ${escape(sumText)}</h2><small>${words.from[language]} ${escape(maskIban(debtorIban))}</small>
${list}${warning}${button(label, { chosen, ...(isMissing ? { anyway: 'yes' } : {}) }, view)}</section>`;
}

const countText = (count: number): Words =>
  count === 1
    ? { en: '1 payment', nl: '1 betaling' }
    : { en: `${count} payments`, nl: `${count} betalingen` };

function paymentRow({ document, request }: Payable, language: Language): string {
  const amount = amountInWords(decimal(request?.amount ?? '0'), document?.currency ?? null)[language];
  return `<tr><td>${escape(quoted(document?.sellerName ?? '–'))}</td><td>${escape(quoted(document?.number ?? '–'))}</td><td class="amount">${escape(amount)}</td></tr>`;
}

function cancellationPage(payable: Payable | undefined, view: View): APIGatewayProxyStructuredResultV2 {
  const { language } = view;
  const isThere = payable?.status === 'AUTHORISING' || payable?.status === 'INITIATED';
  if (!isThere) return page(409, 'not-waiting', { language });
  const body = `<p class="soft">${words.explainCancel[language]}</p><section><table>${paymentRow(payable, language)}</table>${button(words.cancelNow, {}, view)}</section>`;
  return htmlPage(200, words.cancel[language], body, { language });
}

/** Names every account that the bank will be asked for, also those that an earlier consent opened. */
const accountsPage = (access: ConsentAccess, view: View): APIGatewayProxyStructuredResultV2 =>
  consentPage(words.consent, explainAccess[access.model], 'ibans' in access ? access.ibans : [], view);

const fundsPage = (ibans: readonly string[], view: View): APIGatewayProxyStructuredResultV2 =>
  consentPage(words.fundsConsent, words.explainFunds, ibans, view);

const explainAccess: Readonly<Record<ConsentAccess['model'], Words>> = {
  dedicated: words.explainConsent,
  allPsd2: words.explainAll,
  availableAccounts: words.explainList,
};

function consentPage(
  title: Words,
  explain: Words,
  ibans: readonly string[],
  view: View,
): APIGatewayProxyStructuredResultV2 {
  const { language } = view;
  const rows = ibans.map((iban) => `<tr><td>${escape(ibanInWords(iban))}</td></tr>`).join('');
  const table = rows === '' ? '' : `<table>${rows}</table>`;
  const body = `<p>${explain[language]}</p><section>${table}${button(words.toBank, {}, view)}</section>`;
  return htmlPage(200, title[language], body, { language });
}

/** A click is a POST with the cookies of this browser, which no other site can make it send (psd2.md 3.7). */
function button(
  label: Words,
  fields: Readonly<Record<string, string>>,
  { ticket, language, here }: View,
): string {
  const inputs = Object.entries({ of: ticket.ticketHash, ...fields })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('');
  return `<form method="post" action="${escape(here)}">${inputs}<button>${label[language]}</button></form>`;
}
