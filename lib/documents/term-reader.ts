import { type Finding, finding } from '../findings/finding.ts';
import { type Decimal, parseDecimal } from '../money/decimal.ts';
import { type IsoDate, parseIsoDate } from './iso-date.ts';
import type { XmlElement } from './xml-element.ts';

/**
 * Reads the terms of one document that need more than their text, and collects what is wrong with them: a value
 * that cannot be read makes the term null, a second different value of a term that can stand only once is told
 * while the first is kept. Nothing is corrected (documents.md 11).
 */
export class TermReader {
  readonly defects: Finding[] = [];

  /** The text of a term that can stand only once. */
  single(parent: XmlElement, path: string, term: string): string | null {
    const values = new Set(parent.texts(path));
    if (values.size > 1) this.#repeated(term, [...values]);
    const [first = null] = values;
    return first;
  }

  /** A group that can stand only once; undefined when it does not stand at all. */
  group(parent: XmlElement, path: string, term: string): XmlElement | undefined {
    const groups = parent.all(path);
    if (groups.length > 1) this.#repeated(term, [`${groups.length} times`]);
    return groups[0];
  }

  amount(parent: XmlElement, path: string, term: string): Decimal | null {
    const text = this.single(parent, path, term);
    return text === null
      ? null
      : this.#parse(text, term, parseDecimal, 'AMOUNT_INVALID', 'not a decimal number');
  }

  date(parent: XmlElement, path: string, term: string): IsoDate | null {
    const text = this.single(parent, path, term);
    return text === null ? null : this.#date(text, term);
  }

  /** Every distinct date on the paths, in the order of the paths. */
  dates(parent: XmlElement, paths: readonly string[], term: string): readonly IsoDate[] {
    const texts = new Set(paths.flatMap((path) => parent.texts(path)));
    const dates = [...texts].map((text) => this.#date(text, term)).filter((date) => date !== null);
    return [...new Set(dates)];
  }

  /** Whether an allowance or charge is a charge; both `true` and `1` occur (documents.md 4). */
  isCharge(parent: XmlElement): boolean | null {
    const text = this.single(parent, 'cbc:ChargeIndicator', 'BG-20');
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    this.defects.push(finding('INDICATOR_INVALID', { term: 'BG-20', value: shortened(text ?? '') }));
    return null;
  }

  #date(text: string, term: string): IsoDate | null {
    return this.#parse(text, term, parseIsoDate, 'DATE_INVALID', 'not a date that exists');
  }

  #parse<T>(
    text: string,
    term: string,
    parse: (text: string) => T | undefined,
    code: 'AMOUNT_INVALID' | 'DATE_INVALID',
    complaint: string,
  ): T | null {
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    const value = shortened(text);
    this.defects.push(
      finding(code, { term, value, message: `${term} is "${value}", which is ${complaint}.` }),
    );
    return null;
  }

  #repeated(term: string, values: readonly string[]): void {
    const value = shortened(values.join(' | '));
    // Without the values: they may be account numbers, and messages end in logs (design.md 2.10).
    const message = `${term} can stand only once and stands several times with different values.`;
    this.defects.push(finding('TERM_REPEATED', { term, value, message }));
  }
}

/** A value as written, cut where only an attack would go on: findings are stored and shown. */
const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);
