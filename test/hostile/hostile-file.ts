/** A file made to hurt whoever reads it, and what must be answered to it. */
export interface HostileFile {
  readonly name: string;
  readonly kind: 'xml' | 'pdf' | 'p7m';
  readonly bytes: () => Uint8Array;
  /** The code of the finding, or `read` where the file is odd but harmless. */
  readonly answer: string;
}

export const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');
