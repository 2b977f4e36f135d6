import { expect, test } from 'vitest';
import { median } from '../../bench/median.ts';

test('the median is the middle value, whatever the order, and one slow outlier does not move it', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([3, 1, 9000])).toBe(3);
  expect(median([10, 9, 2, 1])).toBe(5.5);
});

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow(RangeError);
});
