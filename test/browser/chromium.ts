import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = process.env['ACQUIT_CHROMIUM'];

/** The package has the binary for this kind of machine alone. */
const comesWithInstall = process.platform === 'linux' && process.arch === 'x64';

export const hasChromium = own !== undefined || comesWithInstall;

/** What to start and in which environment; the browser of the install is unpacked the first time (two seconds). */
export function findChromium(): { executablePath: string; env: NodeJS.ProcessEnv } {
  if (own !== undefined) return { executablePath: own, env: process.env };
  const folder = unpacked();
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      // Where the fonts are remembered; without it that would be the folder of whoever runs the tests.
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  };
}

/** Inside of the package, so that another version of it does not find this one. */
function unpacked(): string {
  const module = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const home = resolve(dirname(module), '..');
  const folder = join(home, 'browser');
  if (existsSync(folder)) return folder;
  const making = mkdtempSync(join(home, 'making-'));
  try {
    // AWS_EXECUTION_ENV has the package unpack its libraries too.
    const env = { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    execFileSync(process.execPath, [join(import.meta.dirname, 'unpack-chromium.ts')], { env });
    renameSync(making, folder);
  } catch (error) {
    // Another test file may have been faster; a folder that is there is whole.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}
