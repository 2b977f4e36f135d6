import { expect, test } from 'vitest';
import { secrets } from '../../lib/config/secrets.ts';
import { connectConsents } from '../../lib/steps/connect/consents.ts';
import { startTables } from '../storage/embedded.ts';

const tables = await startTables();
const keyOf = (id: string, byte: number): string => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;

test('tokens that were sealed with the key before the rotation still open after it', async () => {
  const table = await tables.newTable();
  const before = connectConsents(table, secrets.sealing.parse({ key: keyOf('old', 1) }));
  const at = new Date('2026-11-20T10:00:00Z');
  const id = { bank: 'bank', consentId: 'c1' };
  const rest = { service: 'ais' as const, organisation: 'ACME', ibans: [], recurring: true };
  await before.create({ ...id, ...rest, consentStatus: 'valid', validUntil: null }, at);
  const made = await before.read(id);
  if (made === undefined) throw new Error('not stored');
  await before.saveTokens(made, { accessToken: 'at', refreshToken: 'rt' }, at);

  const rotated = { key: keyOf('new', 2), previousKey: keyOf('old', 1) };
  const after = connectConsents(table, secrets.sealing.parse(rotated));
  const consent = await after.read(id);
  if (consent === undefined) throw new Error('not stored');
  expect(after.tokensOf(consent)).toMatchObject({ accessToken: 'at', refreshToken: 'rt' });
  await after.saveTokens(consent, { accessToken: 'at-2', refreshToken: 'rt-2' }, at);
  expect((await after.read(id))?.sealedAccess).toMatch(/^new\./);
});

test.each(['32 bytes', 'k:short', 'a.b:' + 'A'.repeat(43) + '='])('%j is no key', (key) => {
  expect(secrets.sealing.safeParse({ key }).success).toBe(false);
});
