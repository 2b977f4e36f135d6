import * as z from 'zod';
import { type DeliveryOption, deliveryOptionSchema, type DeliveryQuery } from './delivery-option.ts';
import { parseAnswer } from './parse-answer.ts';
import { type PeppolConfig, peppolConfigBody, peppolConfigSchema } from './peppol-config.ts';
import type { PsbCall } from './psb-call.ts';

export interface PeppolCalls {
  /** How a participant can be reached, the best way first; empty when it cannot. */
  deliveryOptions(query: DeliveryQuery): Promise<DeliveryOption[]>;
  /** What holds for every party of the environment that has no config of its own. */
  peppolConfig(): Promise<PeppolConfig>;
  putPeppolConfig(config: PeppolConfig): Promise<PeppolConfig>;
  /** Undefined when PSB has none for the party. */
  partyPeppolConfig(party: string): Promise<PeppolConfig | undefined>;
  putPartyPeppolConfig(party: string, config: PeppolConfig): Promise<PeppolConfig>;
}

const path = ['api', 'v1', 'peppol', 'config'];
const right = 'the role ApManager';

export function createPeppolCalls(call: PsbCall): PeppolCalls {
  const put = async (where: readonly string[], config: PeppolConfig): Promise<PeppolConfig> => {
    const headers = { 'Content-Type': 'application/json' };
    const body = peppolConfigBody(config);
    return parseAnswer(peppolConfigSchema, await call({ method: 'PUT', path: where, right, headers, body }));
  };

  return {
    async deliveryOptions({ isCredit, ...query }) {
      const answer = await call({
        method: 'GET',
        path: ['api', 'v1', 'peppol', 'deliveryOption'],
        query: { ...query, isCredit: isCredit === undefined ? undefined : `${isCredit}` },
      });
      return parseAnswer(z.array(deliveryOptionSchema), answer);
    },
    async peppolConfig() {
      return parseAnswer(peppolConfigSchema, await call({ method: 'GET', path, right }));
    },
    putPeppolConfig: (config) => put(path, config),
    async partyPeppolConfig(party) {
      const answer = await call({ method: 'GET', path: [...path, 'party', party], right, answers: [404] });
      return answer.status === 404 ? undefined : parseAnswer(peppolConfigSchema, answer);
    },
    putPartyPeppolConfig: (party, config) => put([...path, 'party', party], config),
  };
}
