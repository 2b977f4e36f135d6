import type { Payable } from './payable.ts';

export type SupplierLanguage = NonNullable<Payable['supplierLanguage']>;

/** Where nearly every business reads one of our languages. Belgium has three of them: nobody knows which. */
const byCountry: ReadonlyMap<string, SupplierLanguage> = new Map([
  ['NL', 'nl'],
  ['DE', 'de'],
  ['AT', 'de'],
  ['FR', 'fr'],
  ['LU', 'fr'],
]);

/** What our responses are written in: what the directory says, else the language of the seller's country, else English. */
export const supplierLanguage = ({
  supplierLanguage: known,
  document,
}: Pick<Payable, 'supplierLanguage' | 'document'>): SupplierLanguage =>
  known ?? byCountry.get(document?.sellerCountry?.toUpperCase() ?? '') ?? 'en';
