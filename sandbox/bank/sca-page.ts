import { html } from 'hono/html';
import { describeSubject } from './sca-details.ts';
import { type Html, layout } from './sca-layout.ts';
import type { ScaSubject } from './sca-subject.ts';
import { scaTexts } from './sca-texts.ts';
import type { Language, Notice } from './sca-wording.ts';

/** The page that shows what is asked with its three ways out. `mayDecide` is false when an account is not the PSU's. */
export function scaPage(options: {
  subject: ScaSubject;
  clientId: string;
  mayDecide: boolean;
  url: URL;
  language: Language;
}): Html {
  const { subject, clientId, mayDecide, url, language } = options;
  const texts = scaTexts[language];
  const many = subject.kind === 'payments' && subject.transfers.length > 1;
  const { title, intro, approve } = texts.subjects[many ? 'manyPayments' : subject.kind];
  const first = mayDecide
    ? html`<button class="approve" name="decision" value="approve">${approve}</button>`
    : html`<p class="warning" role="alert">${texts.notices.noAccount.text}</p>`;

  return layout(
    language,
    title,
    html`
      <h1>${title}</h1>
      <p class="intro">${intro(clientId)}</p>
      ${describeSubject(subject, language)}
      <form method="post" action="${url.pathname}${url.search}">
        ${first}
        <button class="refuse" name="decision" value="refuse">${texts.refuse}</button>
        <button class="abandon" name="decision" value="abandon">${texts.abandon}</button>
      </form>
    `,
    html`<a href="${inOtherLanguage(url, language)}" lang="${language === 'nl' ? 'en' : 'nl'}">${texts.otherLanguage}</a>`,
  );
}

/** A page that only says something and leads nowhere but, if there is a way, back to the TPP. */
export function noticePage(kind: Notice, language: Language, back?: string): Html {
  const { title, text } = scaTexts[language].notices[kind];
  const way =
    back === undefined ? '' : html`<p><a class="back" href="${back}">${scaTexts[language].back}</a></p>`;
  return layout(language, title, html`<h1>${title}</h1><p class="intro">${text}</p>${way}`, html``);
}

function inOtherLanguage(url: URL, language: Language): string {
  const other = new URL(url);
  other.searchParams.set('ui_locales', language === 'nl' ? 'en' : 'nl');
  return `${other.pathname}${other.search}`;
}
