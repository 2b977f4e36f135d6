import type { HouseServices } from './house-services.ts';
import type { Table } from '../lib/storage/table.ts';

/** A mistake made on purpose, to see that the simulation finds it. */
export interface Plant {
  readonly table?: (table: Table) => Table;
  readonly services?: (services: HouseServices) => HouseServices;
  /** Messages are deleted before the work is done. */
  readonly deletesFirst?: true;
  readonly sweepsNot?: true;
  /** PSB gets its 200 whether the queue has the event or not. */
  readonly answersAnyway?: true;
}
