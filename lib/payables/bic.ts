/** Territories whose banks have a BIC country of their own but use the IBANs of another country. */
const territories: Readonly<Record<string, readonly string[]>> = {
  FR: ['GF', 'GP', 'MQ', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF'],
  GB: ['GG', 'JE', 'IM'],
  FI: ['AX'],
};

/**
 * The BIC in BT-86 when it is one and fits the country of the IBAN, else undefined: SEPA does not need it, and
 * `[BIC]`, `SE:BANKGIRO` or a clearing number stand there too (documents.md 8.5).
 */
export function bicFor(iban: string, text: string | null | undefined): string | undefined {
  const bic = (text ?? '').replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) return undefined;
  const country = iban.slice(0, 2);
  const bicCountry = bic.slice(4, 6);
  return bicCountry === country || territories[country]?.includes(bicCountry) === true ? bic : undefined;
}
