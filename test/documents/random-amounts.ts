import * as fc from 'fast-check';
import { type Decimal, decimal, divide } from '../../lib/money/decimal.ts';

/** Decimals with exactly `places` decimals between two whole numbers of their smallest unit. */
export const decimals = (min: bigint, max: bigint, places: number): fc.Arbitrary<Decimal> =>
  fc
    .bigInt({ min, max })
    .map((units) => divide(decimal(String(units)), decimal(`1${'0'.repeat(places)}`), places));

export const cents = (min: bigint, max: bigint): fc.Arbitrary<Decimal> => decimals(min, max, 2);
