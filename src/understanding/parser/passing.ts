// Words that a partial reading passes without reading one of its parts: fillers, commas, blanks, unexplained characters,
// and, inside free words, the free words themselves. What that costs from one place to another is the same for every
// partial reading of its kind, so it is reckoned once for all of them, from each place no further than somebody asks.
import {
  COST_SAME,
  COST_STOP,
  COST_TEXT,
  COST_TEXT_OVER_BLANK,
  COST_TEXT_OVER_STOP,
  COST_TEXT_REST,
  COST_UNEXPLAINED,
  COST_UNEXPLAINED_INSIDE,
  type Filler,
  fillerCost,
  Mark,
} from "./costs.ts";
import { grown } from "./tables.ts";

/** What a partial reading waits in: between parts, inside free words, inside those that take all that is left. */
export const Waiting = { parts: 0, text: 1, rest: 2 } as const;
export type Waiting = (typeof Waiting)[keyof typeof Waiting];
const KINDS = 3;

/** How one of the places on the way was reached. */
export const Pass = { begin: 0, goOn: 1, filler: 2, blank: 3, stop: 4, colon: 5, skip: 6 } as const;
type Pass = (typeof Pass)[keyof typeof Pass];

/** A step of the way, and where it began and ended. */
export interface Passed {
  step: Pass;
  start: number;
  end: number;
}

const NO = -1;
const NONE: readonly never[] = [];
/** Cells of all ways of the sentence in hand, one after the other; kept from sentence to sentence, for they are many. */
let room = 1 << 14;
let costOf = new Float64Array(room);
let floorOf = new Float64Array(room);
let pauseOf = new Float64Array(room);
let stepOf = new Uint8Array(room);
let previousOf = new Int32Array(room);
function makeRoom(needed: number): void {
  if (needed <= room) return;
  room = 2 * needed;
  costOf = grown(costOf, new Float64Array(room));
  floorOf = grown(floorOf, new Float64Array(room));
  pauseOf = grown(pauseOf, new Float64Array(room));
  stepOf = grown(stepOf, new Uint8Array(room));
  previousOf = grown(previousOf, new Int32Array(room));
}
export interface Passing {
  /** Takes a sentence in hand: all that is asked then is asked of it. */
  begin(marks: Uint8Array, fillers: readonly (readonly Filler[])[]): void;
  /** The cell of a way from one place to a later one; what follows may be asked of it. */
  cell(kind: Waiting, from: number, to: number): number;
  cost(cell: number): number;
  /** What explaining nothing would have cost on the way. */
  floor(cell: number): number;
  /** A stop or a blank was passed and no free word since: what free words that go on after it cost, or 0. */
  pause(cell: number): number;
  /** The steps of the way, in order. */
  steps(kind: Waiting, from: number, to: number): Passed[];
}

export function createPassing(): Passing {
  let width = 1;
  let marks: Uint8Array = new Uint8Array(0);
  let fillers: readonly (readonly Filler[])[] = [];
  /** Where the cells of the ways from a place begin, by kind. */
  let rowOf = new Int32Array(0);
  /** The place from which the ways of a row have not been followed yet; and the place whose cell is not ready yet. */
  let doneOf = rowOf;
  let readyOf = rowOf;
  let used = 0;

  return {
    begin,
    cell,
    cost: (cell) => costOf[cell] as number,
    floor: (cell) => floorOf[cell] as number,
    pause: (cell) => pauseOf[cell] as number,
    steps,
  };

  function begin(sentence: Uint8Array, padding: readonly (readonly Filler[])[]): void {
    marks = sentence;
    fillers = padding;
    width = marks.length + 1;
    rowOf = new Int32Array(KINDS * width).fill(NO);
    doneOf = new Int32Array(KINDS * width);
    readyOf = new Int32Array(KINDS * width);
    used = 0;
  }
  function cell(kind: Waiting, from: number, to: number): number {
    const row = kind * width + from;
    if (rowOf[row] === NO) open(row, from);
    if ((doneOf[row] as number) < to) follow(kind, row, from, to);
    return (rowOf[row] as number) + to - from;
  }
  function open(row: number, from: number): void {
    makeRoom(used + width - from);
    rowOf[row] = used;
    costOf[used] = 0;
    floorOf[used] = 0;
    pauseOf[used] = 0;
    stepOf[used] = Pass.begin;
    previousOf[used] = NO;
    doneOf[row] = from;
    readyOf[row] = from + 1;
    used += width - from;
  }
  function follow(kind: Waiting, row: number, from: number, to: number): void {
    const base = (rowOf[row] as number) - from;
    for (let at = doneOf[row] as number; at < to; at++) {
      const here = base + at;
      const cost = costOf[here] as number;
      const floor = floorOf[here] as number;
      const mark = marks[at] as Mark;
      const stop = mark >= Mark.stop;
      const blank = mark === Mark.blank;
      if (kind !== Waiting.parts && !(stop && (stepOf[here] as number) > Pass.goOn)) {
        const over = stop ? COST_TEXT_OVER_STOP : pauseOf[here] || (blank ? COST_TEXT_OVER_BLANK : COST_TEXT);
        pass(
          row,
          here,
          base + at + 1,
          cost + (kind === Waiting.rest ? COST_TEXT_REST : over),
          floor + COST_UNEXPLAINED,
          Pass.goOn,
        );
      }
      for (const filler of fillers[at] ?? NONE) {
        const passed = fillerCost(filler, true) * (filler.end - at);
        pass(row, here, base + filler.end, cost + passed, floor + passed, Pass.filler);
      }
      // A blank separates and says nothing.
      if (blank) pass(row, here, here + 1, cost + COST_STOP, floor + COST_STOP, Pass.blank);
      if (stop)
        pass(row, here, here + 1, cost + COST_STOP, floor + COST_STOP, mark === Mark.colon ? Pass.colon : Pass.stop);
      else pass(row, here, here + 1, cost + COST_UNEXPLAINED_INSIDE, floor + COST_UNEXPLAINED, Pass.skip);
    }
    doneOf[row] = to;
  }
  function pass(row: number, previous: number, next: number, cost: number, floor: number, step: Pass): void {
    const ready = (rowOf[row] as number) + (readyOf[row] as number) - (row % width);
    for (let cell = ready; cell <= next; cell++) costOf[cell] = Number.POSITIVE_INFINITY;
    if (next >= ready) readyOf[row] = (readyOf[row] as number) + next - ready + 1;
    if (cost >= (costOf[next] as number) - COST_SAME) return;
    const kept = step === Pass.filler || step === Pass.skip || step === Pass.blank ? (pauseOf[previous] as number) : 0;
    pauseOf[next] =
      step === Pass.stop ? COST_TEXT_OVER_STOP : step === Pass.blank ? Math.max(kept, COST_TEXT_OVER_BLANK) : kept;
    costOf[next] = cost;
    floorOf[next] = floor;
    stepOf[next] = step;
    previousOf[next] = previous;
  }
  function steps(kind: Waiting, from: number, to: number): Passed[] {
    const found: Passed[] = [];
    const first = cell(kind, from, from);
    for (let at = cell(kind, from, to); at !== first; at = previousOf[at] as number) {
      const place = from + at - first;
      const before = from + (previousOf[at] as number) - first;
      found.push({ step: stepOf[at] as Pass, start: before, end: place });
    }
    return found.reverse();
  }
}
