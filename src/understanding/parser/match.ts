// The search: one pass over the sentence finds the sequence of rules that leaves least unexplained.
//
// A partial reading stands in a state (states.ts) at a position; of two in the same place the cheaper one stays. At the
// root, between rules, it may skip. Costs: an unexplained character 1, a filler next to nothing, a free-text character a
// little, starting a rule a little, so that one long reading beats two short ones and any reading beats none. Work is
// linear in the length of the sentence: a partial reading already worse than explaining nothing at all is dropped.
//
// A partial reading is looked at only where something can come of it: where a span goes on from its state, where a rule
// may end or free words may begin. On the way there it is not carried from character to character; what the way costs
// (passing.ts) is the same for all of its kind.
import {
  BEAM,
  COST_SAME,
  COST_STOP,
  COST_TEXT,
  COST_TEXT_AFTER_STOP,
  COST_TEXT_OVER_STOP,
  COST_TEXT_REST,
  COST_UNEXPLAINED,
  type Filler,
  fillerCost,
  Mark,
  marksOf,
} from "./costs.ts";
import { createPassing, Pass, Waiting } from "./passing.ts";
import { type Automaton, NO_CLASS } from "./pattern.ts";
import type { Lattice, Span } from "./span.ts";
import { type States, TextStep } from "./states.ts";
import { grown, hashOf } from "./tables.ts";
import { type Match, type Read, traceMatch } from "./trace.ts";
import { createUses } from "./uses.ts";

export interface Parsed {
  matches: Match[];
  /** Stretches that no rule explained. */
  leftover: { start: number; end: number }[];
  cost: number;
}
/** A rule that fitted the words and not the sense, and where it began. */
export interface Refused {
  rule: number;
  start: number;
}

/** How a partial reading came to its place: the first four inside a rule, after passing what stood before. */
const Step = { span: 0, begin: 1, beginRest: 2, accept: 3, start: 4, skip: 5, pass: 6 } as const;
type Step = (typeof Step)[keyof typeof Step];

/** Nothing stands here. */
const NO = -1;

/** The partial readings of the search in hand, side by side: hundreds are made for a sentence and none is kept after it. */
let room = 2048;
let stateAt = new Int32Array(room);
let positionAt = new Int32Array(room);
let costAt = new Float64Array(room);
/** Cost of the reading before the rule in hand began plus the characters since: what explaining nothing would cost. */
let floorAt = new Float64Array(room);
let stepAt = new Uint8Array(room);
/** The one it goes on from, or NO. */
let previousAt = new Int32Array(room);
/** The span it read last, by its number in the sentence; the rule it ended. */
let whatAt = new Int32Array(room);
/** Where the rule in hand began. */
let begunAt = new Int32Array(room);
/** The position up to which it is known not to be hopeless. */
let soundAt = new Int32Array(room);
/** The next one that is to be looked at at the same position, or NO. */
let besideAt = new Int32Array(room);
/** Where to find the one in a state at a position, its number and one more; twice the room, so that few look twice. */
let slots = new Int32Array(2 * room);
/** And which of those slots is its own; NO between rules. */
let slotAt = new Int32Array(room);
/** How many there are; of the search before, until the next begins. */
let count = 0;
function forgetAll(): void {
  for (let entry = 0; entry < count; entry++) if (slotAt[entry] !== NO) slots[slotAt[entry] as number] = 0;
  count = 0;
}
function makeRoom(): void {
  room *= 2;
  stateAt = grown(stateAt, new Int32Array(room));
  positionAt = grown(positionAt, new Int32Array(room));
  costAt = grown(costAt, new Float64Array(room));
  floorAt = grown(floorAt, new Float64Array(room));
  stepAt = grown(stepAt, new Uint8Array(room));
  previousAt = grown(previousAt, new Int32Array(room));
  whatAt = grown(whatAt, new Int32Array(room));
  begunAt = grown(begunAt, new Int32Array(room));
  soundAt = grown(soundAt, new Int32Array(room));
  besideAt = grown(besideAt, new Int32Array(room));
  slotAt = grown(slotAt, new Int32Array(room));
  slots = new Int32Array(2 * room);
  for (let entry = 0; entry < count; entry++) {
    if (slotAt[entry] === NO) continue;
    const slot = slotOf(stateAt[entry] as number, positionAt[entry] as number);
    slotAt[entry] = slot;
    slots[slot] = entry + 1;
  }
}
/** Two numbers for a state: when it was last met, at a turn and a position, and where among those at the position. */
let metAt = new Int32Array(2048);
/** Sentences taken in hand by any search: the ways that passing.ts keeps are the last one's. */
let sentences = 0;
/** Every search has turns of its own, one for each position. */
let turn = 0;
let turns = 1;
const TURNS_MAX = 2 ** 30;
function nextTurn(positions: number): void {
  turn += turns;
  turns = positions;
  if (turn < TURNS_MAX) return;
  turn = 1;
  metAt.fill(0);
}
function makeRoomForStates(state: number): void {
  if (2 * state >= metAt.length) metAt = grown(metAt, new Int32Array(4 * state));
}
/** Where the number of the one in a state at a position stands, or would stand. */
function slotOf(state: number, position: number): number {
  const mask = slots.length - 1;
  let slot = hashOf(state, position) & mask;
  for (let entry = (slots[slot] as number) - 1; entry >= 0; entry = (slots[slot] as number) - 1) {
    if (stateAt[entry] === state && positionAt[entry] === position) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** A sentence made ready to be searched. */
export interface Sentence {
  text: string;
  /** By the position they start at. */
  fillers: Fillers;
  /** The spans that some pattern reads, in order of where they start. */
  spans: readonly Span[];
  /** The classes of their types. */
  types: Int32Array;
  /** The first of those that start at a position; one more entry than there are positions. */
  from: Int32Array;
  /** By position: the next one, itself included, where a filler, a blank or a comma has just been passed. */
  pauses: Int32Array;
  /** What stands at a position, a `Mark`. */
  marks: Uint8Array;
}
type Fillers = readonly (readonly Filler[])[];

export function sentenceOf(automaton: Automaton, { text, at }: Lattice, fillers: Fillers): Sentence {
  const spans: Span[] = [];
  const types: number[] = [];
  const from = new Int32Array(text.length + 1);
  for (let position = 0; position < text.length; position++) {
    for (const span of at[position] as Span[]) {
      const type = span.class ?? automaton.classNamed(span.type);
      if (type === NO_CLASS) continue;
      spans.push(span);
      types.push(type);
    }
    from[position + 1] = spans.length;
  }
  const marks = marksOf(text);
  return { text, fillers, spans, types: new Int32Array(types), from, pauses: pausesOf(marks, fillers), marks };
}
function pausesOf(marks: Uint8Array, fillers: Fillers): Int32Array {
  const { length } = marks;
  const next = new Int32Array(length + 2).fill(NO);
  for (let at = 0; at < length; at++) {
    if (marks[at] !== Mark.none) next[at + 1] = at + 1;
    for (const { end } of fillers[at] ?? NONE) next[end] = end;
  }
  for (let at = length - 1; at >= 0; at--) if (next[at] === NO) next[at] = next[at + 1] as number;
  return next;
}

const NONE: readonly never[] = [];

/** The sequence of rules that leaves least of a sentence unexplained; one rule refused may end only where it began elsewhere. */
export type Search = (sentence: Sentence, refused?: Refused | null) => Parsed;

/** What it works with is made once: a search makes no functions and hardly any tables of its own. */
export function createSearch(automaton: Automaton, states: States): Search {
  const { root } = states;
  const passing = createPassing();
  const uses = createUses(states, automaton.classes);
  /** The sentence in hand, its number, and the rule refused in it. */
  let inHand: Sentence | null = null;
  let number = 0;
  let length = 0;
  let spans: readonly Span[] = NONE;
  let types: Int32Array = new Int32Array(0);
  let spansFrom = types;
  let pauses = types;
  let marks: Uint8Array = new Uint8Array(0);
  let fillers: Fillers = NONE;
  let refused: Refused | null = null;
  let width = 1;
  /** At each position the first of those to be looked at there. */
  let first = types;
  /** And the one at the root: what explaining nothing further costs is the measure for all others at a position. */
  let idle = types;
  let worst = new Float64Array(0);
  /** Those at the position in hand, each in a state of its own, and the cell of their way there. */
  const here: number[] = [];
  const cells: number[] = [];

  return (sentence, but = null) => {
    begin(sentence, but);
    reachRoot(NO, 0, 0, Step.start, NO);
    for (let position = 0; position < length; position++) {
      settle(position);
      // Rules that end here lead back to the root first, so that the root's cost is final before it is expanded.
      endRules(position);
      const stop = (marks[position] as number) >= Mark.stop;
      if (idle[position] !== NO) advanceRoot(idle[position] as number, position, stop);
      for (let index = 0; index < here.length; index++) {
        const entry = here[index] as number;
        const cost = (costAt[entry] as number) + passing.cost(cells[index] as number);
        if (cost > (worst[position] as number)) continue;
        advance(entry, cells[index] as number, position, stop);
        waitFor(entry, nextEvent(stateAt[entry] as number, position + 1));
      }
    }
    settle(length);
    endRules(length);
    return trace(idle[length] as number);
  };

  function begin(sentence: Sentence, but: Refused | null): void {
    // Without the rule refused, ways and uses are the same.
    if (sentence !== inHand || sentences !== number) take(sentence);
    refused = but;
    nextTurn(width);
    forgetAll();
    first = new Int32Array(width).fill(NO);
    idle = new Int32Array(width).fill(NO);
    worst = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  }

  function take(sentence: Sentence): void {
    ({ spans, types, from: spansFrom, pauses, marks, fillers } = sentence);
    inHand = sentence;
    number = ++sentences;
    length = sentence.text.length;
    width = length + 1;
    states.tidy();
    passing.begin(marks, fillers);
    uses.begin(types, spansFrom);
  }

  /** Those to be looked at here: none that is hopeless, and of those in one state the cheapest. */
  function settle(position: number): void {
    here.length = 0;
    cells.length = 0;
    for (let entry = first[position] as number; entry !== NO; entry = besideAt[entry] as number) {
      const state = stateAt[entry] as number;
      const from = positionAt[entry] as number;
      const cell = passing.cell(states.waitsIn(state), from, position);
      const cost = (costAt[entry] as number) + passing.cost(cell);
      if (cost > (floorAt[entry] as number) + passing.floor(cell) + BEAM) continue;
      if (isHopeless(entry, cell, position)) continue;
      const at = metAt[2 * state] === turn + position ? (metAt[2 * state + 1] as number) : NO;
      if (at === NO) {
        metAt[2 * state] = turn + position;
        metAt[2 * state + 1] = here.length;
        here.push(entry);
        cells.push(cell);
      } else if (cost < (costAt[here[at] as number] as number) + passing.cost(cells[at] as number) - COST_SAME) {
        here[at] = entry;
        cells[at] = cell;
      }
    }
  }
  /** Somewhere on the way to a position it was far worse than to have explained nothing. */
  function isHopeless(entry: number, cell: number, position: number): boolean {
    const cost = costAt[entry] as number;
    for (let at = soundAt[entry] as number; at < position; at++)
      if (cost + passing.cost(cell - position + at) > (worst[at] as number)) return true;
    soundAt[entry] = position;
    return false;
  }
  function endRules(position: number): void {
    for (let index = 0; index < here.length; index++) {
      const entry = here[index] as number;
      const state = stateAt[entry] as number;
      let rule = states.ruleOf(state);
      if (rule < 0) continue;
      let ruleCost = states.ruleCostOf(state);
      if (rule === refused?.rule && begunAt[entry] === refused.start) {
        ({ rule, ruleCost } = states.endingBut(state, refused.rule));
        if (rule < 0) continue;
      }
      const cost = (costAt[entry] as number) + passing.cost(cells[index] as number) + ruleCost;
      reachRoot(entry, position, cost, Step.accept, rule);
    }
  }
  function advanceRoot(entry: number, position: number, stop: boolean): void {
    const cost = costAt[entry] as number;
    readSpans(entry, position, cost, cost, position);
    if (!stop) beginText(entry, position, cost, cost, 0, position);
    for (const filler of fillers[position] ?? NONE)
      reachRoot(entry, filler.end, cost + fillerCost(filler, false) * (filler.end - position), Step.pass, NO);
    // A blank separates and says nothing.
    if (marks[position] !== Mark.none) reachRoot(entry, position + 1, cost + COST_STOP, Step.pass, NO);
    if (!stop) reachRoot(entry, position + 1, cost + COST_UNEXPLAINED, Step.skip, NO);
  }
  function advance(entry: number, cell: number, position: number, stop: boolean): void {
    const cost = (costAt[entry] as number) + passing.cost(cell);
    const floor = (floorAt[entry] as number) + passing.floor(cell);
    const begun = begunAt[entry] as number;
    readSpans(entry, position, cost, floor, begun);
    const late = passing.pause(cell) >= COST_TEXT_OVER_STOP ? COST_TEXT_AFTER_STOP : 0;
    if (!stop) beginText(entry, position, cost, floor, late, begun);
  }
  function readSpans(entry: number, position: number, cost: number, floor: number, begun: number): void {
    const state = stateAt[entry] as number;
    for (let index = spansFrom[position] as number; index < (spansFrom[position + 1] as number); index++) {
      if (!states.leads(state, types[index] as number)) continue;
      const next = states.after(state, types[index] as number);
      const { end, cost: spanCost } = spans[index] as Span;
      const further = floor + (end - position) * COST_UNEXPLAINED;
      reach(entry, next, end, cost + spanCost, further, Step.span, index, begun);
    }
  }
  function beginText(entry: number, position: number, cost: number, floor: number, late: number, begun: number): void {
    const state = stateAt[entry] as number;
    const words = states.afterText(state, TextStep.begin);
    const to = position + 1;
    if (words >= 0) reach(entry, words, to, cost + COST_TEXT + late, floor + COST_UNEXPLAINED, Step.begin, NO, begun);
    const rest = states.afterText(state, TextStep.beginRest);
    if (rest >= 0) reach(entry, rest, to, cost + COST_TEXT_REST, floor + COST_UNEXPLAINED, Step.beginRest, NO, begun);
  }
  /** Notes a reading inside a rule unless it is no better than a known one in the same place, or hopeless. */
  function reach(
    previous: number,
    state: number,
    position: number,
    cost: number,
    floor: number,
    step: Step,
    span: number,
    begun: number,
  ): void {
    if (cost > floor + BEAM || cost > (worst[position] as number)) return;
    const slot = slotOf(state, position);
    let entry = (slots[slot] as number) - 1;
    if (entry < 0) {
      makeRoomForStates(state);
      const event = states.opens(state) ? position : uses.next(state, position);
      if (event === NO) return;
      entry = newEntry(state, position, slot);
      waitFor(entry, event);
    } else if (cost >= (costAt[entry] as number) - COST_SAME) return;
    costAt[entry] = cost;
    floorAt[entry] = floor;
    stepAt[entry] = step;
    previousAt[entry] = previous;
    whatAt[entry] = span;
    begunAt[entry] = begun;
  }
  /** The same between rules. */
  function reachRoot(previous: number, position: number, cost: number, step: Step, rule: number): void {
    let entry = idle[position] as number;
    if (entry === NO) {
      entry = newEntry(root, position, NO);
      idle[position] = entry;
    } else if (cost >= (costAt[entry] as number) - COST_SAME) return;
    costAt[entry] = cost;
    stepAt[entry] = step;
    previousAt[entry] = previous;
    whatAt[entry] = rule;
    worst[position] = cost + BEAM;
  }
  function newEntry(state: number, position: number, slot: number): number {
    const entry = count++;
    stateAt[entry] = state;
    positionAt[entry] = position;
    soundAt[entry] = position;
    slotAt[entry] = slot;
    if (slot !== NO) slots[slot] = entry + 1;
    // There is always room for one more.
    if (count === room) makeRoom();
    return entry;
  }
  /** It is looked at at a position: whoever came last on the way there first, so that of equals the longer word stays. */
  function waitFor(entry: number, position: number): void {
    if (position === NO) return;
    const came = positionAt[entry] as number;
    let before: number = NO;
    for (let at = first[position] as number; at !== NO; at = besideAt[at] as number) {
      const other = positionAt[at] as number;
      if (other < came || (other === came && at > entry)) break;
      before = at;
    }
    besideAt[entry] = before === NO ? (first[position] as number) : (besideAt[before] as number);
    if (before === NO) first[position] = entry;
    else besideAt[before] = entry;
  }

  /** The next position, this one included, where something may come of a state; NO for none. */
  function nextEvent(state: number, position: number): number {
    if (position > length) return NO;
    if (!states.opens(state)) return uses.next(state, position);
    if (states.waitsIn(state) !== Waiting.parts) return position;
    const use = uses.next(state, position);
    const pause = pauses[position] as number;
    return use === NO || (pause !== NO && pause < use) ? pause : use;
  }

  function trace(end: number): Parsed {
    const path: number[] = [];
    for (let at = end; at !== NO; at = previousAt[at] as number) path.push(at);
    path.reverse();
    const matches: Match[] = [];
    const leftover: { start: number; end: number }[] = [];
    let reads: Read[] = [];
    for (const entry of path.slice(1)) {
      const previous = previousAt[entry] as number;
      const from = positionAt[previous] as number;
      const to = positionAt[entry] as number;
      const step = stepAt[entry] as Step;
      const span = step === Step.span ? (spans[whatAt[entry] as number] as Span) : null;
      const start = span !== null ? span.start : step === Step.accept ? to : step <= Step.beginRest ? to - 1 : from;
      if (stateAt[previous] !== root) passed(stateAt[previous] as number, from, start);
      if (span !== null) reads.push({ kind: "span", rest: false, span, start, end: to });
      else if (step === Step.begin || step === Step.beginRest)
        reads.push({ kind: "begin", rest: step === Step.beginRest, span: null, start, end: to });
      else if (step === Step.accept) {
        matches.push(traceMatch(automaton, whatAt[entry] as number, reads));
        reads = [];
      } else if (step === Step.skip) leave(start, to);
    }
    return { matches, leftover, cost: costAt[end] as number };

    function passed(state: number, from: number, to: number): void {
      const kind = states.waitsIn(state);
      for (const { step, start, end } of passing.steps(kind, from, to))
        if (step === Pass.skip) leave(start, end);
        else if (step === Pass.goOn) {
          const before = reads.at(-1);
          if (before?.kind === "goOn") before.end = end;
          else reads.push({ kind: "goOn", rest: kind === Waiting.rest, span: null, start, end });
        }
    }
    function leave(start: number, end: number): void {
      const run = leftover.at(-1);
      if (run && run.end === start) run.end = end;
      else leftover.push({ start, end });
    }
  }
}
