// Percentiles and the way figures are printed.

export interface Form {
  quick: boolean;
  /** Sizes that take minutes and gigabytes. */
  full?: boolean;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

/** Milliseconds of each of `times` runs of `work`. */
export async function timed(times: number, work: (index: number) => Promise<unknown> | unknown): Promise<number[]> {
  const spent: number[] = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    await work(index);
    spent.push(performance.now() - start);
  }
  return spent;
}
