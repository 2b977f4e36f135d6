import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { maskIban } from '../iban.ts';
import type { PaymentBody } from './payment-body.ts';
import { scaStyle } from './sca-style.ts';
import { type Language, type Notice, scaTexts } from './sca-texts.ts';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The page that shows one payment with its three ways out. `mayPay` is false when the account is not the PSU's. */
export function paymentPage(options: {
  body: PaymentBody;
  clientId: string;
  mayPay: boolean;
  url: URL;
  language: Language;
}): Html {
  const { body, clientId, mayPay, url, language } = options;
  const texts = scaTexts[language];
  const row = (term: string, description: Html | string, kind = '') =>
    html`<div class="row"><dt>${term}</dt><dd class="${kind}">${description}</dd></div>`;
  const approve = mayPay
    ? html`<button class="approve" name="decision" value="approve">${texts.approve}</button>`
    : html`<p class="warning" role="alert">${texts.notices.noAccount.text}</p>`;

  return layout(
    language,
    texts.title,
    html`
      <h1>${texts.title}</h1>
      <p class="intro">${texts.intro(clientId)}</p>
      <p class="amount"><span class="label">${texts.amount}</span> ${formatAmount(body, language)}</p>
      <dl>
        ${row(texts.payee, body.creditorName, 'strong')}
        ${row(texts.account, showIban(body.creditorAccount.iban), 'iban')}
        ${row(texts.reference, body.remittanceInformationUnstructured ?? texts.noReference)}
        ${row(texts.from, showIban(body.debtorAccount.iban), 'iban')}
      </dl>
      <form method="post" action="${url.pathname}${url.search}">
        ${approve}
        <button class="refuse" name="decision" value="refuse">${texts.refuse}</button>
        <button class="abandon" name="decision" value="abandon">${texts.abandon}</button>
      </form>
    `,
    html`<a href="${inOtherLanguage(url, language)}" lang="${language === 'nl' ? 'en' : 'nl'}">${texts.otherLanguage}</a>`,
  );
}

/** A page that only says something and leads nowhere. */
export function noticePage(kind: Notice, language: Language): Html {
  const { title, text } = scaTexts[language].notices[kind];
  return layout(language, title, html`<h1>${title}</h1><p class="intro">${text}</p>`, html``);
}

const logo = raw(
  '<svg viewBox="0 0 40 40" width="36" height="36" aria-hidden="true"><rect width="40" height="40" rx="10" fill="#0f4c5c"/>' +
    '<circle cx="28" cy="12" r="4" fill="#ffd166"/><path d="M0 27c7-9 13-9 20 0s13 6 20-3v6a10 10 0 0 1-10 10H10A10 10 0 0 1 0 30z" fill="#e9c46a"/>' +
    '<path d="M0 32c8-5 14-5 21 0s12 4 19-1a10 10 0 0 1-10 9H10a10 10 0 0 1-10-8z" fill="#d9a441"/></svg>',
);

function layout(language: Language, title: string, content: Html, corner: Html): Html {
  const texts = scaTexts[language];
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title} · Zandbank</title>
    <style>${raw(scaStyle)}</style>
  </head>
  <body>
    <header>${logo}<span class="brand">Zandbank</span><span class="tag">${texts.sandbox}</span><nav>${corner}</nav></header>
    <main>${content}</main>
    <footer>${texts.footer}</footer>
  </body>
</html>`;
}

function formatAmount({ instructedAmount }: PaymentBody, language: Language): string {
  const locale = language === 'nl' ? 'nl-NL' : 'en-IE';
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: instructedAmount.currency });
  return format.format(instructedAmount.amount as `${number}`); // decimal text by its schema; Intl reads text exactly
}

/** Enough to recognise an account by: its country, check digits and last four characters. */
const showIban = (iban: string) => maskIban(iban).replace(/\*+/, ' •••• •••• ');

function inOtherLanguage(url: URL, language: Language): string {
  const other = new URL(url);
  other.searchParams.set('ui_locales', language === 'nl' ? 'en' : 'nl');
  return `${other.pathname}${other.search}`;
}
