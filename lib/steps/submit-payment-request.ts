import type { ErpClient } from '../erp/erp-client.ts';
import type { ErpPaymentRequest } from '../erp/erp-payment-request.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { move } from '../payables/move.ts';
import type { Payable } from '../payables/payable.ts';
import type { PayableMessage } from '../queues/messages.ts';
import { readSentBytes } from '../storage/sent-bytes-store.ts';
import type { Table } from '../storage/table.ts';
import { onTurn, secondsFrom, type TurnServices } from './turn.ts';

export interface SubmitServices extends TurnServices {
  readonly table: Table;
  readonly erp: ErpClient;
}

const step = 'submit-payment-request';

/**
 * Sends the stored payment request to the ERP, byte for byte (erp.md). When an earlier send has no known
 * outcome, the ERP is asked before anything is sent again (design.md 2.2).
 */
export async function submitPaymentRequest(message: PayableMessage, services: SubmitServices): Promise<void> {
  await onTurn(message, step, services, async (payable) => {
    const { organisation, request } = payable;
    if (organisation === undefined || request === undefined) throw new TypeError('READY without a request');
    if (payable.erp?.sentAt !== undefined) {
      const known = await services.erp.read(organisation, request.externalRequestId);
      if (known !== undefined)
        return settle(payable, known, 'found at the ERP after a lost answer', services);
    }
    const bytes = await readSentBytes(services.table, payable, 'REQUEST');
    const marked = await services.payables.save(payable, {
      ...payable,
      erp: { ...payable.erp, sentAt: services.now().toISOString(), sentAs: request.idempotencyKey },
    });
    const { outcome, resource } = await services.erp.submit(bytes);
    await settle(
      marked,
      resource,
      outcome === 'created' ? 'created at the ERP' : 'the ERP knew it already',
      services,
    );
  });
}

async function settle(
  payable: Payable,
  resource: ErpPaymentRequest,
  how: string,
  { payables, now, retrySeconds }: SubmitServices,
): Promise<void> {
  if (resource.idempotency_key !== payable.request?.idempotencyKey) {
    throw new AcquitError(
      'ERP_CONFLICT',
      `The ERP has ${payable.request?.externalRequestId} under another idempotency key.`,
      { detail: { idempotency_key: resource.idempotency_key } },
    );
  }
  await payables.save(
    payable,
    move(payable, {
      to: 'SUBMITTED',
      at: now(),
      by: step,
      what: how,
      dueAt: secondsFrom(now(), retrySeconds),
      // Its status is left for the poll to mirror: it may be far on already, and only news moves a payable.
      change: { erp: { ...payable.erp, id: resource.id } },
    }),
  );
}
