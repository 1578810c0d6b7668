// All rules at once: a state is the set of places in patterns that the words read so far may have led to, so that
// patterns that begin alike cost no more than one. States are made when a sentence first needs them and kept.
//
// Costs of a reading depend only on what was read and on the rule it ends with, never on the way through the patterns;
// that is why sets may stand for their members. Which way it was is found out afterwards, for the winner only (trace.ts).
import { type Automaton, bitOf } from "./pattern.ts";

export interface State {
  readonly id: number;
  /** Nodes of the automaton, in order. */
  readonly nodes: Int32Array;
  /** Each node's mask of types, side by side: looking at all of them must cost next to nothing. */
  readonly masks: Int32Array;
  /** Cheapest rule that may end here, or -1. */
  readonly rule: number;
  readonly ruleCost: number;
  /** Free words may begin here; may go on here. `rest` is the kind that takes all that is left. */
  readonly text: Record<TextStep, State | null | undefined>;
  /** Where spans were found to lead; see `after`. */
  readonly byType: Map<number, State>;
}
export type TextStep = "begin" | "goOn" | "beginRest" | "goOnRest";

export interface States {
  readonly root: State;
  /** By the number of a type (`typeOf` of the automaton). */
  after(state: State, type: number): State | null;
  /** Whether it leads anywhere: cheaper than to ask where. */
  leads(state: State, type: number): boolean;
  afterText(state: State, step: TextStep): State | null;
  /** Between two searches: forgets all states when they have become too many. */
  tidy(): void;
  /** The cheapest rule that may end here and is none of those refused. */
  endingBut(state: State, refused: ReadonlySet<number>): { rule: number; ruleCost: number };
}

const NONE: ReadonlySet<number> = new Set();

/** Sentences of people need a few thousand states; noise may need ever more, and then all are forgotten. */
const STATES_MAX = 30_000;

export function createStates(automaton: Automaton, ruleCosts: readonly number[], statesMax = STATES_MAX): States {
  const { node: at, ruleOf, textOf } = automaton;
  /** By a number made of their nodes; few share one. */
  let known = new Map<number, State[]>();
  /**
   * Nineteen of twenty questions are answered with "nowhere". For each type one bit for each state says so: a search asks
   * about few types at a position and many states, and then all it looks at lies side by side.
   */
  let nowhere: (Uint32Array | undefined)[] = [];
  let count = 0;
  /** The members of the state to be: `gatheredIn` says of each node for which state it was last taken. */
  let gathered: number[] = [];
  let turn = 0;
  const gatheredIn = new Int32Array(automaton.size);

  begin();
  gather(automaton.root);
  const root = stateOf() as State;
  return { root, after, leads, afterText, tidy, endingBut: (state, refused) => ending(state.nodes, refused) };

  function begin(): void {
    gathered = [];
    turn++;
  }
  function gather(node: number): void {
    if (gatheredIn[node] === turn) return;
    gatheredIn[node] = turn;
    gathered.push(node);
  }
  /** The state of what was gathered; null for nothing. */
  function stateOf(): State | null {
    if (gathered.length === 0) return null;
    for (const node of gathered) for (const hub of at(node).hubs) gather(hub);
    const nodes = Int32Array.from(gathered).sort();
    const key = nodes.reduce((sum, node) => (Math.imul(sum, 31) + node) | 0, 0);
    const alike = known.get(key);
    const same = alike?.find((state) => isSame(state.nodes, nodes));
    if (same) return same;
    const state = make(nodes);
    if (alike) alike.push(state);
    else known.set(key, [state]);
    return state;
  }
  function ending(nodes: Int32Array, refused: ReadonlySet<number>): { rule: number; ruleCost: number } {
    let rule = -1;
    let ruleCost = Number.POSITIVE_INFINITY;
    for (const node of nodes) {
      const cost = ruleCosts[ruleOf(node)] ?? 0;
      if (!at(node).accepts || cost >= ruleCost || refused.has(ruleOf(node))) continue;
      rule = ruleOf(node);
      ruleCost = cost;
    }
    return { rule, ruleCost };
  }
  function make(nodes: Int32Array): State {
    const { rule, ruleCost } = ending(nodes, NONE);
    const masks = nodes.map((node) => at(node).mask);
    const text = { begin: undefined, goOn: undefined, beginRest: undefined, goOnRest: undefined };
    return { id: count++, nodes, masks, rule, ruleCost, text, byType: new Map() };
  }
  function tidy(): void {
    if (count < statesMax) return;
    known = new Map();
    nowhere = [];
    count = 1;
    root.byType.clear();
    for (const step of TEXT_STEPS) root.text[step] = undefined;
  }
  function after(state: State, type: number): State | null {
    if (isNowhere(state, type)) return null;
    const found = state.byType.get(type);
    if (found !== undefined) return found;
    begin();
    for (const node of state.nodes) for (const to of at(node).byType.get(type) ?? []) gather(to);
    const next = stateOf();
    if (next === null) noteNowhere(type, state.id);
    else state.byType.set(type, next);
    return next;
  }
  function leads(state: State, type: number): boolean {
    if (isNowhere(state, type)) return false;
    if (state.byType.has(type)) return true;
    const { nodes, masks } = state;
    const bit = bitOf(type);
    for (let index = 0; index < nodes.length; index++)
      if (((masks[index] as number) & bit) !== 0 && at(nodes[index] as number).byType.has(type)) return true;
    noteNowhere(type, state.id);
    return false;
  }
  function isNowhere({ id }: State, type: number): boolean {
    const bits = nowhere[type];
    // Shifts look at the last five digits of a number only.
    return bits !== undefined && ((bits[id >>> 5] ?? 0) & (1 << id)) !== 0;
  }
  function noteNowhere(type: number, id: number): void {
    const word = id >>> 5;
    let bits = nowhere[type];
    if (bits === undefined || word >= bits.length) {
      const grown = new Uint32Array(Math.max(32, 2 * word));
      if (bits !== undefined) grown.set(bits);
      nowhere[type] = grown;
      bits = grown;
    }
    bits[word] = (bits[word] as number) | (1 << id);
  }
  function afterText(state: State, step: TextStep): State | null {
    let next = state.text[step];
    if (next !== undefined) return next;
    const rest = step === "beginRest" || step === "goOnRest";
    begin();
    for (const node of state.nodes) {
      if (step === "goOn" || step === "goOnRest") {
        if (textOf(node)?.rest === rest) gather(node);
      } else for (const to of at(node).words) if (textOf(to)?.rest === rest) gather(to);
    }
    next = stateOf();
    state.text[step] = next;
    return next;
  }
}

const isSame = (one: Int32Array, other: Int32Array): boolean =>
  one.length === other.length && one.every((node, index) => node === other[index]);

export const TEXT_STEPS: readonly TextStep[] = ["begin", "goOn", "beginRest", "goOnRest"];
