// Bundles every function to dist/<name>/index.js and writes dist/package.json beside them.
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** Builds into `outdir` (default dist) and returns esbuild's metafile, which tells what is in each bundle. */
export async function buildFunctions(outdir = join(root, 'dist')) {
  const files = (await readdir(join(root, 'functions'))).filter((file) => file.endsWith('.ts'));
  await mkdir(outdir, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      files.map((file) => [join(basename(file, '.ts'), 'index'), join(root, 'functions', file)]),
    ),
    outdir,
    bundle: true,
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
    banner: { js: "import{createRequire as __c}from'node:module';const require=__c(import.meta.url);" },
    logLevel: 'warning',
  });
  await writeFile(join(outdir, 'package.json'), '{"type":"module"}\n');
  return metafile;
}

/** The resolved serverless.yml of the stage `local`: what the host on one machine runs. */
async function resolveLocalStage() {
  const osls = join(root, 'node_modules/.bin/osls');
  const printed = execFileSync(osls, ['print', '-s', 'local', '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
  });
  await writeFile(join(root, 'dist/serverless.local.json'), printed);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildFunctions();
  await resolveLocalStage();
}
