/** What a check found, in one sentence, and what to do about it. Names no secret, no token and no account number. */
export type Verdict =
  | { readonly state: 'ok' | 'skipped'; readonly found: string }
  /** `warning`: works now and will not for long, or cannot be told for certain. */
  | { readonly state: 'warning' | 'wrong'; readonly found: string; readonly remedy: string };

export const ok = (found: string): Verdict => ({ state: 'ok', found });
export const skipped = (found: string): Verdict => ({ state: 'skipped', found });
export const warning = (found: string, remedy: string): Verdict => ({ state: 'warning', found, remedy });
export const wrong = (found: string, remedy: string): Verdict => ({ state: 'wrong', found, remedy });
