import './quiet.ts';
import { describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { completeAuthorisation } from '../../lib/steps/complete-authorisation.ts';
import { sweep } from '../../lib/steps/sweep.ts';
import { readSentBytes } from '../../lib/storage/sent-bytes-store.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import { leaseSeconds, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();

async function toBank(world: World): Promise<{ key: PayableKey; back: string; flow: string }> {
  const key = await world.receiveForBank();
  const back = await world.bank.approve(await world.start(key));
  return { key, back, flow: hashSecret(new URL(back).searchParams.get('state') ?? '') };
}

const tokens = (world: World) => world.bank.requests.filter(({ path }) => path.endsWith('/v1/token')).length;

describe('the code of a PSU who came back', () => {
  test('whose message was lost is exchanged after sweep has found it', async () => {
    const world = await newWorld();
    const { key, back } = await toBank(world);
    await world.comeBack(back);
    world.services.authorisations.messages.splice(0);
    world.clock.advance((leaseSeconds + 1) * 1000);
    await sweep(world.services);
    expect(world.services.authorisations.messages).toHaveLength(1);
    await world.workOff();
    expect(await world.status(key)).toBe('PAID');
  });

  test('whose worker died with it is not exchanged again, and the bank says what became of the payment', async () => {
    const world = await newWorld();
    const { key, back, flow } = await toBank(world);
    await world.comeBack(back);
    world.services.authorisations.messages.splice(0);
    const bank = { ...world.services.bank, exchangeCode: () => new Promise<never>(() => undefined) };
    void completeAuthorisation({ flow }, { ...world.services, bank });
    await expect.poll(async () => (await world.services.flows.read(flow))?.status).toBe('EXCHANGING');
    await completeAuthorisation({ flow }, world.services);
    expect((await world.services.flows.read(flow))?.status).toBe('EXCHANGING');
    await world.pass(leaseSeconds + 60);
    expect(tokens(world)).toBe(0);
    expect((await world.services.flows.read(flow))?.status).toBe('DONE');
    expect(await world.status(key)).toBe('PAID');
  });

  test('is exchanged once, however often its message comes', async () => {
    const world = await newWorld();
    const { back, flow } = await toBank(world);
    await world.comeBack(back);
    await Promise.all([1, 2, 3].map(() => completeAuthorisation({ flow }, world.services)));
    await completeAuthorisation({ flow }, world.services);
    expect(tokens(world)).toBe(1);
  });
});

describe('a bank that wants a token for the status of a payment', () => {
  const agreed = { statusAuth: 'bearer' } as const;

  test('gets it at every poll, renewed when it has ended, and it is kept sealed', async () => {
    const world = await newWorld({ statusAuth: 'bearer', agreed, bank: { stepMs: 400_000 } });
    const { key, back } = await toBank(world);
    await world.comeBack(back);
    await world.workOff();
    const { bank } = await world.read(key);
    expect(bank?.tokenOf).toBe(bank?.paymentId);
    await world.pass(1200, 60);
    expect(await world.status(key)).toBe('PAID');
    expect(tokens(world)).toBeGreaterThan(1);
    const kept = await world.services.consents.read({ bank: 'sandbox', consentId: bank?.paymentId ?? '' });
    expect(kept).toMatchObject({ service: 'pis', organisation: '-' });
    expect(await world.services.consents.all()).toEqual([]);
  });

  test('and whose token is over is read without, so that the payment goes on to reconciliation', async () => {
    const world = await newWorld({ statusAuth: 'bearer', agreed, bank: { stepMs: 7_200_000 } });
    world.bank.quirks.refreshTokens = 'none';
    const { key, back } = await toBank(world);
    await world.comeBack(back);
    await world.workOff();
    await world.pass(6 * 3600, 1800);
    // The bank has settled it and refuses to say so: nothing is guessed.
    expect(await world.status(key)).toBe('INITIATED');
  });
});

describe('the product that was agreed', () => {
  const sepa = 'sepa-credit-transfers';
  const products = (product: string) => ({
    agreed: { products: [{ service: 'payments' as const, product }] },
  });

  test.each([`instant-${sepa}`, `pain.001-${sepa}`, `pain.001-instant-${sepa}`])(
    '%s pays an invoice once, with the same facts',
    async (product) => {
      const world = await newWorld(products(product));
      const { key, back } = await toBank(world);
      await world.comeBack(back);
      await world.workOff();
      await world.pass(300);
      expect(await world.read(key)).toMatchObject({
        status: 'PAID',
        bank: { product: `payments/${product}` },
      });
      const [payment, ...others] = world.bank.payments();
      expect(others).toEqual([]);
      expect(payment).toMatchObject({
        product,
        body: { instructedAmount: { amount: '1536.70' }, creditorAccount: { iban: 'BE20001122334456' } },
      });
    },
  );

  test('with a later day carries the day of the payment request, where the bank takes one', async () => {
    const world = await newWorld({ agreed: { futureDated: true }, bank: { futureDated: true } });
    const { key } = await toBank(world);
    const { request } = await world.read(key);
    expect((request?.executionDate ?? '') > '2026-11-20').toBe(true);
    const sent = JSON.parse((await readSentBytes(world.table, key, 'BANK#1')).toString('utf8'));
    expect(sent).toMatchObject({ requestedExecutionDate: request?.executionDate });
  });
});
