import type { RecordedRequest } from '../../sandbox/bank/record-request.ts';
import type { Judge } from './openapi-judge.ts';

/** The operations of the documents by what they serve; what we call of each is counted. */
const groups: readonly (readonly [name: string, operation: RegExp])[] = [
  ['authorisations', /Authorisation|ScaStatus|PsuData/],
  ['PIS', /Payment/],
  ['baskets', /Basket/],
  ['CoF consents', /ConsentConfirmationOfFunds/],
  ['consents', /Consent/],
  ['accounts', /Account|Balances|Transaction/],
  ['funds', /Availability|Funds/],
];

/** The OAuth server is not part of the documents. */
export const isOAuth = ({ path }: RecordedRequest): boolean =>
  path.startsWith('/v1/token') || path.startsWith('/.well-known/');

export interface Verdict {
  /** How many requests were judged. */
  readonly requests: number;
  /** The operations that they called, by group. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>;
  /** Each once, however many requests have it. */
  readonly faults: readonly string[];
  /** `33 operations …: PIS 9, …` */
  readonly told: string;
}

/** Holds requests to the documents and counts what they call. A fault names where its request came from. */
export function judgeAll(judge: Judge, recorded: readonly (RecordedRequest & { from?: string })[]): Verdict {
  const operations = new Map<string, Set<string>>(groups.map(([name]) => [name, new Set()]));
  const calls = recorded.filter((request) => !isOAuth(request));
  const wrong = new Set<string>();
  for (const request of calls) {
    const { operationId, faults } = judge.judge(request);
    const call = operationId ?? `${request.method} ${request.path}`;
    const from = request.from === undefined ? '' : ` (${request.from})`;
    for (const fault of faults) wrong.add(`${call}: ${fault}${from}`);
    const [name = ''] = groups.find(([, pattern]) => pattern.test(operationId ?? '')) ?? [];
    operations.get(name)?.add(operationId ?? '');
  }
  const all = [...operations.values()].reduce((sum, { size }) => sum + size, 0);
  const counted = [...operations].map(([name, { size }]) => `${name} ${size}`).join(', ');
  const told = `${calls.length} requests of ${all} operations are as the standard wants: ${counted}`;
  return { requests: calls.length, operations, faults: [...wrong], told };
}
