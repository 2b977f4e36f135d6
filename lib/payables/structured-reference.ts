const compact = (text: string): string => text.replace(/\s+/g, '').toUpperCase();

const mod97 = (digits: string): number => Number(BigInt(digits) % 97n);

/** ISO 11649: `RF`, two check digits, up to 21 letters and digits; mod 97 = 1 like an IBAN (documents.md 10). */
export function creditorReference(text: string): string | undefined {
  const reference = compact(text);
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference)) return undefined;
  const moved = reference.slice(4) + reference.slice(0, 4);
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)); // A = 10 … Z = 35
  return mod97(digits) === 1 ? reference : undefined;
}

/** Belgian OGM/VCS: ten digits and their remainder by 97, where 0 is written 97; → `+++123/4567/89002+++`. */
export function belgianReference(text: string): string | undefined {
  const match = /^(\+{3}|\*{3})?(\d{3})\/?(\d{4})\/?(\d{3})(\d{2})\1$/.exec(text.replace(/\s+/g, ''));
  if (match === null) return undefined;
  const [, , a = '', b = '', c = '', check = ''] = match;
  const remainder = mod97(a + b + c) || 97;
  return remainder === Number(check) ? `+++${a}/${b}/${c}${check}+++` : undefined;
}

/** Weights of the Dutch betalingskenmerk, from the right. */
const weights = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1];

/**
 * Dutch betalingskenmerk of 16 digits, check digit first, modulus 11 (documents.md 10). The shorter ones stay text,
 * which reaches the supplier with the same digits: 7 digits have no check, so nothing tells them from any other
 * number, and our reference does not say how the length digit of 9 to 14 digits is counted and checked.
 */
export function dutchReference(text: string): string | undefined {
  const reference = text.replace(/\s+/g, '');
  if (!/^\d{16}$/.test(reference)) return undefined;
  const total = Array.from(reference.slice(1))
    .reverse()
    .reduce((running, digit, index) => running + Number(digit) * (weights[index % weights.length] ?? 0), 0);
  const check = 11 - (total % 11);
  const digit = check === 10 ? 1 : check === 11 ? 0 : check;
  return digit === Number(reference[0]) ? reference : undefined;
}
