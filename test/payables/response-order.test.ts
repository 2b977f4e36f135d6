import { describe, expect, test } from 'vitest';
import { type ResponseStatus, responseStatuses } from '../../lib/payables/invoice-response.ts';
import { mayFollow, orderFault } from '../../lib/payables/response-order.ts';

/**
 * The rules again, as a pattern over one letter for each status: AB first, then IP and CA at most once and UQ as
 * often as needed, and at the end RE, or AP with PD behind it.
 */
const letters = { AB: 'a', IP: 'i', UQ: 'u', CA: 'c', RE: 'r', AP: 'p', PD: 'd' } as const;
const isInOrder = (word: string): boolean => /^(?!.*i.*i)(?!.*c.*c)(a[iuc]*(r|pd?)?)?$/.test(word);

/** All sequences of a length. */
function* sequences(length: number): Generator<ResponseStatus[]> {
  if (length === 0) return yield [];
  for (const before of sequences(length - 1)) for (const next of responseStatuses) yield [...before, next];
}

const isAccepted = (sequence: readonly ResponseStatus[]): boolean =>
  sequence.every((next, index) => mayFollow(sequence.slice(0, index), next));

describe('the order of Invoice Responses', () => {
  test.each([
    [0, 1],
    [1, 7],
    [2, 49],
    [3, 343],
    [4, 2401],
    [5, 16_807],
    [6, 117_649],
  ])(
    'holds in all sequences of %i statuses (there are %i), and exactly in those that the rules allow',
    (length, count) => {
      let seen = 0;
      const wrong: string[] = [];
      for (const sequence of sequences(length)) {
        seen += 1;
        const word = sequence.map((status) => letters[status]).join('');
        if (isAccepted(sequence) !== isInOrder(word)) wrong.push(sequence.join(' '));
      }
      expect(wrong).toEqual([]);
      expect(seen).toBe(count);
    },
  );

  test('lets all usual conversations happen', () => {
    for (const usual of [
      'AB RE',
      'AB AP PD',
      'AB IP UQ AP PD',
      'AB UQ UQ IP CA AP',
      'AB UQ RE',
      'AB IP CA RE',
    ]) {
      // The words above are statuses.
      expect(isAccepted(usual.split(' ') as ResponseStatus[]), usual).toBe(true);
    }
  });

  test.each([
    [[], 'AP', 'AB is the first response, and only the first.'],
    [['AB'], 'AB', 'AB was sent before.'],
    [['AB', 'RE'], 'UQ', 'RE was sent, and nothing may follow it.'],
    [['AB', 'AP', 'PD'], 'PD', 'PD was sent, and nothing may follow it.'],
    [['AB', 'AP'], 'RE', 'AP was sent, so that RE may not follow any more.'],
    [['AB', 'AP'], 'UQ', 'AP was sent, so that UQ may not follow any more.'],
    [['AB', 'AP'], 'AP', 'AP was sent before.'],
    [['AB', 'IP'], 'PD', 'PD may only follow AP.'],
  ] as const)('after %j refuses %s with the reason', (sent, next, fault) => {
    expect(orderFault(sent, next)).toBe(fault);
  });
});
