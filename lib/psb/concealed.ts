import { inspect } from 'node:util';

/**
 * A secret that no output shows: as text, as JSON and to console.log it is only its printable form. Whoever needs
 * the secret itself has to ask for it by `reveal`.
 */
export class Concealed<T> {
  readonly #secret: T;
  readonly #shown: string;

  constructor(secret: T, shown: string) {
    this.#secret = secret;
    this.#shown = shown;
  }

  /** The secret itself: for comparing, signing and sending, never for printing. */
  reveal(): T {
    return this.#secret;
  }

  toString(): string {
    return this.#shown;
  }

  toJSON(): string {
    return this.#shown;
  }

  [inspect.custom](): string {
    return this.#shown;
  }
}
