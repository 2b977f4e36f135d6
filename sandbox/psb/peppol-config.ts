import * as z from 'zod';

const capabilitySchema = z.object({
  state: z.enum(['on', 'off', 'inherited']),
  description: z.string().nullish(),
});

/** The PeppolConfig of psb.md 3.6. The shape of the site docs, without `capabilities`, is refused (psb.md 6.1). */
export const peppolConfigSchema = z.looseObject({
  capabilities: z.record(z.string(), capabilitySchema),
  verification: z.object({ notes: z.string(), verifiedOn: z.string() }).optional(),
});
export type PeppolConfig = z.infer<typeof peppolConfigSchema>;

/** What an environment can do before anybody set it. */
export const initialPeppolConfig: PeppolConfig = {
  capabilities: { invoices: { state: 'on' }, invoiceResponse: { state: 'on' } },
};

type Capabilities = PeppolConfig['capabilities'];

/** A configuration as it is read back: an inherited state with what it comes to, `inherited => on` (psb.md 3.6). */
export function readBack(config: PeppolConfig | undefined, above: PeppolConfig) {
  const own = config ?? { capabilities: allInherited(above.capabilities) };
  const capabilities = Object.entries(own.capabilities).map(([name, capability]) => {
    const state = readBackState(capability.state, above.capabilities[name]?.state);
    return [name, { ...capability, state }] as const;
  });
  return { ...own, capabilities: Object.fromEntries(capabilities) };
}

const allInherited = (above: Capabilities): Capabilities =>
  Object.fromEntries(Object.keys(above).map((name) => [name, { state: 'inherited' }]));

function readBackState(state: string, above: string | undefined): string {
  if (state !== 'inherited') return state;
  return `inherited => ${above === 'off' ? 'off' : 'on'}`;
}
