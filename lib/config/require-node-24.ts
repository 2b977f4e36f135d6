/**
 * Acquit is developed, tested and run on Node 24 or newer, the major version of its Lambda runtime.
 * Throws an Error with one clear sentence on an older one.
 */
export function requireNode24(version: string = process.versions.node): void {
  const major = Number(version.split('.')[0]);
  if (major >= 24) return;
  throw new Error(
    `Acquit needs Node 24 or newer and this is Node ${version}. ` +
      'Run it through "npm start", "npm test" or "npx", which use the Node 24 that comes with the install.',
  );
}
