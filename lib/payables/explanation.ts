import type { Finding } from '../findings/finding.ts';

/** The languages that Acquit speaks to people. */
export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];

/** A text for people in every language: data here, chosen where it is printed. */
export type Words = Readonly<Record<Language, string>>;

/** The same in every language: a name, a number, a code. */
export const same = (text: string): Words => ({ en: text, nl: text });

/** Where something stands in the document: its business term, and the path in its syntax when that is known. */
export interface Source {
  readonly term: string;
  readonly path: string | null;
}

/** Names where terms stand in the document that is explained. */
export type Cite = (...terms: readonly string[]) => readonly Source[];

/** One thing that is so, in a sentence or less, and what in the document says it. */
export interface Statement {
  readonly label: Words;
  readonly text: Words;
  readonly sources: readonly Source[];
}

export interface Section {
  readonly title: Words;
  readonly statements: readonly Statement[];
}

/** What became of a document and why, for a person in finance. */
export interface Explanation {
  readonly title: Words;
  /** What happens with it, in one sentence. */
  readonly verdict: Words;
  /** Fit to be sent to the supplier. */
  readonly sections: readonly Section[];
  readonly findings: readonly Finding[];
  /** Our own numbers, accounts and codes: not for the supplier. Null when there is nothing to book. */
  readonly forOurBooks: Section | null;
}
