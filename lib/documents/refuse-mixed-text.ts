import { AcquitError } from '../findings/acquit-error.ts';
import type { XmlElement } from './xml-element.ts';

/**
 * Throws an AcquitError NOT_WELL_FORMED when an element of an invoice holds text beside elements. No syntax that is
 * read has such, and read as one value `64<cbc:Note>9</cbc:Note>8.32` would be 648.32. `root` is the element of the
 * invoice. Extensions and signatures, which may hold anything, are passed over.
 */
export function refuseMixedText(root: XmlElement): void {
  for (const element of root.children) {
    if (element.children.length === 0 || isForeign(element)) continue;
    if (element.isMixed) {
      throw new AcquitError(
        'NOT_WELL_FORMED',
        `The element ${element.name} holds text beside other elements.`,
      );
    }
    refuseMixedText(element);
  }
}

const isForeign = ({ name }: XmlElement): boolean => name.startsWith('ext:') || name.startsWith('{');
