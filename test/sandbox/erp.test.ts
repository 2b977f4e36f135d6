import { describe, expect, test } from 'vitest';
import { type SandboxErpOptions, startSandboxErp } from '../../sandbox/erp/start-sandbox-erp.ts';
import { createVirtualClock } from '../../sandbox/virtual-clock.ts';
import { fetchToken, stopAfterTest, temporaryFolder } from './kit.ts';

const credentials = { grant_type: 'client_credentials', client_id: 'acquit', client_secret: 'tell-nobody' };

const request = {
  organization_short_code: 'GEM01',
  external_request_id: 'INV/2024 1%',
  source_system: 'Acquit',
  idempotency_key: 'key-1',
  payment_request_number: '2024-001',
  payee_type: 'SUPPLIER',
  supplier_number: 'S-100',
  supplier_site_code: 'MAIN',
  invoice_date: '2026-02-01',
  requested_execution_date: '2026-03-03',
  currency_code: 'EUR',
  own_bank_account_iban: 'NL91ABNA0417164300',
  beneficiary_bank_account: {
    iban: 'BE68539007547034',
    account_holder_name: 'Bakker NV',
    country_code: 'BE',
  },
  payment_rail: 'SEPA_CT',
  remittance_reference: '2024-001',
  build_instructions: true,
};

/** The body as text, so that amounts keep the digits that are written here. */
function bodyOf(
  changes: object = {},
  amount = '1000.00',
  split: readonly string[] = ['600.00', '400.00'],
): string {
  const distributions = split.map(
    (part) => `{"account_combination_code":"1000.400.00.000","amount":${part}}`,
  );
  const line = `{"description":"bread","line_type":"ITEM","amount":${amount},"quantity":1,"unit_price":${amount},"distributions":[${distributions.join(',')}]}`;
  const rest = JSON.stringify({ ...request, ...changes }).slice(1);
  return `{"amount":${amount},"lines":[${line}],${rest}`;
}

async function start(options: Partial<SandboxErpOptions> = {}) {
  const clock = createVirtualClock();
  const erp = stopAfterTest(
    await startSandboxErp({
      clientId: 'acquit',
      clientSecret: 'tell-nobody',
      organisations: [
        {
          shortCode: 'GEM01',
          ownIbans: ['NL91ABNA0417164300'],
          suppliers: [{ number: 'S-100', sites: ['MAIN'] }],
          persons: ['P-7'],
          accountCodes: ['1000.400.00.000'],
        },
      ],
      clock,
      ...options,
    }),
  );
  const token = await fetchToken(erp.tokenUrl, credentials);
  const call = (
    path: string,
    init: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ) =>
    fetch(`${erp.url}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } });
  const post = (body: string, headers: Record<string, string> = {}) =>
    call('/payment-requests', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  const read = async (id = request.external_request_id) => {
    const answer = await call(`/payment-requests/${encodeURIComponent(id)}?organization_short_code=GEM01`);
    return (await answer.json()) as Record<string, unknown>; // asserted on by the tests
  };
  return { erp, clock, token, call, post, read };
}

describe('The token host of the sandbox ERP', () => {
  test('is another host than the API, which answers a token request with 405', async () => {
    const { erp } = await start();
    expect(new URL(erp.tokenUrl).host).not.toBe(new URL(erp.url).host);
    const wrongHost = new URL(new URL(erp.tokenUrl).pathname, erp.url);
    const answer = await fetch(wrongHost, { method: 'POST', body: new URLSearchParams(credentials) });
    expect(answer.status).toBe(405);
  });

  test('refuses a wrong secret and a user grant', async () => {
    const { erp } = await start();
    const ask = (change: object) =>
      fetch(erp.tokenUrl, { method: 'POST', body: new URLSearchParams({ ...credentials, ...change }) });
    expect((await ask({ client_secret: 'guess' })).status).toBe(401);
    expect((await ask({ grant_type: 'password' })).status).toBe(400);
  });
});

describe('A payment request', () => {
  test('is created with 201 and a Location that leads to it', async () => {
    const { post, call } = await start();
    const created = await post(bodyOf());
    expect(created.status).toBe(201);
    const location = created.headers.get('Location') ?? '';
    expect(location).toBe('/api/v1/payment-requests/INV%2F2024%201%25?organization_short_code=GEM01');
    const found = await call(location.replace('/api/v1', ''));
    expect(await found.json()).toMatchObject({
      external_request_id: 'INV/2024 1%',
      intake_status: 'PENDING_VALIDATION',
      beneficiary_bank_account_snapshot: { iban: 'BE68********7034' },
      invoice: null,
      created_at: '2026-03-02T09:00:00.000',
    });
    expect(found.headers.get('API-Version')).toBe('1.0.0');
    expect(found.headers.get('Cache-Control')).toBe('no-store');
  });

  test('that comes again with the same content is answered as a replay and is not created twice', async () => {
    const { erp, post } = await start();
    const answers = await Promise.all([post(bodyOf()), post(bodyOf())]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 201]);
    const replay = await post(bodyOf());
    expect([replay.status, replay.headers.get('Idempotent-Replay')]).toEqual([200, 'true']);
    expect(erp.creations()).toEqual(new Map([['INV/2024 1%', 1]]));
  });

  test('that comes again with the amount written differently is another payload', async () => {
    const { erp, post } = await start();
    await post(bodyOf());
    expect((await post(bodyOf({}, '1000.0'))).status).toBe(409);
    expect((await post(bodyOf({ external_request_id: 'other' }))).status).toBe(409);
    expect((await post(bodyOf({ idempotency_key: 'other' }))).status).toBe(409);
    expect(erp.records()).toHaveLength(1);
  });

  test('is the same payload when only the order of its fields differs', async () => {
    const { post } = await start();
    await post(bodyOf());
    const { organization_short_code, ...rest } = request;
    const moved = bodyOf().replace(
      JSON.stringify(request).slice(1),
      JSON.stringify({ ...rest, organization_short_code }).slice(1),
    );
    expect(moved).not.toBe(bodyOf());
    expect((await post(moved)).status).toBe(200);
  });

  test.for([
    ['another organisation', bodyOf({ organization_short_code: 'XXX' }), 403],
    ['another source system', bodyOf({ source_system: 'somebody' }), 403],
    ['an unknown supplier', bodyOf({ supplier_number: 'S-999' }), 404],
    ['an unknown site', bodyOf({ supplier_site_code: 'NORTH' }), 404],
    ['an own account that is not active', bodyOf({ own_bank_account_iban: 'NL20INGB0001234567' }), 400],
    ['an account combination that is not active', bodyOf().replace('1000.400.00.000', '9.9.9.9'), 400],
    ['text that is no JSON', '{"amount":', 400],
    ['JSON that is no object', '[]', 400],
    ['no idempotency key', bodyOf({ idempotency_key: undefined }), 422],
    ['an external_request_id of 256 characters', bodyOf({ external_request_id: 'x'.repeat(256) }), 422],
    ['a date that does not exist', bodyOf({ invoice_date: '2026-02-30' }), 422],
    ['a person number for a supplier', bodyOf({ person_number: 'P-7' }), 422],
    ['a field nobody knows', bodyOf({ ammount: 1 }), 422],
    ['a beneficiary IBAN with wrong check digits', bodyOf().replace('BE68', 'BE69'), 422],
    ['an amount as text', bodyOf({}, '"1000.00"'), 422],
    ['an amount with an exponent', bodyOf({}, '1e3', ['1000']), 422],
    ['a negative amount', bodyOf({}, '-10.00', ['-10.00']), 422],
    ['distributions that do not add up to the line', bodyOf({}, '1000.00', ['600.00', '400.01']), 422],
    [
      'lines that do not add up to the amount',
      bodyOf().replace('{"amount":1000.00', '{"amount":1000.01'),
      422,
    ],
    [
      '501 distributions',
      bodyOf(
        {},
        '501',
        Array.from({ length: 501 }, () => '1'),
      ),
      422,
    ],
  ] as const)('with %s is refused with its status and a Dutch reason', async ([, body, status]) => {
    const { erp, post } = await start();
    const answer = await post(body);
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { detail: expect.stringMatching(/.+/), code: 'ERROR' },
    ]);
    expect(erp.records()).toEqual([]);
  });

  test('is refused without a token, with a media type other than JSON and above 1 MB', async () => {
    const { post } = await start();
    expect((await post(bodyOf(), { Authorization: 'Bearer forged.token' })).status).toBe(401);
    expect((await post(bodyOf(), { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await post(bodyOf(), { Accept: 'text/html' })).status).toBe(406);
    expect((await post(bodyOf(), { Accept: 'text/html, application/json;q=0.5' })).status).toBe(201);
    expect((await post(bodyOf({ description: 'x'.repeat(1_000_000) }))).status).toBe(413);
  });

  test('can name a person as payee', async () => {
    const { post } = await start();
    const person = { payee_type: 'PERSON', supplier_number: undefined, supplier_site_code: undefined };
    expect((await post(bodyOf({ ...person, person_number: 'P-7' }))).status).toBe(201);
    expect(
      (
        await post(
          bodyOf({ ...person, person_number: 'P-8', external_request_id: 'b', idempotency_key: 'b' }),
        )
      ).status,
    ).toBe(404);
  });
});

describe('The course of a payment request', () => {
  const statusesOver = async (
    { clock, read }: { clock: { advance(ms: number): void }; read: () => Promise<Record<string, unknown>> },
    steps: number,
  ) => {
    const statuses: unknown[] = [];
    for (let step = 0; step < steps; step += 1) {
      statuses.push((await read())['intake_status']);
      clock.advance(1000);
    }
    return statuses;
  };

  test('runs to PAID by itself', async () => {
    const world = await start();
    await world.post(bodyOf());
    expect(await statusesOver(world, 7)).toEqual([
      'PENDING_VALIDATION',
      'READY_FOR_PAYMENT',
      'PAYMENT_BUILT',
      'INSTRUCTION_BUILT',
      'PROCESSING',
      'PAID',
      'PAID',
    ]);
    const answer = await world.call(`/payment-requests/INV%2F2024%201%25?organization_short_code=GEM01`);
    // The invoice repeats the amount with the digits that came in.
    expect(await answer.text()).toContain('"amount":1000.00');
  });

  test('stops at PAYMENT_BUILT when the integration dispatches the payment itself', async () => {
    const world = await start();
    await world.post(bodyOf({ build_instructions: false }));
    expect((await statusesOver(world, 9)).at(-1)).toBe('PAYMENT_BUILT');
  });

  test('ends as scripted, for requests that are there already and for later ones', async () => {
    const { erp, clock, post, read } = await start();
    await post(bodyOf());
    erp.decide('INV/2024 1%', { intakeStatus: 'FAILED', errorCode: 'BANK_REJECTED' });
    erp.decide(({ external_request_id: id }) => id === 'bad', {
      intakeStatus: 'VALIDATION_FAILED',
      errorCode: 'SUPPLIER_BLOCKED',
      errorMessage: 'Leverancier geblokkeerd',
    });
    await post(bodyOf({ external_request_id: 'bad', idempotency_key: 'key-2' }));
    clock.advance(60_000);
    expect(await read()).toMatchObject({ intake_status: 'FAILED', last_error_code: 'BANK_REJECTED' });
    expect(await read('bad')).toMatchObject({
      intake_status: 'VALIDATION_FAILED',
      validation_status: 'INVALID',
      last_error_code: 'SUPPLIER_BLOCKED',
      last_error_message: 'Leverancier geblokkeerd',
      invoice: null,
    });
  });

  test('goes on after a restart as if nothing had happened', async () => {
    const dataFolder = temporaryFolder();
    const before = await start({ dataFolder });
    await before.post(bodyOf());
    await before.erp.stop();
    const after = await start({ dataFolder });
    expect((await after.post(bodyOf())).status).toBe(200);
    expect((await after.post(bodyOf({}, '1000.0'))).status).toBe(409);
    after.clock.advance(5000);
    expect((await after.read())['intake_status']).toBe('PAID');
  });
});

describe('The list of payment requests', () => {
  test('comes in pages that together hold every request once', async () => {
    const { post, call } = await start();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) await post(bodyOf({ external_request_id: id, idempotency_key: id }));
    const seen: string[] = [];
    for (const page of [1, 2, 3]) {
      const answer = await call(`/payment-requests?organization_short_code=GEM01&page=${page}&page_size=2`);
      const { items, ...paging } = (await answer.json()) as { items: { external_request_id: string }[] }; // asserted below
      expect(paging).toEqual({ total: 5, page, page_size: 2 });
      seen.push(...items.map((item) => item.external_request_id));
    }
    expect(seen.toSorted((a, b) => a.localeCompare(b))).toEqual(ids);
  });

  test.for([
    ['organization_short_code=GEM01&page=0', 422],
    ['organization_short_code=GEM01&page_size=101', 422],
    ['page=1', 422],
    ['organization_short_code=XXX', 403],
  ] as const)('refuses the query %s with %i', async ([query, status]) => {
    const { call } = await start();
    expect((await call(`/payment-requests?${query}`)).status).toBe(status);
  });
});

describe('The rate of the sandbox ERP', () => {
  test('allows a burst, refuses with 429 beyond it and recovers at the sustained rate', async () => {
    const { clock, call } = await start({ rateLimit: { perSecond: 2, burst: 4 } });
    const status = async () => (await call('/payment-requests?organization_short_code=GEM01')).status;
    for (let sent = 0; sent < 4; sent += 1) expect(await status()).toBe(200);
    expect(await status()).toBe(429);
    clock.advance(500);
    expect([await status(), await status()]).toEqual([200, 429]);
  });
});
