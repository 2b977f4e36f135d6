// Bundles every function to dist/<name>/index.js and writes dist/package.json beside them. Run by itself it stops
// when a code that Acquit can report has no page in docs/findings that says what the catalogue says.
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findingPages } from './docs/finding-pages.ts';
import { faultOf } from './docs/printed-page.ts';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

/**
 * Builds into `outdir` (default dist) and returns esbuild's metafile, which tells what is in each bundle. What a
 * function loads only when it needs it (`await import`) lies in files of its own beside the function's index.js.
 */
export async function buildFunctions(outdir = join(root, 'dist')) {
  const files = (await readdir(join(root, 'functions'))).filter((file) => file.endsWith('.ts'));
  const metafiles = await Promise.all(
    files.map((file) => bundle(join(root, 'functions', file), join(outdir, basename(file, '.ts')))),
  );
  await writeFile(join(outdir, 'package.json'), '{"type":"module"}\n');
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
  };
}

/** Bundles the function in `file` to `outdir`/index.js. */
export async function bundle(file, outdir) {
  // The parts of an older build have other names and would be deployed too.
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: file },
    outdir,
    bundle: true,
    splitting: true,
    // .js with a package.json of its own: the framework never finds .mjs files.
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    mainFields: ['module', 'main'],
    // See the file for why.
    alias: { '@aws-sdk/credential-provider-node': join(root, 'lib/aws/environment-credentials.ts') },
    // The SDK asks for it in a browser only, to tell which one it is.
    external: ['bowser'],
    plugins: [onlyWhatIsUsedOfPdfLib],
    banner: { js: "import{createRequire as __c}from'node:module';const require=__c(import.meta.url);" },
    logLevel: 'warning',
  });
  return metafile;
}

/** pdf-lib and what it uses do not say that their files may be left out; they may, and that saves two thirds. */
const onlyWhatIsUsedOfPdfLib = {
  name: 'only-what-is-used-of-pdf-lib',
  setup({ onResolve, resolve: resolveWith }) {
    onResolve({ filter: /./ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      const isPdfLib = path === '@cantoo/pdf-lib' || importer.includes('/@cantoo/pdf-lib/');
      if (!isPdfLib || pluginData === 'resolved') return undefined;
      const found = await resolveWith(path, { importer, kind, resolveDir, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};

/** The resolved serverless.yml of the stage `local`: what the host on one machine runs. */
async function resolveLocalStage() {
  const osls = join(root, 'node_modules/.bin/osls');
  const printed = execFileSync(osls, ['print', '-s', 'local', '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
  });
  await writeFile(join(root, 'dist/serverless.local.json'), printed);
}

/** Ends the build with a sentence when a page of docs/findings is missing, stale or left over. */
function requireFindingPages() {
  const faults = findingPages().flatMap((page) => faultOf(page) ?? []);
  if (faults.length === 0) return;
  process.stderr.write(`${faults.join('; ')}. Run "node scripts/print-docs.ts" and build again.\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireFindingPages();
  await buildFunctions();
  await resolveLocalStage();
}
