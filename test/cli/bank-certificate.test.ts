import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keyIdRenderings } from '../../lib/psd2/signature/key-id.ts';
import { hasOpenssl, testAuthority } from '../psd2/test-certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'acquit-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function certificate(content: string) {
  const file = join(folder, 'seal.pem');
  writeFileSync(file, content);
  const program = resolve(import.meta.dirname, '../../cli/acquit.ts');
  return spawnSync(process.execPath, [program, 'bank', 'certificate', file], { encoding: 'utf8' });
}

describe.skipIf(!hasOpenssl)('acquit bank certificate', () => {
  test('prints every spelling of the keyId, the header and the dates of a certificate', () => {
    using authority = testAuthority();
    const { cert, key } = authority.issue('Acquit Seal');
    const { status, stdout } = certificate(`${cert}${key}`);
    expect(status).toBe(0);
    for (const { keyId } of keyIdRenderings(cert)) expect(stdout).toContain(`  ${keyId}\n`);
    expect(stdout).toContain('Subject: CN=Acquit Seal\n');
    expect(stdout).toMatch(/^Valid: {3}\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d$/m);
    expect(stdout).toContain('TPP-Signature-Certificate');
    expect(stdout).not.toContain('PRIVATE');
  });

  test('ends as stopped when the certificate is about to expire, and says when', () => {
    using authority = testAuthority();
    const { status, stdout } = certificate(authority.issue('Acquit Seal', { days: 2 }).cert);
    expect(status).toBe(1);
    expect(stdout).toMatch(/BANK_CERTIFICATE_EXPIRES_NOW: [12] days left/);
  });
});

test('acquit bank certificate says what is wrong with a file that is none', () => {
  const { status, stderr } = certificate('hello');
  expect(status).toBe(2);
  expect(stderr).toContain('seal.pem is no certificate in PEM.');
});
