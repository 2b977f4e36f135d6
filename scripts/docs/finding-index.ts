import type { CatalogueEntry } from '../../lib/findings/catalogue-entry.ts';
import { bankCodes } from '../../lib/findings/codes/bank.ts';
import { documentCodes } from '../../lib/findings/codes/documents.ts';
import { erpCodes } from '../../lib/findings/codes/erp.ts';
import { payableCodes } from '../../lib/findings/codes/payables.ts';
import { platformCodes } from '../../lib/findings/codes/platform.ts';
import { psbCodes } from '../../lib/findings/codes/psb.ts';
import { reconcileCodes } from '../../lib/findings/codes/reconcile.ts';

const groups: readonly (readonly [string, Readonly<Record<string, CatalogueEntry>>])[] = [
  ['The document', documentCodes],
  ['The invoice and its payment', payableCodes],
  ['PSB', psbCodes],
  ['The ERP', erpCodes],
  ['The bank', bankCodes],
  ['What the account says', reconcileCodes],
  ['Acquit itself', platformCodes],
];

/** The page docs/findings/README.md: every code of the catalogue by group, with the way to its page. */
export const findingIndex = (): string =>
  [
    '# Every code',
    'The page of a code tells why it happens and what to do, in English and in Dutch. ' +
      '[Errors and findings](../errors.md) tells what the classes mean.',
    ...groups.map(([title, codes]) =>
      [
        `## ${title}\n`,
        '| code | class | cause |',
        '|---|---|---|',
        ...Object.entries(codes).map(
          ([code, entry]) => `| [${code}](${code}.md) | ${entry.class} | ${entry.cause} |`,
        ),
      ].join('\n'),
    ),
  ].join('\n\n');
