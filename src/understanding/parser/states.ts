// All rules at once: a state is the set of places in patterns that the words read so far may have led to, so that
// patterns that begin alike cost no more than one. States are made when a sentence first needs them and kept.
//
// Costs of a reading depend only on what was read and on the rule it ends with, never on the way through the patterns;
// that is why sets may stand for their members. Which way it was is found out afterwards, for the winner only (trace.ts).
import type { Automaton } from "./pattern.ts";

export interface State {
  readonly nodes: readonly number[];
  /** Cheapest rule that may end here, or -1. */
  readonly rule: number;
  readonly ruleCost: number;
  /** Free words may begin here; may go on here. `rest` is the kind that takes all that is left. */
  readonly text: Record<TextStep, State | null | undefined>;
  readonly byType: Map<string, State | null>;
}
export type TextStep = "begin" | "goOn" | "beginRest" | "goOnRest";

export interface States {
  readonly root: State;
  after(state: State, type: string): State | null;
  afterText(state: State, step: TextStep): State | null;
}

/** Sentences of people need a few thousand states; noise may need ever more, and then all are forgotten. */
const STATES_MAX = 30_000;

export function createStates(automaton: Automaton, ruleCosts: readonly number[]): States {
  const { node: at, ruleOf, textOf } = automaton;
  const known = new Map<string, State>();
  const root = make([automaton.root, ...at(automaton.root).hubs]);

  function make(members: readonly number[]): State {
    let rule = -1;
    let ruleCost = Number.POSITIVE_INFINITY;
    for (const member of members) {
      const node = at(member);
      const cost = ruleCosts[ruleOf(member)] ?? 0;
      if (!node.accepts || cost >= ruleCost) continue;
      rule = ruleOf(member);
      ruleCost = cost;
    }
    const text = { begin: undefined, goOn: undefined, beginRest: undefined, goOnRest: undefined };
    return { nodes: members, rule, ruleCost, text, byType: new Map() };
  }
  function stateOf(members: Set<number>): State | null {
    if (members.size === 0) return null;
    for (const member of [...members]) for (const hub of at(member).hubs) members.add(hub);
    const sorted = [...members].sort((a, b) => a - b);
    const key = sorted.join();
    let state = known.get(key);
    if (!state) {
      if (known.size >= STATES_MAX) forget();
      state = make(sorted);
      known.set(key, state);
    }
    return state;
  }
  /** The search in hand may go on with forgotten states; the next one starts anew from the root. */
  function forget(): void {
    known.clear();
    root.byType.clear();
    for (const step of TEXT_STEPS) root.text[step] = undefined;
  }
  function after(state: State, type: string): State | null {
    let next = state.byType.get(type);
    if (next !== undefined) return next;
    const members = new Set<number>();
    for (const member of state.nodes) for (const to of at(member).byType.get(type) ?? []) members.add(to);
    next = stateOf(members);
    state.byType.set(type, next);
    return next;
  }
  function afterText(state: State, step: TextStep): State | null {
    let next = state.text[step];
    if (next !== undefined) return next;
    const rest = step === "beginRest" || step === "goOnRest";
    const members = new Set<number>();
    for (const member of state.nodes) {
      if (step === "goOn" || step === "goOnRest") {
        if (textOf(member)?.rest === rest) members.add(member);
      } else for (const to of at(member).words) if (textOf(to)?.rest === rest) members.add(to);
    }
    next = stateOf(members);
    state.text[step] = next;
    return next;
  }
  return { root, after, afterText };
}

export const TEXT_STEPS: readonly TextStep[] = ["begin", "goOn", "beginRest", "goOnRest"];
