import type { AnsweredCode } from '../response-of-finding.ts';

/** Everything that we say to a supplier, in one language. */
export interface SupplierTexts {
  readonly findings: Readonly<
    Record<
      AnsweredCode,
      {
        /** What is wrong: a sentence without its full stop, because a term or value may follow in brackets. */
        readonly wrong: string;
        /** What to do about it: whole sentences. */
        readonly cure: string;
      }
    >
  >;
  /** What to do about what was asked before and is refused now. */
  readonly resend: string;
  /** A refusal whose reason is not for this message. */
  readonly refused: string;
  /** What was paid of the invoice: `800.00 EUR`. */
  readonly partlyPaid: (amount: string) => string;
}
