// Where in a sentence a span goes on from a state: asked once of a state for the whole sentence.
import { MANY_LEAD, type States } from "./states.ts";
import { grown, lowestBit, setBit } from "./tables.ts";

const NO = -1;

export interface Uses {
  /** Takes a sentence in hand: the classes of its spans, and the first of those that start at a position. */
  begin(types: Int32Array, from: Int32Array): void;
  /** The next position, the one given included, where a span goes on from a state; -1 for none. */
  next(state: number, position: number): number;
}

/** Of so many classes. */
export function createUses(states: States, classes: number): Uses {
  /** The sentence in hand; all that is kept says which one it is of. */
  let sentence = 0;
  /** Each class of the sentence once, and the number it has there. */
  let present: number[] = [];
  const sentenceOfClass = new Int32Array(classes);
  const numberOf = new Int32Array(classes);
  /** Where a class stands, a bit for a position: as many words for each. */
  let words = 1;
  let places = new Int32Array(1 << 9);
  /** The same for a state: two numbers, the sentence and where its row begins; and the rows. */
  let rowOf = new Int32Array(1 << 11);
  let rows = new Int32Array(1 << 10);
  let used = 0;

  return { begin, next };

  function begin(types: Int32Array, from: Int32Array): void {
    sentence++;
    present = [];
    used = 0;
    words = (from.length + 31) >>> 5;
    for (let position = 0; position + 1 < from.length; position++)
      for (let index = from[position] as number; index < (from[position + 1] as number); index++)
        setBit(places, words * placed(types[index] as number), position);
  }
  function placed(one: number): number {
    if (sentenceOfClass[one] !== sentence) {
      sentenceOfClass[one] = sentence;
      const number = present.push(one) - 1;
      numberOf[one] = number;
      const end = words * (number + 1);
      if (end > places.length) places = grown(places, new Int32Array(2 * end));
      for (let word = end - words; word < end; word++) places[word] = 0;
    }
    return numberOf[one] as number;
  }
  function next(state: number, position: number): number {
    const row = rowFor(state);
    let word = position >>> 5;
    let bits = (rows[row + word] as number) & (-1 << position);
    while (bits === 0) {
      if (++word >= words) return NO;
      bits = rows[row + word] as number;
    }
    return 32 * word + lowestBit(bits);
  }
  function rowFor(state: number): number {
    if (2 * state >= rowOf.length) rowOf = grown(rowOf, new Int32Array(4 * state));
    if (rowOf[2 * state] === sentence) return rowOf[2 * state + 1] as number;
    const row = used;
    used += words;
    if (used > rows.length) rows = grown(rows, new Int32Array(2 * used));
    for (let word = row; word < used; word++) rows[word] = 0;
    const few = states.fewAt(state);
    if (few === MANY_LEAD) {
      for (let number = 0; number < present.length; number++)
        if (states.leads(state, present[number] as number)) add(row, number);
    } else
      for (let at = few + states.few(few); at > few; at--) {
        const one = states.few(at);
        if (sentenceOfClass[one] === sentence) add(row, numberOf[one] as number);
      }
    rowOf[2 * state] = sentence;
    rowOf[2 * state + 1] = row;
    return row;
  }
  function add(row: number, number: number): void {
    for (let word = 0; word < words; word++)
      rows[row + word] = (rows[row + word] as number) | (places[words * number + word] as number);
  }
}
