import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { parseDirectory } from '../../cli/directory-file.ts';
import { secrets } from '../../lib/config/secrets.ts';
import { settings } from '../../lib/config/settings.ts';
import { catalogue } from '../../lib/findings/catalogue.ts';
import { approvable } from '../../lib/payables/approvable.ts';
import { statuses } from '../../lib/payables/lifecycle.ts';
import { readRunSettings } from '../../sandbox/run-settings.ts';
import { declaredFunctions } from '../../scripts/docs/declared-functions.ts';
import { findingPages } from '../../scripts/docs/finding-pages.ts';
import { faultOf, writePage } from '../../scripts/docs/printed-page.ts';
import { termNames } from '../../scripts/docs/term-names.ts';
import { stalePages } from '../../scripts/print-docs.ts';
import { anchorsOf, blocksOf, linksOf, page, pages, root } from './documentation.ts';

describe('What is printed from the code', () => {
  test('The printed parts of the documentation say what the code says.', () => {
    expect(stalePages(), 'run "node scripts/print-docs.ts"').toEqual([]);
  });

  test('Every code that Acquit can report has its page, with cause and remedy in English and in Dutch.', () => {
    const entries = Object.entries(catalogue);
    expect(entries.length).toBeGreaterThan(90);
    for (const [code, { cause, remedy, nl }] of entries) {
      const [english = '', dutch = ''] = page(`docs/findings/${code}.md`).text.split('## In het Nederlands');
      expect(english).toMatch(new RegExp(`^# ${code}$`, 'm'));
      expect(english).toContain(cause);
      expect(english).toContain(remedy);
      expect(dutch).toContain(nl.cause);
      expect(dutch).toContain(nl.remedy);
    }
  });

  test('The list of codes leads to the page of each, and to no other.', () => {
    const listed = linksOf(page('docs/findings/README.md')).map(({ path }) => path);
    expect(listed.toSorted()).toEqual(
      ['docs/errors.md', ...Object.keys(catalogue).map((code) => `docs/findings/${code}.md`)].toSorted(),
    );
  });

  test('The page of a code says that a person may approve it exactly when it can be approved.', () => {
    const saying = Object.keys(catalogue).filter((code) =>
      page(`docs/findings/${code}.md`).text.includes(`may approve it: yes, with \`npx acquit`),
    );
    expect(saying.toSorted()).toEqual([...approvable].toSorted());
  });

  test('A missing, a stale and a left-over page of a code are noticed, and mended when they are printed.', () => {
    const folder = mkdtempSync(join(tmpdir(), 'acquit-findings-'));
    const faults = (): string[] => findingPages(folder).flatMap((one) => faultOf(one) ?? []);
    try {
      for (const one of findingPages(folder)) writePage(one);
      expect(faults()).toEqual([]);
      rmSync(join(folder, 'PAST_DUE.md'));
      writeFileSync(join(folder, 'CASH.md'), '# CASH\n');
      writeFileSync(join(folder, 'CHEQUE.md'), '# CHEQUE\n');
      expect(faults().toSorted()).toEqual([
        'docs/findings/CASH.md is stale',
        'docs/findings/CHEQUE.md belongs to no code any more',
        'docs/findings/PAST_DUE.md is missing',
      ]);
      for (const one of findingPages(folder)) if (faultOf(one) !== null) writePage(one);
      expect(faults()).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('Every code speaks Dutch that is not the English, and no two codes say the same.', () => {
    const entries = Object.entries(catalogue);
    const untranslated = entries.filter(
      ([, { cause, remedy, nl }]) => nl.cause === cause || nl.remedy === remedy,
    );
    expect(untranslated.map(([code]) => code)).toEqual([]);
    expect(new Set(entries.map(([, { nl }]) => nl.cause)).size).toBe(entries.length);
    const unfinished = entries.filter(
      ([, { nl }]) => !/^[A-Z].+\.$/.test(nl.cause) || !/^[A-Z].+\.$/.test(nl.remedy),
    );
    expect(unfinished.map(([code]) => code)).toEqual([]);
  });

  test('Every business term that a code is about has a name that people know.', () => {
    const terms = Object.values(catalogue).flatMap(({ term }) => (term?.startsWith('BT-') ? [term] : []));
    expect(terms.length).toBeGreaterThan(30);
    const unnamed = terms.filter((term) => termNames[term] === undefined);
    expect(unnamed, 'add them to scripts/docs/term-names.ts').toEqual([]);
  });

  test('Every setting and every secret is in configure.md.', () => {
    const { text } = page('docs/configure.md');
    const missing = [...Object.keys(settings), ...Object.keys(secrets)].filter(
      (name) => !text.includes(`| \`${name}\` |`),
    );
    expect(missing).toEqual([]);
  });

  test('Every function of serverless.yml is in functions.md, with what it may touch.', () => {
    const anchors = anchorsOf(page('docs/functions.md'));
    const functions = declaredFunctions();
    expect(functions).toHaveLength(12);
    for (const { name, rights } of functions) {
      expect(anchors, name).toContain(name.toLowerCase());
      expect(rights.length, name).toBeGreaterThan(0);
    }
  });
});

describe('Links', () => {
  const links = pages.flatMap(linksOf);

  test('Every link leads to a file that is there.', () => {
    expect(links.length).toBeGreaterThan(50);
    const broken = links.filter(({ path }) => !existsSync(join(root, path)));
    expect(broken).toEqual([]);
  });

  test('Every link to a heading finds the heading.', () => {
    const toHeadings = links.filter(({ anchor }) => anchor !== undefined);
    expect(toHeadings.length).toBeGreaterThan(10);
    const broken = toHeadings.filter(({ path, anchor }) => !anchorsOf(page(path)).has(anchor ?? ''));
    expect(broken).toEqual([]);
  });

  test('Every page can be reached from the README.', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      for (const link of linksOf(page(path))) if (link.path.endsWith('.md')) reached.add(link.path);
    }
    expect(pages.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });

  test('Every file that the text names is there.', () => {
    const named = pages.flatMap(({ path: from, text }) =>
      [
        ...text.matchAll(
          /(?<![\w/.-])(?:lib|cli|sandbox|functions|events|scripts|test)\/[\w./-]*\.(?:ts|json|yml|xml|mjs)/g,
        ),
      ].map(([path]) => ({ from, path })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('The tests that the security page names', () => {
  const { text } = page('docs/security.md');
  const rows = [...text.matchAll(/^\| .+ \| .+ \| (`test\/.+) \|$/gm)].map(([, attacks = '']) => attacks);

  test('There is at least one for each threat on the way to the bank.', () => {
    expect(rows).toHaveLength(11);
    for (const row of rows) expect(namedTests(row).length, row).toBeGreaterThan(0);
  });

  test('Each is in the file that is named for it.', () => {
    const missing = rows
      .flatMap(namedTests)
      .filter(({ file, title }) => !readFileSync(join(root, file), 'utf8').includes(`'${title}'`));
    expect(missing).toEqual([]);
  });

  /** The titles behind the name of each file: `test/….test.ts`: “one”, “two”; `test/….test.ts`: “three”. */
  function namedTests(row: string): { file: string; title: string }[] {
    return row.split('; `').flatMap((part) => {
      const [file = ''] = /test\/[\w./-]+\.test\.ts/.exec(part) ?? [];
      return [...part.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title }));
    });
  }
});

describe('Commands', () => {
  const text = pages.map((one) => one.text).join('\n');
  const packageJson = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

  test('Every npm script that the text names is one.', () => {
    const named = [...text.matchAll(/(?:^|`)npm (run )?([a-z]+)/gm)].map(([, run, name = '']) => ({
      run,
      name,
    }));
    expect(named.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['start', 'test', 'bench', 'build']),
    );
    // npm knows the scripts start and test without "run".
    const exists = ({ run, name }: (typeof named)[number]): boolean =>
      packageJson.scripts[name] !== undefined && (run !== undefined || name === 'start' || name === 'test');
    expect(named.filter((one) => !exists(one))).toEqual([]);
  });

  test('Every acquit command and option that the text names exists.', () => {
    const named = [...text.matchAll(/npx acquit ([^\n`)]+)/g)].map(([, words = '']) => words);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((words) => !isCommand(words))).toEqual([]);
  });

  test('Every option of npm start that the text names exists.', () => {
    const named = [...text.matchAll(/npm start -- ([^\n`)]+)/g)].map(([, words = '']) => `run ${words}`);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((words) => !isCommand(words))).toEqual([]);
  });

  const source = (name: string): string => readFileSync(join(root, `cli/commands/${name}.ts`), 'utf8');

  /** Whether the words name a command, its subcommand and options as its source declares them. */
  function isCommand(words: string): boolean {
    const [command = '', nested] = words.split(' ');
    if (!existsSync(join(root, `cli/commands/${command}.ts`))) return false;
    const declared = source(command);
    if (declared.includes('.addCommand(')) {
      if (nested === undefined || !declared.includes(`new Command('${nested}')`)) return false;
    }
    return [...words.matchAll(/--[a-z-]+/g)].every(([option]) =>
      new RegExp(`['"]${option}[ '"]`).test(declared),
    );
  }

  test('Each function has its sample event, and the documentation shows how to use it.', () => {
    for (const { name } of declaredFunctions()) {
      expect(existsSync(join(root, `events/${name}.json`)), name).toBe(true);
      expect(page('docs/functions.md').text).toContain(`| ${name} |`);
    }
    expect(text).toMatch(/npx serverless invoke local -s local -f (\w+) -p events\/\1\.json/);
  });
});

describe('Examples', () => {
  test('Each secret in the deployment guide is one that the functions accept.', () => {
    const examples = [
      ...page('docs/deploy.md').text.matchAll(/`acquit\/acceptance\/([\w-]+)`\n\n```json\n([^]*?)```/g),
    ].map(([, name = '', json = '']) => ({ name, json }));
    expect(examples.map(({ name }) => name).toSorted()).toEqual(Object.keys(secrets).toSorted());
    for (const { name, json } of examples) {
      const schema = Object.entries(secrets).find(([known]) => known === name)?.[1];
      expect(schema?.safeParse(JSON.parse(json)).success, name).toBe(true);
    }
  });

  test('The settings file in the first steps is one that npm start accepts, with every field.', () => {
    const [example = ''] = blocksOf(page('docs/start.md'), 'yaml');
    const shown = z.record(z.string(), z.unknown()).parse(parse(example));
    expect(Object.keys(shown)).toEqual(['psb', 'erp', 'bank', 'publicUrl', 'directory']);
    const file = join(mkdtempSync(join(tmpdir(), 'acquit-docs-')), 'peers.yml');
    writeFileSync(file, example);
    try {
      expect(readRunSettings(file)).toEqual(shown);
    } finally {
      rmSync(dirname(file), { recursive: true });
    }
  });

  test('The directory examples are ones that the import accepts.', () => {
    const [yaml = ''] = blocksOf(page('docs/directory.md'), 'yaml');
    const [csv = ''] = blocksOf(page('docs/directory.md'), 'csv');
    const directory = parseDirectory(yaml, 'example.yml');
    expect(directory.organisations).toHaveLength(1);
    expect(directory.suppliers).toHaveLength(2);
    expect(parseDirectory(csv, 'example.csv').suppliers[0]?.number).toBe(directory.suppliers[0]?.number);
  });

  test('The findings that a person may approve are the ones that decide.md names.', () => {
    const { text } = page('docs/decide.md');
    const [, list = ''] = /These can be approved[^:]*: ([^.]*)\./.exec(text) ?? [];
    expect(list.match(/[A-Z_]{4,}/g)?.toSorted()).toEqual([...approvable].toSorted());
  });

  test('The table of the README shows every sample invoice.', () => {
    const samples = readdirSync(join(root, 'events/invoices'));
    const { text } = page('README.md');
    expect(samples.length).toBeGreaterThan(5);
    expect(samples.filter((name) => !text.includes(` ${name} `) && !text.includes(` ${name}\n`))).toEqual([]);
  });

  test('Every status has its row in the operating guide.', () => {
    const { text } = page('docs/operate.md');
    expect(statuses.filter((status) => !text.includes(`| ${status} |`))).toEqual([]);
  });

  test('Every code and status in capitals that the text names is a real one.', () => {
    const declared = readFileSync(join(root, 'serverless.yml'), 'utf8');
    const deployer = [...declared.matchAll(/\$\{env:([A-Z_]+)/g)].map(([, name = '']) => name);
    const given = declaredFunctions().flatMap((one) => one.settings);
    const known = new Set<string>([
      ...Object.keys(catalogue),
      ...Object.keys(settings),
      ...statuses,
      ...deployer,
      ...given,
    ]);
    const named = pages
      .filter(({ path }) => !path.startsWith('docs/decisions/'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => ({ path, name })),
      );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ name }) => !known.has(name))).toEqual([]);
  });
});
