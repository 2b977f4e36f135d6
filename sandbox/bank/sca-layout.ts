import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { scaStyle } from './sca-style.ts';
import { scaTexts } from './sca-texts.ts';
import type { Language } from './sca-wording.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const logo = raw(
  '<svg viewBox="0 0 40 40" width="36" height="36" aria-hidden="true"><rect width="40" height="40" rx="10" fill="#0f4c5c"/>' +
    '<circle cx="28" cy="12" r="4" fill="#ffd166"/><path d="M0 27c7-9 13-9 20 0s13 6 20-3v6a10 10 0 0 1-10 10H10A10 10 0 0 1 0 30z" fill="#e9c46a"/>' +
    '<path d="M0 32c8-5 14-5 21 0s12 4 19-1a10 10 0 0 1-10 9H10a10 10 0 0 1-10-8z" fill="#d9a441"/></svg>',
);

/** The frame of every page of the bank; it loads nothing and needs no JavaScript. */
export function layout(language: Language, title: string, content: Html, corner: Html): Html {
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
