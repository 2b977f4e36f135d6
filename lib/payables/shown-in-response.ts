import { looksLikeIban, maskIban, normaliseIban } from './iban.ts';
import { oneLine } from './one-line.ts';
import type { AnsweredFinding, FindingResponse } from './response-of-finding.ts';

/** As many and as long as help to find the place. */
const most = 5;
const longest = 80;

/**
 * What of findings of one code helps the supplier to find the place in the document, for brackets: `BT-5, BT-2`,
 * `BT-115: 1210.00`, `NL91…4300`. Empty when nothing does. A value is what the supplier wrote, on one line and
 * cut; one that holds what may be an account number is left out, because responses travel and are kept.
 */
export function shownInResponse(
  findings: readonly AnsweredFinding[],
  shows: FindingResponse['shows'],
): string {
  if (shows === undefined) return '';
  const all = shows === 'account' ? findings.flatMap(accounts) : findings.flatMap((one) => named(one, shows));
  const distinct = [...new Set(all)];
  return [...distinct.slice(0, most), ...(distinct.length > most ? ['…'] : [])].join(', ');
}

const accounts = ({ value }: AnsweredFinding): string[] =>
  (value ?? '').split(',').map(normaliseIban).filter(looksLikeIban).map(maskIban);

function named({ term, value }: AnsweredFinding, shows: 'term' | 'value'): string[] {
  const written = shows === 'term' ? '' : harmless(value);
  return [[harmless(term), written].filter((part) => part !== '').join(': ')].filter((part) => part !== '');
}

function harmless(text: string | null): string {
  const line = oneLine(text ?? '', longest);
  return mayHoldIban.test(oneLine(text ?? '').replace(/[\s.-]/g, '')) ? '' : line;
}

/** The shape of an IBAN (ISO 13616), in small letters too, anywhere in a text without blanks, dots and hyphens. */
const mayHoldIban = /[A-Z]{2}\d{2}[A-Z0-9]{8,30}/i;
