// How the conditions of one question hang together: whose day is meant, what is listed, repeated or turned, and which of
// them are alternatives. Pure.
import { addDays } from "../../calendar/day.ts";
import { boundOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";
import type { Capture, Group } from "../../understanding/parser/trace.ts";
import { none, type Part } from "./condition-rule.ts";
import type { Condition, DayRange } from "./query.ts";

/** One condition of the bag with the place it stands at. */
export interface Held {
  name: string;
  group: Group;
  made: Condition;
  own: DayRange | null;
  negated: boolean;
}

/** Fields whose values exclude one another: 「金卡和钻石」 means either; nobody is both. */
const EXCLUSIVE = ["tier", "class", "lifecycle"];

export function inOf(condition: Condition | undefined): { field: string; in: readonly string[] } | null {
  return condition && "field" in condition && "in" in condition && EXCLUSIVE.includes(condition.field)
    ? condition
    : null;
}

function joined(left: Condition, right: Condition): Condition | null {
  const [one, other] = [inOf(left), inOf(right)];
  return one && other && one.field === other.field
    ? ({ ...one, in: [...new Set([...one.in, ...other.in])] } as Condition)
    : null;
}

export function anyOf(left: Condition, right: Condition): Condition {
  return joined(left, right) ?? ("any" in left ? { any: [...left.any, right] } : { any: [left, right] });
}

/** 「林悦和陈晨的客户」: nobody has two associates or two shops, so either is meant. */
function isAlternative(one: Condition, other: Condition): boolean {
  if ("any" in one) return one.any.every((part) => isAlternative(part, other));
  return (
    "field" in one && "field" in other && one.field === other.field && (one.field === "owner" || one.field === "store")
  );
}

export function mergeSameField(where: readonly Condition[]): Condition[] {
  const merged: Condition[] = [];
  for (const condition of where) {
    const twin = merged.findIndex((other) => joined(other, condition) !== null);
    const either = merged.findIndex((other) => isAlternative(other, condition));
    if (twin >= 0) merged[twin] = joined(merged[twin] as Condition, condition) as Condition;
    else if (either >= 0) merged[either] = anyOf(merged[either] as Condition, condition);
    else merged.push(condition);
  }
  return merged;
}

export function turned(condition: Condition): Condition {
  if ("not" in condition) return condition.not;
  if ("field" in condition && condition.field === "has-birthday") return { ...condition, is: !condition.is };
  if ("field" in condition && condition.field === "complaint" && condition.is !== "none")
    return { field: "complaint", is: "none" };
  return { not: condition };
}

/** The same done, or not done, with all articles of a list. */
export function sameDone(one: Condition, range: DayRange | null, denied: boolean): Condition {
  if ("any" in one) {
    const any = one.any.map((part) => sameDone(part, range, false));
    return denied ? { not: { any } } : { any };
  }
  if (!("field" in one) || one.field !== "bought") return one;
  const made: Condition = { ...one, range: range ?? one.range };
  return denied ? { not: made } : made;
}

/** 「除了林悦和陈晨」: the second of a list is turned like the first. */
export function isListed(said: Said, before: Held, group: Group, made: Condition): boolean {
  return (
    (/^[和跟与及、]/u.test(said.text.slice(before.group.end, group.start)) ||
      // 除了林悦跟陈晨: 跟 is also what an associate does.
      (before.group.end === group.start && /[和跟与及、]$/u.test(said.text.slice(before.group.start, group.start)))) &&
    "field" in made &&
    "field" in before.made &&
    made.field === before.made.field
  );
}

/** 「去年买过羊绒衫今年没买过的」: the second half is about the same article. */
export function again(name: string, part: Part, before: Held | null): Condition | null {
  // 这季度没再买东西的: nothing at all.
  if (/东西|单|消费|钱/u.test(part.said)) return null;
  if (name !== "notBought" || !before || !part.has("date") || !("field" in before.made)) return null;
  return before.made.field === "bought" ? { not: { ...before.made, range: part.range } } : null;
}

/** 昨天来了没成交的: not on that day; without a visit it is who has never bought. */
export function cameAndNot(name: string, part: Part, before: Held | null): Condition | null {
  const came = name === "prospect" && /[没未]/u.test(part.said) && /^(?:came|visits)$/u.test(before?.name ?? "");
  return came && before?.own ? none("orders", before.own) : null;
}

/** 爱喝冷萃或者手冲的: the second is liked like the first. */
export function alsoLiked(name: string, part: Part, before: Held | null): Condition | null {
  if (name !== "moreItem" || !before || !("field" in before.made) || before.made.field !== "fact") return null;
  const like = part.words("what").replace(/的$/u, "");
  return like === "" ? null : { ...before.made, like };
}

/** 来过之后再没来, 买过大衣后没再买: nothing since the period before. */
export function sinceThen(
  name: string,
  said: Said,
  group: Group,
  before: Held | null,
): { made: Condition; instead: boolean } | null {
  if (before?.own?.to == null || !/^(?:notCame|notBought|neverBought)$/u.test(name)) return null;
  if (group.captures.some((capture) => capture.name === "date")) return null;
  if (!SINCE.test(said.text.slice(before.group.end, group.end))) return null;
  const field = name === "notCame" ? ("last-seen" as const) : ("last-purchase" as const);
  const instead =
    name === "notCame" ? /^(?:came|visits)$/u.test(before.name) : /^(?:bought|orders)$/u.test(before.name);
  const plain = "field" in before.made && "bound" in before.made && before.made.bound.min === 1;
  return plain && instead
    ? { made: { field, range: before.own }, instead: true }
    : { made: { field, range: { from: null, to: before.own.to } }, instead: false };
}

const SINCE = /[之以]后|后来|过后|往后|打那|那以来|从此|^[的了]?[\s，,]*后/u;

/** Conditions on days to come. */
const AHEAD = ["c-birthday", "c-repurchase"];
const AHEAD_APART = ["c-repurchase", "c-hasBirthday", "c-birthdayThen"];

export function partOf(
  group: Group,
  said: Said,
  freeRange: DayRange | null,
  before: Held | null,
): { part: Part; own: DayRange | null } {
  const get = (name: string) =>
    group.captures.find((capture) => capture.name === name) ?? (name === "date" ? dateBefore(said, group) : null);
  const date = dateOf(get("date"));
  const own = date ? holidays(daysOf(date, AHEAD.includes(group.name) ? "future" : "past"), date.text) : null;
  // 今年既买过包也买过鞋, 今年买过大衣和鞋: the day was said with the first.
  const joined =
    before !== null &&
    (group.name === "c-moreItem" || /[也又且并]/u.test(said.text.slice(before.group.end - 1, group.start + 1)));
  // 上个月来过但没买: not bought in that month.
  const same =
    before !== null && /^c-(notBought|neverBought)$/u.test(group.name) && /^(came|visits)$/u.test(before.name);
  const free = said.captures.filter((capture) => capture.name === "free");
  const ahead = AHEAD_APART.includes(group.name) ? free[0] : undefined;
  const around = ahead ? daysOf(dateOf(ahead), "future") : isOfLater(said, free, group) ? null : freeRange;
  const range = own ?? (joined || same ? before.own : null) ?? around;
  return {
    own,
    part: {
      get,
      has: (name) => get(name) !== null,
      words: (name) => {
        const capture: Capture | null = get(name);
        return capture ? said.spell(capture) : "";
      },
      range,
      bound: boundOf(get("bound")),
      days: date,
      today: said.today,
      said: said.text.slice(group.start, group.end),
    },
  };
}

/** 国庆来过的: of the days off and not of the first alone. */
export function holidays(range: DayRange | null, text: string): DayRange | null {
  // 国庆以后: when all of those days are over.
  if (range?.from?.endsWith("-10-02") && range.to === null && /国庆节?[之以过]?后/u.test(text))
    return { from: addDays(range.from, HOLIDAYS - 1), to: null };
  const whole = range?.from?.endsWith("-10-01") && range.to?.endsWith("-10-02") && /国庆节?$/u.test(text);
  return whole && range?.from ? { from: range.from, to: addDays(range.from, HOLIDAYS) } : range;
}

const HOLIDAYS = 7;

/** 买过二段奶粉 四十天没再来: a day that leads into a later condition is none of an earlier one's. */
function isOfLater(said: Said, free: readonly Capture[], group: Group): boolean {
  return free.every(
    ({ start, end }) =>
      start >= group.end &&
      said.groups.some(
        (later) =>
          later.name.startsWith("c-") && later.start >= end && LEADS_IN.test(said.text.slice(end, later.start)),
      ),
  );
}

const LEADS_IN = /^[\s，,、都还也又却就再]*$/u;

/** 去年买过羊绒衫今年没买过: of several days that stand free, the one before a condition is its own. */
function dateBefore(said: Said, group: Group): Capture | null {
  const free = said.captures.filter((capture) => capture.name === "free");
  return free.length > 1 ? (free.filter((capture) => capture.end <= group.start).at(-1) ?? null) : null;
}
