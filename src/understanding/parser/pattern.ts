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
  const nodes: Node[] = [];
  const literals = new Set<string>();
  const typeOf = new Map<string, number>();
  const numbered = (type: string): number => {
    const known = typeOf.get(type);
    if (known === undefined) typeOf.set(type, typeOf.size);
    return known ?? typeOf.size - 1;
  };
  /** One string for each name, however many patterns use it. */
  const names = new Map<string, string>();
  const once = (name: string): string => {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };
  let rule = -1;
  const newNode = (text: FreeText | null = null) =>
    nodes.push({ edges: NONE, epsilons: NONE, accept: false, text, rule, hub: false }) - 1;
  const root = newNode();
  for (const pattern of patterns) {
    rule = pattern.rule;
    const end = build(parsePattern(pattern.say, macros), root);
    if (end === root) throw new Bug(`pattern 「${pattern.say}」 is empty`);
    (nodes[end] as Node).accept = true;
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
    root,
    size: nodes.length,
    typeOf,
    literals,
  };

  function build(ast: Ast, from: number): number {
    switch (ast.kind) {
      case "span":
        return read(ast, from, newNode());
      case "text": {
        const to = newNode({ name: ast.name, rest: ast.rest });
        addEdge(from, { type: null, name: ast.name, to });
        return to;
      }
      case "seq":
        return ast.items.reduce((at, item) => build(item, at), from);
      case "alt": {
        const end = newNode();
        for (const item of ast.items) {
          // Most are words, and lists of words are most of all patterns: no nodes of their own for those.
          if (item.kind === "span") {
            read(item, from, end);
            continue;
          }
          const start = newNode();
          link(from, start);
          link(build(item, start), end);
        }
        return end;
      }
      case "optional": {
        const start = newNode();
        const end = newNode();
        link(from, start);
        link(build(ast.item, start), end);
        link(from, end);
        return end;
      }
      case "star": {
        const loop = newNode();
        (nodes[loop] as Node).hub = true;
        link(from, loop);
        link(build(ast.item, loop), loop);
        const end = newNode();
        link(loop, end);
        return end;
      }
      case "plus": {
        const start = newNode();
        (nodes[start] as Node).hub = true;
        link(from, start);
        const end = newNode();
        link(build(ast.item, start), end);
        link(end, start);
        return end;
      }
      case "group": {
        const start = newNode();
        link(from, start, { at: "begin", name: ast.name });
        const inner = build(ast.item, start);
        const end = newNode();
        link(inner, end, { at: "end", name: ast.name });
        return end;
      }
    }
  }
  function read({ type, name }: Ast & { kind: "span" }, from: number, to: number): number {
    if (type.startsWith("=")) literals.add(type.slice(1));
    addEdge(from, { type: numbered(type), name: once(name), to });
    return to;
  }
  function addEdge(from: number, edge: Edge): void {
    const node = nodes[from] as Node;
    node.edges = withOne(node.edges, edge);
  }
  function link(from: number, to: number, mark: Mark | null = null): void {
    const node = nodes[from] as Node;
    node.epsilons = withOne(node.epsilons, { to, mark });
  }
}

/** Most places have none or one of either; an array that was pushed to once has room for seventeen. */
const NONE: readonly never[] = [];
function withOne<T>(list: readonly T[], one: T): readonly T[] {
  if (list.length === 0) return [one];
  (list as T[]).push(one);
  return list;
}

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

/** Reads one pattern. Throws Bug naming the pattern and the place: patterns are code. */
export function parsePattern(say: string, macros: Macros): Ast {
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
      const name = word();
      const macro = macros[name] ?? fail(`no macro ${name}`);
      return parsePattern(macro, macros);
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
