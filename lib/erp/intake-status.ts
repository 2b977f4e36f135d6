export interface IntakeStatusFacts {
  /** How far the payment has come; a status with a lower number is older news. */
  readonly progress: number;
  /** Nothing will change any more. */
  readonly terminal: boolean;
  /** Nothing will change until a person acts in the ERP: to be read seldom, but still read. */
  readonly waitsForPerson: boolean;
}

const goesOn = (progress: number): IntakeStatusFacts => ({
  progress,
  terminal: false,
  waitsForPerson: false,
});
const ends = (progress: number): IntakeStatusFacts => ({ progress, terminal: true, waitsForPerson: false });

/** The statuses of a payment request in the ERP (erp.md, table "intake_status"). */
const intakeStatuses: Readonly<Record<string, IntakeStatusFacts>> = {
  PENDING_VALIDATION: goesOn(0),
  VALIDATION_FAILED: { progress: 1, terminal: false, waitsForPerson: true },
  READY_FOR_PAYMENT: goesOn(2),
  PAYMENT_BUILT: goesOn(3),
  INSTRUCTION_BUILT: goesOn(4),
  PROCESSING: goesOn(5),
  PAID: ends(6),
  FAILED: ends(6),
};

/** What an intake status means; undefined for one that the ERP's page does not list (yet). */
export const intakeStatusFacts = (status: string): IntakeStatusFacts | undefined =>
  Object.hasOwn(intakeStatuses, status) ? intakeStatuses[status] : undefined;
