import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyPart } from '../../lib/storage/key-part.ts';

const bytes = (text: string): number => Buffer.byteLength(text);

describe('a part of a key', () => {
  test('stays as it is up to two hundred bytes, whatever its characters', () => {
    for (const text of ['', '2026-17', 'x'.repeat(200), 'é'.repeat(100)]) expect(keyPart(text)).toBe(text);
    expect(keyPart('x'.repeat(201))).not.toBe('x'.repeat(201));
    expect(keyPart('é'.repeat(101))).not.toBe('é'.repeat(101));
  });

  test('begins with what a person recognises when it is longer', () => {
    expect(keyPart(`F-2026-17 ${'x'.repeat(3000)}`)).toMatch(/^F-2026-17 x{130}~[0-9a-f]{64}$/);
  });

  test('fits twice into a sort key, and no shortened one can be written by hand', () => {
    const anything = fc.string({ unit: 'grapheme', minLength: 50, maxLength: 3000 });
    fc.assert(
      fc.property(anything, (text) => {
        const part = keyPart(text);
        expect(part.isWellFormed()).toBe(true);
        if (part === text) return;
        expect(bytes(part)).toBeGreaterThan(200);
        expect(bytes(part)).toBeLessThanOrEqual(485);
        expect(keyPart(part)).not.toBe(part);
      }),
    );
  });

  test('does not cut a character in two', () => {
    expect(keyPart(`${'x'.repeat(139)}${'🧾'.repeat(100)}`)).toMatch(/^x{139}~/);
  });
});
