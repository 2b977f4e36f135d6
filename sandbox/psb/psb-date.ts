/** A moment as PSB writes it: seven fractional digits and an offset (psb.md 2.4). */
export const psbDate = (moment: Date): string => moment.toISOString().replace('Z', '0000+00:00');
