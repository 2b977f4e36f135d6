import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Page {
  /** From the root of the project: `docs/start.md`. */
  readonly path: string;
  readonly text: string;
}

const markdownIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** Every page that a newcomer reads. */
export const pages: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  'bench/README.md',
  ...markdownIn('docs'),
].map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));

export function page(path: string): Page {
  const found = pages.find((one) => one.path === path);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  return found;
}

/** Code shows how something is written; it holds no headings and no links. */
const withoutCode = (text: string): string =>
  text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, 'code');

/** The anchors that GitHub makes of the headings of a page. */
export function anchorsOf({ text }: Page): Set<string> {
  const headings = text.replace(/^```[^]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    [...headings].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

export interface Link {
  readonly from: string;
  /** From the root of the project. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** The links of a page that lead into the project. */
export function linksOf({ path: from, text }: Page): Link[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? from : relative(root, join(root, dirname(from), file));
      return { from, path, anchor };
    });
}

/** The blocks of code of a page in a language; '' stands for commands and what they print. */
export const blocksOf = ({ text }: Page, language: string): string[] =>
  [...text.matchAll(/^```(\w*)\n([^]*?)^```/gm)].flatMap(([, found, code = '']) =>
    found === language ? [code] : [],
  );
