import { belgianReference } from '../structured-reference.ts';

/** Invoice number 12 stands in many a text that is not about it: a short reference must be all there is. */
const shortest = 4;

/** More words than this are no remittance of at most 140 characters, and looking at every run of them would cost. */
const mostWords = 70;

const word = /[\p{L}\p{N}]+/gu;

/**
 * A reference as it is compared (psd2.md 6.5): no blanks, capitals, nothing but its words and what stands between
 * them. A Belgian structured reference is compared by its digits, because banks report it with or without `+++`.
 */
export function normaliseReference(reference: string): string {
  const ogm = belgianReference(reference);
  if (ogm !== undefined) return ogm.replace(/\D/g, '');
  const compact = reference.replace(/\s+/g, '').toUpperCase();
  const words = [...compact.matchAll(word)];
  const last = words.at(-1);
  return last === undefined ? '' : compact.slice(words[0]?.index, last.index + last[0].length);
}

/**
 * Every reference that a remittance may hold: each run of whole words, normalised, so that `INV-1` is found in
 * `/REMI/inv-1/EREF/` and not in `INV-12`. Their number is bounded by the words of a remittance, never by how many
 * payments there are.
 */
export function referencesIn(remittance: string): ReadonlySet<string> {
  const whole = normaliseReference(remittance);
  const found = new Set(whole === '' ? [] : [whole]);
  const text = remittance.toUpperCase(); // before anything is counted: ß becomes two letters
  const compact = text.replace(/\s+/g, '');
  const spans = wordsWithoutBlanks(text);
  for (const [first, { from }] of spans.entries()) {
    for (const { to } of spans.slice(first)) {
      const run = compact.slice(from, to);
      if (run.length < shortest) continue;
      found.add(run);
      if (/^\d{3}\/\d{4}\/\d{5}$/.test(run)) found.add(normaliseReference(run));
    }
  }
  return found;
}

/** Where each word begins and ends once the blanks are gone. */
function wordsWithoutBlanks(text: string): { readonly from: number; readonly to: number }[] {
  let blanks = 0;
  let read = 0;
  return [...text.matchAll(word)].slice(0, mostWords).map((match) => {
    blanks += text.slice(read, match.index).replace(/\S+/g, '').length;
    read = match.index;
    const from = match.index - blanks;
    return { from, to: from + match[0].length };
  });
}
