import * as z from 'zod';

const capabilitySchema = z.looseObject({
  /** `on`, `off` or `inherited`; read back it may be `inherited => on`. */
  state: z.string(),
  description: z.string().nullish(),
});

/**
 * What a party, or the whole environment, can receive over Peppol, as its SMP tells it (psb.md 3.6). Fields that
 * nobody described are kept, so that what was read can be put back without losing them.
 */
export const peppolConfigSchema = z.looseObject({
  capabilities: z
    .record(z.string(), capabilitySchema)
    .nullish()
    .transform((given) => given ?? {}),
});

export type PeppolConfig = z.output<typeof peppolConfigSchema>;

/** The body of the PUT, without the times that only PSB sets. */
export function peppolConfigBody(config: PeppolConfig): Buffer {
  const { createdOn: _created, changedOn: _changed, ...rest } = config;
  return Buffer.from(JSON.stringify(rest));
}
