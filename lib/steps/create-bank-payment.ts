import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { finding } from '../findings/finding.ts';
import { decimal } from '../money/decimal.ts';
import { count } from '../observability/metrics.ts';
import { bankDay } from '../payables/bank-day.ts';
import { endToEndIdOf } from '../payables/end-to-end-id.ts';
import { move } from '../payables/move.ts';
import type { Payable } from '../payables/payable.ts';
import { sepaText } from '../payables/sepa-text.ts';
import { watchedUntil } from '../payables/watched-until.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { CreatedPayment, PaymentOrder } from '../psd2/create-payment.ts';
import type { BuiltInitiation } from '../psd2/initiation/build-initiation.ts';
import { isXml, productName, singleProduct } from '../psd2/payment-product.ts';
import type { DirectoryStore } from '../storage/directory-store.ts';
import { readSentBytes, storeSentBytes } from '../storage/sent-bytes-store.ts';
import type { Table } from '../storage/table.ts';
import { nextPoll } from './next-poll.ts';
import type { Psu } from './psu.ts';
import { secondsFrom, supportFacts, type TurnServices } from './turn.ts';

export interface CreateBankPaymentServices extends TurnServices {
  readonly table: Table;
  readonly directory: Pick<DirectoryStore, 'organisation'>;
  readonly bank: BankClient;
  readonly newRequestId: () => string;
  readonly authoriseWithinSeconds: number;
}

const step = 'start-authorisation';

/**
 * Creates the payment of a PAYMENT_BUILT payable at the bank and returns the payable as it then is: alone, with its
 * own authorisation started, or for a basket, without (psd2.md 5). Written before it is sent: the bytes, their
 * X-Request-ID and the move, in one transaction (design.md 2.2). Throws what the bank client throws, after the payable
 * was given back, failed or held as the error asks.
 */
export async function createBankPayment(
  payable: Payable,
  psu: Psu,
  kind: 'alone' | 'for-basket',
  services: CreateBankPaymentServices,
): Promise<Payable> {
  const { payables, bank, now, newRequestId, leaseSeconds, authoriseWithinSeconds } = services;
  const attempt = (payable.bank?.attempt ?? 0) + 1;
  const requestId = newRequestId();
  const endToEndId = endToEndIdOf(payable, attempt);
  const built = await buildInitiation(payable, endToEndId, services).catch((error: unknown) =>
    holdUnfit(payable, error, services),
  );
  const known = { attempt, requestId, endToEndId, product: productName(built.product) };
  const authorising = await payables.save(
    payable,
    move(payable, {
      to: 'AUTHORISING',
      at: now(),
      by: step,
      what: `payment ${endToEndId} goes to the bank`,
      dueAt: secondsFrom(now(), leaseSeconds),
      change: { bank: known },
    }),
    [storeSentBytes(payable, `BANK#${attempt}`, built.bytes)],
  );
  const order = { ...built, requestId, psuIpAddress: psu.ipAddress, psuContext: psu.context };
  const created = await atBank(bank, order, kind, newRequestId).catch((error: unknown) =>
    giveBack(authorising, error, services),
  );
  const after = {
    ...known,
    paymentId: created.paymentId,
    transactionStatus: created.transactionStatus,
    statusHref: created.statusHref,
    ...(created.scaOAuthHref === undefined ? {} : { scaOAuthHref: created.scaOAuthHref }),
    ...(created.startAuthorisationHref === undefined
      ? {}
      : { startAuthorisationHref: created.startAuthorisationHref }),
    ...(created.confirmationHref === undefined ? {} : { confirmationHref: created.confirmationHref }),
    redirectedAt: now().toISOString(),
    authoriseBy: secondsFrom(now(), authoriseWithinSeconds).toISOString(),
  };
  return payables.save(
    authorising,
    move(authorising, {
      to: 'AUTHORISING',
      at: now(),
      by: step,
      what: `the bank has the payment (${created.transactionStatus})`,
      dueAt: nextPoll({ bank: after, changedAt: after.redirectedAt }, services).dueAt,
      change: { bank: after, ...(created.mayExecute ? noteWithoutSca(authorising, endToEndId) : {}) },
    }),
  );
}

/** It may be on its way already (psd2.md 1.5): never a second one, polling finds out, and somebody is told. */
function noteWithoutSca(payable: Payable, endToEndId: string): Pick<Payable, 'findings'> {
  count('PayableStuck');
  return { findings: [...payable.findings, finding('BANK_PAYMENT_WITHOUT_SCA', { value: endToEndId })] };
}

/** Creates the payment and, where the bank wants that as a call of its own, its authorisation (psd2.md 4.3). */
async function atBank(
  bank: BankClient,
  order: PaymentOrder,
  kind: 'alone' | 'for-basket',
  newRequestId: () => string,
): Promise<CreatedPayment> {
  if (kind === 'for-basket') return (await bank.createBasketPayment(order)).payment;
  const created = await bank.createPayment(order);
  if (created.mayExecute || created.scaOAuthHref !== undefined) return created;
  const started = await bank.startAuthorisation({
    href: created.startAuthorisationHref ?? '',
    requestId: newRequestId(),
    psuIpAddress: order.psuIpAddress,
    psuContext: order.psuContext,
  });
  return { ...created, ...started };
}

/** What the ERP took but a bank payment cannot carry (a name of more than 70 characters, say): a person decides. */
async function holdUnfit(
  payable: Payable,
  error: unknown,
  { payables, now }: CreateBankPaymentServices,
): Promise<never> {
  if (error instanceof AcquitError && error.class === 'hold') {
    const found = finding(error.code, { message: error.message });
    const change = { findings: [...payable.findings, found] };
    await payables.save(
      payable,
      move(payable, {
        to: 'HELD',
        at: now(),
        by: step,
        what: `${found.code}: ${found.message}`,
        dueAt: null,
        change,
      }),
    );
  }
  throw error;
}

/**
 * The bank did not take the payment. Where the PSU can have authorised nothing, the payable waits for a new
 * start; where the content was refused, or the answer leaves open whether something runs without SCA, a person
 * must look first (psd2.md 1.5).
 */
async function giveBack(
  authorising: Payable,
  error: unknown,
  { payables, now, retrySeconds }: CreateBankPaymentServices,
): Promise<never> {
  const known = error instanceof AcquitError ? error : undefined;
  const harmless = known !== undefined && (known.class === 'retry' || known.class === 'configuration');
  const again = harmless || known?.code === 'BANK_OUTCOME_UNKNOWN';
  const where = [authorising.bank?.endToEndId, known === undefined ? null : supportFacts(known)].filter(
    Boolean,
  );
  const about = { value: where.join(' '), ...(known === undefined ? {} : { message: known.message }) };
  const found = finding(known?.code ?? 'BANK_ANSWER_INVALID', about);
  await payables.save(
    authorising,
    move(authorising, {
      to: again ? 'PAYMENT_BUILT' : 'FAILED',
      at: now(),
      by: step,
      what: `not created at the bank: ${found.code}`,
      // An answer that nobody understands may have moved money: reconciliation looks for it (psd2.md 6.5).
      dueAt: again ? secondsFrom(now(), retrySeconds) : watchedUntil(now()),
      ...(again ? {} : { change: { findings: [...authorising.findings, found] } }),
    }),
  );
  throw error;
}

const requestSchema = z.object({
  own_bank_account_iban: z.string(),
  beneficiary_bank_account: z.object({ iban: z.string(), account_holder_name: z.string() }),
  remittance_reference: z.string(),
});

/**
 * The bank gets what the ERP got: accounts, name and reference come from the stored request, the amount with it. A
 * later day goes along where the bank takes one (psd2.md U-17).
 */
async function buildInitiation(
  payable: Payable,
  endToEndId: string,
  { table, bank, directory, now }: CreateBankPaymentServices,
): Promise<BuiltInitiation> {
  const stored = requestSchema.parse(
    JSON.parse((await readSentBytes(table, payable, 'REQUEST')).toString('utf8')),
  );
  const { service, product } = singleProduct(bank.agreed);
  const [today, executionDate = ''] = [bankDay(now()), payable.request?.executionDate];
  const payment = {
    debtorIban: stored.own_bank_account_iban,
    creditorIban: stored.beneficiary_bank_account.iban,
    // The bank takes the SEPA characters only, and an é in a name is no reason to hold a payment (psd2.md 4.2).
    creditorName: sepaText(stored.beneficiary_bank_account.account_holder_name),
    amount: decimal(payable.request?.amount ?? ''),
    endToEndIdentification: endToEndId,
    remittance: stored.remittance_reference,
    ...(bank.agreed.futureDated && executionDate > today ? { requestedExecutionDate: executionDate } : {}),
  };
  if (!isXml({ service, product })) return bank.buildInitiation({ service, product, payment });
  const owner = await directory.organisation(payable.organisation ?? '');
  const xml = {
    messageId: endToEndId,
    createdAt: now(),
    debtorName: sepaText(owner?.name ?? ''),
    today,
  };
  return bank.buildInitiation({ service, product, payment, xml });
}
