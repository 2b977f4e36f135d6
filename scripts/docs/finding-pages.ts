import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue, type FindingCode } from '../../lib/findings/catalogue.ts';
import { findingIndex } from './finding-index.ts';
import { findingPage } from './finding-page.ts';
import type { PrintedPage } from './printed-page.ts';

const docsFindings = fileURLToPath(new URL('../../docs/findings', import.meta.url));

/**
 * The pages of docs/findings as they are and as they should be: one for each code, the index, and what is left
 * over of codes that are gone.
 */
export function findingPages(folder: string = docsFindings): PrintedPage[] {
  // Every key of the catalogue is a code; Object.keys only forgets it.
  const codes = Object.keys(catalogue) as FindingCode[];
  const wanted = new Map([
    ['README.md', `${findingIndex()}\n`],
    ...codes.map((code) => [`${code}.md`, `${findingPage(code)}\n`] as const),
  ]);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const there = new Set(files.filter((name) => name.endsWith('.md')));
  return [...new Set([...wanted.keys(), ...there])].map((page) => {
    const file = join(folder, page);
    const text = there.has(page) ? readFileSync(file, 'utf8') : null;
    return { name: `docs/findings/${page}`, file, text, fresh: wanted.get(page) ?? null };
  });
}
