// How the work grows with the words: the shortest of several runs, for what else the machine does only makes it longer.

/** Twelve words and twice as many; a pattern that tries all ways to part them takes some thousand times as long. */
export function growth(of: (times: number) => unknown): number {
  const cpuOf = (times: number) => {
    const shortest = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      for (let round = 0; round < 2; round++) of(times);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    });
    return Math.min(...shortest) + 300;
  };
  of(12);
  return cpuOf(24) / cpuOf(12);
}
