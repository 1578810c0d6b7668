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
/** What may be read at a place: one of some typed spans, or the first character of free words. */
interface Choice {
  /** Types by the number of `typeOf`, null for free words, and what the pattern calls them. */
  reads: readonly { type: number | null; name: string }[];
  /** The classes of those types; none for free words. */
  classes: readonly number[];
}
interface Edge {
  choice: Choice;
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

/** A step out of a node: what the pattern calls what was read, and the marks met on the way. */
export interface Step {
  name: string;
  to: number;
  marks: readonly Mark[];
}
/**
 * A node as the search sees it: epsilons are folded away, but for those into hubs, or each of the places that lead to a
 * long list would hold a copy of the list.
 */
export interface ClosedNode {
  /** Where a span leads, by the class of its type. */
  byClass: ReadonlyMap<number, readonly number[]>;
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
  /** The class of a type by its name: types that lead from the same places to the same places are one. NO_CLASS: read by none. */
  classNamed(type: string): number;
  /** How many classes there are. */
  classes: number;
  /** Characters and words that patterns name literally; the lattice must hold them. */
  literals: Set<string>;
}

type Shape =
  | { kind: "span"; type: string; name: string }
  | { kind: "text"; name: string; rest: boolean }
  | { kind: "seq"; items: readonly Ast[] }
  | { kind: "alt"; items: readonly Ast[] }
  | { kind: "optional"; item: Ast }
  | { kind: "star"; item: Ast }
  | { kind: "plus"; item: Ast }
  | { kind: "group"; name: string; item: Ast };
/** What is written alike is one and has one number. */
type Ast = Shape & { id: number };

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
  const rootEdges: Edge[] = [];
  const rootEpsilons: Epsilon[] = [];
  const nodes: Node[] = [{ ...EMPTY, edges: rootEdges, epsilons: rootEpsilons }];
  const read = patternReader(macros);
  /** One choice for each list of words, however many places offer it. */
  const choices = new Map<Ast, Choice>();
  let rule = -1;
  let end = -1;
  /** Where the rule in hand reads what and goes on where: in all of its patterns the same future is one place. */
  let known = new Map<number, number>();
  for (const pattern of patterns) {
    if (pattern.rule !== rule) {
      rule = pattern.rule;
      end = place({ accept: true });
      known = new Map();
    }
    const start = build(read(pattern.say), end);
    if (start === end) throw new Bug(`pattern 「${pattern.say}」 is empty`);
    const { edges, epsilons } = nodes[start] as Node;
    rootEdges.push(...edges);
    rootEpsilons.push(...epsilons);
  }
  const { classOf, classes } = classify([...choices.values()], typeOf.size);
  const closed: ClosedNode[] = [];
  const node = (index: number): ClosedNode => {
    closed[index] ??= close(nodes, index);
    return closed[index];
  };
  let ways = new Map<number, readonly Step[]>();
  return {
    node,
    steps(index, type, of) {
      // At the root all rules begin; elsewhere a place is of one rule.
      const place = index === 0 ? nodes.length + of : index;
      const key = place * (typeOf.size + 1) + (type ?? typeOf.size);
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
    classNamed(type) {
      const number = typeOf.get(type);
      return number === undefined ? NO_CLASS : (classOf[number] as number);
    },
    classes,
    literals,
  };

  /** From the end to the beginning: the place that reads this and goes on at `next`. */
  function build(ast: Ast, next: number): number {
    if (ast.kind === "seq") return ast.items.reduceRight((after, item) => build(item, after), next);
    const key = ast.id * PLACES_MAX + next;
    let at = known.get(key);
    if (at !== undefined) return at;
    if (ast.kind === "star" || ast.kind === "plus") {
      // One comes back to the beginning of what is repeated: it is there before what leads out of it can be said.
      at = place({ hub: true });
      known.set(key, at);
      (nodes[at] as Node).epsilons = around(ast, at, next);
    } else {
      at = place(waysOf(ast, next));
      known.set(key, at);
    }
    return at;
  }
  function waysOf(ast: Exclude<Ast, { kind: "seq" | "star" | "plus" }>, next: number): Partial<Node> {
    switch (ast.kind) {
      case "span":
        return { edges: [{ choice: choiceOf(ast, [ast]), to: next }] };
      case "text": {
        const inside = place({ text: { name: ast.name, rest: ast.rest }, epsilons: [bare(next)] });
        return { edges: [{ choice: choiceOf(ast, [ast]), to: inside }] };
      }
      case "alt": {
        // Most are words, and lists of words are most of all patterns: no places of their own for those.
        const words = ast.items.filter((item) => item.kind === "span");
        const others = ast.items.filter((item) => item.kind !== "span");
        return {
          edges: words.length > 0 ? [{ choice: choiceOf(ast, words), to: next }] : NONE,
          epsilons: others.map((item) => bare(build(item, next))),
        };
      }
      case "optional":
        return { epsilons: [bare(build(ast.item, next)), bare(next)] };
      case "group": {
        const after = place({ epsilons: [{ to: next, mark: { at: "end", name: ast.name } }] });
        return { epsilons: [{ to: build(ast.item, after), mark: { at: "begin", name: ast.name } }] };
      }
    }
  }
  function around({ kind, item }: Ast & { kind: "star" | "plus" }, start: number, next: number): Epsilon[] {
    if (kind === "star") return [bare(build(item, start)), bare(next)];
    return [bare(build(item, place({ epsilons: [bare(start), bare(next)] })))];
  }
  function choiceOf(ast: Ast, words: readonly (Ast & { kind: "span" | "text" })[]): Choice {
    let choice = choices.get(ast);
    if (choice === undefined) {
      const reads = words.map((word) => ({ type: word.kind === "span" ? numbered(word.type) : null, name: word.name }));
      choice = { reads, classes: NONE };
      choices.set(ast, choice);
      for (const word of words) if (word.kind === "span" && word.type.startsWith("=")) literals.add(word.type.slice(1));
    }
    return choice;
  }
  function place(ways: Partial<Node>): number {
    const index = nodes.push({ ...EMPTY, ...ways, rule }) - 1;
    if (index >= PLACES_MAX) throw new Bug("more places than a key has room for");
    return index;
  }
}

/** What no pattern reads has none. */
export const NO_CLASS = -1;
/** Most places have none of either. */
const NONE: readonly never[] = [];
const EMPTY: Node = { edges: NONE, epsilons: NONE, accept: false, text: null, rule: -1, hub: false };
/** More than all patterns have; a number of a pattern and one of a place are one key. */
const PLACES_MAX = 2 ** 22;
const bare = (to: number): Epsilon => ({ to, mark: null });

/** Most epsilon steps between two real ones; deeper nesting is a mistake in a pattern. */
const EPSILON_DEPTH_MAX = 80;

/** Steps remembered for the ways of winners; noise may need ever more. */
const WAYS_MAX = 50_000;

/**
 * Synonyms are most of all types, and all of a list lead from the same places to the same places. Begins with one class of
 * all types and parts it by every list; each choice is told its classes.
 */
function classify(choices: Choice[], types: number): { classOf: Int32Array; classes: number } {
  const classOf = new Int32Array(types);
  let classes = types === 0 ? 0 : 1;
  const sizes = [types];
  for (const { reads } of choices) {
    const members = new Map<number, Set<number>>();
    for (const { type } of reads) {
      if (type === null) continue;
      const own = classOf[type] as number;
      const met = members.get(own);
      if (met) met.add(type);
      else members.set(own, new Set([type]));
    }
    for (const [own, met] of members) {
      if (met.size === sizes[own]) continue;
      sizes[own] = (sizes[own] as number) - met.size;
      sizes.push(met.size);
      for (const type of met) classOf[type] = classes;
      classes++;
    }
  }
  for (const choice of choices) {
    const all = choice.reads.flatMap(({ type }) => (type === null ? [] : [classOf[type] as number]));
    choice.classes = [...new Set(all)];
  }
  return { classOf, classes };
}

function close(nodes: readonly Node[], start: number): ClosedNode {
  const byClass = new Map<number, number[]>();
  const words: number[] = [];
  const hubs: number[] = [];
  const seen = new Set<number>();
  let accepts = false;
  visit(start, 0);
  // A hub inside a hub is listed with it, so that nobody needs to go on from one.
  for (const hub of hubs)
    for (const further of hubsFrom(nodes, hub)) if (further !== start && !hubs.includes(further)) hubs.push(further);
  return { byClass, words, hubs, accepts };

  function visit(index: number, depth: number): void {
    if (depth > EPSILON_DEPTH_MAX) throw new Bug("pattern nested too deep");
    if (seen.has(index)) return;
    seen.add(index);
    const node = nodes[index] as Node;
    if (node.hub && index !== start) {
      hubs.push(index);
      return;
    }
    for (const { choice, to } of node.edges) {
      if (choice.classes.length === 0) words.push(to);
      for (const one of choice.classes) {
        const list = byClass.get(one);
        if (list) list.push(to);
        else byClass.set(one, [to]);
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
    for (const { choice, to } of node.edges)
      if (isOf(to)) for (const read of choice.reads) if (read.type === type) steps.push({ name: read.name, to, marks });
    for (const { to, mark } of node.epsilons) if (isOf(to)) visit(to, mark ? [...marks, mark] : marks);
  }
}

const SPECIAL = new Set(["{", "}", "<", ">", "(", ")", "|", "?", "*", "+", "@", "%", " ", "\n", "\t"]);

/** Reads patterns; each macro is read once, and what is written alike is one. */
function patternReader(macros: Macros): (say: string) => Ast {
  const read = new Map<string, Ast>();
  const known = new Map<string, Ast>();
  const shared: Shared = {
    groups: new Map(),
    literals: new Map(),
    macro(name, fail) {
      let ast = read.get(name);
      if (ast === undefined) {
        ast = parsePattern(macros[name] ?? fail(`no macro ${name}`), shared);
        read.set(name, ast);
      }
      return ast;
    },
    once(shape) {
      const key = keyOf(shape);
      let ast = known.get(key);
      if (ast === undefined) {
        ast = { ...shape, id: known.size };
        known.set(key, ast);
      }
      return ast;
    },
  };
  return (say) => parsePattern(say, shared);
}
interface Shared {
  /** What was read between brackets, and words, by how they are written: most are written many times. */
  groups: Map<string, Ast>;
  literals: Map<string, Ast>;
  macro(name: string, fail: (why: string) => never): Ast;
  once(shape: Shape): Ast;
}
function keyOf(shape: Shape): string {
  switch (shape.kind) {
    case "span":
      return `{${shape.type}:${shape.name}}`;
    case "text":
      return `<${shape.name}${shape.rest ? "!" : ""}>`;
    case "seq":
    case "alt":
      return `${shape.kind} ${shape.items.map(({ id }) => id).join(" ")}`;
    case "group":
      return `${shape.name}= ${shape.item.id}`;
    default:
      return `${shape.kind} ${shape.item.id}`;
  }
}

/** Reads one pattern. Throws Bug naming the pattern and the place: patterns are code. */
function parsePattern(say: string, { macro, once, groups, literals }: Shared): Ast {
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
    return items.length === 1 ? (items[0] as Ast) : once({ kind: "alt", items });
  }
  function sequence(): Ast {
    const items: Ast[] = [];
    for (blanks(); at < say.length && say[at] !== ")" && say[at] !== "|"; blanks()) items.push(element());
    return items.length === 1 ? (items[0] as Ast) : once({ kind: "seq", items });
  }
  function element(): Ast {
    if (say[at] === "?") {
      at++;
      return once({ kind: "optional", item: element() });
    }
    let item = atom();
    if (say[at] === "*") {
      at++;
      item = once({ kind: "star", item });
    } else if (say[at] === "+") {
      at++;
      item = once({ kind: "plus", item });
    } else if (say[at] === "?" && (at + 1 === say.length || " )|".includes(say[at + 1] as string))) {
      at++;
      item = once({ kind: "optional", item });
    }
    return item;
  }
  function atom(): Ast {
    const char = say[at];
    if (char === "{") {
      const [type = "", name] = until("}").split(":");
      return once({ kind: "span", type, name: name ?? type });
    }
    if (char === "<") {
      const name = until(">");
      const rest = name.endsWith("!");
      return once({ kind: "text", name: rest ? name.slice(0, -1) : name, rest });
    }
    if (char === "(") {
      const written = say.slice(at, endOf(at));
      let inner = groups.get(written);
      if (inner !== undefined) {
        at += written.length;
        return inner;
      }
      at++;
      inner = alternatives();
      if (say[at] !== ")") fail("missing )");
      at++;
      groups.set(written, inner);
      return inner;
    }
    if (char === "@") {
      at++;
      const [type = "", name] = word().split(":");
      return once({ kind: "span", type: `@${type}`, name: name ?? type });
    }
    if (char === "%") {
      at++;
      return macro(word(), fail);
    }
    const literal = word();
    if (literal === "") fail("empty element");
    if (literal.endsWith("=") && say[at] === "(")
      return once({ kind: "group", name: literal.slice(0, -1), item: atom() });
    let span = literals.get(literal);
    if (span === undefined) {
      span = once({ kind: "span", type: `=${literal}`, name: literal });
      literals.set(literal, span);
    }
    return span;
  }
  /** Behind the bracket that closes the one here. */
  function endOf(open: number): number {
    let depth = 0;
    for (let index = open; index < say.length; index++) {
      if (say[index] === "(") depth++;
      else if (say[index] === ")" && --depth === 0) return index + 1;
    }
    return say.length;
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
