/** The steps of a path, kept because the same few dozen constant paths are asked of every document. */
const steps = new Map<string, readonly string[]>();

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

  /** All elements on a path of canonical names below this one (`cac:Price/cbc:PriceAmount`), in document order. */
  all(path: string): readonly XmlElement[] {
    let found: readonly XmlElement[] = [this];
    for (const step of stepsOf(path)) {
      const next: XmlElement[] = [];
      for (const element of found) {
        for (const child of element.children) if (child.name === step) next.push(child);
      }
      found = next;
    }
    return found;
  }

  /** All on the path that hold text; an empty element counts as absent (documents.md 3). */
  filled(path: string): readonly XmlElement[] {
    return this.all(path).filter((element) => element.#text !== '');
  }

  /** The text of the first element on the path that has any, trimmed and now read; null when none has. */
  text(path: string): string | null {
    return this.filled(path)[0]?.read() ?? null;
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

  /** Whether the element holds text that nobody read. */
  get isUnread(): boolean {
    return this.#text !== '' && !this.#isRead;
  }
}

/** Stands for a group that the document does not have: every term in it is absent. */
export const absent = new XmlElement('', {}, [], '');

function stepsOf(path: string): readonly string[] {
  let split = steps.get(path);
  if (split === undefined) {
    split = path.split('/');
    steps.set(path, split);
  }
  return split;
}
