import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authoriseAsPsu } from '../../cli/run/authorise-as-psu.ts';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { eventually, root, startTestStack } from './test-stack.ts';

const { stack, psb, erp, bank, arrive, rest, read, sample, logs } = await startTestStack();

const authorise = async (key: PayableKey) => {
  const built = await eventually(async () => {
    const payable = await read(key);
    return payable?.status === 'PAYMENT_BUILT' && payable;
  }, 'the ERP ends its part');
  await authoriseAsPsu(stack, built);
};

describe('the sample invoices', () => {
  test('come to rest as finance expects, each with one payment at most', async () => {
    const names = readdirSync(join(root, 'events/invoices'));
    const keys = new Map<string, PayableKey>();
    for (const name of names) keys.set(name, await arrive(sample(name)));
    const atBank = names.filter((name) => name.startsWith('bis3-belgian'));
    await Promise.all(atBank.map((name) => authorise(keyOf(keys, name))));
    const outcome = new Map<string, string>();
    for (const [name, key] of keys) {
      const { status, siblings = [] } = await rest(key);
      const others = siblings.map((documentId) => rest({ ...key, documentId }));
      const statuses = [status, ...(await Promise.all(others)).map((other) => other.status)];
      outcome.set(name.replace(/\.\w+$/, ''), [...new Set(statuses)].join(' and '));
    }
    expect(Object.fromEntries(outcome)).toEqual({
      'bis3-belgian-free-text': 'PAID',
      'bis3-belgian-ogm': 'PAID',
      'bis3-credit-note': 'NOT_PAYABLE',
      'bis3-direct-debit': 'NOT_PAYABLE',
      'bis3-new-bank-account': 'HELD',
      'bis3-total-off-by-one-cent': 'REJECTED',
      'factur-x': 'PAID',
      'fatturapa-two-invoices': 'PAID',
      'nlcius-betalingskenmerk': 'PAID',
      'nlcius-freight-discount': 'PAID',
      'nlcius-g-account': 'PAID',
      'pint-eu-reference': 'PAID',
      'xrechnung-cii': 'PAID',
    });
    expect(Math.max(...erp.creations().values())).toBe(1);
    expect(erp.records()).toHaveLength(12);
    expect(bank.payments().map(({ transactionStatus }) => transactionStatus)).toEqual(['ACSC', 'ACSC']);
    const proof = await rest(keyOf(keys, 'bis3-belgian-ogm.xml'));
    expect(proof.bank?.transactionStatus).toBe('ACSC');
    expect((await rest(keyOf(keys, 'pint-eu-reference.xml'))).erp?.intakeStatus).toBe('PAID');
  });
});

const keyOf = (keys: ReadonlyMap<string, PayableKey>, name: string): PayableKey => {
  const key = keys.get(name);
  if (key === undefined) throw new Error(`There is no sample ${name}.`);
  return key;
};

describe('hostile documents', () => {
  const invoice = sample('pint-eu-reference').toString('utf8');
  const renumbered = (number: string) =>
    invoice.replaceAll('PINT-2026-118', number).replaceAll('RF45PINT2026118', '');
  const withAttachment = (number: string) =>
    renumbered(number).replace(
      '<cac:AccountingSupplierParty>',
      `<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">${'QUJD'.repeat(5 * 1024 * 1024)}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference><cac:AccountingSupplierParty>`,
    );

  test('rest with findings and hold up nothing else', async () => {
    const party = psb.partyOf(Buffer.from(invoice));
    const hostile = {
      doctype: Buffer.from(
        invoice.replace('<Invoice', '<!DOCTYPE Invoice SYSTEM "file:///etc/passwd"><Invoice'),
      ),
      entities: Buffer.from(
        `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]><Invoice>&b;</Invoice>`,
      ),
      encoding: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(invoice, 'utf8')]),
      deep: Buffer.from(`${'<a>'.repeat(100)}x${'</a>'.repeat(100)}`),
    };
    const keys: PayableKey[] = [];
    for (const bytes of Object.values(hostile)) {
      keys.push({ party: '0106:27318465', documentId: await psb.receiveDocument({ party, bytes }) });
    }
    const large = await arrive(Buffer.from(withAttachment('PINT-LARGE')));
    const good = await arrive(Buffer.from(renumbered('PINT-GOOD')));
    expect((await rest(good)).findings.map(({ code }) => code)).toEqual([]);
    expect(['PAID', 'HELD']).toContain((await rest(good)).status);
    for (const key of keys) {
      const payable = await rest(key);
      expect(payable.findings.length).toBeGreaterThan(0);
      expect(['HELD', 'REJECTED', 'NOT_PAYABLE']).toContain(payable.status);
    }
    const attached = await rest(large);
    expect(attached.status).toBe('PAID');
    expect(attached.archive?.size).toBeGreaterThan(20 * 1024 * 1024);
  });
});

test('the logs of the functions hold no secret, no token, no code and no whole account number', () => {
  const text = logs();
  expect(text).toContain('statuses polled');
  const secrets = Object.values(stack.secrets).flatMap((secret) => Object.values(secret).flat());
  const confidential = secrets.filter((value) => value.length > 14 && value !== stack.secrets.bank.clientId);
  expect(confidential.length).toBeGreaterThan(3);
  const ibans = readdirSync(join(root, 'events/invoices')).flatMap(
    (name) =>
      sample(name)
        .toString('utf8')
        .match(/\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/g) ?? [],
  );
  const accounts = stack.directory.organisations.map(({ ownAccount }) => ownAccount);
  expect(ibans.length).toBeGreaterThan(5);
  for (const value of [...confidential, ...ibans, ...accounts]) expect(text.includes(value)).toBe(false);
  expect(text).not.toMatch(/Bearer [\w.-]{20,}/);
  expect(text).not.toMatch(/[?&](code|state|ticket)=/);
});
