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
  isColon,
  STOP,
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

/** One sentence's ways. Only one sentence is in hand at a time. */
export function passingOf(text: string, fillers: readonly (readonly Filler[])[]): Passing {
  const { length } = text;
  const width = length + 1;
  /** Where the cells of the ways from a place begin, by kind. */
  const rowOf = new Int32Array(KINDS * width).fill(NO);
  /** The place from which the ways of a row have not been followed yet; and the place whose cell is not ready yet. */
  const doneOf = new Int32Array(KINDS * width);
  const readyOf = new Int32Array(KINDS * width);
  let used = 0;

  return {
    cell,
    cost: (cell) => costOf[cell] as number,
    floor: (cell) => floorOf[cell] as number,
    pause: (cell) => pauseOf[cell] as number,
    steps,
  };

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
      const stop = STOP.has(text[at] as string);
      const blank = text[at] === " ";
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
      for (const filler of fillers[at] ?? []) {
        const passed = fillerCost(filler, true) * (filler.end - at);
        pass(row, here, base + filler.end, cost + passed, floor + passed, Pass.filler);
      }
      // A blank separates and says nothing.
      if (blank) pass(row, here, here + 1, cost + COST_STOP, floor + COST_STOP, Pass.blank);
      if (stop)
        pass(row, here, here + 1, cost + COST_STOP, floor + COST_STOP, isColon(text, at) ? Pass.colon : Pass.stop);
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
