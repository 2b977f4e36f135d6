/** A stream of chance that is the same for the same seed, on every machine. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number below `bound`. */
  below(bound: number): number;
  chance(probability: number): boolean;
  pick<T>(all: readonly [T, ...(readonly T[])]): T;
  /** A stream of its own, that what happens in this one does not change. */
  fork(name: string): Random;
}

/** The generator is sfc32 (Chris Doty-Humphrey, public domain), seeded by a hash of the name. */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = hash(seed);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    chance: (probability) => probability > 0 && next() < probability,
    pick: (all) => all[below(all.length)] ?? all[0],
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** Four numbers of 32 bits by FNV-1a, each from another start. */
function hash(text: string): [number, number, number, number] {
  const one = (start: number): number => {
    let value = start | 0;
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
    }
    return value;
  };
  return [one(2_166_136_261), one(84_696_351), one(1_540_483_477), one(374_761_393)];
}
