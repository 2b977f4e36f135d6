/** One line of the report. */
export interface Result {
  readonly name: string;
  /** For people, with the unit. */
  readonly measured: string;
  /** For people; null for what is only reported. */
  readonly target: string | null;
  readonly met: boolean | null;
  /** The same for machines. */
  readonly figures: Readonly<Record<string, number>>;
}

interface Limit {
  readonly value: number;
  readonly limit: number;
}

/** Whether the value stays within the limit, and both as a text such as `2.1×` and `≤ 3.0×`. */
export const within = ({ value, limit }: Limit, show: (value: number) => string) => ({
  target: `≤ ${show(limit)}`,
  met: value <= limit,
});

export const informative = { target: null, met: null } as const;

export const times = (ratio: number): string => `${ratio.toFixed(2)}×`;
export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
export const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} KB`;
