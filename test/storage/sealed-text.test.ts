import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { createTextSealer } from '../../lib/storage/sealed-text.ts';

const key = (id: string) => ({ id, key: randomBytes(32).toString('base64') });
const [old, current] = [key('2026-01'), key('2026-11')];
const sealer = createTextSealer([current, old], randomBytes);

describe('a sealed token', () => {
  test('opens again to the same text, and looks different every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        const [one, two] = [sealer.seal(text, context), sealer.seal(text, context)];
        expect(sealer.open(one, context)).toBe(text);
        expect(one).not.toBe(two);
      }),
    );
  });

  test('names its key and hides its text', () => {
    expect(sealer.seal('refresh-token-1', 'c')).toMatch(/^2026-11\.[\w-]{50,}$/);
  });

  test('opens in no other item and no other field', () => {
    const sealed = sealer.seal('token', 'CONSENT#bank#1/refresh');
    for (const context of ['CONSENT#bank#2/refresh', 'CONSENT#bank#1/access', '']) {
      expect(() => sealer.open(sealed, context)).toThrow(AcquitError);
    }
  });

  test('does not open when a single character of it was changed or cut off', () => {
    const sealed = sealer.seal('token', 'c');
    const from = sealed.indexOf('.') + 1;
    for (let index = from; index < sealed.length - 1; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      expect(() => sealer.open(sealed.slice(0, index) + other + sealed.slice(index + 1), 'c')).toThrow(
        AcquitError,
      );
      expect(() => sealer.open(sealed.slice(0, index), 'c')).toThrow(AcquitError);
    }
  });

  test('of an old key opens as long as that key is kept, and says which one is missing after', () => {
    const sealed = createTextSealer([old], randomBytes).seal('token-of-old', 'c');
    expect(sealer.open(sealed, 'c')).toBe('token-of-old');
    const without = createTextSealer([current], randomBytes);
    expect(() => without.open(sealed, 'c')).toThrow(/"2026-01", which is not there/);
  });

  test('never tells its text or a key in an error', () => {
    const sealed = sealer.seal('token-of-mine', 'c');
    const error = errorIn(() => sealer.open(sealed, 'other'));
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('token-of-mine');
    expect(error.message).not.toContain(current.key);
    expect(error.cause).toBeUndefined();
  });
});

function errorIn(call: () => unknown): AcquitError {
  try {
    call();
  } catch (error) {
    if (error instanceof AcquitError) return error;
  }
  throw new Error('there was no error');
}

test.each([
  ['there is no key', []],
  ['two keys have one id', [current, { ...old, id: current.id }]],
  ['a key is too short', [{ id: 'k', key: randomBytes(16).toString('base64') }]],
  ['an id holds a dot', [{ ...current, id: 'a.b' }]],
])('nothing is sealed when %s', (_, keys) => {
  expect(() => createTextSealer(keys, randomBytes)).toThrow(/Sealing of tokens/);
});
