import type { Send } from './http-response.ts';

export interface Pace {
  /** At most so many requests begin within any second. */
  readonly perSecond: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** A `Send` that lets requests wait for their turn, in order, so that the other side is not hurried (psd2.md U-20). */
export function paceSend(send: Send, { perSecond, now, wait }: Pace): Send {
  /** When the last requests began or will begin; as many as there are in a second. */
  let begun: readonly number[] = [];
  return async (request) => {
    const [oldest] = begun.length < perSecond ? [] : begun;
    const at = Math.max(now(), oldest === undefined ? 0 : oldest + 1000);
    begun = [...begun, at].slice(-perSecond);
    const early = at - now();
    if (early > 0) await wait(early);
    return send(request);
  };
}
