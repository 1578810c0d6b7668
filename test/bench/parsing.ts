// Microseconds the offline parser needs for a sentence: all examples of all plans.
import { everySkill, skillPhrases } from "../../src/skills/all.ts";
import { buildGrammar } from "../../src/understanding/parser/grammar.ts";
import { emptyLexicon } from "../../src/understanding/parser/lattice.ts";
import { parse } from "../../src/understanding/parser/parse.ts";
import { type Form, percentile, timed } from "./figures.ts";

export async function parsing({ quick }: Form): Promise<string[]> {
  const grammar = buildGrammar(skillPhrases);
  const sentences = everySkill().flatMap((skill) => skill.plans.flatMap((plan) => plan.examples));
  const when = { now: new Date("2026-09-13T02:00:00Z"), zone: "Asia/Shanghai", people: [] };
  const run = (text: string) => parse(grammar, text, when, emptyLexicon);
  for (let round = 0; round < 20; round++) for (const text of sentences) run(text);
  const spent = (
    await timed((quick ? 10 : 100) * sentences.length, (index) => run(sentences[index % sentences.length] as string))
  ).map((value) => value * 1000);
  return [
    `${sentences.length} sentences: median ${percentile(spent, 0.5).toFixed(0)} µs, p99 ${percentile(spent, 0.99).toFixed(0)} µs`,
  ];
}
