// The search: one pass over the sentence finds the sequence of rules that leaves least unexplained.
//
// A partial reading stands in a state (states.ts) at a position; of two in the same place the cheaper one stays. At the
// root, between rules, it may skip. Costs: an unexplained character 1, a filler next to nothing, a free-text character a
// little, starting a rule a little, so that one long reading beats two short ones and any reading beats none. Work is
// linear in the length of the sentence: a partial reading already worse than explaining nothing at all is dropped.
import type { Automaton } from "./pattern.ts";
import type { Lattice, Span } from "./span.ts";
import { type State, type States, TEXT_STEPS, type TextStep } from "./states.ts";
import { type Match, type Read, traceMatch } from "./trace.ts";

const COST_UNEXPLAINED = 1;
/** Inside a rule it is dearer: parts of one command stand together. */
const COST_UNEXPLAINED_INSIDE = 1.3;
/** A filler inside a rule, a character: a little more than free text, so that words of a note stay in the note. */
const COST_FILLER = 0.12;
const COST_STOP = 0.02;
/** A filler outside any rule, a character: dearer than inside, or words that are fillers and commands (还有吗) never command. */
const COST_FILLER_IDLE = 0.15;
/** A filler that closes a clause, a character: less than free text. */
const COST_FILLER_CLOSING = 0.04;
const COST_TEXT = 0.1;
/** Free words that run on over a comma: possible, but a new command is likelier. */
const COST_TEXT_OVER_STOP = 1.5;
/** Over a blank it is half as bad: one was typed for a comma, or for nothing. */
const COST_TEXT_OVER_BLANK = 0.8;
const COST_TEXT_REST = 0.04;
/** Free words that begin after a comma inside a rule, once: 「打过电话，她女儿…」 is two commands. */
const COST_TEXT_AFTER_STOP = 0.6;
/** A clause beside the point, a character: less than free text, but no part of words to be sent as they stand. */
const COST_ASIDE = 0.05;
/** A partial reading may be this much worse than having explained nothing since the last rule. */
const BEAM = 1.6;
/** Costs that differ by less are the same: sums of tenths are not exact. */
const COST_SAME = 1e-9;

export const STOP: ReadonlySet<string> = new Set("，,。；;！!？?\n、:：");

/** What follows a colon belongs to what stands before it. */
const isColon = (text: string, position: number) => text[position] === ":" || text[position] === "：";

export interface Parsed {
  matches: Match[];
  /** Stretches that no rule explained. */
  leftover: { start: number; end: number }[];
  cost: number;
}

interface Entry {
  previous: Entry | null;
  state: State;
  position: number;
  cost: number;
  /** A stop or a blank was passed since the last part of the rule: what free words that go on after it cost, or 0. */
  pause: number;
  /** Cost of the reading before the rule in hand began plus the characters since: what explaining nothing would cost. */
  floor: number;
  step: "root" | "span" | TextStep | "filler" | "blank" | "stop" | "colon" | "skip" | "accept";
  span: Span | null;
  rule: number;
}

export interface Filler {
  end: number;
  /** Nothing but such words follows in the clause (哈, 谢谢啦): they are no part of what is said. */
  closes: boolean;
  /** A clause of its own (在线等). */
  aside?: boolean;
}
export interface Sentence {
  lattice: Lattice;
  /** By the position they start at. */
  fillers: readonly (readonly Filler[])[];
}
/** Rules that fitted the words and not the sense, by the place where they began. */
export type Refused = ReadonlyMap<number, ReadonlySet<number>>;
const NOTHING: Refused = new Map();

interface Readable {
  span: Span;
  type: number;
}

export function search(
  automaton: Automaton,
  states: States,
  { lattice, fillers }: Sentence,
  refused: Refused = NOTHING,
): Parsed {
  const { text } = lattice;
  states.tidy();
  const { root } = states;
  /** Spans that some pattern reads, with the numbers of their types. */
  const readable = lattice.at.map((spans) =>
    spans.flatMap((span) => {
      const type = automaton.typeOf.get(span.type);
      return type === undefined ? [] : { span, type };
    }),
  );
  const live: Entry[][] = Array.from({ length: text.length + 1 }, () => []);
  /** The numbers of their states beside them: to find one without a look at each. */
  const liveIds: number[][] = live.map(() => []);
  /** The last position of a span that goes on from a state, by its number; the sentence's length where free words may. */
  const lastUse = new Map<number, number>();
  // The entries at the root: what explaining nothing further costs is the measure for all others at a position.
  const idle: (Entry | undefined)[] = [];
  reach(null, root, 0, 0, 0, "root", null, -1);
  for (let position = 0; position < text.length; position++) {
    // Rules that end here lead back to the root first, so that the root's cost is final before it is expanded.
    endRules(position);
    const stop = STOP.has(text[position] as string);
    const atRoot = idle[position];
    if (atRoot) advance(atRoot, position, stop);
    const worst = (atRoot?.cost ?? Number.POSITIVE_INFINITY) + BEAM;
    for (const entry of live[position] as Entry[])
      if (entry.cost <= worst && entry.cost <= entry.floor + BEAM) advance(entry, position, stop);
  }
  endRules(text.length);
  return trace(automaton, idle[text.length] as Entry);

  function endRules(position: number): void {
    for (const entry of live[position] as Entry[]) {
      if (entry.state.rule < 0) continue;
      const out = refused.size === 0 ? undefined : refused.get(beginOf(entry));
      const { rule, ruleCost } = out === undefined ? entry.state : states.endingBut(entry.state, out);
      if (rule < 0) continue;
      const cost = entry.cost + ruleCost;
      reach(entry, root, position, cost, cost, "accept", null, rule);
    }
  }
  /** Where the rule in hand began. */
  function beginOf(entry: Entry): number {
    let at = entry;
    while (at.previous !== null && at.previous.state !== root) at = at.previous;
    return at.previous?.position ?? 0;
  }
  function advance(from: Entry, position: number, stop: boolean): void {
    const { state, cost } = from;
    const inRule = state !== root;
    const floor = inRule ? from.floor : cost;
    for (const { span, type } of readable[position] as Readable[]) {
      const next = states.after(state, type);
      if (next)
        reach(
          from,
          next,
          span.end,
          cost + span.cost,
          floor + (span.end - position) * COST_UNEXPLAINED,
          "span",
          span,
          -1,
        );
    }
    advanceText(from, position, stop, floor + COST_UNEXPLAINED);
    for (const { end, closes, aside } of fillers[position] ?? []) {
      const each = aside ? COST_ASIDE : closes ? COST_FILLER_CLOSING : inRule ? COST_FILLER : COST_FILLER_IDLE;
      const passed = each * (end - position);
      reach(from, state, end, cost + passed, floor + passed, "filler", null, -1);
    }
    // A blank separates and says nothing.
    if (text[position] === " ")
      reach(from, state, position + 1, cost + COST_STOP, floor + COST_STOP, "blank", null, -1);
    if (stop)
      reach(
        from,
        state,
        position + 1,
        cost + COST_STOP,
        floor + COST_STOP,
        isColon(text, position) ? "colon" : "stop",
        null,
        -1,
      );
    else {
      const skipped = inRule ? COST_UNEXPLAINED_INSIDE : COST_UNEXPLAINED;
      reach(from, state, position + 1, cost + skipped, floor + COST_UNEXPLAINED, "skip", null, -1);
    }
  }
  function advanceText(from: Entry, position: number, stop: boolean, floor: number): void {
    const { state, cost } = from;
    const to = position + 1;
    if (!stop) {
      const begun = states.afterText(state, "begin");
      if (begun)
        reach(
          from,
          begun,
          to,
          cost + COST_TEXT + (from.pause >= COST_TEXT_OVER_STOP && state !== root ? COST_TEXT_AFTER_STOP : 0),
          floor,
          "begin",
          null,
          -1,
        );
      const begunRest = states.afterText(state, "beginRest");
      if (begunRest) reach(from, begunRest, to, cost + COST_TEXT_REST, floor, "beginRest", null, -1);
    }
    const inText =
      from.step === "begin" || from.step === "goOn" || from.step === "beginRest" || from.step === "goOnRest";
    if (stop && !inText) return;
    const further = states.afterText(state, "goOn");
    if (further)
      reach(
        from,
        further,
        to,
        cost + (stop ? COST_TEXT_OVER_STOP : from.pause || (text[position] === " " ? COST_TEXT_OVER_BLANK : COST_TEXT)),
        floor,
        "goOn",
        null,
        -1,
      );
    const furtherRest = states.afterText(state, "goOnRest");
    if (furtherRest) reach(from, furtherRest, to, cost + COST_TEXT_REST, floor, "goOnRest", null, -1);
  }
  /** No word from here on goes on with a rule in this state, and none ends in it: two of five partial readings. */
  function isSpent(state: State, position: number): boolean {
    if (state.rule >= 0) return false;
    let last = lastUse.get(state.id);
    if (last === undefined) {
      last = lastUseOf(state);
      lastUse.set(state.id, last);
    }
    return last < position;
  }
  function lastUseOf(state: State): number {
    for (const step of TEXT_STEPS) if (states.afterText(state, step) !== null) return text.length;
    for (let position = text.length - 1; position >= 0; position--)
      for (const { type } of readable[position] as Readable[]) if (states.leads(state, type)) return position;
    return -1;
  }
  /** Notes a reading unless it is no better than a known one in the same place, or hopeless. */
  function reach(
    previous: Entry | null,
    state: State,
    position: number,
    cost: number,
    floor: number,
    step: Entry["step"],
    span: Span | null,
    rule: number,
  ): void {
    let known: Entry | undefined;
    let index = -1;
    if (state === root) known = idle[position];
    else {
      const measure = idle[position];
      if (cost > floor + BEAM || (measure !== undefined && cost > measure.cost + BEAM)) return;
      if (isSpent(state, position)) return;
      index = (liveIds[position] as number[]).indexOf(state.id);
      if (index >= 0) known = (live[position] as Entry[])[index];
    }
    if (known && cost >= known.cost - COST_SAME) return;
    const kept = (step === "filler" || step === "skip" || step === "blank") && previous !== null ? previous.pause : 0;
    const pause =
      step === "stop" ? COST_TEXT_OVER_STOP : step === "blank" ? Math.max(kept, COST_TEXT_OVER_BLANK) : kept;
    const entry = { previous, state, position, cost, pause, floor, step, span, rule };
    if (state === root) idle[position] = entry;
    else if (index >= 0) (live[position] as Entry[])[index] = entry;
    else {
      (live[position] as Entry[]).push(entry);
      (liveIds[position] as number[]).push(state.id);
    }
  }
}

function trace(automaton: Automaton, last: Entry): Parsed {
  const path: Entry[] = [];
  for (let at: Entry | null = last; at; at = at.previous) path.push(at);
  path.reverse();
  const matches: Match[] = [];
  const leftover: { start: number; end: number }[] = [];
  let reads: Read[] = [];
  for (const entry of path) {
    const start = entry.previous?.position ?? 0;
    const end = entry.position;
    switch (entry.step) {
      case "skip": {
        const run = leftover.at(-1);
        if (run && run.end === start) run.end = end;
        else leftover.push({ start, end });
        break;
      }
      case "span":
        reads.push({ kind: "span", rest: false, span: entry.span, start, end });
        break;
      case "begin":
      case "beginRest":
        reads.push({ kind: "begin", rest: entry.step === "beginRest", span: null, start, end });
        break;
      case "goOn":
      case "goOnRest": {
        const before = reads.at(-1);
        if (before?.kind === "goOn") before.end = end;
        else reads.push({ kind: "goOn", rest: entry.step === "goOnRest", span: null, start, end });
        break;
      }
      case "accept":
        matches.push(traceMatch(automaton, entry.rule, reads));
        reads = [];
        break;
    }
  }
  return { matches, leftover, cost: last.cost };
}
