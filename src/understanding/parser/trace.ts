// The way of a winning reading through its rule's patterns: which part of the sentence was which named part of the
// pattern. Where several ways fit, alternatives written first win.
import type { Automaton, Mark, Step } from "./pattern.ts";
import type { Span } from "./span.ts";

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

/** One thing read on the way; free words are one step to begin and one for all that goes on. */
export interface Read {
  kind: "span" | "begin" | "goOn";
  rest: boolean;
  span: Span | null;
  start: number;
  end: number;
}

export function traceMatch(automaton: Automaton, rule: number, reads: readonly Read[]): Match {
  const steps = wayThrough(automaton, rule, reads) ?? [];
  const captures: Capture[] = [];
  const groups: Group[] = [];
  const open: Group[] = [];
  for (const [index, read] of reads.entries()) {
    const step = steps[index];
    if (step) {
      for (const mark of step.marks) apply(mark, read.start);
      const group = open.at(-1) ?? null;
      const capture = { name: step.name, start: read.start, end: read.end, span: read.span, group };
      captures.push(capture);
      group?.captures.push(capture);
    } else {
      const last = captures.at(-1);
      if (last) last.end = read.end;
    }
    for (const group of open) group.end = read.end;
  }
  return { rule, start: reads[0]?.start ?? 0, end: reads.at(-1)?.end ?? 0, captures, groups };

  function apply(mark: Mark, position: number): void {
    if (mark.at === "end") open.pop();
    else {
      const group: Group = { name: mark.name, start: position, end: position, captures: [] };
      groups.push(group);
      open.push(group);
    }
  }
}

/** The step taken for each read; null where free words only go on. */
function wayThrough(automaton: Automaton, rule: number, reads: readonly Read[]): (Step | null)[] | null {
  const { steps, accepts, textOf, typeOf, root } = automaton;
  const hopeless = new Set<number>();
  const way: (Step | null)[] = [];
  return visit(root, 0) ? way : null;

  function visit(index: number, at: number): boolean {
    const read = reads[at];
    if (!read) return accepts(index);
    const here = index * (reads.length + 1) + at;
    if (hopeless.has(here)) return false;
    if (read.kind === "goOn") {
      if (textOf(index)?.rest === read.rest && take(null, index, at)) return true;
    } else {
      const type = read.span === null ? null : (typeOf.get(read.span.type) ?? null);
      for (const step of steps(index, type, rule)) {
        if (read.kind === "begin" && textOf(step.to)?.rest !== read.rest) continue;
        if (take(step, step.to, at)) return true;
      }
    }
    hopeless.add(here);
    return false;
  }
  function take(step: Step | null, to: number, at: number): boolean {
    way[at] = step;
    return visit(to, at + 1);
  }
}
