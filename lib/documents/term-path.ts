/**
 * Where a syntax has a business term: its number, and the paths below its group where it may stand, the first that
 * holds text winning. The readers read through these and the documentation is printed from them, so that both
 * always say the same (docs/terms.md).
 */
export interface TermPath {
  /** `BT-115`; several where one path serves parties in several roles (`BT-27, BT-44`). */
  readonly term: string;
  readonly paths: readonly [string, ...string[]];
}

export const at = (term: string, ...paths: [string, ...string[]]): TermPath => ({ term, paths });

/** The terms of one group, by the name of the field that they end in. */
export interface TermGroup {
  /** What the group is, for people: `Seller (BG-4)`. */
  readonly title: string;
  /** The path of the group's element below the root, or `''` for the root itself. */
  readonly base: string;
  readonly terms: Readonly<Record<string, TermPath>>;
}
