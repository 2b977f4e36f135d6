import { AcquitError } from '../findings/acquit-error.ts';

interface Encoding {
  /** The label of TextDecoder. */
  readonly decoder: string;
  /** Characters that the decoder lets through although the encoding has no such letter. */
  readonly forbidden?: RegExp;
}

// The decoder reads the three narrow encodings as windows-1252, so what they lack is refused by hand.
const singleByte: Readonly<Record<string, Encoding>> = {
  'us-ascii': { decoder: 'us-ascii', forbidden: /[^\0-\x7f]/ },
  'iso-8859-1': { decoder: 'iso-8859-1', forbidden: /[^\0-\x7f\xa0-\xff]/ },
  'windows-1252': { decoder: 'windows-1252', forbidden: /[\x80-\x9f]/ },
};
const utf8: Encoding = { decoder: 'utf-8' };

/** What an XML declaration may call the encoding, in lower case, when there is no byte order mark. */
const byLabel: Readonly<Record<string, Encoding | undefined>> = {
  ...singleByte,
  ascii: singleByte['us-ascii'],
  latin1: singleByte['iso-8859-1'],
  cp1252: singleByte['windows-1252'],
  'utf-8': utf8,
  utf8,
};

/** Byte order marks, and the labels that agree with each. */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: utf8, labels: ['utf-8', 'utf8'] },
  { bytes: [0xff, 0xfe], encoding: { decoder: 'utf-16le' }, labels: ['utf-16', 'utf-16le'] },
  { bytes: [0xfe, 0xff], encoding: { decoder: 'utf-16be' }, labels: ['utf-16', 'utf-16be'] },
] as const;

/**
 * The text of an XML file, by its byte order mark and XML declaration (documents.md 3); UTF-8 without either.
 * Throws an AcquitError ENCODING_INVALID for an unknown label, for a mark and a declaration that disagree, and
 * for bytes that the encoding does not have: a replacement character in a name or number would be a guess.
 */
export function decode(bytes: Uint8Array): string {
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  if (mark === undefined) return decodeAs(encodingOf(declaredLabel(bytes)), bytes);

  const text = decodeAs(mark.encoding, bytes);
  const label = labelIn(text.slice(0, 200));
  if (label !== undefined && !mark.labels.some((each) => each === label)) {
    throw invalid(`The byte order mark says ${mark.encoding.decoder}, the XML declaration says "${label}".`);
  }
  return text;
}

function declaredLabel(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0 || bytes[1] === 0)
    throw invalid('The file looks like UTF-16 without a byte order mark.');
  return labelIn(new TextDecoder('latin1').decode(bytes.subarray(0, 200)));
}

function labelIn(start: string): string | undefined {
  return /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/.exec(start)?.[1]?.trim().toLowerCase();
}

function encodingOf(label = 'utf-8'): Encoding {
  const encoding = Object.hasOwn(byLabel, label) ? byLabel[label] : undefined;
  if (encoding === undefined) throw invalid(`The encoding "${label}" in the XML declaration cannot be read.`);
  return encoding;
}

function decodeAs({ decoder, forbidden }: Encoding, bytes: Uint8Array): string {
  const text = decodeStrictly(decoder, bytes);
  if (forbidden?.test(text)) throw invalid(`The file has bytes that do not exist in ${decoder}.`);
  return text;
}

function decodeStrictly(decoder: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(decoder, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid(`The file has bytes that do not exist in ${decoder}.`, cause);
  }
}

const invalid = (message: string, cause?: unknown) => new AcquitError('ENCODING_INVALID', message, { cause });
