// The search: one pass over the sentence finds the sequence of rules that leaves least unexplained.
//
// A state is (node of the automaton, position). Between rules the search stands at the root, where it may skip. Costs:
// an unexplained character 1, a filler next to nothing, a free-text character a little, starting a rule a little, so
// that one long reading beats two short ones and any reading beats none. Work is linear in the length of the
// sentence: the number of live states per position is bounded by a beam (a partial reading that is already worse than
// explaining nothing at all is dropped).
import type { Automaton, ClosedNode, Mark, Step } from "./pattern.ts";
import type { Lattice, Span } from "./span.ts";

const COST_UNEXPLAINED = 1;
/** Inside a rule it is dearer: parts of one command stand together. */
const COST_UNEXPLAINED_INSIDE = 1.3;
/** A filler inside a rule, a character: a little more than free text, so that words of a note stay in the note. */
const COST_FILLER = 0.12;
const COST_STOP = 0.02;
/** A filler outside any rule, a character: dearer than inside, or words that are fillers and commands (还有吗) never command. */
const COST_FILLER_IDLE = 0.15;
const COST_TEXT = 0.1;
/** Free words that run on over a comma: possible, but a new command is likelier. */
const COST_TEXT_OVER_STOP = 1.5;
const COST_TEXT_REST = 0.02;
const COST_RULE = 0.6;
/** A partial reading may be this much worse than having explained nothing since the last rule. */
const BEAM = 1.6;

const STOP = new Set("，,。；;！!？?\n、:：");

/** What a rule's builder gets: the spans and texts it named, in order, and its groups. */
export interface Capture {
  name: string;
  start: number;
  end: number;
  /** Null for free text. */
  span: Span | null;
  /** Group this capture stands in, or null. */
  group: Group | null;
}
export interface Group {
  name: string;
  start: number;
  end: number;
  captures: Capture[];
}
export interface Match {
  rule: number;
  start: number;
  end: number;
  captures: Capture[];
  groups: Group[];
}
export interface Parsed {
  matches: Match[];
  /** Stretches that no rule explained. */
  leftover: { start: number; end: number }[];
  cost: number;
}

interface Entry {
  previous: Entry | null;
  node: number;
  position: number;
  cost: number;
  /** A stop was passed since the last part of the rule: free words that go on after it are dear. */
  stopped: boolean;
  /** Cost of the reading before the rule in hand began plus the characters since: what explaining nothing would cost. */
  floor: number;
  step: "root" | "span" | "text" | "filler" | "stop" | "skip" | "accept";
  marks: Mark[] | null;
  name: string;
  span: Span | null;
  rule: number;
}

export function search(
  automaton: Automaton,
  lattice: Lattice,
  fillers: ReadonlyMap<number, number[]>,
  ruleCosts: readonly number[],
): Parsed {
  const length = lattice.text.length;
  const live: Map<number, Entry>[] = Array.from({ length: length + 1 }, () => new Map());
  const { root } = automaton;
  live[0]?.set(root, entry(null, root, 0, 0, 0, "root"));
  for (let position = 0; position <= length; position++) {
    const states = live[position] as Map<number, Entry>;
    // Rules that end here lead back to the root first, so that the root's cost is final before it is expanded.
    for (const state of [...states.values()]) if (state.node !== root) accept(state);
    if (position === length) break;
    // The root goes first too: what explaining nothing costs is the measure for all others at the next positions.
    const idle = states.get(root);
    if (idle) advance(idle, position);
    for (const state of states.values()) {
      if (state.node === root || state.cost > Math.min(state.floor, idle?.cost ?? Number.POSITIVE_INFINITY) + BEAM)
        continue;
      advance(state, position);
    }
  }
  return trace(live[length]?.get(root) as Entry);

  function accept(state: Entry): void {
    const node = automaton.nodes[state.node] as ClosedNode;
    for (const { rule, marks } of node.accepts) {
      const cost = state.cost + (ruleCosts[rule] ?? COST_RULE);
      const made = reach(state, root, state.position, cost, cost, "accept");
      if (made) Object.assign(made, { marks, rule });
    }
  }
  function advance(state: Entry, position: number): void {
    const node = automaton.nodes[state.node] as ClosedNode;
    const inRule = state.node !== root;
    const { cost, floor } = state;
    const floorNow = inRule ? floor : cost;
    for (const span of lattice.at[position] as Span[]) {
      const steps = node.byType.get(span.type);
      if (!steps) continue;
      const floorThen = floorNow + (span.end - position) * COST_UNEXPLAINED;
      for (const step of steps) {
        const made = reach(state, step.edge.to, span.end, cost + span.cost, floorThen, "span");
        if (made) capture(made, step, span);
      }
    }
    for (const step of node.text) advanceText(state, step, position, floorNow);
    for (const end of fillers.get(position) ?? []) {
      const passed = (inRule ? COST_FILLER : COST_FILLER_IDLE) * (end - position);
      reach(state, state.node, end, cost + passed, floorNow + passed, "filler");
    }
    if (STOP.has(lattice.text[position] as string))
      reach(state, state.node, position + 1, cost + COST_STOP, floorNow + COST_STOP, "stop");
    else
      reach(
        state,
        state.node,
        position + 1,
        cost + (inRule ? COST_UNEXPLAINED_INSIDE : COST_UNEXPLAINED),
        floorNow + COST_UNEXPLAINED,
        "skip",
      );
  }
  function advanceText(state: Entry, step: Step, position: number, floor: number): void {
    if (step.edge.kind !== "text") return;
    const stop = STOP.has(lattice.text[position] as string);
    const continues = state.step === "text" && state.node === step.edge.to;
    if (!continues && stop) return;
    const runsOn = step.edge.to === state.node && (stop || state.stopped);
    const cost = step.edge.rest ? COST_TEXT_REST : runsOn ? COST_TEXT_OVER_STOP : COST_TEXT;
    const made = reach(state, step.edge.to, position + 1, state.cost + cost, floor + COST_UNEXPLAINED, "text");
    if (made) capture(made, step, null);
  }
  /** The new state, or null when it is no better than a known one, or hopeless. */
  function reach(
    from: Entry,
    node: number,
    position: number,
    cost: number,
    floor: number,
    step: Entry["step"],
  ): Entry | null {
    const states = live[position] as Map<number, Entry>;
    if (node !== root) {
      const idle = states.get(root)?.cost;
      if (cost > floor + BEAM || (idle !== undefined && cost > idle + BEAM)) return null;
    }
    const known = states.get(node);
    if (known && cost >= known.cost - 1e-9) return null;
    const made = entry(from, node, position, cost, floor, step);
    states.set(node, made);
    return made;
  }
}

function capture(entry: Entry, step: Step, span: Span | null): void {
  entry.marks = step.marks;
  entry.name = step.edge.name;
  entry.span = span;
}

function entry(
  previous: Entry | null,
  node: number,
  position: number,
  cost: number,
  floor: number,
  step: Entry["step"],
): Entry {
  const stopped = step === "stop" || ((step === "filler" || step === "skip") && previous !== null && previous.stopped);
  return { previous, node, position, cost, floor, step, stopped, marks: null, name: "", span: null, rule: -1 };
}

function trace(last: Entry): Parsed {
  const path: Entry[] = [];
  for (let at: Entry | null = last; at; at = at.previous) path.push(at);
  path.reverse();
  const matches: Match[] = [];
  const leftover: { start: number; end: number }[] = [];
  let pending: { captures: Capture[]; groups: Group[]; open: Group[]; start: number | null } = fresh();
  for (const at of path) {
    const from = at.previous?.position ?? 0;
    if (at.step === "skip") {
      const run = leftover.at(-1);
      if (run && run.end === from) run.end = at.position;
      else leftover.push({ start: from, end: at.position });
    }
    if (at.marks) for (const mark of at.marks) applyMark(mark, from);
    if (at.step === "span" || at.step === "text") {
      pending.start ??= from;
      const group = pending.open.at(-1) ?? null;
      const lastCapture = pending.captures.at(-1);
      if (
        at.step === "text" &&
        lastCapture?.name === at.name &&
        lastCapture.span === null &&
        lastCapture.group === group
      ) {
        lastCapture.end = at.position;
      } else {
        const capture = { name: at.name, start: from, end: at.position, span: at.span, group };
        pending.captures.push(capture);
        group?.captures.push(capture);
      }
      for (const open of pending.open) open.end = at.position;
    }
    if (at.step === "accept") {
      matches.push({
        rule: at.rule,
        start: pending.start ?? from,
        end: from,
        captures: pending.captures,
        groups: pending.groups,
      });
      pending = fresh();
    }
  }
  return { matches, leftover, cost: last.cost };

  function fresh() {
    return { captures: [] as Capture[], groups: [] as Group[], open: [] as Group[], start: null as number | null };
  }
  function applyMark(mark: Mark, position: number): void {
    if (mark.at === "begin") {
      const group: Group = { name: mark.name, start: position, end: position, captures: [] };
      pending.groups.push(group);
      pending.open.push(group);
    } else pending.open.pop();
  }
}
