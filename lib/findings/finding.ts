import { catalogue, type FindingCode } from './catalogue.ts';

/**
 * What Acquit found in a document or met on its way, for a person to read: which term, which value,
 * what is wrong with it and what to do. Findings are data first, prose second (design.md 2.5, 2.9).
 */
export interface Finding {
  readonly code: FindingCode;
  /** The business term (`BT-84`) or field the finding is about; null when it is about the whole. */
  readonly term: string | null;
  /** The value found, as written in the document; null when nothing was there. */
  readonly value: string | null;
  readonly message: string;
  readonly remedy: string;
  /** Message and remedy in Dutch. */
  readonly nl: { readonly message: string; readonly remedy: string };
}

/**
 * Makes a finding; the messages default to the catalogue's cause, the remedies always come from it. A message of
 * its own that has no Dutch (an AcquitError's) leaves the catalogue's in Dutch.
 */
export function finding(
  code: FindingCode,
  about: { term?: string; value?: string | null; message?: string; nl?: string } = {},
): Finding {
  const entry = catalogue[code];
  return {
    code,
    term: about.term ?? entry.term,
    value: about.value ?? null,
    message: about.message ?? entry.cause,
    remedy: entry.remedy,
    nl: { message: about.nl ?? entry.nl.cause, remedy: entry.nl.remedy },
  };
}
