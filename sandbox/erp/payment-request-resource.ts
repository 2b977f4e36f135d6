import { maskIban } from '../iban.ts';
import type { StoredRequest } from './erp-state.ts';
import { type IntakeStatus, progressOf } from './progress.ts';

const failures: readonly IntakeStatus[] = ['VALIDATION_FAILED', 'FAILED'];

/** The resource as both GETs and the POST answer it at this moment (erp.md, The resource). */
export function paymentRequestResource(
  record: StoredRequest,
  now: Date,
  stepMs: number,
): Record<string, unknown> {
  const { submission, createdAt, outcome } = record;
  const buildInstructions = submission.build_instructions;
  const { intakeStatus, steps } = progressOf({ createdAt, now, stepMs, buildInstructions, outcome });
  const failed = failures.includes(intakeStatus);
  return {
    id: record.id,
    organization_short_code: submission.organization_short_code,
    external_request_id: submission.external_request_id,
    source_system: submission.source_system,
    idempotency_key: submission.idempotency_key,
    payee_type: submission.payee_type,
    payee_name: submission.beneficiary_bank_account.account_holder_name,
    person_number: submission.person_number ?? null,
    requested_execution_date: submission.requested_execution_date,
    intake_status: intakeStatus,
    validation_status: validationStatus(intakeStatus),
    process_status: failed ? 'FAILED' : intakeStatus === 'PAID' ? 'COMPLETED' : 'IN_PROGRESS',
    last_error_code: failed ? (outcome?.errorCode ?? null) : null,
    last_error_message: failed ? (outcome?.errorMessage ?? null) : null,
    beneficiary_bank_account_snapshot: snapshot(submission.beneficiary_bank_account),
    invoice: invoice(record, intakeStatus),
    active_hold_count: 0,
    blocking_hold_count: 0,
    created_at: withoutZone(createdAt),
    last_updated_at: withoutZone(new Date(createdAt.getTime() + steps * stepMs)),
  };
}

function validationStatus(intakeStatus: IntakeStatus): 'PENDING' | 'VALID' | 'INVALID' {
  if (intakeStatus === 'PENDING_VALIDATION') return 'PENDING';
  return intakeStatus === 'VALIDATION_FAILED' ? 'INVALID' : 'VALID';
}

function snapshot(account: StoredRequest['submission']['beneficiary_bank_account']): Record<string, unknown> {
  return {
    iban: maskIban(account.iban),
    bic: account.bic ?? null,
    account_holder_name: account.account_holder_name,
    country_code: account.country_code,
    resolution_status: 'CREATED_AUTO_APPROVED',
  };
}

/** There is an invoice as soon as the request is valid. */
function invoice({ submission }: StoredRequest, intakeStatus: IntakeStatus): Record<string, unknown> | null {
  if (validationStatus(intakeStatus) !== 'VALID') return null;
  return {
    invoice_number: submission.payment_request_number ?? submission.external_request_id,
    status: 'APPROVED',
    payment_state: intakeStatus === 'PAID' ? 'PAID' : 'UNPAID',
    amount: submission.amount,
    currency_code: submission.currency_code,
    supplier_number: submission.supplier_number ?? null,
    supplier_site_code: submission.supplier_site_code ?? null,
  };
}

/** The ERP writes its moments without a zone; they are UTC. */
const withoutZone = (moment: Date) => moment.toISOString().replace('Z', '');
