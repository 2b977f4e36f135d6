import { at } from './term-path.ts';
import type { Neighbour } from './reading.ts';
import { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

// The same in every document of UBL.
const paths = {
  number: at('number', 'cbc:ID'),
  issueDate: at('issue date', 'cbc:IssueDate'),
  currency: at('currency', 'cbc:DocumentCurrencyCode'),
  profile: at('profile', 'cbc:CustomizationID'),
};

const line = /^cac:[A-Z][A-Za-z]*Line$/;

/**
 * What a UBL document that is no invoice is called (documents.md 7), so that a person recognises it: an order, an
 * Invoice Response, a statement. Nothing is decided by it.
 */
export function readNeighbour(root: XmlElement): Neighbour {
  const terms = new TermReader();
  return {
    number: terms.text(root, paths.number),
    issueDate: terms.date(root, paths.issueDate),
    currency: terms.text(root, paths.currency),
    profile: terms.text(root, paths.profile),
    lineCount: root.children.filter(({ name }) => line.test(name)).length,
  };
}
