// The pattern language of `phrases.ts`, and its compilation into one automaton for all rules.
//
//   {who}        a span of that type; {number:amount} gives it a name of its own
//   @buy         any word of the class `buy`
//   提醒我        these very characters
//   <text>       free words, at least one character; <text!> takes all that is left of the sentence
//   ?x  x?  x*  x+  (a | b)  name=( … )   optional (twice), repeated, alternatives, a named group
//
// Elements are separated by blanks. Between two elements a sentence may hold fillers (麻烦, 一下, 哈) at no cost and
// unexplained characters at cost 1 each; whatever reading explains most wins. states.ts folds all rules together,
// match.ts searches.
import { Bug } from "../../errors.ts";

export type Mark = { at: "begin" | "end"; name: string };
/** What a step reads: one typed span, or the first character of free words. */
export interface Edge {
  /** By the number of `typeOf`; null for free words. */
  type: number | null;
  name: string;
  to: number;
}
interface Epsilon {
  to: number;
  mark: Mark | null;
}
interface Node {
  edges: readonly Edge[];
  epsilons: readonly Epsilon[];
  accept: boolean;
  /** Set inside free words: one more character leads back here. */
  text: FreeText | null;
  rule: number;
  /** What may come again and again starts here: from a thousand places inside a list of conditions one comes back to it. */
  hub: boolean;
}
export interface FreeText {
  name: string;
  /** Takes all that is left of the sentence. */
  rest: boolean;
}

/** A step out of a node with the marks met on the way to it. */
export interface Step {
  edge: Edge;
  marks: readonly Mark[];
}
/**
 * A node as the search sees it: epsilons are folded away, but for those into hubs, or each of the places that lead to a
 * long list would hold a copy of the list.
 */
export interface ClosedNode {
  /** Where a span of a type leads. */
  byType: ReadonlyMap<number, readonly number[]>;
  /** A bit for each of those types, by its last digits: most questions are answered with no by it alone. */
  mask: number;
  /** Where a first free word leads. */
  words: readonly number[];
  /** What holds here holds of these nodes as well. */
  hubs: readonly number[];
  accepts: boolean;
}
export interface Automaton {
  /** Folded when first asked for: most places in most patterns are never reached. */
  node(index: number): ClosedNode;
  /** Every step of a rule out of a node by a type, null for free words, in the order written. */
  steps(index: number, type: number | null, rule: number): readonly Step[];
  accepts(index: number): boolean;
  textOf(index: number): FreeText | null;
  /** Whose pattern it stands in; the root is nobody's. */
  ruleOf(index: number): number;
  root: number;
  /** How many nodes there are. */
  size: number;
  /** The types of spans that patterns read, each with a number of its own. */
  typeOf: ReadonlyMap<string, number>;
  /** Characters and words that patterns name literally; the lattice must hold them. */
  literals: Set<string>;
}

type Ast =
  | { kind: "span"; type: string; name: string }
  | { kind: "text"; name: string; rest: boolean }
  | { kind: "seq"; items: Ast[] }
  | { kind: "alt"; items: Ast[] }
  | { kind: "optional"; item: Ast }
  | { kind: "star"; item: Ast }
  | { kind: "plus"; item: Ast }
  | { kind: "group"; name: string; item: Ast };

/** Patterns used inside others by name: %bound. */
export type Macros = Readonly<Record<string, string>>;

export function compile(patterns: { say: string; rule: number }[], macros: Macros): Automaton {
  const literals = new Set<string>();
  const typeOf = new Map<string, number>();
  const numbered = (type: string): number => {
    const known = typeOf.get(type);
    if (known === undefined) typeOf.set(type, typeOf.size);
    return known ?? typeOf.size - 1;
  };
  const root: Node = { ...EMPTY };
  const nodes: Node[] = [root];
  /** Places with the same future are one place, whichever of a rule's patterns they stand in. */
  const known = new Map<string, number>();
  const read = patternReader(macros);
  let rule = -1;
  for (const pattern of patterns) {
    rule = pattern.rule;
    const end = place({ ...EMPTY, accept: true });
    const start = build(read(pattern.say), end);
    if (start === end) throw new Bug(`pattern 「${pattern.say}」 is empty`);
    const { edges, epsilons } = nodes[start] as Node;
    root.edges = [...root.edges, ...edges];
    root.epsilons = [...root.epsilons, ...epsilons];
  }
  const closed: ClosedNode[] = [];
  const node = (index: number): ClosedNode => {
    closed[index] ??= close(nodes, index);
    return closed[index];
  };
  let ways = new Map<string, readonly Step[]>();
  return {
    node,
    steps(index, type, of) {
      const key = `${of} ${index} ${type}`;
      let found = ways.get(key);
      if (!found) {
        if (ways.size >= WAYS_MAX) ways = new Map();
        found = stepsOf(nodes, index, type, of);
        ways.set(key, found);
      }
      return found;
    },
    accepts: (index) => node(index).accepts || node(index).hubs.some((hub) => node(hub).accepts),
    textOf: (index) => (nodes[index] as Node).text,
    ruleOf: (index) => (nodes[index] as Node).rule,
    root: 0,
    size: nodes.length,
    typeOf,
    literals,
  };

  /** From the end to the beginning: the place that reads this and goes on at `next`. */
  function build(ast: Ast, next: number): number {
    switch (ast.kind) {
      case "span":
        return place({ ...EMPTY, edges: [spanEdge(ast, next)] });
      case "text": {
        const inside = place({ ...EMPTY, text: { name: ast.name, rest: ast.rest }, epsilons: [bare(next)] });
        return place({ ...EMPTY, edges: [{ type: null, name: ast.name, to: inside }] });
      }
      case "seq":
        return ast.items.reduceRight((after, item) => build(item, after), next);
      case "alt": {
        const edges: Edge[] = [];
        const epsilons: Epsilon[] = [];
        // Most are words, and lists of words are most of all patterns: no places of their own for those.
        for (const item of ast.items)
          if (item.kind === "span") edges.push(spanEdge(item, next));
          else epsilons.push(bare(build(item, next)));
        return place({ ...EMPTY, edges, epsilons });
      }
      case "optional":
        return place({ ...EMPTY, epsilons: [bare(build(ast.item, next)), bare(next)] });
      case "star":
        return loop(ast, next, (start) => [bare(build(ast.item, start)), bare(next)]);
      case "plus":
        return loop(ast, next, (start) => [
          bare(build(ast.item, place({ ...EMPTY, epsilons: [bare(start), bare(next)] }))),
        ]);
      case "group": {
        const end = place({ ...EMPTY, epsilons: [{ to: next, mark: { at: "end", name: ast.name } }] });
        return place({ ...EMPTY, epsilons: [{ to: build(ast.item, end), mark: { at: "begin", name: ast.name } }] });
      }
    }
  }
  function spanEdge({ type, name }: Ast & { kind: "span" }, to: number): Edge {
    if (type.startsWith("=")) literals.add(type.slice(1));
    return { type: numbered(type), name, to };
  }
  function place(made: Omit<Node, "rule">): number {
    const { edges, epsilons, accept, text } = made;
    const ways = epsilons.map(({ to, mark }) => (mark ? `${to}${mark.at}${mark.name}` : to));
    const reads = edges.map(({ type, name, to }) => `${type}${name}>${to}`);
    const key = `${rule} ${accept} ${text ? `${text.name}${text.rest}` : ""} ${reads} ${ways}`;
    let index = known.get(key);
    if (index === undefined) {
      index = nodes.push({ ...made, rule }) - 1;
      known.set(key, index);
    }
    return index;
  }
  /** A place one comes back to: what leads out of it can be said only when it is there. */
  function loop(ast: Ast, next: number, waysOut: (start: number) => Epsilon[]): number {
    const key = `${rule} ${JSON.stringify(ast)} ${next}`;
    const same = known.get(key);
    if (same !== undefined) return same;
    const start = nodes.push({ ...EMPTY, rule, hub: true }) - 1;
    known.set(key, start);
    (nodes[start] as Node).epsilons = waysOut(start);
    return start;
  }
}

/** Most places have none of either. */
const NONE: readonly never[] = [];
const EMPTY: Node = { edges: NONE, epsilons: NONE, accept: false, text: null, rule: -1, hub: false };
const bare = (to: number): Epsilon => ({ to, mark: null });

/** Most epsilon steps between two real ones; deeper nesting is a mistake in a pattern. */
const EPSILON_DEPTH_MAX = 80;

/** Steps remembered for the ways of winners; noise may need ever more. */
const WAYS_MAX = 50_000;

/** Bits of a mask: JavaScript shifts by the last five digits of a number. */
export const bitOf = (type: number): number => 1 << type;

function close(nodes: readonly Node[], start: number): ClosedNode {
  const byType = new Map<number, number[]>();
  let mask = 0;
  const words: number[] = [];
  const hubs: number[] = [];
  const seen = new Set<number>();
  let accepts = false;
  visit(start, 0);
  // A hub inside a hub is listed with it, so that nobody needs to go on from one.
  for (const hub of hubs)
    for (const further of hubsFrom(nodes, hub)) if (further !== start && !hubs.includes(further)) hubs.push(further);
  return { byType, mask, words, hubs, accepts };

  function visit(index: number, depth: number): void {
    if (depth > EPSILON_DEPTH_MAX) throw new Bug("pattern nested too deep");
    if (seen.has(index)) return;
    seen.add(index);
    const node = nodes[index] as Node;
    if (node.hub && index !== start) {
      hubs.push(index);
      return;
    }
    for (const { type, to } of node.edges) {
      if (type === null) words.push(to);
      else {
        const list = byType.get(type);
        if (list) list.push(to);
        else byType.set(type, [to]);
        mask |= bitOf(type);
      }
    }
    accepts ||= node.accept;
    for (const { to } of node.epsilons) visit(to, depth + 1);
  }
}

/** Hubs met from a hub without passing through another. */
function hubsFrom(nodes: readonly Node[], start: number): number[] {
  const met: number[] = [];
  const seen = new Set<number>([start]);
  const visit = (index: number): void => {
    for (const { to } of (nodes[index] as Node).epsilons) {
      if (seen.has(to)) continue;
      seen.add(to);
      if ((nodes[to] as Node).hub) met.push(to);
      else visit(to);
    }
  };
  visit(start);
  return met;
}

/** With the marks on the way, through hubs and all. */
function stepsOf(nodes: readonly Node[], start: number, type: number | null, rule: number): Step[] {
  const steps: Step[] = [];
  const seen = new Set<number>();
  const isOf = (index: number) => (nodes[index] as Node).rule === rule;
  visit(start, []);
  return steps;

  function visit(index: number, marks: readonly Mark[]): void {
    if (seen.has(index)) return;
    seen.add(index);
    const node = nodes[index] as Node;
    for (const edge of node.edges) if (edge.type === type && isOf(edge.to)) steps.push({ edge, marks });
    for (const { to, mark } of node.epsilons) if (isOf(to)) visit(to, mark ? [...marks, mark] : marks);
  }
}

const SPECIAL = new Set(["{", "}", "<", ">", "(", ")", "|", "?", "*", "+", "@", "%", " ", "\n", "\t"]);

/** Reads patterns; each macro is read once. */
function patternReader(macros: Macros): (say: string) => Ast {
  const asts = new Map<string, Ast>();
  const macro = (name: string, fail: (why: string) => never): Ast => {
    let ast = asts.get(name);
    if (ast === undefined) {
      ast = parsePattern(macros[name] ?? fail(`no macro ${name}`), macro);
      asts.set(name, ast);
    }
    return ast;
  };
  return (say) => parsePattern(say, macro);
}

/** Reads one pattern. Throws Bug naming the pattern and the place: patterns are code. */
function parsePattern(say: string, macro: (name: string, fail: (why: string) => never) => Ast): Ast {
  let at = 0;
  const fail = (why: string): never => {
    throw new Bug(`pattern 「${say}」 at ${at}: ${why}`);
  };
  const ast = alternatives();
  if (at < say.length) fail("unexpected character");
  return ast;

  function blanks(): void {
    while (at < say.length && /\s/.test(say[at] as string)) at++;
  }
  function alternatives(): Ast {
    const items = [sequence()];
    while (say[at] === "|") {
      at++;
      items.push(sequence());
    }
    return items.length === 1 ? (items[0] as Ast) : { kind: "alt", items };
  }
  function sequence(): Ast {
    const items: Ast[] = [];
    for (blanks(); at < say.length && say[at] !== ")" && say[at] !== "|"; blanks()) items.push(element());
    return items.length === 1 ? (items[0] as Ast) : { kind: "seq", items };
  }
  function element(): Ast {
    if (say[at] === "?") {
      at++;
      return { kind: "optional", item: element() };
    }
    let item = atom();
    if (say[at] === "*") {
      at++;
      item = { kind: "star", item };
    } else if (say[at] === "+") {
      at++;
      item = { kind: "plus", item };
    } else if (say[at] === "?" && (at + 1 === say.length || " )|".includes(say[at + 1] as string))) {
      at++;
      item = { kind: "optional", item };
    }
    return item;
  }
  function atom(): Ast {
    const char = say[at];
    if (char === "{") {
      const [type = "", name] = until("}").split(":");
      return { kind: "span", type, name: name ?? type };
    }
    if (char === "<") {
      const name = until(">");
      return name.endsWith("!")
        ? { kind: "text", name: name.slice(0, -1), rest: true }
        : { kind: "text", name, rest: false };
    }
    if (char === "(") {
      at++;
      const inner = alternatives();
      if (say[at] !== ")") fail("missing )");
      at++;
      return inner;
    }
    if (char === "@") {
      at++;
      const [type = "", name] = word().split(":");
      return { kind: "span", type: `@${type}`, name: name ?? type };
    }
    if (char === "%") {
      at++;
      return macro(word(), fail);
    }
    const literal = word();
    if (literal === "") fail("empty element");
    if (literal.endsWith("=") && say[at] === "(") return { kind: "group", name: literal.slice(0, -1), item: atom() };
    return { kind: "span", type: `=${literal}`, name: literal };
  }
  function until(end: string): string {
    const close = say.indexOf(end, at);
    if (close < 0) fail(`missing ${end}`);
    const inner = say.slice(at + 1, close);
    at = close + 1;
    return inner;
  }
  function word(): string {
    const start = at;
    while (at < say.length && !SPECIAL.has(say[at] as string)) at++;
    return say.slice(start, at);
  }
}
