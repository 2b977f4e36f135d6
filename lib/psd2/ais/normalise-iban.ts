/** An IBAN in the one spelling in which IBANs compare: without blanks, in capitals. */
export const normaliseIban = (iban: string): string => iban.replace(/\s/g, '').toUpperCase();
