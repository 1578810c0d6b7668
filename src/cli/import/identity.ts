// What makes a row the same row when a file is imported again: an id out of what it says, and which time it says it.
import { createHash } from "node:crypto";

/** 32 hexadecimal digits that stand for these values. */
export function digestOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** An id in the shape of a UUID (version 8, made by the application), the same for the same parts. */
export function idOf(...parts: readonly unknown[]): string {
  const hex = digestOf(parts);
  const variant = "89ab"[Number.parseInt(hex[16]!, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Counts how often a digest has come, from 1. A file may say the same thing twice and mean it. */
export type Occurrences = (digest: string) => number;

/**
 * A hash table of 64-bit keys in plain arrays: 10 bytes a slot, so that a million rows take some 20 MB where a Map of
 * strings takes over 100. Two digests that share their first 64 bits would be counted as one: harmless, for the count
 * would still be the same each time the file is read.
 */
export function createOccurrences(): Occurrences {
  let size = 1 << 12;
  let keys = new BigUint64Array(size);
  let counts = new Uint16Array(size);
  let used = 0;

  function slotOf(key: bigint, table: BigUint64Array): number {
    let slot = Number(key & BigInt(table.length - 1));
    while (table[slot] !== 0n && table[slot] !== key) slot = (slot + 1) & (table.length - 1);
    return slot;
  }

  function grow(): void {
    const [oldKeys, oldCounts] = [keys, counts];
    size *= 2;
    keys = new BigUint64Array(size);
    counts = new Uint16Array(size);
    for (let slot = 0; slot < oldKeys.length; slot++) {
      const key = oldKeys[slot]!;
      if (key === 0n) continue;
      const to = slotOf(key, keys);
      keys[to] = key;
      counts[to] = oldCounts[slot]!;
    }
  }

  return (digest) => {
    if (used * 2 > size) grow();
    // Zero marks an empty slot.
    const key = BigInt(`0x${digest.slice(0, 16)}`) || 1n;
    const slot = slotOf(key, keys);
    if (keys[slot] === 0n) used += 1;
    keys[slot] = key;
    counts[slot] = Math.min(counts[slot]! + 1, 65_535);
    return counts[slot]!;
  };
}
