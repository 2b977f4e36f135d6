import { doubtAbout, type Line, type Slot } from './slot.ts';

/**
 * The entries that proved a payment in an earlier reconciliation stay with it, so that they prove no other one.
 * Returns the rest.
 */
export function takeProofs(slots: readonly Slot[], lines: readonly Line[]): Line[] {
  const owners = Map.groupBy(slots, ({ payment }) => payment.proof?.fingerprint ?? '');
  return lines.filter((line) => {
    const [slot, ...others] = owners.get(line.entry.fingerprint) ?? [];
    if (slot === undefined) return true;
    const { proof } = slot.payment;
    if (others.length === 0 && proof !== null) slot.debits.push({ entry: line.entry, rule: proof.rule });
    // One entry cannot have paid two invoices, whatever was written down before.
    else for (const each of [slot, ...others]) doubtAbout(each, 'several', [line]);
    return false;
  });
}
