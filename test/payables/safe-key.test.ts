import { describe, expect, test } from 'vitest';
import { safeKey, shortHash } from '../../lib/payables/safe-key.ts';

const hundred = 'x'.repeat(100);

describe('a key for a URL', () => {
  test.each([
    [['S-1001', 'F-2026.17_b'], 'S-1001~F-2026.17_b'],
    [[hundred], hundred],
    [['S', 'A/1'], `S~A-1~${shortHash('["S","A/1"]')}`],
    [['S', 'a b~ç'], `S~a-b--~${shortHash('["S","a b~ç"]')}`],
    [[`${hundred}y`], `${hundred}~${shortHash(`["${hundred}y"]`)}`],
    // nothing is no text either: two keys would look alike
    [[''], `~${shortHash('[""]')}`],
    [['S', ''], `S~~${shortHash('["S",""]')}`],
  ])('of %j is %s', (parts, key) => expect(safeKey(...parts)).toBe(key));

  test('tells texts apart that look alike when cleaned or cut', () => {
    const texts = [['A/1'], ['A-1'], ['A 1'], ['A', '1'], ['A~1'], [`${hundred}1`], [`${hundred}2`]];
    expect(new Set(texts.map((parts) => safeKey(...parts))).size).toBe(texts.length);
  });

  test('has the first twelve hex digits of the SHA-256 as its hash', () => {
    expect(shortHash('abc')).toBe('ba7816bf8f01');
  });
});
