import { type Condition, parsePath } from './xml-path.ts';

/**
 * An element of a document under its canonical name (`cbc:ID`, whatever prefix the file uses). It remembers
 * whether its text was read, so that a reader can tell what it left unread (`unreadPaths`).
 */
export class XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly #attributes: Readonly<Record<string, string>>;
  readonly #text: string;
  #isRead = false;

  constructor(
    name: string,
    attributes: Readonly<Record<string, string>>,
    children: readonly XmlElement[],
    text: string,
  ) {
    this.name = name;
    this.children = children;
    this.#attributes = attributes;
    this.#text = text.trim();
  }

  /** All elements on a path below this one (`cac:Price/cbc:PriceAmount`, see xml-path.ts), in document order. */
  all(path: string): readonly XmlElement[] {
    let found: readonly XmlElement[] = [this];
    for (const { name, condition } of parsePath(path).steps) {
      const next: XmlElement[] = [];
      for (const element of found) {
        for (const child of element.children) {
          if (child.name === name && (condition === null || child.#meets(condition))) next.push(child);
        }
      }
      found = next;
    }
    return found;
  }

  /** All on the path that hold text; an empty element counts as absent (documents.md 3). */
  filled(path: string): readonly XmlElement[] {
    return this.all(path).filter((element) => element.#text !== '');
  }

  /** The first text on the path, of an element (which is now read) or an attribute, trimmed; null without any. */
  text(path: string): string | null {
    const { attribute } = parsePath(path);
    if (attribute === null)
      return (
        this.all(path)
          .find((element) => element.#text !== '')
          ?.read() ?? null
      );
    return (
      this.all(path)
        .find((element) => element.attribute(attribute) !== null)
        ?.attribute(attribute) ?? null
    );
  }

  /** The texts of all elements on the path that have any. */
  texts(path: string): readonly string[] {
    return this.filled(path).map((element) => element.read());
  }

  /** The element's own text, trimmed, possibly empty. */
  read(): string {
    this.#isRead = true;
    return this.#text;
  }

  /** An attribute without a namespace, trimmed; null when it is absent or empty. */
  attribute(name: string): string | null {
    return this.#attributes[name]?.trim() || null;
  }

  #meets({ path, isEqual, value }: Condition): boolean {
    return (this.text(path)?.toUpperCase() === value) === isEqual;
  }

  /** Whether the element holds text beside child elements. */
  get isMixed(): boolean {
    return this.children.length > 0 && this.#text !== '';
  }

  /** Whether the element holds text that nobody read. */
  get isUnread(): boolean {
    return this.#text !== '' && !this.#isRead;
  }
}

/** Stands for a group that the document does not have: every term in it is absent. */
export const absent = new XmlElement('', {}, [], '');
