import './quiet.ts';
import { describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { completeAuthorisation } from '../../lib/steps/complete-authorisation.ts';
import { keepPaymentToken } from '../../lib/steps/payment-token.ts';
import { pollBank } from '../../lib/steps/poll-bank.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import { payablePk } from '../../lib/storage/payable-pk.ts';
import { leaseSeconds, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
const belco = 'BE83363012345615';
const supplier = 'BE20001122334456';

/** Payments that were authorised at the bank, whose PSU never came back, and whose poll is due. */
async function authorisedAtBank(world: World, number: number): Promise<readonly PayableKey[]> {
  const keys = await world.build(number);
  for (const key of keys) await world.bank.approve(await world.start(key));
  world.clock.advance(600_000);
  return keys;
}

describe('the polls of the bank', () => {
  test('go on to the others after payments that the bank does not know any more', async () => {
    const world = await newWorld();
    const keys = await authorisedAtBank(world, 10);
    const [good, ...gone] = await Promise.all(keys.map((key) => world.read(key)));
    for (const { bank } of gone) {
      const path = new RegExp(`/${bank?.paymentId}/status$`);
      world.bank.faults.next({ path }, { status: 404, body: '', times: 'always' });
    }
    await pollBank(world.services);
    expect(await world.status(good as PayableKey)).toBe('PAID');
  });

  test('go on to the others after a record that cannot be read', async () => {
    const world = await newWorld();
    const keys = await authorisedAtBank(world, 10);
    const [good, ...damaged] = keys;
    for (const key of damaged) {
      await world.table.set(
        { pk: payablePk(key), sk: 'STATE' },
        { history: 'damaged' },
        { expression: 'attribute_exists(pk)' },
      );
    }
    await pollBank(world.services);
    expect(await world.status(good as PayableKey)).toBe('PAID');
  });
});

describe('a page', () => {
  test('never says that nothing is paid when the bank refuses to take a payment back', async () => {
    const world = await newWorld();
    const key = await world.receiveForBank();
    await world.comeBack(await world.bank.approve(await world.start(key)));
    await world.workOff();
    const body = { tppMessages: [{ category: 'ERROR', code: 'SERVICE_BLOCKED', text: 'no' }] };
    world.bank.faults.next({ method: 'DELETE', path: /sepa-credit-transfers\// }, { status: 403, body });
    const browser = world.newBrowser();
    const page = await browser.open(await world.link({ kind: 'cancellation', payable: key }));
    const { html } = await browser.pressPage(page);
    expect(html).not.toContain('Nothing is paid');
  });

  test('never says that nothing is paid of a payment for which the bank asks no authorisation', async () => {
    const world = await newWorld({ withoutSca: true });
    const key = await world.receiveForBank();
    const browser = world.newBrowser();
    const page = await browser.open(await world.link({ kind: 'payments', payables: [key] }));
    const { html } = await browser.pressPage(page);
    expect(html).not.toContain('Nothing is paid');
  });
});

describe('an entry of the same amount to the same supplier for something else', () => {
  test('pays nothing that the PSU has not authorised', async () => {
    const world = await newWorld();
    const key = await world.receiveForBank();
    await world.start(key); // RCVD: he closed the page
    world.bank.book({
      iban: belco,
      amount: '-1536.70',
      counterpartyIban: supplier,
      bookingDate: '2026-11-20',
      remittance: 'rent of October',
    });
    await world.consent([belco]);
    await world.pass(120);
    await world.reconcile();
    expect(await world.status(key)).toBe('AUTHORISING');
    expect(await world.codes(key)).toEqual(['BANK_BOOKING_AMBIGUOUS']);
  });
});

describe('the worker of a PSU who came back', () => {
  test('keeps the token although somebody else wrote meanwhile', async () => {
    const world = await newWorld({
      statusAuth: 'bearer',
      agreed: { statusAuth: 'bearer' },
      bank: { stepMs: 400_000 },
    });
    const key = await world.receiveForBank();
    await world.comeBack(await world.bank.approve(await world.start(key)));
    const flow = world.services.authorisations.messages.splice(0)[0];
    const bank: World['services']['bank'] = {
      ...world.services.bank,
      readPaymentStatus: async (read) => {
        const status = await world.services.bank.readPaymentStatus(read);
        const payable = await world.read(key);
        await world.services.payables.save(payable, payable); // reconciliation adds a finding, say
        return status;
      },
    };
    if (flow !== undefined) await completeAuthorisation(flow, { ...world.services, bank });
    expect((await world.read(key)).bank).toMatchObject({
      tokenOf: expect.any(String),
      callbackAt: expect.any(String),
    });
  });

  test('is not given up the moment he begins, when the message waited long', async () => {
    const world = await newWorld();
    const key = await world.receiveForBank();
    const back = await world.bank.approve(await world.start(key));
    await world.comeBack(back);
    world.services.authorisations.messages.splice(0);
    const flow = hashSecret(new URL(back).searchParams.get('state') ?? '');
    world.clock.advance((leaseSeconds + 30) * 1000);
    const bank = { ...world.services.bank, exchangeCode: () => new Promise<never>(() => undefined) };
    void completeAuthorisation({ flow }, { ...world.services, bank });
    await expect.poll(async () => (await world.services.flows.read(flow))?.status).toBe('EXCHANGING');
    await completeAuthorisation({ flow }, world.services); // the same message, from sweep
    expect((await world.services.flows.read(flow))?.status).toBe('EXCHANGING');
    await world.pass(leaseSeconds + 60);
    expect((await world.services.flows.read(flow))?.status).toBe('DONE');
  });
});

test('the token of a payment never replaces that of a consent with the same id', async () => {
  const world = await newWorld();
  const id = await world.consent([belco]);
  const before = await world.services.consents.read({ bank: 'sandbox', consentId: id });
  await keepPaymentToken(id, { accessToken: 'of a payment' }, world.services);
  expect(await world.services.consents.read({ bank: 'sandbox', consentId: id })).toEqual(before);
});
