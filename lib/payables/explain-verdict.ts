import type { Assessment } from './assess.ts';
import type { Words } from './explanation.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

const verdicts: Readonly<Record<Exclude<Outcome, 'PAY'>, Words>> = {
  HOLD: {
    en: 'It is not paid yet: a person has to decide first',
    nl: 'Dit wordt nog niet betaald: eerst moet iemand beslissen',
  },
  REJECT: {
    en: 'It is not paid: the supplier has to correct it and send it again',
    nl: 'Dit wordt niet betaald: de leverancier moet het verbeteren en opnieuw sturen',
  },
  NO_PAYMENT: { en: 'There is nothing to transfer', nl: 'Er hoeft niets te worden overgemaakt' },
  IGNORE: {
    en: 'It is not a document to be paid, and nothing happens with it',
    nl: 'Dit is geen document om te betalen, en er gebeurt niets mee',
  },
};

/** What happens with the document, in one sentence for a person, with the codes of the findings that decide it. */
export function explainVerdict({
  outcome,
  payments,
  findings,
}: Pick<Assessment, 'outcome' | 'payments' | 'findings'>): Words {
  if (outcome === 'PAY') return paid(payments.length);
  const deciding = findings.filter((found) => outcomeOf([found], []) === outcome);
  const codes = [...new Set(deciding.map(({ code }) => code))].join(', ');
  const verdict = verdicts[outcome];
  return { en: `${verdict.en} (${codes}).`, nl: `${verdict.nl} (${codes}).` };
}

const paid = (payments: number): Words =>
  payments < 2
    ? { en: 'It will be paid.', nl: 'Dit wordt betaald.' }
    : { en: `It will be paid in ${payments} parts.`, nl: `Dit wordt betaald in ${payments} delen.` };
