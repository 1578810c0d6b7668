// A first sentence to the customer for each thing to do, so that nobody has to think of one. What a colleague wrote
// down is never quoted to the customer: only what she bought, and what kind of thing it is. Pure wording.
import { surnameOf } from "../customers/names.ts";

export interface SayFirst {
  kind: "follow_up" | "promise";
  /** As written down: it only tells what kind of thing it is. */
  text: string;
  /** The rule that made it; null when a person did. */
  ruleKey: string | null;
  name: string;
  gender: "female" | "male" | "unknown";
  /** As she is called here: 张姐. */
  alias: string | null;
  /** Under thirty, or she said she minds being called 姐. */
  noSister: boolean;
  /** Bought last. */
  item: string | null;
  /** She wants no messages. */
  doNotDisturb: boolean;
  /** A complaint is open. */
  complains: boolean;
  /** Somebody died: nothing cheerful. */
  grieves: boolean;
}

/** Null where nothing should be written: she wants no messages. */
export function sayFirst(about: SayFirst): string | null {
  if (about.doNotDisturb) return null;
  const name = calledPolitely(about);
  if (about.grieves) return `${name}，最近还好吗？有我帮得上的，您说一声就行。`;
  if (about.complains) return `${name}，上次的事我一直放在心上，先跟您说说处理到哪一步了。`;
  if (about.kind === "promise") return `${name}，上次答应您的事我记着呢，这就跟您说一声。`;
  const [rule = ""] = about.ruleKey?.split(":") ?? [];
  const byRule = BY_RULE[rule];
  if (byRule) return byRule(name, about.item);
  return KINDS.find(([pattern]) => pattern.test(about.text))?.[1](name, about.item) ?? asking(name, about.item);
}

type Line = (name: string, item: string | null) => string;

const asking: Line = (name, item) =>
  item ? `${name}，最近怎么样？上次的${item}用着还合心意吗？` : `${name}，最近还好吗？有什么想看的随时跟我说。`;

const BY_RULE: Readonly<Record<string, Line>> = {
  touch: asking,
  lead: (name) => `${name}您好，加上您啦！想看款式、问尺码，随时找我。`,
  "first-purchase": (name, item) => `${name}，${item ?? "前两天买的"}用着还合适吗？有哪里不舒服，尽管跟我说。`,
  progress: (name) => `${name}，您上次说想找的，我一直帮您留意着，这两天有空来看看吗？`,
  review: (name, item) => `${name}，${item ? `上次的${item}` : "上次买的"}用得怎么样？有什么要改进的，您直说。`,
};

/** In order of what decides: goods that are ready before goods that came, both before a mere question. */
const KINDS: readonly [pattern: RegExp, line: Line][] = [
  [/来取|来拿|取货|取衣|拿改|改好|修好|保养好|做好/u, (name) => `${name}，您的东西好了，哪天方便过来取？`],
  [/到货|到店通知|新到|到了|补到/u, (name) => `${name}，您惦记的到店了，哪天方便来看看？`],
  [/来试|试穿|试衣|量尺寸|量身/u, (name) => `${name}，这两天有空来试试吗？我提前给您备好。`],
];

function calledPolitely({ name, gender, alias, noSister }: SayFirst): string {
  if (alias !== null && !(noSister && alias.endsWith("姐"))) return alias;
  const surname = surnameOf(name);
  if (surname === null || gender === "unknown") return name;
  if (gender === "male") return `${surname}先生`;
  return noSister ? `${surname}女士` : `${surname}姐`;
}
