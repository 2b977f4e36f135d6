import type { Name, NameAttribute } from './issuer-name.ts';

/** The keywords that Java and OpenSSL share; Java's getName() knows no others (RFC 2253 2.3). */
const standardKeywords: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.9': 'STREET',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
};

const javaKeywords: Readonly<Record<string, string>> = {
  ...standardKeywords,
  '2.5.4.4': 'SURNAME',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.12': 'T',
  '2.5.4.42': 'GIVENNAME',
  '2.5.4.43': 'INITIALS',
  '2.5.4.44': 'GENERATION',
  '2.5.4.46': 'DNQ',
  '1.2.840.113549.1.9.1': 'EMAILADDRESS',
};

const opensslKeywords: Readonly<Record<string, string>> = {
  ...standardKeywords,
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.9': 'street',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
};

/** As `openssl x509 -nameopt RFC2253` prints it; what is not ASCII as `\C3\A4`. */
export const opensslName = (name: Name): string =>
  name
    .toReversed()
    .map((relative) =>
      relative
        .toReversed()
        .map((attribute) =>
          withKeyword(attribute, opensslKeywords, hex(attribute).toUpperCase(), escapeOpenssl),
        )
        .join('+'),
    )
    .join(',');

/** As Java's `getIssuerX500Principal().getName()`: every other attribute as its DER in hex (psd2.md 2.4). */
export const javaName = (name: Name): string =>
  name
    .toReversed()
    .map((relative) =>
      relative
        .map((attribute) => withKeyword(attribute, standardKeywords, hex(attribute), escapeJava))
        .join('+'),
    )
    .join(',');

/** As Java's `getIssuerDN().toString()`: blanks after the commas, `OID.2.5.4.97`, quotes instead of escapes. */
export const javaIssuerDn = (name: Name): string =>
  name
    .toReversed()
    .map((relative) => relative.map(javaDnAttribute).join(' + '))
    .join(', ');

const hex = ({ derHex }: NameAttribute): string => `#${derHex}`;

function withKeyword(
  { oid, text }: NameAttribute,
  keywords: Readonly<Record<string, string>>,
  otherwise: string,
  escape: (text: string) => string,
): string {
  const keyword = keywords[oid];
  return keyword === undefined || text === undefined
    ? `${keyword ?? oid}=${otherwise}`
    : `${keyword}=${escape(text)}`;
}

function javaDnAttribute({ oid, text, derHex }: NameAttribute): string {
  const keyword = javaKeywords[oid] ?? `OID.${oid}`;
  if (text === undefined) return `${keyword}=#${derHex.toUpperCase()}`;
  const escaped = text.replaceAll(/["\\]/g, String.raw`\$&`);
  const quoted = /[,+=\n<>#;\\"]|^ | $| {2}/.test(text);
  return `${keyword}=${quoted ? `"${escaped}"` : escaped}`;
}

const escapeOpenssl = (text: string): string =>
  text
    .replaceAll(/[,+"\\<>;]|^[ #]| $/g, String.raw`\$&`)
    // Controls and everything beyond ASCII: each byte of its UTF-8.
    .replaceAll(/[^\x20-\x7e]/gu, (character) =>
      [...Buffer.from(character)]
        .map((byte) => `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`)
        .join(''),
    );

const escapeJava = (text: string): string =>
  text
    .replaceAll(/[,=+<>#;"\\]/g, String.raw`\$&`)
    .replaceAll(/^ +| +$/g, (blanks) => blanks.replaceAll(' ', '\\ '));
