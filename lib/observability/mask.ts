/** Two letters, two digits, then eleven to thirty letters or digits, in groups or not (ISO 13616). */
const shape = '[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30}';

const inCapitals = new RegExp(shape, 'g');
/** Hashes and ids look alike, so that small letters count as a word of their own only. */
const inAnyCase = new RegExp(`\\b${shape}\\b`, 'gi');

const masked = (iban: string): string => `${iban.slice(0, 4)}…${iban.slice(-4)}`;

/**
 * Masks account numbers in text that goes to a log: of an IBAN the country, check digits and last four stay,
 * enough to recognise it and too little to use it (design.md 2.10). In capitals it is also found where other
 * text touches it, as in `%20NL02…` of a URL.
 */
export const maskIbans = (text: string): string =>
  text.replace(inCapitals, masked).replace(inAnyCase, masked);
