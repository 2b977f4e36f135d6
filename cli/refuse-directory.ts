import { AcquitError } from '../lib/findings/acquit-error.ts';

/** Throws DIRECTORY_INVALID with the faults of a directory file, one a line. */
export function refuseDirectory(fileName: string, faults: readonly string[]): never {
  throw new AcquitError('DIRECTORY_INVALID', `${fileName} has faults:\n${faults.join('\n')}`, {
    detail: { faults: faults.length },
  });
}
