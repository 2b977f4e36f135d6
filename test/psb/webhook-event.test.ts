import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { parseWebhookEvent } from '../../lib/psb/webhook-event.ts';
import { isStale } from '../../lib/psb/webhook-window.ts';

const invoice = {
  topic: 'InvoiceReceived',
  partyId: 'NL:KVK:12345678',
  hookId: 'inv-prod',
  documentId: '69FB5E02-7c51-4b62-a469-424054674c4a',
  message: "'Invoice' received.",
  details: { id: '2024-001', reasons: { REF: 'nested' } },
  createdOn: '2024-04-13T15:46:29.4878393+00:00',
  sentOn: '2024-04-13T15:46:29.7011234+00:00',
};
const other = 'b0a9c1de-7c51-4b62-a469-424054674c4a';
const parse = (json: unknown) => parseWebhookEvent(Buffer.from(JSON.stringify(json)));

function faultOf(body: Buffer): AcquitError {
  try {
    throw new Error(`no error but ${JSON.stringify(parseWebhookEvent(body))}`);
  } catch (error) {
    if (error instanceof AcquitError) return error;
    throw error;
  }
}

function outcomeOf(body: Buffer): string {
  try {
    return `an event of the topic ${parseWebhookEvent(body).topic}`;
  } catch (error) {
    return error instanceof AcquitError ? error.code : String(error);
  }
}

describe('an invoice event', () => {
  test('keeps the party as spelled, the document id in lower case and the details as they are', () => {
    expect(parse(invoice)).toEqual({
      ...invoice,
      documentId: '69fb5e02-7c51-4b62-a469-424054674c4a',
    });
  });

  test('leaves out fields that PSB does not document', () => {
    expect(parse({ ...invoice, senderPartyId: 'x' })).not.toHaveProperty('senderPartyId');
  });

  test('needs only topic, party and document', () => {
    const { topic, partyId, documentId } = invoice;
    expect(
      parse({ topic, partyId, documentId, details: 'text', message: 7, hookId: null, sentOn: 1 }),
    ).toEqual({
      topic,
      partyId,
      documentId: documentId.toLowerCase(),
    });
  });

  test('about a response refers to the invoice in either spelling of PSB', () => {
    const response = { ...invoice, topic: 'InvoiceResponseReceived' };
    const ids = { documentId: other, refToDocumentId: invoice.documentId.toLowerCase() };
    expect(parse({ ...response, ...ids })).toMatchObject(ids);
    expect(parse({ ...response, responseDocumentId: other })).toMatchObject(ids);
    expect(parse({ ...response, ...ids, responseDocumentId: invoice.documentId })).toMatchObject(ids);
  });

  test.each([
    ['no party', { partyId: undefined }, 'partyId', 'nothing', 'must be a text'],
    ['a party that is a number', { partyId: 106 }, 'partyId', '106', 'must be a text'],
    ['an empty party', { partyId: '' }, 'partyId', '""', 'must not be empty or have blanks around it'],
    ['no document', { documentId: undefined }, 'documentId', 'nothing', 'must be a GUID'],
    [
      'an invoice number as document',
      { documentId: '2024-001' },
      'documentId',
      '"2024-001"',
      'must be a GUID',
    ],
    ['a path as document', { documentId: '../me' }, 'documentId', '"../me"', 'must be a GUID'],
  ])('with %s is refused with the field, its value and the rule', (_, change, field, value, rule) => {
    const fault = faultOf(Buffer.from(JSON.stringify({ ...invoice, ...change })));
    expect(fault.code).toBe('WEBHOOK_UNPARSABLE');
    expect(fault.detail).toMatchObject({ field, value });
    expect(fault.detail['rule']).toContain(rule);
    expect(fault.message).toContain('Send the logged event and its time to PSB support.');
  });

  test('with a very long value is refused without repeating all of it', () => {
    const fault = faultOf(Buffer.from(JSON.stringify({ ...invoice, partyId: 'x'.repeat(5_000) })));
    expect(String(fault.detail['value'])).toHaveLength(60);
  });
});

describe('any other event', () => {
  test.each([
    ['a ping without anything', { topic: 'Ping' }],
    ['a ping with the party as document id', { topic: 'Ping', partyId: 'NL:KVK:1', documentId: 'NL:KVK:1' }],
    ['a topic of tomorrow that sounds like an invoice', { topic: 'InvoiceArchived' }],
    ['a topic that is a name of JavaScript', { topic: 'constructor' }],
  ])('%s is read and left alone', (_, json) => {
    const event = parse(json);
    expect(event).toMatchObject({ topic: json.topic });
    expect(event.documentId).toBeUndefined();
  });

  test('keeps the ids that it has', () => {
    const event = parse({ topic: 'OrderReceived', partyId: 'NL:KVK:1', documentId: other });
    expect(event).toEqual({ topic: 'OrderReceived', partyId: 'NL:KVK:1', documentId: other });
  });
});

describe('a body that is no event', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'body'],
    ['HTML', Buffer.from('<html>'), 'body'],
    ['JSON that breaks off', Buffer.from('{"topic":'), 'body'],
    ['Latin-1 instead of UTF-8', Buffer.from('{"topic":"caf\xe9"}', 'latin1'), 'body'],
    ['a list', Buffer.from('[]'), 'body'],
    ['null', Buffer.from('null'), 'body'],
    ['an event without topic', Buffer.from('{}'), 'topic'],
    ['a topic that is no text', Buffer.from('{"topic":{}}'), 'topic'],
  ])('%s is refused', (_, body, field) => {
    const fault = faultOf(body);
    expect([fault.code, fault.detail['field']]).toEqual(['WEBHOOK_UNPARSABLE', field]);
  });

  test('whatever JSON arrives, it is an event or a WEBHOOK_UNPARSABLE and nothing else', () => {
    const near = fc.record(
      {
        topic: fc.oneof(fc.constantFrom('InvoiceReceived', 'Ping'), fc.jsonValue()),
        partyId: fc.jsonValue(),
        documentId: fc.oneof(fc.uuid(), fc.jsonValue()),
        responseDocumentId: fc.oneof(fc.uuid(), fc.jsonValue()),
        details: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(near, fc.jsonValue()), (json) => {
        expect(outcomeOf(Buffer.from(JSON.stringify(json)))).toMatch(
          /^(an event of the topic .+|WEBHOOK_UNPARSABLE)$/s,
        );
      }),
    );
  });
});

describe('the time window of a webhook', () => {
  const now = new Date('2024-04-13T15:46:30.000Z');
  test.each([
    ['2024-04-13T15:46:29.7011234+00:00', false],
    ['2024-04-13T15:41:30Z', false],
    ['2024-04-13T15:51:30Z', false],
    ['2024-04-13T17:46:30+02:00', false],
    ['2024-04-13T15:41:29.999Z', true],
    ['2024-04-13T15:51:30.001Z', true],
    ['2024-04-13T15:46:30', true],
    ['2024-04-13', true],
    ['2024-13-45T15:46:30Z', true],
    ['1713023190', true],
    ['now', true],
    ['', true],
    [undefined, true],
  ])('of 5 minutes holds for a sentOn of %s: stale is %s', (sentOn, stale) => {
    expect(isStale(sentOn, now, 300)).toBe(stale);
  });
});
