// Which sentences to show to somebody who asks what can be said. Pure: works on the plans it is given.
import type { PlanSpec } from "../../skill.ts";

/** What people come for, in the order of a day in the shop; the word is a skill's name. */
const ORDER: readonly string[] = [
  "customers",
  "notes",
  "purchases",
  "followups",
  "care",
  "contact",
  "complaints",
  "members",
  "segments",
  "insights",
  "campaigns",
  "coaching",
  "staff",
];

/** More lines than these are not read on a phone. */
const OVERVIEW_MAX = 9;
const TOPIC_MAX = 5;

export interface HelpLine {
  /** Name of the skill, and what the plan does. */
  skill: string;
  help: string;
  examples: string[];
}

/** One line for each skill: its first plan that changes or answers something, with one sentence. */
export function overview(specs: readonly PlanSpec[]): HelpLine[] {
  const bySkill = new Map<string, PlanSpec[]>();
  for (const spec of specs) {
    const skill = skillOf(spec);
    bySkill.set(skill, [...(bySkill.get(skill) ?? []), spec]);
  }
  bySkill.delete("help");
  return [...bySkill]
    .sort(([one], [other]) => placeOf(one) - placeOf(other) || one.localeCompare(other))
    .slice(0, OVERVIEW_MAX)
    .flatMap(([skill, [first]]) => (first ? [{ skill, help: first.help, examples: first.examples.slice(0, 2) }] : []));
}

/** The plans that fit a topic best; none when nothing has anything to do with it. */
export function aboutTopic(
  specs: readonly PlanSpec[],
  topic: string,
  titles: Readonly<Record<string, string>>,
): HelpLine[] {
  const words = topic.replace(/^(怎么|如何|怎样|咋)|(怎么(用|说|做|弄|办)|功能|方面|的|吗|呢)$/g, "").trim();
  if (words === "") return [];
  const scored = specs.map((spec) => ({ spec, score: scoreOf(spec, words, titles[skillOf(spec)] ?? "") }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  // What only touches the topic would hide what is about it.
  return scored
    .filter(({ score }) => score > 0 && score * 2 >= best)
    .sort((one, other) => other.score - one.score)
    .slice(0, TOPIC_MAX)
    .map(({ spec }) => ({ skill: skillOf(spec), help: spec.help, examples: spec.examples.slice(0, 3) }));
}

/** The whole word in the help counts most, then in an example, then the skill's title, then two letters of it. */
function scoreOf(spec: PlanSpec, words: string, title: string): number {
  if (skillOf(spec) === "help") return 0;
  let score = 0;
  if (spec.help.includes(words)) score += 8;
  if (spec.examples.some((example) => example.includes(words))) score += 5;
  if (title !== "" && (title.includes(words) || words.includes(title))) score += 4;
  for (let at = 0; at + 2 <= words.length; at++) {
    const pair = words.slice(at, at + 2);
    if (spec.help.includes(pair)) score += 2;
    else if (spec.examples.some((example) => example.includes(pair))) score += 1;
  }
  return score;
}

function skillOf(spec: PlanSpec): string {
  return spec.kind.split(".")[0] ?? spec.kind;
}

function placeOf(skill: string): number {
  const place = ORDER.indexOf(skill);
  return place < 0 ? ORDER.length : place;
}
