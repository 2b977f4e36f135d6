import type { Identifier } from './invoice.ts';
import type { TermPath } from './term-path.ts';
import type { XmlElement } from './xml-element.ts';

/** The identifiers on all the paths of a term, with their schemes; UBL and CII both say them in @schemeID. */
export const readIdentifiers = (parent: XmlElement, { paths }: TermPath): readonly Identifier[] =>
  paths
    .flatMap((path) => parent.filled(path))
    .map((id) => ({ scheme: id.attribute('schemeID'), value: id.read() }));
