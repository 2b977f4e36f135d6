import * as z from 'zod';

/** How a payment request ends when it does not end well. */
export const outcomeSchema = z.object({
  intakeStatus: z.enum(['VALIDATION_FAILED', 'FAILED']),
  errorCode: z.string(),
  errorMessage: z.string().optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export type IntakeStatus =
  | 'PENDING_VALIDATION'
  | 'READY_FOR_PAYMENT'
  | 'VALIDATION_FAILED'
  | 'PAYMENT_BUILT'
  | 'INSTRUCTION_BUILT'
  | 'PROCESSING'
  | 'PAID'
  | 'FAILED';

/**
 * Where a payment request is after some time: one status further per step, so that no timer is needed and a restart
 * changes nothing. `steps` says how many steps it has taken; it stays at its last status (erp.md, intake_status).
 */
export function progressOf(options: {
  createdAt: Date;
  now: Date;
  stepMs: number;
  buildInstructions: boolean;
  outcome: Outcome | undefined;
}): { readonly intakeStatus: IntakeStatus; readonly steps: number } {
  const { createdAt, now, stepMs, buildInstructions, outcome } = options;
  const path = pathOf(buildInstructions, outcome);
  const elapsed = Math.max(0, now.getTime() - createdAt.getTime());
  const steps = Math.min(path.length - 1, stepMs <= 0 ? path.length - 1 : Math.floor(elapsed / stepMs));
  return { intakeStatus: path[steps] ?? 'PENDING_VALIDATION', steps };
}

function pathOf(buildInstructions: boolean, outcome: Outcome | undefined): readonly IntakeStatus[] {
  if (outcome?.intakeStatus === 'VALIDATION_FAILED') return ['PENDING_VALIDATION', 'VALIDATION_FAILED'];
  const built = ['PENDING_VALIDATION', 'READY_FOR_PAYMENT', 'PAYMENT_BUILT'] as const;
  // Without build_instructions the ERP's part ends here: the integration dispatches the payment itself.
  if (!buildInstructions) return outcome === undefined ? built : [...built, 'FAILED'];
  return [...built, 'INSTRUCTION_BUILT', 'PROCESSING', outcome === undefined ? 'PAID' : 'FAILED'];
}
