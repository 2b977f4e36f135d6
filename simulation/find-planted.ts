import { inChildren } from './in-children.ts';
import { type PlantedBug, plantedBugs } from './planted-bugs.ts';

export interface Hunt {
  readonly documents: number;
  /** How many seeds a mistake may hide from. */
  readonly seeds: number;
}

/** Lives the house with each planted bug until a promise breaks; what broke first, or undefined for one that hides. */
export async function findPlanted({
  documents,
  seeds,
}: Hunt): Promise<ReadonlyMap<PlantedBug, string | undefined>> {
  const found = new Map<PlantedBug, string | undefined>();
  // The keys of an object are the names that it was written with.
  const names = Object.keys(plantedBugs) as PlantedBug[];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const hidden = names.filter((name) => found.get(name) === undefined);
    const jobs = hidden.map((plant) => ({ plant, seed: `planted ${seed}`, documents }));
    await inChildren(jobs, ({ plant }, { faults: [first] }) => {
      found.set(plant, first === undefined ? undefined : `seed ${seed}: ${first}`);
    });
  }
  return found;
}
