import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Language, Words } from '../payables/explanation.ts';

/** The few things a PSU may be told; none says more than the PSU knows already (psd2.md 3.7). */
const pages = {
  returned: {
    title: { en: 'Thank you', nl: 'Dank u wel' },
    text: {
      en: 'The bank has your answer. Acquit reads the outcome from the bank itself. You can close this page.',
      nl: 'De bank heeft uw antwoord. Acquit vraagt de uitkomst bij de bank zelf op. U kunt deze pagina sluiten.',
    },
  },
  'callback-refused': {
    title: { en: 'This link cannot be used', nl: 'Deze link is niet te gebruiken' },
    text: {
      en: 'It is not known, was used before, or is too old.',
      nl: 'Hij is onbekend, al gebruikt of te oud.',
    },
  },
  'ticket-refused': {
    title: { en: 'This link cannot be used', nl: 'Deze link is niet te gebruiken' },
    text: {
      en: 'It is not valid or too old, or your browser keeps no cookies. Ask for a new one.',
      nl: 'Hij is ongeldig of te oud, of uw browser bewaart geen cookies. Vraag een nieuwe.',
    },
  },
  'other-browser': {
    title: { en: 'This link was opened elsewhere', nl: 'Deze link is elders geopend' },
    text: {
      en: 'Only the browser in which it was used first can go on. Ask for a new one.',
      nl: 'Alleen de browser waarin hij het eerst is gebruikt, kan verder. Vraag een nieuwe.',
    },
  },
  'other-link': {
    title: { en: 'Another link is open', nl: 'Er is een andere link open' },
    text: {
      en: 'You opened another link in this browser meanwhile. Open the one that you want once more.',
      nl: 'U hebt intussen een andere link in deze browser geopend. Open de gewenste link opnieuw.',
    },
  },
  preparing: {
    title: { en: 'One moment', nl: 'Een ogenblik' },
    text: {
      en: 'The bank is being told. This page looks again by itself.',
      nl: 'De bank wordt ingelicht. Deze pagina kijkt vanzelf opnieuw.',
    },
  },
  'not-waiting': {
    title: { en: 'Nothing to authorise', nl: 'Niets te autoriseren' },
    text: {
      en: 'Nothing of this waits for you (any more).',
      nl: 'Hiervan wacht niets (meer) op u.',
    },
  },
  'bank-away': {
    title: { en: 'The bank cannot be reached now', nl: 'De bank is nu niet bereikbaar' },
    text: {
      en: 'Please try again in a few minutes; what was sent is not sent twice.',
      nl: 'Probeer het over enkele minuten opnieuw; wat verzonden is, wordt niet nog eens verzonden.',
    },
  },
  'bank-refuses': {
    title: { en: 'The bank does not take this', nl: 'De bank aanvaardt dit niet' },
    text: {
      en: 'Nothing is paid. The reason stands with the invoice in Acquit.',
      nl: 'Er wordt niets betaald. De reden staat bij de factuur in Acquit.',
    },
  },
  'may-be-paid': {
    title: { en: 'The payment may be carried out', nl: 'De betaling kan worden uitgevoerd' },
    text: {
      en: 'The bank asks for nothing more, or does not take the payment back. Look at the invoice in Acquit before you pay it in another way.',
      nl: 'De bank vraagt niets meer, of neemt de betaling niet terug. Kijk naar de factuur in Acquit voordat u die op een andere manier betaalt.',
    },
  },
  cancelled: {
    title: { en: 'The payment is cancelled', nl: 'De betaling is geannuleerd' },
    text: {
      en: 'The bank confirms it. The invoice can be released in Acquit and paid anew.',
      nl: 'De bank bevestigt het. De factuur kan in Acquit worden vrijgegeven en opnieuw worden betaald.',
    },
  },
  'too-late': {
    title: { en: 'It is too late to cancel', nl: 'Annuleren kan niet meer' },
    text: {
      en: 'The bank carries the payment out, or has done so already.',
      nl: 'De bank voert de betaling uit, of heeft dat al gedaan.',
    },
  },
} as const satisfies Record<string, { readonly title: Words; readonly text: Words }>;

export type PageName = keyof typeof pages;

/** No scripts, no referrer, no cache, no frame: codes and states must not leak from these pages (psd2.md 3.7). */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

export interface PageOptions {
  readonly language: Language;
  /** Address of a link below the text, to the page of the ticket. */
  readonly back?: string | undefined;
  /** Address to look at again by itself after two seconds. */
  readonly refresh?: string | undefined;
}

const backText: Words = { en: 'Back to the list', nl: 'Terug naar de lijst' };

/** A plain page for the browser of a PSU. */
export function page(
  statusCode: number,
  name: PageName,
  options: PageOptions,
): APIGatewayProxyStructuredResultV2 {
  const { language, back } = options;
  const { title, text } = pages[name];
  const link = back === undefined ? '' : `<p><a href="${escape(back)}">${backText[language]}</a></p>`;
  return htmlPage(statusCode, title[language], `<p>${text[language]}</p>${link}`, options);
}

/** A page in our frame; `body` is HTML whose texts were escaped. */
export const htmlPage = (
  statusCode: number,
  title: string,
  body: string,
  { language, refresh }: PageOptions,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers,
  body: `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh === undefined ? '' : `<meta http-equiv="refresh" content="2; url=${escape(refresh)}">\n`}<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body><main><h1>${escape(title)}</h1>${body}</main></body>
</html>
`,
});

/** Text for HTML, in an element or in a quoted attribute. */
export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** 303, never 307: the browser must come with a GET and without the data it had (psd2.md 3.7). */
export const seeOther = (
  location: string,
  cookies: readonly string[] = [],
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: 303,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  ...(cookies.length === 0 ? {} : { cookies: [...cookies] }),
});

/** The language of a browser, as it says in Accept-Language: Dutch where it is wanted before English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().slice(0, 2));
  return wanted.find((one) => one === 'nl' || one === 'en') === 'nl' ? 'nl' : 'en';
}

const style = `
:root { color-scheme: light dark; --ink: #1c2530; --soft: #5b6673; --line: #dde2e8; --paper: #fff; --ground: #f4f5f7; --deed: #0b5c4a }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf2; --soft: #a3adb9; --line: #343d48; --paper: #1d242c; --ground: #12171d; --deed: #2fa084 } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink) }
main { background: var(--paper); padding: 2rem; border-radius: .75rem; width: min(40rem, calc(100vw - 2rem)); box-sizing: border-box; margin: 1rem; box-shadow: 0 1px 3px #0003 }
h1 { font-size: 1.35rem; margin: 0 0 .75rem }
h2 { font-size: 1.05rem; margin: 0 0 .25rem }
p { margin: .5rem 0 }
small, .soft { color: var(--soft); font-size: .9rem }
section { border-top: 1px solid var(--line); padding: 1rem 0 .5rem; margin-top: 1rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .95rem }
td, th { text-align: left; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
.amount { text-align: right; padding-right: 0; white-space: nowrap; font-variant-numeric: tabular-nums }
summary { cursor: pointer; color: var(--soft) }
button { font: inherit; font-weight: 600; color: #fff; background: var(--deed); border: 0; border-radius: .5rem; padding: .7rem 1.2rem; margin: .5rem 0; cursor: pointer }
button:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid var(--soft); outline-offset: 2px }
a { color: inherit }
`;
