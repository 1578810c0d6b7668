// Scores the parser against test/golden: what is expected and what was read go through the same schema and the same
// `meaning`, so that two ways of writing one plan are equal and nothing else is.
// As a command, `npx tsx test/support/golden.ts seen` prints the failing lines; the unseen set only ever gives its shares.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as OpenCC from "opencc-js";
import { z } from "zod";
import { houseGrammar } from "../../src/grammar.ts";
import { silentLog } from "../../src/log.ts";
import type { Plan, PlanSpec } from "../../src/skill.ts";
import { everySkill } from "../../src/skills/all.ts";
import { createUnderstanding, type Reading } from "../../src/understanding/understand.ts";

export type GoldenSet = "seen" | "unseen";
const goldenLine = z.strictObject({
  id: z.string().regex(/^[gu]\d{4}$/),
  text: z.string().min(1),
  now: z.string(),
  people: z.array(z.string()),
  plans: z.array(z.looseObject({ kind: z.string() })),
  /** A second reading that is as right: 「过万」 leaves open whether ten thousand itself counts. */
  or: z.array(z.looseObject({ kind: z.string() })).optional(),
  why: z.string().min(1),
  /** Kinds, or beginnings of kinds, that must not be done; with it, empty `plans` says nothing about other kinds. */
  forbidden: z.array(z.string()).optional(),
});
export type GoldenLine = z.infer<typeof goldenLine> & { file: string };

export interface GoldenResult {
  line: GoldenLine;
  right: boolean;
  expected: unknown[];
  actual: unknown[];
  /** Kinds that would have been carried out and must not be. */
  forbiddenActs: string[];
  /** Kinds that would have been written, without asking, and were not said: worse than not to understand. */
  strayWrites: string[];
  reading: Reading;
}

const ZONE = "Asia/Shanghai";
const DAY_MS = 86_400_000;
const goldenFolder = join(import.meta.dirname, "..", "golden");

export const goldenLexicon = {
  tiers: ["普通", "普通会员", "银卡", "银卡会员", "金卡", "金卡会员", "钻石", "钻石卡", "钻石会员", "黑卡"],
  staff: ["林悦", "陈晨", "周航", "何静", "方总"],
  stores: ["徐汇店", "徐汇", "静安店", "静安", "浦东店", "浦东"],
  tags: ["爱旅游", "母婴", "老客带新", "通勤", "VIP待遇"],
  categories: ["连衣裙", "大衣", "羊绒衫", "衬衫", "半裙", "西装", "丝巾", "包", "鞋", "裤子"],
};

const specs = new Map<string, PlanSpec>(everySkill().flatMap((skill) => skill.plans.map((spec) => [spec.kind, spec])));

export function loadGolden(set: GoldenSet): GoldenLine[] {
  const folder = join(goldenFolder, set);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), "utf8")
        .split("\n")
        .filter((row) => row.trim() !== "")
        .map((row) => ({ ...goldenLine.parse(JSON.parse(row)), file })),
    );
}

/** Through the schema of its kind, defaults filled. Throws for an expectation that the schema refuses. */
export function checkedPlan(plan: Plan): Plan {
  if (plan.kind.startsWith("talk.")) return plan;
  const spec = specs.get(plan.kind);
  if (!spec) throw new Error(`no such kind: ${plan.kind}`);
  return spec.schema.parse(plan) as Plan;
}

export function readGolden(lines: readonly GoldenLine[]): GoldenResult[] {
  const understanding = createUnderstanding({
    grammar: houseGrammar(),
    specs: [...specs.values()],
    model: null,
    log: silentLog,
  });
  return lines.map((line) => {
    const when = { now: new Date(line.now), zone: ZONE, people: line.people };
    const reading = understanding.parse(line.text, when, goldenLexicon);
    const expected = meaning(line.plans.map(checkedPlan), line.now);
    const actual = meaning(reading.plans, line.now);
    const done = reading.plans.filter((plan) => isDone(plan, reading));
    const forbiddenActs = done.map((plan) => plan.kind).filter((kind) => isForbidden(kind, line));
    // Writes that are read but doubted are asked about, not done: not what the sentence wanted.
    const wanted = line.plans.length === 0 || !reading.doubtful || line.plans.every((plan) => !isAct(plan.kind));
    const readings = [line.plans, ...(line.or ? [line.or] : [])];
    const same = readings.some(
      (plans) => JSON.stringify(meaning(plans.map(checkedPlan), line.now)) === JSON.stringify(actual),
    );
    const right = forbiddenActs.length === 0 && (line.plans.length === 0 || (same && wanted));
    const said = new Set(readings.flat().map((plan) => plan.kind));
    const strayWrites =
      said.size === 0 || right
        ? []
        : done.map((plan) => plan.kind).filter((kind) => isWritten(kind) && !said.has(kind));
    return { line, right, expected, actual, forbiddenActs, strayWrites, reading };
  });
}

export const share = (results: readonly GoldenResult[]): number =>
  results.filter((result) => result.right).length / Math.max(1, results.length);

export function failure({ line, expected, actual, forbiddenActs, strayWrites, reading }: GoldenResult): string {
  return [
    `${line.id} ${line.text}  (${line.file}: ${line.why})`,
    `  expected ${line.plans.length > 0 ? JSON.stringify(expected) : `none of ${line.forbidden?.join(", ")}`}`,
    `  actual   ${JSON.stringify(actual)}`,
    ...(reading.leftover.length > 0 || reading.doubtful
      ? [`  leftover ${reading.leftover.join(" · ")}${reading.doubtful ? " (doubtful)" : ""}`]
      : []),
    ...(strayWrites.length > 0 ? [`  WRITES ${strayWrites.join(", ")}, which was not said`] : []),
    ...(forbiddenActs.length > 0 ? [`  FORBIDDEN ${forbiddenActs.join(", ")}`] : []),
  ].join("\n");
}

const isWritten = (kind: string): boolean => specs.get(kind)?.effect === "write";
const isAct = (kind: string): boolean => (specs.get(kind)?.effect ?? "read") !== "read";

/** As the conversation does it: on a doubtful reading nothing is written. */
function isDone(plan: Plan, reading: Reading): boolean {
  return !isAct(plan.kind) || !reading.plans.some(({ kind }) => isAct(kind)) || !reading.doubtful;
}

function isForbidden(kind: string, line: GoldenLine): boolean {
  if (line.forbidden) return line.forbidden.some((one) => kind === one || kind.startsWith(`${one}.`));
  return line.plans.length === 0 && !/^(talk|help)\./u.test(kind);
}

// ── What two plans have in common when they mean the same ──────────────────────────────────────────────────────────

type Json = Record<string, unknown>;
interface Range {
  from: string | null;
  to: string | null;
}
interface Bound {
  min: number | null;
  max: number | null;
  minInclusive: boolean;
  maxInclusive: boolean;
}

const simplified = OpenCC.Converter({ from: "t", to: "cn" });
const fold = (text: string): string => simplified(text.normalize("NFKC")).toLowerCase().trim();

export function meaning(plans: readonly Plan[], now: string): Json[] {
  const today = new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  let named: string | null = null;
  return plans.map((plan) => {
    const meant = meantBy(plan, today, named);
    const who = meant.kind === "customers.create" ? meant.name : meant.who;
    if (typeof who === "string") named = who;
    return sorted(meant) as Json;
  });
}

const PRONOUN = /^(她|他|ta|这位|那位)$/u;

function meantBy(plan: Plan, today: string, named: string | null): Json {
  const next: Json = { ...plan };
  if (typeof plan.who === "string") next.who = fold(plan.who).replace(/^(手机)?(尾号|后四位|末四位)(是|为)?/u, "");
  // A pronoun after a name is that person; so is nobody, where a follow-up comes after one.
  if (named !== null && (PRONOUN.test(String(next.who)) || (plan.kind === "followups.create" && next.who === null)))
    next.who = named;
  const names = [next.who, named].filter((name): name is string => typeof name === "string" && name !== "");

  switch (plan.kind) {
    case "customers.find":
      return findMeant(plan, today);
    case "customers.update":
      next.value = plan.field === "gender" ? genderMeant(fold(String(plan.value))) : free(plan.value, []);
      return next;
    case "customers.create":
      return { ...next, name: fold(String(plan.name)) };
    case "notes.add":
    case "notes.family":
    case "followups.create":
      return { ...next, text: free(plan.text, names) };
    case "notes.prefer":
      // The topic follows from the value.
      return { ...next, topic: null, value: free(plan.value, names).replace(/^(穿|要)/u, "") };
    case "notes.negative":
      return { ...next, value: negativeMeant(free(plan.value, names), String(plan.topic)) };
    case "notes.tag":
      return { ...next, tags: (plan.tags as string[]).map(fold).sort() };
    case "notes.show":
      return { ...next, about: plan.about === null ? null : free(plan.about, []) };
    case "purchases.record":
      return { ...next, ...purchaseMeant(plan), on: plan.on === today ? null : plan.on };
    case "purchases.visit":
      return { ...next, on: plan.on === today ? null : plan.on };
    case "purchases.refund":
      return { ...next, item: plan.item === null ? null : itemMeant(plan.item) };
    case "purchases.list":
      return {
        ...next,
        what: plan.what === null ? null : itemMeant(plan.what),
        range: past(plan.range as Range | null, today),
      };
    case "followups.list":
      return { ...next, range: sameRange(plan.range as Range | null, day(today)) ? null : plan.range };
    case "followups.done":
      return { ...next, which: whichMeant(plan.which), outcome: plan.outcome === null ? null : free(plan.outcome, []) };
    case "followups.snooze":
      // What `byDays` says from the due day `until` says from today.
      return { ...next, which: whichMeant(plan.which), byDays: null };
    case "followups.assign":
    case "followups.cancel":
      return { ...next, which: whichMeant(plan.which) };
    case "care.edit":
      return {
        ...next,
        which: whichMeant(plan.which),
        text: plan.text === null ? null : fold(String(plan.text)).replace(/^[「“"']|[」”"']$/gu, ""),
      };
    case "care.approve":
      return { ...next, which: plan.all === true ? null : whichMeant(plan.which) };
    case "care.dismiss":
      return { ...next, which: whichMeant(plan.which) };
    case "contact.quiet":
      return { ...next, why: plan.why === null ? null : free(plan.why, []) };
    case "contact.why":
      return {
        ...next,
        occasion: plan.occasion === null ? null : fold(String(plan.occasion)).replace(/祝福|消息/gu, ""),
      };
    case "contact.log":
      return { ...next, about: plan.about === null ? null : free(plan.about, names) };
    case "insights.digest":
      return { ...next, day: plan.day === addDay(today, -1) ? null : plan.day };
    case "insights.sales": {
      const range = plan.range as Range | null;
      return { ...next, range: sameRange(range, day(today)) ? null : past(range, today) };
    }
    case "help.show":
      return {
        ...next,
        topic:
          plan.topic === null
            ? null
            : fold(String(plan.topic)).replace(/^(怎么|如何|怎样|咋)?(记|打|设|查|看|登记)?/u, ""),
      };
    default:
      return next;
  }
}

/** Words kept as they were said: without punctuation, the name they are about, and the particles around them. */
function free(said: unknown, names: readonly string[]): string {
  let text = fold(String(said)).replace(/[\p{P}\p{S}\s]/gu, "");
  for (const name of [...names, "她", "他"])
    text = text.replaceAll(new RegExp(`[给跟和对向]?${escaped(name)}`, "gu"), "");
  return text.replace(/^(要|去|记得|我)+/u, "").replace(/(了|的|吧|哈|呀|一下)+$/u, "");
}
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");

function negativeMeant(value: string, topic: string): string {
  if (topic === "过敏") return value.replace(/^对/u, "").replace(/过敏$/u, "");
  return topic === "忌口" ? value.replace(/^(不能|不)?[吃喝碰]?/u, "") : value;
}
const genderMeant = (value: string): string => (/^(男|male)/u.test(value) ? "male" : "female");

function whichMeant(which: unknown): string | null {
  if (which === null || which === undefined) return null;
  const said = fold(String(which))
    .replace(/\d+/gu, (number) => "零一二三四五六七八九十"[Number(number)] ?? number)
    .replace(/(的|那[个条件]).*$/u, "");
  return /^(都|全|所有)/u.test(said) ? "全部" : said;
}

const itemMeant = (item: unknown): string =>
  fold(String(item)).replace(/^[一这那][条件双个套只款]?|^[条件双套](?=.)/u, "");

function purchaseMeant(plan: Plan): Json {
  const items = (plan.items as { item: string; quantity: number; amount: number | null }[]).map((one) => ({
    ...one,
    item: itemMeant(one.item),
  }));
  const prices = items.map((one) => one.amount);
  const sum = prices.reduce<number>((total, price) => total + (price ?? 0), 0);
  const amount = (plan.amount ?? (items.length > 0 && !prices.includes(null) ? sum : null)) as number | null;
  // The price of the only article is the total.
  const [only] = items;
  if (items.length === 1 && only && only.amount === amount) only.amount = null;
  return { items, amount };
}

function findMeant(plan: Plan, today: string): Json {
  const { sort, aggregate } = plan as unknown as {
    sort: { by: string; range: Range | null } | null;
    aggregate: { range: Range | null } | null;
  };
  const where = (plan.where as Json[]).flatMap((one) => flat(conditionMeant(one, today)));
  // A column by which is sorted is shown anyway; a number has no columns; the next page is of what was asked.
  const show = aggregate ? [] : (plan.show as string[]).filter((column) => column !== sort?.by).sort();
  return {
    ...plan,
    where: ordered(where),
    sort: sort && { ...sort, range: past(sort.range, today) },
    aggregate: aggregate && { ...aggregate, range: past(aggregate.range, today) },
    base: plan.page === "next" ? "all" : plan.base,
    show,
  };
}

/** Equal as sets: the order of conditions says nothing. */
const ordered = (conditions: Json[]): Json[] =>
  conditions
    .map((one) => [JSON.stringify(sorted(one)), one] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, one]) => one);
const flat = (condition: Json): Json[] => ("all" in condition ? (condition.all as Json[]).flatMap(flat) : [condition]);

const COUNTED = new Set(["orders", "visits"]);
const YES_NO = new Set(["has-birthday", "has-phone", "has-follow-up", "do-not-disturb"]);

function conditionMeant(condition: Json, today: string): Json {
  if ("all" in condition) {
    const all = ordered((condition.all as Json[]).flatMap((one) => flat(conditionMeant(one, today))));
    return all.length === 1 && all[0] ? all[0] : { all };
  }
  if ("any" in condition) return anyMeant((condition.any as Json[]).map((one) => conditionMeant(one, today)));
  if ("not" in condition) return notMeant(conditionMeant(condition.not as Json, today));

  const leaf: Json = { ...condition };
  if (Array.isArray(leaf.in)) leaf.in = (leaf.in as string[]).map(fold).sort();
  for (const key of ["like", "what"]) if (typeof leaf[key] === "string") leaf[key] = fold(leaf[key]);
  if (typeof leaf.is === "string") leaf.is = fold(leaf.is);
  if (leaf.field !== "birthday" && leaf.range) leaf.range = past(leaf.range as Range, today);
  if (leaf.bound) leaf.bound = boundMeant(leaf.bound as Bound, COUNTED.has(String(leaf.field)) || leaf.field === "age");
  return neverSince(leaf);
}

/** 「本月还没来过」: no visit since a day, up to now, is a last visit before that day. */
function neverSince(leaf: Json): Json {
  const bound = leaf.bound as Bound | undefined;
  const range = leaf.range as Range | null | undefined;
  const isNever = bound?.min === null && bound.max === 0 && range && range.from !== null && range.to === null;
  if (!isNever || !COUNTED.has(String(leaf.field))) return leaf;
  return { field: leaf.field === "visits" ? "last-seen" : "last-purchase", range: { from: null, to: range.from } };
}

/** Whole numbers have no open ends, and an end that is not set is not inclusive either way. */
function boundMeant({ min, max, minInclusive, maxInclusive }: Bound, whole: boolean): Json {
  const least = min !== null && whole && !minInclusive ? min + 1 : min;
  const most = max !== null && whole && !maxInclusive ? max - 1 : max;
  return {
    min: least,
    max: most,
    minInclusive: min === null || whole || minInclusive,
    maxInclusive: max === null || whole || maxInclusive,
  };
}

function anyMeant(parts: Json[]): Json {
  const any = parts.flatMap((one) => ("any" in one ? (one.any as Json[]) : [one]));
  const [first] = any;
  const listed = first && Array.isArray(first.in) && any.every((one) => one.field === first.field);
  if (listed) return { ...first, in: [...new Set(any.flatMap((one) => one.in as string[]))].sort() };
  return any.length === 1 && first ? first : { any: ordered(any) };
}

function notMeant(inner: Json): Json {
  if ("not" in inner) return inner.not as Json;
  if ("any" in inner) return { all: ordered((inner.any as Json[]).map(notMeant)) };
  if (Array.isArray(inner.in) && inner.in.length > 1)
    return { all: ordered(inner.in.map((one) => ({ not: { ...inner, in: [one] } }))) };
  if (YES_NO.has(String(inner.field))) return { ...inner, is: !inner.is };
  if (inner.field === "complaint" && inner.is === "any") return { ...inner, is: "none" };
  const bound = inner.bound as Bound | undefined;
  if (bound && COUNTED.has(String(inner.field)) && bound.max === null && bound.min !== null)
    return neverSince({ ...inner, bound: { ...bound, min: null, max: bound.min - 1 } });
  return { not: inner };
}

/** Nothing has happened yet tomorrow: for what is past, an end after today is no end. */
function past(range: Range | null, today: string): Range | null {
  if (!range) return null;
  const to = range.to !== null && range.to > today ? null : range.to;
  return range.from === null && to === null ? null : { from: range.from, to };
}

const addDay = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const day = (of: string): Range => ({ from: of, to: addDay(of, 1) });
const sameRange = (one: Range | null, other: Range): boolean => one?.from === other.from && one?.to === other.to;

/** Keys in order, so that equal plans have equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

// ── As a command ───────────────────────────────────────────────────────────────────────────────────────────────────

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const set: GoldenSet = process.argv[2] === "unseen" ? "unseen" : "seen";
  const results = readGolden(loadGolden(set));
  if (set === "seen") for (const result of results) if (!result.right) console.log(failure(result));
  for (const file of new Set(results.map((result) => result.line.file))) {
    const ofFile = results.filter((result) => result.line.file === file);
    console.log(`${file.padEnd(20)} ${(100 * share(ofFile)).toFixed(0).padStart(3)} % of ${ofFile.length}`);
  }
  console.log(summary(set, results));
}

export function summary(set: GoldenSet, results: readonly GoldenResult[]): string {
  const right = results.filter((result) => result.right).length;
  const acts = results.filter((result) => result.forbiddenActs.length > 0).length;
  const stray = results.filter((result) => result.strayWrites.length > 0).length;
  return `${set}: ${right} of ${results.length} right (${(100 * share(results)).toFixed(1)} %), forbidden acts in ${acts}, writes that were not said in ${stray}`;
}
