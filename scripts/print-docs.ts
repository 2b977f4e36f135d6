// Writes what docs/ says of the code: parts of pages, between their markers, and the pages of docs/findings.
//   node scripts/print-docs.ts            writes them, and removes the pages of codes that are gone
//   node scripts/print-docs.ts --check    exits 1 with a sentence when one is stale, missing or left over
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { classesSection } from './docs/classes-section.ts';
import { findingPages } from './docs/finding-pages.ts';
import { functionsSection } from './docs/functions-section.ts';
import { faultOf, type PrintedPage, writePage } from './docs/printed-page.ts';
import { secretsSection } from './docs/secrets-section.ts';
import { settingsSection } from './docs/settings-section.ts';
import { termsSection } from './docs/terms-section.ts';

const sections: readonly { readonly page: string; readonly marker: string; readonly print: () => string }[] =
  [
    { page: 'configure.md', marker: 'settings', print: settingsSection },
    { page: 'configure.md', marker: 'secrets', print: secretsSection },
    { page: 'errors.md', marker: 'classes', print: classesSection },
    { page: 'functions.md', marker: 'functions', print: functionsSection },
    { page: 'terms.md', marker: 'terms', print: termsSection },
  ];

/** The page with what the code says between its markers. Throws an Error when the markers are not there. */
function refreshed(page: string, text: string): string {
  return sections
    .filter((section) => section.page === page)
    .reduce((fresh, { marker, print }) => {
      const start = `<!-- ${marker}: printed by scripts/print-docs.ts -->`;
      const end = `<!-- /${marker} -->`;
      const [before, rest] = fresh.split(start);
      const after = rest?.split(end)[1];
      if (before === undefined || after === undefined) {
        throw new Error(`docs/${page} has no place for "${marker}": ${start} … ${end}`);
      }
      return `${before}${start}\n\n${print()}\n\n${end}${after}`;
    }, text);
}

/** The pages with a part that is printed, as they are and as they should be. */
function pagesWithSections(): PrintedPage[] {
  return [...new Set(sections.map(({ page }) => page))].map((page) => {
    const file = fileURLToPath(new URL(`../docs/${page}`, import.meta.url));
    const text = readFileSync(file, 'utf8');
    return { name: `docs/${page}`, file, text, fresh: refreshed(page, text) };
  });
}

const printedPages = (): PrintedPage[] => [...pagesWithSections(), ...findingPages()];

/** What is wrong with the printed pages, one for each that is not what the code says now. */
export const stalePages = (): string[] => printedPages().flatMap((page) => faultOf(page) ?? []);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const stale = stalePages();
    if (stale.length > 0) {
      process.stderr.write(`${stale.join('; ')}. Run "node scripts/print-docs.ts".\n`);
      process.exitCode = 1;
    }
  } else {
    for (const page of printedPages()) if (faultOf(page) !== null) writePage(page);
  }
}
