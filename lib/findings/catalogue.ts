import type { CatalogueEntry } from './catalogue-entry.ts';
import { bankCodes } from './codes/bank.ts';
import { documentCodes } from './codes/documents.ts';
import { erpCodes } from './codes/erp.ts';
import { payableCodes } from './codes/payables.ts';
import { platformCodes } from './codes/platform.ts';
import { psbCodes } from './codes/psb.ts';
import { reconcileCodes } from './codes/reconcile.ts';

const entries = {
  ...documentCodes,
  ...payableCodes,
  ...psbCodes,
  ...erpCodes,
  ...bankCodes,
  ...reconcileCodes,
  ...platformCodes,
};

export type FindingCode = keyof typeof entries;

/** Every code Acquit can report, once: the documentation is printed from this table (design.md 2.9). */
export const catalogue: Readonly<Record<FindingCode, CatalogueEntry>> = entries;
