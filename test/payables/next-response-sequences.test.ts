import { describe, expect, test } from 'vitest';
import { isLegalMove, type Status } from '../../lib/payables/lifecycle.ts';
import type { InvoiceResponse } from '../../lib/payables/invoice-response.ts';
import { nextResponse } from '../../lib/payables/next-response.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import type { SentResponse } from '../../lib/payables/response-order.ts';
import { answeredPayable, found, said } from './answered-payable.ts';

/** A status, and what makes a difference to the supplier within it. */
interface Stage {
  readonly name: string;
  readonly status: Status;
  readonly findings?: Payable['findings'];
  readonly intakeStatus?: string;
}

const stages: readonly Stage[] = [
  { name: 'RECEIVED', status: 'RECEIVED' },
  { name: 'HELD, asks for the due date', status: 'HELD', findings: [found('NO_DUE_DATE')] },
  { name: 'HELD, asks for the account', status: 'HELD', findings: [found('NO_BENEFICIARY_ACCOUNT')] },
  { name: 'HELD, for us', status: 'HELD', findings: [found('CODING_MISSING')] },
  { name: 'READY', status: 'READY' },
  { name: 'SUBMITTED', status: 'SUBMITTED' },
  { name: 'SUBMITTED, validated', status: 'SUBMITTED', intakeStatus: 'READY_FOR_PAYMENT' },
  { name: 'PAYMENT_BUILT', status: 'PAYMENT_BUILT', intakeStatus: 'PAYMENT_BUILT' },
  { name: 'AUTHORISING', status: 'AUTHORISING', intakeStatus: 'PAYMENT_BUILT' },
  { name: 'INITIATED', status: 'INITIATED', intakeStatus: 'PAYMENT_BUILT' },
  { name: 'PAID', status: 'PAID', intakeStatus: 'PAID' },
  { name: 'NOT_PAYABLE, a credit note', status: 'NOT_PAYABLE', findings: [found('CREDIT_NOTE')] },
  { name: 'NOT_PAYABLE, pro forma', status: 'NOT_PAYABLE', findings: [found('NOT_A_CLAIM')] },
  { name: 'DUPLICATE', status: 'DUPLICATE', findings: [found('DUPLICATE_INVOICE')] },
  { name: 'REJECTED, the supplier must cure it', status: 'REJECTED', findings: [found('IBAN_INVALID')] },
  { name: 'REJECTED, by a person', status: 'REJECTED', findings: [found('CODING_MISSING')] },
  { name: 'FAILED', status: 'FAILED', intakeStatus: 'FAILED', findings: [found('ERP_PAYMENT_FAILED')] },
];

/** Another status that is legal, or the news that the ERP validated the request. */
const mayGo = (from: Stage, to: Stage): boolean =>
  from.status === to.status
    ? from.name === 'SUBMITTED' && to.name === 'SUBMITTED, validated'
    : isLegalMove(from.status, to.status);

const wasTaken: ReadonlySet<Status> = new Set([
  'SUBMITTED',
  'PAYMENT_BUILT',
  'AUTHORISING',
  'INITIATED',
  'PAID',
  'FAILED',
]);

function payableIn(stage: Stage, atErp: boolean, responses: 'full' | 'rejections'): Payable {
  const { status, findings = [], intakeStatus } = stage;
  const erp = {
    id: 'e-1',
    sentAt: '2026-11-20T10:00:00Z',
    ...(intakeStatus === undefined ? {} : { intakeStatus }),
  };
  return answeredPayable({ status, responses, findings: [...findings], ...(atErp ? { erp } : {}) });
}

/** What is said in a stage after what was said before, asking again until there is nothing more. */
function saidIn(payable: Payable, before: readonly InvoiceResponse[]): InvoiceResponse[] {
  const all = [...before];
  for (let round = 0; round < 5; round += 1) {
    const sent: SentResponse[] = all.map((one) => said(one));
    const next = nextResponse([payable], sent);
    if (next === undefined) return all.slice(before.length);
    all.push(next);
  }
  throw new Error(`In ${payable.status} there is no end of ${all.map(({ status }) => status).join(' ')}.`);
}

/** The same question to the core has the same answer: it is pure, so that the walks can share the answers. */
function remembered() {
  const answers = new Map<string, InvoiceResponse[]>();
  return (
    stage: Stage,
    atErp: boolean,
    policy: 'full' | 'rejections',
    before: readonly InvoiceResponse[],
  ) => {
    const key = JSON.stringify([stage.name, atErp, policy, before]);
    const answer = answers.get(key) ?? saidIn(payableIn(stage, atErp, policy), before);
    answers.set(key, answer);
    return answer;
  };
}

interface Walk {
  readonly at: Stage;
  readonly length: number;
  readonly sent: readonly InvoiceResponse[];
  readonly atErp: boolean;
  readonly wasValidated: boolean;
  /** The money was out once; it may have come back since (psd2.md 6.5). */
  readonly wasPaid: boolean;
  /** PSB could be reached in the stage where the walk is. */
  readonly isPsbThere: boolean;
}

/**
 * Every legal way of a payable over up to `longest` stages, and on each of them every choice of stages in which PSB
 * could be reached: 2 to the power of the stages.
 */
function* walks(policy: 'full' | 'rejections', longest: number): Generator<Walk> {
  const answer = remembered();
  function* from(before: Omit<Walk, 'isPsbThere'>): Generator<Walk> {
    for (const isPsbThere of [true, false]) {
      const now = isPsbThere ? answer(before.at, before.atErp, policy, before.sent) : [];
      const walk = { ...before, sent: [...before.sent, ...now], isPsbThere };
      yield walk;
      if (walk.length === longest) continue;
      for (const at of stages.filter((stage) => mayGo(walk.at, stage))) {
        yield* from({
          at,
          length: walk.length + 1,
          sent: walk.sent,
          atErp: walk.atErp || wasTaken.has(at.status),
          wasValidated: walk.wasValidated || isValidated(at),
          wasPaid: walk.wasPaid || at.status === 'PAID',
        });
      }
    }
  }
  const [received] = stages;
  if (received === undefined) throw new Error('no stages');
  yield* from({ at: received, length: 1, sent: [], atErp: false, wasValidated: false, wasPaid: false });
}

const isValidated = ({ status, intakeStatus, findings = [] }: Stage): boolean =>
  (intakeStatus !== undefined && status !== 'FAILED') || findings.some(({ code }) => code === 'CREDIT_NOTE');

/** Written without lib/payables/response-order.ts: AB, then IP at most once and questions, then RE, or AP and PD. */
const order = /^$|^AB(?!.* IP.* IP)( IP| UQ)*( RE| AP( PD)?)?$/;

describe.each(['full', 'rejections'] as const)('on every way of a payable with the policy %s', (policy) => {
  test('the responses keep their order, none is sent twice and none is untrue', { timeout: 120_000 }, () => {
    let seen = 0;
    const wrong = new Set<string>();
    for (const { at, sent, wasValidated, wasPaid } of walks(policy, 7)) {
      seen += 1;
      const statuses = sent.map(({ status }) => status);
      const isTrue =
        order.test(statuses.join(' ')) &&
        new Set(sent.map((one) => JSON.stringify(one))).size === sent.length &&
        (!statuses.includes('AP') || wasValidated) &&
        // Nothing takes a PD back: money that came back is between the supplier's bank and ours.
        (!statuses.includes('PD') || wasPaid) &&
        (!statuses.includes('RE') || at.status === 'REJECTED') &&
        (policy === 'full' || ['', 'AB RE'].includes(statuses.join(' ')));
      if (!isTrue) wrong.add(`${at.name}: ${statuses.join(' ')}`);
    }
    expect([...wrong]).toEqual([]);
    expect(seen).toBeGreaterThan(20_000);
  });

  test('whoever has PSB back at the end hears the end', { timeout: 120_000 }, () => {
    const wrong = new Set<string>();
    for (const { at, sent, atErp, isPsbThere } of walks(policy, 6)) {
      if (!isPsbThere) continue;
      const words = sent.map(({ status }) => status).join(' ');
      if (words.endsWith(' PD')) continue; // the last word there is
      const isSilent =
        policy === 'rejections'
          ? at.status !== 'REJECTED' || atErp
          : ['RECEIVED', 'DUPLICATE', 'FAILED'].includes(at.status) || at.name.endsWith('pro forma');
      if (isSilent) continue;
      if (at.status === 'PAID' && !words.endsWith('AP PD')) wrong.add(`${at.name}: ${words}`);
      if (at.status === 'REJECTED' && !atErp && !words.endsWith(' RE')) wrong.add(`${at.name}: ${words}`);
      if (at.name.endsWith('validated') && !words.endsWith('AP')) wrong.add(`${at.name}: ${words}`);
      if (at.name.includes('asks') && !/ UQ$| UQ UQ$| IP$| AP$/.test(words))
        wrong.add(`${at.name}: ${words}`);
      if (at.name === 'SUBMITTED' && !/ IP\b| AP$/.test(words)) wrong.add(`${at.name}: ${words}`);
      if (at.status !== 'REJECTED' && words === '') wrong.add(`${at.name}: nothing`);
    }
    expect([...wrong]).toEqual([]);
  });
});
