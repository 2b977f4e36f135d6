import { type Finding, finding } from '../findings/finding.ts';
import { type Decimal, parseDecimal } from '../money/decimal.ts';
import { type IsoDate, parseIsoDate } from './iso-date.ts';
import type { TermPath } from './term-path.ts';
import type { XmlElement } from './xml-element.ts';

/**
 * Reads the terms of one document by their table of paths, and collects what is wrong with them: a value that
 * cannot be read makes the term null, a second different value of a term that can stand only once is told while
 * the first is kept. Nothing is corrected (documents.md 11).
 */
export class TermReader {
  readonly defects: Finding[] = [];

  /** The text of a term, where several are no contradiction: the first one. */
  text(parent: XmlElement, { paths }: TermPath): string | null {
    for (const path of paths) {
      const text = parent.text(path);
      if (text !== null) return text;
    }
    return null;
  }

  /** Every text of a term, on all its paths. */
  texts(parent: XmlElement, { paths }: TermPath): readonly string[] {
    const [path, ...others] = paths;
    return others.length === 0 ? parent.texts(path) : paths.flatMap((each) => parent.texts(each));
  }

  /** The text of a term that can stand only once. */
  single(parent: XmlElement, at: TermPath): string | null {
    const elements = filled(parent, at);
    if (elements.length < 2) return elements[0]?.read() ?? null;
    const texts = elements.map((element) => element.read());
    this.expectOne(at.term, texts);
    return texts[0] ?? null;
  }

  /** Tells when the values found for a term that can stand only once are not all the same. */
  expectOne(term: string, values: readonly string[]): void {
    const distinct = new Set(values);
    if (distinct.size > 1) this.#repeated(term, [...distinct]);
  }

  /** The elements of a group, on all its paths. */
  groups(parent: XmlElement, { paths }: TermPath): readonly XmlElement[] {
    const [path, ...others] = paths;
    return others.length === 0 ? parent.all(path) : paths.flatMap((each) => parent.all(each));
  }

  /** A group that can stand only once; undefined when it does not stand at all. */
  group(parent: XmlElement, at: TermPath): XmlElement | undefined {
    const groups = this.groups(parent, at);
    if (groups.length > 1) this.#repeated(at.term, [`${groups.length} times`]);
    return groups[0];
  }

  amount(parent: XmlElement, at: TermPath): Decimal | null {
    const text = this.single(parent, at);
    if (text === null) return null;
    const amount = parseDecimal(complete(text));
    return amount ?? this.#unreadable(text, at.term, 'AMOUNT_INVALID', amountComplaint);
  }

  date(parent: XmlElement, at: TermPath): IsoDate | null {
    this.single(parent, at);
    const [element] = filled(parent, at);
    return element === undefined ? null : this.#date(element, at.term);
  }

  /** Every distinct date on all the paths of a term, in the order of the paths. */
  dates(parent: XmlElement, { term, paths }: TermPath): readonly IsoDate[] {
    const elements = paths.flatMap((path) => parent.filled(path));
    const distinct = new Map(elements.map((element) => [element.read(), element]));
    const dates = [...distinct.values()].map((element) => this.#date(element, term));
    return [...new Set(dates.filter((date) => date !== null))];
  }

  /** Days from a date on, as a whole number of up to four digits. */
  days(parent: XmlElement, at: TermPath): number | null {
    const text = this.single(parent, at);
    if (text === null) return null;
    return /^\d{1,4}$/.test(text)
      ? Number(text)
      : this.#unreadable(text, at.term, 'DATE_INVALID', daysComplaint);
  }

  /** Whether an allowance or charge is a charge, in the words that the syntax has for yes and no. */
  isCharge(parent: XmlElement, at: TermPath, words = indicators): boolean | null {
    const text = this.single(parent, at);
    const isCharge = words.get(text ?? '');
    if (isCharge !== undefined) return isCharge;
    this.defects.push(finding('INDICATOR_INVALID', { term: at.term, value: shortened(text ?? '') }));
    return null;
  }

  /** Whether the document bears a mark: anything but a plain no counts, so that doubt stops a payment. */
  isMarked(parent: XmlElement, at: TermPath): boolean {
    return this.texts(parent, at).some((text) => !/^(false|0)$/i.test(text));
  }

  /** Whether a line counts by its status, in any case: one without does, one of an unknown status does not. */
  isCounted(parent: XmlElement, at: TermPath): boolean {
    const text = this.single(parent, at) ?? 'DETAIL';
    const isCounted = lineStatuses.get(text.toUpperCase());
    if (isCounted !== undefined) return isCounted;
    this.defects.push(finding('LINE_STATUS_UNKNOWN', { term: at.term, value: shortened(text) }));
    return false;
  }

  #date(element: XmlElement, term: string): IsoDate | null {
    const text = element.read();
    const date = parseDate(text, element.attribute('format'));
    return date ?? this.#unreadable(text, term, 'DATE_INVALID', dateComplaint);
  }

  #unreadable(
    text: string,
    term: string,
    code: 'AMOUNT_INVALID' | 'DATE_INVALID',
    complaint: { en: string; nl: string },
  ): null {
    const value = shortened(text);
    const message = `${term} is "${value}", which is ${complaint.en}.`;
    const nl = `${term} is "${value}", en dat is ${complaint.nl}.`;
    this.defects.push(finding(code, { term, value, message, nl }));
    return null;
  }

  #repeated(term: string, values: readonly string[]): void {
    const value = shortened(values.join(' | '));
    // Without the values: they may be account numbers, and messages end in logs (design.md 2.10).
    const message = `${term} can stand only once and stands several times with different values.`;
    const nl = `${term} mag maar één keer voorkomen en staat er meermaals met verschillende waarden.`;
    this.defects.push(finding('TERM_REPEATED', { term, value, message, nl }));
  }
}

/** Both `true` and `1` occur (documents.md 4, 5.1). */
const indicators: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** documents.md 5.1 */
const lineStatuses: ReadonlyMap<string, boolean> = new Map([
  ['DETAIL', true],
  ['GROUP', false],
  ['INFORMATION', false],
]);

const daysComplaint = { en: 'not a whole number of days', nl: 'geen heel aantal dagen' };
const amountComplaint = { en: 'not a decimal number', nl: 'geen decimaal getal' };
const dateComplaint = { en: 'not a date that exists', nl: 'geen datum die bestaat' };

/** The elements with text on the first path of the term that has any. */
function filled(parent: XmlElement, { paths }: TermPath): readonly XmlElement[] {
  for (const path of paths) {
    const elements = parent.filled(path);
    if (elements.length > 0) return elements;
  }
  return [];
}

/** XML Schema lets a decimal begin or end with its point (`.5`, `64.`); it is the same number with the nought. */
const complete = (text: string): string =>
  text.replace(/^(?<sign>[+-]?)(?=\.\d)/, '$<sign>0').replace(/(?<=\d)\.$/, '');

/** CII writes `20261121` and says format 102; any other format is not valid for a date (documents.md 3). */
function parseDate(text: string, format: string | null): IsoDate | undefined {
  if (format === null) return parseIsoDate(text);
  const [, year, month, day] = (format === '102' && /^(\d{4})(\d{2})(\d{2})$/.exec(text)) || [];
  return day === undefined ? undefined : parseIsoDate(`${year}-${month}-${day}`);
}

/** A value as written, cut where only an attack would go on: findings are stored and shown. */
const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);
