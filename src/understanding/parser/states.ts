// All rules at once: a state is the set of places in patterns that the words read so far may have led to, so that
// patterns that begin alike cost no more than one. States are made when a sentence first needs them and kept; they are
// known by number, and all that is asked of them thousands of times a sentence lies side by side by that number.
//
// Costs of a reading depend only on what was read and on the rule it ends with, never on the way through the patterns;
// that is why sets may stand for their members. Which way it was is found out afterwards, for the winner only (trace.ts).
import { Waiting } from "./passing.ts";
import type { Automaton } from "./pattern.ts";
import { createPairs, grown, lowestBit, setBit } from "./tables.ts";

/** Free words may begin here; may go on here. `rest` is the kind that takes all that is left. */
export const TextStep = { begin: 0, goOn: 1, beginRest: 2, goOnRest: 3 } as const;
export type TextStep = (typeof TextStep)[keyof typeof TextStep];
const TEXT_STEPS = 4;

export interface States {
  /** The state between rules. */
  readonly root: number;
  /** Whether a span leads on, by the class of its type (`classNamed` of the automaton): nineteen of twenty do not. */
  leads(state: number, type: number): boolean;
  /** Where the classes that lead on are listed; MANY_LEAD where they are many. */
  fewAt(state: number): number;
  /** What stands at a place of the lists: first how many they are, then each. */
  few(place: number): number;
  /** Where one leads that leads on. */
  after(state: number, type: number): number;
  /** Where free words lead; -1 for nowhere. */
  afterText(state: number, step: TextStep): number;
  /** What a partial reading in it waits in. */
  waitsIn(state: number): Waiting;
  /** A rule may end here, or free words may begin. */
  opens(state: number): boolean;
  /** Cheapest rule that may end here, or -1. */
  ruleOf(state: number): number;
  ruleCostOf(state: number): number;
  /** The cheapest rule that may end here and is not the one refused. */
  endingBut(state: number, refused: number): Ending;
  /** Between two searches: forgets all states when they have become too many. */
  tidy(): void;
  /** Places of the automaton that a state stands for. */
  sizeOf(state: number): number;
}
export interface Ending {
  rule: number;
  ruleCost: number;
}

const NOWHERE = -1;
/** So many that asking for each is quicker than going through a list. */
export const MANY_LEAD = -1;
/** Not asked yet. */
const UNKNOWN = -2;
/** Not the number of a rule. */
const NOBODY = -1;

/** Sentences of people need a few thousand states; noise may need ever more, and then all are forgotten. */
const STATES_MAX = 30_000;
/** For so many there is room at first. */
const ROOM = 1024;
/** Of each state: the cheapest rule that may end, what it waits in, whether it opens, its list of classes, its texts. */
const Fact = { rule: 0, waits: 1, opens: 2, list: 3, texts: 4 } as const;
const FACTS = Fact.texts + TEXT_STEPS;
/** Classes that lead on from a state, up to which they are kept as a list. */
const FEW = 64;
/** Classes that lead on from a node, from which on they are kept as bits of its own. */
const MANY = 64;

export function createStates(automaton: Automaton, ruleCosts: readonly number[], statesMax = STATES_MAX): States {
  const { node: at, ruleOf: ruleOfNode, textOf, classes } = automaton;
  let count = 0;
  let nodesOf: Int32Array[] = [];
  /** What is asked of a state most, side by side. */
  let facts = new Int32Array(ROOM * FACTS);
  let costs = new Float64Array(ROOM);
  /** A bit for each class of types that leads on from a state: a search asks this most of its time. */
  const width = (classes + 31) >>> 5;
  let bits = new Int32Array(ROOM * width);
  /** The same as lists, of states that few classes lead on from: how many, and which. */
  let lists = new Int32Array(ROOM);
  let listed = 0;
  /** The same for single nodes that many classes lead on from: they are in a great many states. */
  const bitsOfNode = new Map<number, Int32Array>();
  /** Where spans were found to lead, by state and class; never to the root, which is 0. */
  let somewhere = createPairs();
  /** States by a number made of their nodes; few share one. */
  let known = new Map<number, number[]>();
  /** The members of the state to be: `gatheredIn` says of each node for which state it was last taken. */
  let gathered: number[] = [];
  let turn = 0;
  const gatheredIn = new Int32Array(automaton.size);

  const root = makeRoot();
  return {
    root,
    after,
    leads,
    fewAt: (state) => facts[state * FACTS + Fact.list] as number,
    few: (place) => lists[place] as number,
    afterText,
    waitsIn: (state) => facts[state * FACTS + Fact.waits] as Waiting,
    opens: (state) => facts[state * FACTS + Fact.opens] === 1,
    ruleOf: (state) => facts[state * FACTS + Fact.rule] as number,
    ruleCostOf: (state) => costs[state] as number,
    endingBut: (state, refused) => ending(nodesOf[state] as Int32Array, refused),
    tidy,
    sizeOf: (state) => (nodesOf[state] as Int32Array).length,
  };

  function makeRoot(): number {
    begin();
    gather(automaton.root);
    return stateOf();
  }
  function tidy(): void {
    if (count < statesMax) return;
    count = 0;
    nodesOf = [];
    listed = 0;
    somewhere = createPairs();
    known = new Map();
    makeRoot();
  }
  function begin(): void {
    gathered = [];
    turn++;
  }
  function gather(node: number): void {
    if (gatheredIn[node] === turn) return;
    gatheredIn[node] = turn;
    gathered.push(node);
  }
  /** The state of what was gathered. */
  function stateOf(): number {
    if (gathered.length === 0) return NOWHERE;
    for (const node of gathered) for (const hub of at(node).hubs) gather(hub);
    const nodes = Int32Array.from(gathered).sort();
    const key = nodes.reduce((sum, node) => (Math.imul(sum, 31) + node) | 0, 0);
    const alike = known.get(key);
    const same = alike?.find((state) => isSame(nodesOf[state] as Int32Array, nodes));
    if (same !== undefined) return same;
    const state = make(nodes);
    if (alike) alike.push(state);
    else known.set(key, [state]);
    return state;
  }
  function make(nodes: Int32Array): number {
    const state = count++;
    if (state >= costs.length) {
      facts = grown(facts, new Int32Array(2 * state * FACTS));
      costs = grown(costs, new Float64Array(2 * state));
      bits = grown(bits, new Int32Array(2 * state * width));
    }
    const { rule, ruleCost } = ending(nodes, NOBODY);
    nodesOf[state] = nodes;
    bits.fill(0, state * width, (state + 1) * width);
    for (const node of nodes) addBits(node, state * width);
    costs[state] = ruleCost;
    const own = state * FACTS;
    facts[own + Fact.rule] = rule;
    facts[own + Fact.waits] = Waiting.parts;
    facts[own + Fact.opens] = rule >= 0 ? 1 : 0;
    facts[own + Fact.list] = listOf(state * width);
    facts.fill(UNKNOWN, own + Fact.texts, own + FACTS);
    for (const node of nodes) {
      const text = textOf(node);
      if (text !== null) facts[own + Fact.waits] = text.rest ? Waiting.rest : Waiting.text;
      if (at(node).words.length > 0) facts[own + Fact.opens] = 1;
    }
    return state;
  }
  function ending(nodes: Int32Array, refused: number): Ending {
    let rule = -1;
    let ruleCost = Number.POSITIVE_INFINITY;
    for (const node of nodes) {
      const cost = ruleCosts[ruleOfNode(node)] ?? 0;
      if (!at(node).accepts || cost >= ruleCost || ruleOfNode(node) === refused) continue;
      rule = ruleOfNode(node);
      ruleCost = cost;
    }
    return { rule, ruleCost };
  }
  function addBits(node: number, base: number): void {
    const { byClass } = at(node);
    if (byClass.size < MANY) {
      for (const one of byClass.keys()) setBit(bits, base, one);
      return;
    }
    let own = bitsOfNode.get(node);
    if (own === undefined) {
      own = new Int32Array(width);
      for (const one of byClass.keys()) setBit(own, 0, one);
      bitsOfNode.set(node, own);
    }
    for (let word = 0; word < width; word++) bits[base + word] = (bits[base + word] as number) | (own[word] as number);
  }
  function listOf(base: number): number {
    if (listed + FEW + 1 > lists.length) lists = grown(lists, new Int32Array(2 * lists.length));
    const list = listed;
    let length = 0;
    for (let word = 0; word < width; word++)
      for (let left = bits[base + word] as number; left !== 0; left &= left - 1) {
        if (length === FEW) return MANY_LEAD;
        lists[list + ++length] = 32 * word + lowestBit(left);
      }
    lists[list] = length;
    listed += length + 1;
    return list;
  }
  function leads(state: number, type: number): boolean {
    // Shifts look at the last five digits of a number only.
    return ((bits[state * width + (type >>> 5)] as number) & (1 << type)) !== 0;
  }
  function after(state: number, type: number): number {
    let next = somewhere.get(state, type);
    if (next === 0) {
      begin();
      for (const node of nodesOf[state] as Int32Array) for (const to of at(node).byClass.get(type) ?? []) gather(to);
      next = stateOf();
      somewhere.set(state, type, next);
    }
    return next;
  }
  function afterText(state: number, step: TextStep): number {
    const known = facts[state * FACTS + Fact.texts + step] as number;
    if (known !== UNKNOWN) return known;
    const rest = step === TextStep.beginRest || step === TextStep.goOnRest;
    begin();
    for (const node of nodesOf[state] as Int32Array) {
      if (step === TextStep.goOn || step === TextStep.goOnRest) {
        if (textOf(node)?.rest === rest) gather(node);
      } else for (const to of at(node).words) if (textOf(to)?.rest === rest) gather(to);
    }
    const next = stateOf();
    facts[state * FACTS + Fact.texts + step] = next;
    return next;
  }
}

const isSame = (one: Int32Array, other: Int32Array): boolean =>
  one.length === other.length && one.every((node, index) => node === other[index]);
