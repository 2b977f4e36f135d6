import { describe, expect, test } from 'vitest';
import { otherIban, payments, startBank, transfer } from './bank-kit.ts';

const baskets = '/v1/signing-baskets';

async function startWithPayments(...bodies: readonly object[]) {
  const world = await startBank();
  const paymentIds: string[] = [];
  for (const body of bodies)
    paymentIds.push((await world.post(payments, body, world.explicit)).json.paymentId);
  return { ...world, paymentIds };
}

describe('A signing basket', () => {
  test('pays all of its payments after one SCA', async () => {
    const world = await startWithPayments(transfer, transfer);
    const { bank, clock, post, explicit, paymentIds } = world;
    const { status, json } = await post(baskets, { paymentIds }, explicit);
    expect([status, json.transactionStatus]).toEqual([201, 'RCVD']);
    const started = await post(json._links['startAuthorisation']?.href ?? '', {});
    const page = await (
      await fetch(await world.authorizeUrl(started.json._links, `PIS:${json.basketId}`))
    ).text();
    expect(page).toContain('Total of 2 payments');
    expect(page).toContain('€200.00');
    await world.approve(started.json._links, `PIS:${json.basketId}`);
    clock.advance(2000);
    expect(bank.payments().map(({ transactionStatus }) => transactionStatus)).toEqual(['ACSC', 'ACSC']);
    expect(bank.baskets()).toMatchObject([{ transactionStatus: 'ACSC' }]);
  });

  test('may end differently for each payment', async () => {
    const dear = { ...transfer, instructedAmount: { currency: 'EUR', amount: '900.00' } };
    const world = await startWithPayments(transfer, dear);
    world.bank.quirks.rejects = ({ instructedAmount }) => instructedAmount.amount === '900.00';
    const { json } = await world.post(baskets, { paymentIds: world.paymentIds });
    await world.approve(json._links, `PIS:${json.basketId}`);
    world.clock.advance(2000);
    expect(await Promise.all(world.paymentIds.map(world.status))).toEqual(['ACSC', 'RJCT']);
  });

  test('is refused with a mix, a stranger, too many, or what waits no more', async () => {
    const other = { ...transfer, debtorAccount: { iban: otherIban } };
    const { post, remove, paymentIds } = await startWithPayments(transfer, other);
    const [first = '', second = ''] = paymentIds;
    const own = (await post(payments, transfer)).json.paymentId;
    const refusal = async (body: object, headers = {}) => (await post(baskets, body, headers)).code;
    expect(await refusal({ paymentIds })).toBe('REFERENCE_MIX_INVALID');
    expect(await refusal({ paymentIds: [first], consentIds: ['c'] })).toBe('REFERENCE_MIX_INVALID');
    expect(await refusal({ paymentIds: ['unknown'] })).toBe('RESOURCE_UNKNOWN');
    expect(await refusal({ paymentIds: [first, first] })).toBe('FORMAT_ERROR');
    expect(await refusal({ paymentIds: [] })).toBe('FORMAT_ERROR');
    expect(await refusal({ paymentIds: [own] })).toBe('FORMAT_ERROR');
    expect(await refusal({ paymentIds: [first] }, { 'Consent-ID': 'c' })).toBe('SESSIONS_NOT_SUPPORTED');
    await remove(`${payments}/${second}`);
    expect(await refusal({ paymentIds: [second] })).toBe('REFERENCE_STATUS_INVALID');
    expect((await post(baskets, { paymentIds: [first] })).status).toBe(201);
    expect(await refusal({ paymentIds: [first] })).toBe('REFERENCE_STATUS_INVALID');
  });

  test('can be given up before its SCA, and leaves its payments as they are', async () => {
    const { post, remove, status, paymentIds } = await startWithPayments(transfer);
    const { basketId } = (await post(baskets, { paymentIds })).json;
    expect((await remove(`${baskets}/${basketId}`)).status).toBe(204);
    expect((await remove(`${baskets}/${basketId}`)).status).toBe(409);
    expect(await status(paymentIds[0] ?? '')).toBe('RCVD');
    expect((await post(baskets, { paymentIds })).status).toBe(201);
  });

  test('is no service of a bank without baskets, which then authorises each payment at once', async () => {
    const { post, explicit } = await startBank({ mostInBasket: 0 });
    const { json } = await post(payments, transfer, explicit);
    expect(json._links['scaOAuth']).toBeDefined();
    const refused = await post(baskets, { paymentIds: [json.paymentId] });
    expect([refused.status, refused.code]).toEqual([405, 'SERVICE_INVALID']);
  });
});
