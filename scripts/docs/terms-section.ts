import type { Syntax } from '../../lib/documents/invoice.ts';
import { termGroups } from '../../lib/documents/term-groups.ts';
import type { TermGroup, TermPath } from '../../lib/documents/term-path.ts';

/** The syntaxes, by the heading under which their terms stand; two of one heading read alike. */
const headings: readonly (readonly [title: string, syntax: Syntax])[] = [
  ['UBL Invoice', 'ubl-invoice'],
  ['UBL CreditNote', 'ubl-creditnote'],
  ['CII D16B: Factur-X, ZUGFeRD 2, XRechnung', 'cii'],
  ['ZUGFeRD 1.0', 'zugferd-1'],
  ['FatturaPA, ordinary and simplified', 'fatturapa'],
];

/** Which term is read from where, from the tables that the readers read through. */
export const termsSection = (): string =>
  headings
    .flatMap(([title, syntax]) => [`## ${title}`, ...termGroups[syntax].filter(isRead).map(group)])
    .join('\n\n');

const isRead = ({ terms }: TermGroup): boolean => Object.keys(terms).length > 0;

const group = ({ title, base, terms }: TermGroup): string =>
  [
    `### ${title}`,
    ...(base === '' ? [] : [`Below \`${base}\`:`]),
    ['| term | read as | path |', '|---|---|---|', ...Object.entries(terms).map(row)].join('\n'),
  ].join('\n\n');

const row = ([field, { term, paths }]: [string, TermPath]): string =>
  `| ${term} | \`${field}\` | ${paths.map((path) => `\`${path}\``).join(', else ')} |`;
