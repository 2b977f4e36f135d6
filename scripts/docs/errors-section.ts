import type { CatalogueEntry } from '../../lib/findings/catalogue-entry.ts';
import { bankCodes } from '../../lib/findings/codes/bank.ts';
import { documentCodes } from '../../lib/findings/codes/documents.ts';
import { erpCodes } from '../../lib/findings/codes/erp.ts';
import { payableCodes } from '../../lib/findings/codes/payables.ts';
import { platformCodes } from '../../lib/findings/codes/platform.ts';
import { psbCodes } from '../../lib/findings/codes/psb.ts';
import { approvable } from '../../lib/payables/approvable.ts';

const groups: readonly (readonly [string, Readonly<Record<string, CatalogueEntry>>])[] = [
  ['The document', documentCodes],
  ['The invoice and its payment', payableCodes],
  ['PSB', psbCodes],
  ['The ERP', erpCodes],
  ['The bank', bankCodes],
  ['Acquit itself', platformCodes],
];

/** Every code of the catalogue with a heading of its own, so that a link can lead to it. */
export const errorsSection = (): string =>
  groups
    .map(([title, codes]) => [`## ${title}`, ...Object.entries(codes).map(code)].join('\n\n'))
    .join('\n\n');

const code = ([name, { class: errorClass, term, cause, remedy }]: [string, CatalogueEntry]): string => {
  const facts = [
    `Class: ${errorClass}.`,
    term === null ? '' : ` About: ${term}.`,
    approvable.some((one) => one === name) ? ' A person can approve it.' : '',
  ].join('');
  return `### ${name}\n\n${facts}\n\n${cause}\n\n**What to do:** ${remedy}`;
};
