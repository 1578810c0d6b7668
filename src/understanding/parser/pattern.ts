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
  /** Null for free words. */
  type: string | null;
  name: string;
  to: number;
}
interface Node {
  edges: Edge[];
  epsilons: { to: number; mark: Mark | null }[];
  accept: boolean;
  /** Set inside free words: one more character leads back here. */
  text: FreeText | null;
  rule: number;
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
/** A node as the search sees it: epsilons are folded away. */
export interface ClosedNode {
  byType: ReadonlyMap<string, readonly Step[]>;
  /** Steps into free words. */
  words: readonly Step[];
  text: FreeText | null;
  accepts: boolean;
  /** Whose pattern it stands in; the root is nobody's. */
  rule: number;
}
export interface Automaton {
  /** Folded when first asked for: most places in most patterns are never reached. */
  node(index: number): ClosedNode;
  root: number;
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
  let rule = -1;
  const newNode = (text: FreeText | null = null) =>
    nodes.push({ edges: [], epsilons: [], accept: false, text, rule }) - 1;
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
  return { node, root, literals };

  function build(ast: Ast, from: number): number {
    switch (ast.kind) {
      case "span":
        return read(ast, from, newNode());
      case "text": {
        const to = newNode({ name: ast.name, rest: ast.rest });
        nodes[from]?.edges.push({ type: null, name: ast.name, to });
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
        link(from, loop);
        link(build(ast.item, loop), loop);
        const end = newNode();
        link(loop, end);
        return end;
      }
      case "plus": {
        const start = newNode();
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
    nodes[from]?.edges.push({ type, name, to });
    return to;
  }
  function link(from: number, to: number, mark: Mark | null = null): void {
    nodes[from]?.epsilons.push({ to, mark });
  }
}

/** Most epsilon steps between two real ones; deeper nesting is a mistake in a pattern. */
const EPSILON_DEPTH_MAX = 80;

function close(nodes: readonly Node[], start: number): ClosedNode {
  const byType = new Map<string, Step[]>();
  const words: Step[] = [];
  const seen = new Set<number>();
  const own = nodes[start] as Node;
  let accepts = false;
  visit(start, [], 0);
  return { byType, words, text: own.text, accepts, rule: own.rule };

  function visit(index: number, marks: readonly Mark[], depth: number): void {
    if (depth > EPSILON_DEPTH_MAX) throw new Bug("pattern nested too deep");
    if (seen.has(index)) return;
    seen.add(index);
    const node = nodes[index] as Node;
    for (const edge of node.edges) {
      const step = { edge, marks };
      if (edge.type === null) words.push(step);
      else {
        const list = byType.get(edge.type);
        if (list) list.push(step);
        else byType.set(edge.type, [step]);
      }
    }
    accepts ||= node.accept;
    for (const { to, mark } of node.epsilons) visit(to, mark ? [...marks, mark] : marks, depth + 1);
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
