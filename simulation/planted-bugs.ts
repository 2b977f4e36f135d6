import { createErpClient } from '../lib/erp/erp-client.ts';
import type { Plant } from './plants.ts';

void createErpClient;

/** The mistake of this name. */
export function plantCalled(name: string): Plant {
  throw new Error(name);
}
