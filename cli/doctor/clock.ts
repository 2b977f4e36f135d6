import type { Check } from './run-checks.ts';
import { ok, skipped, warning, wrong } from './verdict.ts';

const warningSeconds = 60;
/** `sentOn` of a webhook may be 300 seconds from our clock (psb.md 2.5); the rest is for its way. */
const wrongSeconds = 240;

/** Our clock and that of PSB agree, by the Date of an answer. */
export const clock: Check = {
  name: 'clock',
  after: ['psb', 'secret-psb'],
  async run({ psb, now }) {
    const theirs = await (await psb()).serverTime();
    if (theirs === undefined) return skipped('PSB does not say what time it has.');
    const apart = Math.round(Math.abs(now().getTime() - theirs.getTime()) / 1000);
    const found = `The clocks of this machine and of PSB differ by ${apart} s.`;
    if (apart <= warningSeconds) return ok(found);
    return apart <= wrongSeconds ? warning(found, remedy) : wrong(found, remedy);
  },
};

const remedy =
  'Set the clock of this machine by a time server (NTP). More than 300 seconds make every webhook stale. On AWS the functions have their own clock: there this line is about your machine.';
