import { en } from './sca-texts-en.ts';
import { nl } from './sca-texts-nl.ts';
import type { Language, ScaTexts } from './sca-wording.ts';

/** The bank's pages in both languages. */
export const scaTexts: Readonly<Record<Language, ScaTexts>> = { nl, en };
