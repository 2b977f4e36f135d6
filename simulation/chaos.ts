import type { Random } from './random.ts';

export type System = 'table' | 'queue' | 'archive' | 'psb' | 'erp' | 'bank';

/** What may befall one call out. */
export type Fault =
  /** The worker dies before, or right after, the call has its effect. */
  | 'crash-before'
  | 'crash-after'
  /** No effect, and an error. */
  | 'refused'
  /** The effect, and no answer. */
  | 'lost-answer'
  /** The effect, no answer, and the SDK asks again by itself, as it does. */
  | 'asked-twice'
  /** Answered after the caller stopped waiting. */
  | 'too-late'
  /** HTTP alone: the answers of a system, or of a gateway in front of it. */
  | 'http-429'
  | 'http-503'
  | 'http-502-after'
  | 'html';

export interface Chaos {
  /** The fault of this call, if any; each is counted. */
  faultOf(system: System): Fault | undefined;
  /** How long a call takes, in milliseconds. */
  latency(system: System): number;
  /** Faults that have struck, by kind. */
  readonly struck: ReadonlyMap<Fault, number>;
  /** No faults from now on. */
  end(): void;
}

const httpFaults = [
  'refused',
  'lost-answer',
  'too-late',
  'http-429',
  'http-503',
  'http-502-after',
  'html',
] as const;
const awsFaults = ['refused', 'lost-answer', 'asked-twice'] as const;
const crashes = ['crash-before', 'crash-after'] as const;

export interface ChaosOptions {
  readonly random: Random;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When storms may begin and must have ended, in milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
  /** Strike only where this says so of the how-manieth fault it would be: to find the least that makes a run fail. */
  readonly allowed?: ((index: number) => boolean) | undefined;
}

interface Storm {
  readonly system: System;
  readonly fault: Fault;
  readonly from: number;
  readonly until: number;
}

/** Faults as they come: now and then one, and storms in which a system answers nobody for minutes. */
export function createChaos({ random, now, from, until, allowed = () => true }: ChaosOptions): Chaos {
  const weather = random.fork('weather');
  const strikes = random.fork('strikes');
  const pace = random.fork('pace');
  const faultRate = weather.pick([0, 0.005, 0.02, 0.06]);
  const crashRate = weather.pick([0, 0.002, 0.01, 0.04]);
  const storms = Array.from({ length: weather.below(4) }, () => storm(weather, from, until));
  const struck = new Map<Fault, number>();
  let index = 0;
  let isOver = false;

  function wanted(system: System): Fault | undefined {
    if (strikes.chance(crashRate)) return strikes.pick(crashes);
    const time = now();
    const raging = storms.find((one) => one.system === system && one.from <= time && time < one.until);
    if (raging !== undefined && strikes.chance(0.9)) return raging.fault;
    if (!strikes.chance(faultRate)) return undefined;
    return isHttp(system) ? strikes.pick(httpFaults) : strikes.pick(awsFaults);
  }

  return {
    struck,
    faultOf(system) {
      if (isOver) return undefined;
      const fault = wanted(system);
      if (fault === undefined) return undefined;
      index += 1;
      if (!allowed(index - 1)) return undefined;
      struck.set(fault, (struck.get(fault) ?? 0) + 1);
      return fault;
    },
    latency: (system) => (isHttp(system) ? 20 + pace.below(400) : 2 + pace.below(20)),
    end() {
      isOver = true;
    },
  };
}

const isHttp = (system: System): boolean => system === 'psb' || system === 'erp' || system === 'bank';

function storm(random: Random, from: number, until: number): Storm {
  const system = random.pick(['table', 'queue', 'psb', 'erp', 'bank'] as const);
  const start = from + random.below(Math.max(1, until - from));
  const minutes = 1 + random.below(system === 'table' || system === 'queue' ? 3 : 40);
  const fault = isHttp(system)
    ? random.pick(['http-503', 'http-429', 'refused', 'too-late', 'html'] as const)
    : 'refused';
  return { system, fault, from: start, until: Math.min(until, start + minutes * 60_000) };
}
