import { expect, test } from 'vitest';
import { parseIsoDate } from '../../lib/documents/iso-date.ts';

test.each([
  ['2026-09-15', '2026-09-15'],
  [' 2024-02-29\n', '2024-02-29'],
  ['2016-04-04+01:00', '2016-04-04'],
  ['2015-06-03-11:00', '2015-06-03'],
  ['2015-06-03Z', '2015-06-03'],
  ['2015-06-03T23:59:59.5+02:00', '2015-06-03'],
])('The date %j is the day %s, with its zone cut off and never shifted.', (text, day) => {
  expect(parseIsoDate(text)).toBe(day);
});

test.each([
  '',
  '2026-02-30',
  '2025-02-29',
  '2026-13-01',
  '15-09-2026',
  '20260915',
  '2026-9-5',
  '2026-09-15 x',
  'today',
])('%j is no date.', (text) => expect(parseIsoDate(text)).toBeUndefined());
