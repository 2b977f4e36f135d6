/** Text schemes of party ids and their numbers (psb.md 4.2); the sandbox keeps its own list to judge ours by. */
const numberOfScheme: Readonly<Record<string, string>> = {
  'NL:KVK': '0106',
  'NL:OINO': '0190',
  'NL:VAT': '9944',
  'SE:ORGNR': '0007',
  'IT:FTI': '0097',
  'IT:SIA': '0135',
  'AU:ABN': '0151',
  'EE:CC': '0191',
  'IS:KTNR': '0196',
  'FR:SIRENE': '0002',
  'FI:OVT': '0037',
  'EU:NAL': '0130',
  'IT:SECETI': '0142',
  'CH:UIDB': '0183',
  'NO:ORG': '0192',
  'SG:UEN': '0195',
  UBLBE: '0193',
  DUNS: '0060',
  GLN: '0088',
};

/** One key for every spelling of a party: `NL:KVK:1`, `0106:1`, `iso6523-actorid-upis::0106:1` (psb.md 4.2). */
export function partyKey(spelling: string): string {
  const bare = spelling.toUpperCase().replace('ISO6523-ACTORID-UPIS::', '');
  const [, scheme = '', value = bare] = /^(.+):([^:]*)$/.exec(bare) ?? [];
  return `${numberOfScheme[scheme] ?? scheme}:${value}`;
}

/** The text spelling, as PSB's look-ups give it back: `NL:KVK:1` for `0106:1` (psb.md 4.2). */
export function textSpelling(spelling: string): string {
  const key = partyKey(spelling);
  const [scheme] = Object.entries(numberOfScheme).find(([, number]) => key.startsWith(`${number}:`)) ?? [];
  return scheme === undefined ? key : `${scheme}${key.slice(key.indexOf(':'))}`;
}
