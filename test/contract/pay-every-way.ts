import { randomUUID } from 'node:crypto';
import { buildBasket } from '../../lib/psd2/baskets/create-basket.ts';
import type { InitiationOrder } from '../../lib/psd2/initiation/build-initiation.ts';
import { bulk, payment, schedule, xml } from '../psd2/initiation-samples.ts';
import type { RecordedBank } from './recorded-bank.ts';

const sepa = 'sepa-credit-transfers';
const periodic = { ...payment, schedule };
const requestedExecutionDate = '2026-12-24';

/** Every body that we can build. */
const orders: readonly InitiationOrder[] = [
  { service: 'payments', product: sepa, payment },
  { service: 'payments', product: sepa, payment: { ...payment, requestedExecutionDate } },
  { service: 'bulk-payments', product: sepa, bulk },
  { service: 'periodic-payments', product: sepa, periodic },
  { service: 'payments', product: `pain.001-${sepa}`, payment, xml },
  { service: 'bulk-payments', product: `pain.001-${sepa}`, bulk, xml },
  { service: 'periodic-payments', product: `pain.001-${sepa}`, periodic, xml },
];

/** Each payment is made, authorised, read in every way and followed until the bank settled it. */
export async function payEveryWay({ bank, clock, client, call, authorise }: RecordedBank): Promise<void> {
  for (const order of orders) {
    const built = client.buildInitiation(order);
    const created = await client.createPayment({ ...call(), ...built });
    const { paymentId } = created;
    const { accessToken } = await authorise({ ...created, resourceId: paymentId, scope: 'pis' });
    const read = { paymentId, product: built.product, accessToken };
    await client.readPaymentStatus({ ...read, requestId: randomUUID() });
    await client.readPaymentDetails({ ...read, requestId: randomUUID() });
    const of = { payment: read };
    const [authorisationId = ''] = await client.listAuthorisations({
      of,
      accessToken,
      requestId: randomUUID(),
    });
    await client.readScaStatus({ of, authorisationId, accessToken, requestId: randomUUID() });
  }
  clock.advance(5000);
  const settled = bank.payments().filter(({ transactionStatus }) => transactionStatus === 'ACSC');
  if (settled.length === 0) throw new Error('The bank settled nothing.');
}

/** A payment whose authorisation is started by us and confirmed, one that is withdrawn, one cancelled with a new SCA. */
export async function confirmAndCancel({ bank, client, call, authorise }: RecordedBank): Promise<void> {
  const { bytes } = client.buildInitiation({ service: 'payments', product: sepa, payment });
  bank.quirks.confirmation = true;
  const waiting = await client.createPayment({ ...call(), bytes, explicitAuthorisation: true });
  const href = waiting.startAuthorisationHref ?? '';
  const started = await client.startAuthorisation({ href, ...call() });
  const flow = { resourceId: waiting.paymentId, scope: 'pis' } as const;
  const { accessToken } = await authorise({ ...started, ...flow });
  await client.confirm({ href: started.confirmationHref ?? '', accessToken, requestId: randomUUID() });
  bank.quirks.confirmation = false;

  bank.quirks.cancellation = 'with-sca';
  const paymentId = waiting.paymentId;
  const cancellation = await client.cancelPayment({ ...call(), paymentId, accessToken });
  if (cancellation.outcome !== 'authorise') throw new Error(`The cancellation is ${cancellation.outcome}.`);
  const second = await client.startAuthorisation({ href: cancellation.startAuthorisationHref, ...call() });
  await authorise({ ...second, resourceId: paymentId, scope: 'cancel' });
  const of = { cancellationOf: { paymentId } };
  const [authorisationId = ''] = await client.listAuthorisations({
    of,
    accessToken,
    requestId: randomUUID(),
  });
  await client.readScaStatus({ of, authorisationId, accessToken, requestId: randomUUID() });

  const unwanted = await client.createPayment({ ...call(), bytes });
  await client.cancelPayment({ ...call(), paymentId: unwanted.paymentId });
  const statuses = bank
    .payments()
    .slice(-2)
    .map(({ transactionStatus }) => transactionStatus);
  if (statuses.join() !== 'CANC,CANC') throw new Error(`The cancelled payments are ${statuses.join()}.`);
}

/** Two payments in a basket, one SCA; and a basket that is given up. */
export async function payByBasket({ bank, client, call, authorise }: RecordedBank): Promise<void> {
  const { bytes } = client.buildInitiation({ service: 'payments', product: sepa, payment });
  const gather = async () => {
    const first = await client.createBasketPayment({ ...call(), bytes });
    const second = await client.createBasketPayment({ ...call(), bytes });
    const paymentIds = [first, second].map((one) => one.payment.paymentId);
    const made = await client.createBasket({ ...call(), bytes: buildBasket(paymentIds) });
    if (made.outcome !== 'created') throw new Error(`The basket is refused: ${made.reason}.`);
    return made.basket;
  };
  const basket = await gather();
  const { basketId } = basket;
  const started = await client.startBasketAuthorisation(basket, call());
  const { accessToken } = await authorise({ ...started, resourceId: basketId, scope: 'basket' });
  await client.readBasket({ basketId, accessToken, requestId: randomUUID() });
  await client.readBasketStatus({ basketId, accessToken, requestId: randomUUID() });
  const of = { basketId };
  const [authorisationId = ''] = await client.listAuthorisations({
    of,
    accessToken,
    requestId: randomUUID(),
  });
  await client.readScaStatus({ of, authorisationId, accessToken, requestId: randomUUID() });

  const abandoned = await gather();
  await client.deleteBasket({ basketId: abandoned.basketId, requestId: randomUUID() });
  const statuses = bank.baskets().map(({ transactionStatus }) => transactionStatus);
  if (statuses.join() !== 'ACTC,CANC') throw new Error(`The baskets are ${statuses.join()}.`);
}
