// Tables of plain numbers that grow. Lists and maps of the language hold the same, at several times the memory.

/** The longer one, begun with what the shorter held. */
export function grown<T extends Int32Array | Float64Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

export interface Pairs {
  /** The number kept for two numbers; 0 for none. */
  get(one: number, other: number): number;
  set(one: number, other: number, value: number): void;
}
export function createPairs(): Pairs {
  /** Slots of three numbers: the two, and the one kept for them. */
  let slots = new Int32Array(3 << 10);
  let count = 0;
  return { get: (one, other) => slots[slotOf(one, other) + 2] as number, set };

  function set(one: number, other: number, value: number): void {
    if (6 * ++count > slots.length) grow();
    slots.set([one, other, value], slotOf(one, other));
  }
  function slotOf(one: number, other: number): number {
    const size = slots.length / 3;
    let slot = hashOf(one, other) & (size - 1);
    while (slots[3 * slot + 2] !== 0 && !(slots[3 * slot] === one && slots[3 * slot + 1] === other))
      slot = (slot + 1) & (size - 1);
    return 3 * slot;
  }
  function grow(): void {
    const old = slots;
    slots = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 3)
      if (old[at + 2] !== 0) slots.set(old.subarray(at, at + 3), slotOf(old[at] as number, old[at + 1] as number));
  }
}
/** Neighbours far apart; its last digits are a slot in a table whose size is a power of two. */
export const hashOf = (one: number, other: number): number =>
  (Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) >>> 8;

/** Bits in a row of words that begins at a place. */
export const setBit = (bits: Int32Array, base: number, bit: number): void => {
  bits[base + (bit >>> 5)] = (bits[base + (bit >>> 5)] as number) | (1 << bit);
};
/** The number of the lowest bit set in a word that is not 0. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);
