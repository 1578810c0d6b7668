// Chance that is the same on every run: the demo shop is drawn from a seed, never from Math.random.

export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number from `from` to `to`, both possible. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of the items, as often as its weight says. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** `count` different items, fewer when there are not so many. */
  some<T>(items: readonly T[], count: number): T[];
}

/** Mulberry32: 32 bits of state are plenty for a few ten thousand draws. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(items: readonly T[]) => items[int(0, items.length - 1)]!;
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted(items) {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items.at(-1)![0];
    },
    some(items, count) {
      const rest = [...items];
      return Array.from({ length: Math.min(count, items.length) }, () => rest.splice(int(0, rest.length - 1), 1)[0]!);
    },
  };
}

/** An id in the shape of the database's own (UUID version 7): sorts by the time it stands for. */
export function makeId(random: Random, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  const hex = (digits: number) =>
    random
      .int(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${random.pick(["8", "9", "a", "b"])}${hex(3)}-${hex(6)}${hex(6)}`;
}
