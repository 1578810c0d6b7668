// The lattice: typed stretches of a normalised sentence, overlapping freely. Patterns are matched over these.

export interface Span {
  /** number | date | who | staff | store | tier | tag | category | item | goods | @class | =literal */
  type: string;
  start: number;
  end: number;
  /** The reading: a NumberSpan, a DateSpan, the words as said … */
  value: unknown;
  /** How unlikely this reading is, in units of one unexplained character. */
  cost: number;
  /** The class of its type (`classNamed` of the automaton), where it is known beforehand. */
  class?: number | undefined;
}

/** All spans of a sentence by the position they start at. */
export interface Lattice {
  text: string;
  at: Span[][];
}

export function emptyLattice(text: string): Lattice {
  return { text, at: Array.from({ length: text.length }, () => []) };
}

export function addSpan(lattice: Lattice, span: Span): void {
  lattice.at[span.start]?.push(span);
}
