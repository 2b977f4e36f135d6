import { de } from './response-texts/de.ts';
import { en } from './response-texts/en.ts';
import { fr } from './response-texts/fr.ts';
import { nl } from './response-texts/nl.ts';
import type { SupplierTexts } from './response-texts/supplier-texts.ts';
import type { SupplierLanguage } from './supplier-language.ts';

/** What we say to suppliers, in each language that we write to them. */
export const responseTexts: Readonly<Record<SupplierLanguage, SupplierTexts>> = { nl, en, fr, de };
