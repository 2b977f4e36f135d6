// Rewrites the parts of docs/ that are printed from the code, between their markers:
//   node scripts/print-docs.ts            writes them
//   node scripts/print-docs.ts --check    exits 1 with a sentence when one is stale
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorsSection } from './docs/errors-section.ts';
import { functionsSection } from './docs/functions-section.ts';
import { secretsSection } from './docs/secrets-section.ts';
import { settingsSection } from './docs/settings-section.ts';

const sections: readonly { readonly page: string; readonly marker: string; readonly print: () => string }[] =
  [
    { page: 'configure.md', marker: 'settings', print: settingsSection },
    { page: 'configure.md', marker: 'secrets', print: secretsSection },
    { page: 'errors.md', marker: 'errors', print: errorsSection },
    { page: 'functions.md', marker: 'functions', print: functionsSection },
  ];

const fileOf = (page: string): URL => new URL(`../docs/${page}`, import.meta.url);

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

/** The pages with a generated part, as they are and as they should be. */
function readPages(): { page: string; text: string; fresh: string }[] {
  return [...new Set(sections.map(({ page }) => page))].map((page) => {
    const text = readFileSync(fileOf(page), 'utf8');
    return { page, text, fresh: refreshed(page, text) };
  });
}

/** The pages whose generated parts are not what the code says now. */
export const stalePages = (): string[] =>
  readPages()
    .filter(({ text, fresh }) => text !== fresh)
    .map(({ page }) => `docs/${page}`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const stale = stalePages();
    if (stale.length > 0) {
      process.stderr.write(`Stale: ${stale.join(', ')}. Run "node scripts/print-docs.ts".\n`);
      process.exitCode = 1;
    }
  } else {
    for (const { page, fresh } of readPages()) writeFileSync(fileOf(page), fresh);
  }
}
