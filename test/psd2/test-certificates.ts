import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  process.stdout.write('openssl is not on this machine: tests with certificates are skipped\n');

export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface TestAuthority extends Disposable {
  readonly ca: string;
  /** Where its files are, `ca.pem` among them. */
  readonly folder: string;
  /** A certificate of this authority for `127.0.0.1`; `days` from now. */
  issue(name: string, options?: { readonly days?: number; readonly serial?: string }): TestCertificate;
  /** Runs openssl in the folder of the authority and gives what it prints. */
  openssl(...parameters: string[]): string;
  write(file: string, content: Uint8Array | string): void;
}

/** As qualified trust service providers are called: with an organizationIdentifier (psd2.md 2.4). */
const qtsp = [
  'C=BE',
  'O=Example QTSP NV',
  'organizationIdentifier=VATBE-0123456789',
  'CN=Example Seal CA G1',
];

/** A certificate authority of its own in a folder that is gone with it; certificates are made, never stored. */
export function testAuthority(issuer: readonly string[] = qtsp): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-certificates-'));
  const write = (file: string, content: Uint8Array | string): void =>
    writeFileSync(join(folder, file), content);
  const openssl = (...parameters: string[]): string =>
    execFileSync('openssl', parameters, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

  const basics = '[req]\ndistinguished_name=dn\nprompt=no\nutf8=yes\nstring_mask=utf8only\n';
  const extensions = '[ca]\nbasicConstraints=critical,CA:true\n[leaf]\nsubjectAltName=IP:127.0.0.1\n';
  const configure = (file: string, name: readonly string[]): void =>
    write(file, `${basics}[dn]\n${name.join('\n')}\n${extensions}`);
  configure('ca.cnf', issuer);
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '400',
    '-config',
    'ca.cnf',
    '-extensions',
    'ca',
  );
  return {
    ca: read('ca.pem'),
    folder,
    issue(name, { days = 200, serial = '0x9FA1' } = {}) {
      configure('leaf.cnf', [`CN=${name}`]);
      openssl('req', '-new', ...newKey, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-config', 'leaf.cnf');
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', serial, '-days', String(days)];
      openssl(
        'x509',
        '-req',
        '-in',
        'leaf.csr',
        ...signed,
        '-out',
        'leaf.pem',
        '-extfile',
        'leaf.cnf',
        '-extensions',
        'leaf',
      );
      return { cert: read('leaf.pem'), key: read('leaf.key') };
    },
    openssl,
    write,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
