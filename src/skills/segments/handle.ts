// What is done for each plan about segments. All but one only look: figures are the night's, and say so.
import { z } from "zod";
import type { Day } from "../../calendar/day.ts";
import { Bug, unreachable } from "../../errors.ts";
import type { Settings } from "../../settings.ts";
import type { AuditNote, CustomerRef, Outcome, Plan, Turn } from "../../skill.ts";
import { AT_RISK, RFM_GROUPS } from "../customers/segment-names.ts";
import { type Change, type Changed, changedBy } from "./changes.ts";
import { STORED } from "./compute-sql.ts";
import { type HistoryResult, moves, rules } from "./handle-history.ts";
import {
  applyPlan,
  movesPlan,
  nextPlan,
  productsPlan,
  recommendPlan,
  rulesPlan,
  showPlan,
  tryPlan,
  whyPlan,
} from "./plan.ts";
import { forbids, shiftsByField } from "./rules.ts";
import {
  classify,
  countGroups,
  type Group,
  lastRun,
  lastTried,
  loadLines,
  loadMoves,
  loadProducts,
  loadSegment,
  loadShifts,
  loadSuggestions,
  loadTaboos,
  type Move,
  type ProductFigures,
  type Run,
  type Segment,
  type Shift,
  type Suggestion,
  saveDefinition,
} from "./store.ts";

type ChangedSettings = Extract<Changed, { kind: "changed" }>;
export interface Trial {
  change: Change;
  before: ChangedSettings["before"];
  after: ChangedSettings["after"];
  shifts: Shift[];
  day: Day;
  /** Nobody but those in sight was counted. */
  partly: boolean;
  mayApply: boolean;
}
export type SegmentsResult =
  | {
      kind: "why";
      about: z.infer<typeof whyPlan>["about"];
      /** The group that was asked about, where she is in another. */
      not: string | null;
      name: string;
      segment: Segment;
      run: Run;
      settings: Settings;
      moves: Move[];
    }
  | { kind: "not-computed"; name: string | null }
  | { kind: "groups"; of: z.infer<typeof showPlan>["of"]; groups: Group[]; run: Run; days: number }
  | ({ kind: "tried" } & Trial)
  | ({ kind: "apply-asked" } & Trial)
  | ({ kind: "applied"; version: number } & Trial)
  | { kind: "out-of-range"; change: Change["change"]; low: number; high: number }
  | { kind: "the-same"; change: Change["change"] }
  | { kind: "nothing-tried" }
  | HistoryResult
  | { kind: "recommended"; name: string; suggestions: Suggestion[]; avoided: { beside: string; because: string }[] }
  | { kind: "next"; name: string; segment: Segment; run: Run }
  | { kind: "products"; items: ProductFigures[]; categories: ProductFigures[]; atLeast: number };

const anyPlan = z.discriminatedUnion("kind", [
  whyPlan,
  showPlan,
  tryPlan,
  applyPlan,
  recommendPlan,
  movesPlan,
  rulesPlan,
  nextPlan,
  productsPlan,
]);

export async function handle(turn: Turn, asked: Plan, customer: CustomerRef | null): Promise<Outcome<SegmentsResult>> {
  const plan = anyPlan.parse(asked);
  switch (plan.kind) {
    case "segments.why":
      return why(turn, plan, known(customer));
    case "segments.show":
      return show(turn, plan.of);
    case "segments.try":
      return tryOut(turn, plan);
    case "segments.apply":
      return apply(turn, plan);
    case "segments.moves":
      return moves(turn, plan);
    case "segments.rules":
      return rules(turn, plan);
    case "segments.recommend":
      return recommend(turn, known(customer));
    case "segments.next":
      return next(turn, known(customer));
    case "segments.products":
      return products(turn);
    default:
      return unreachable(plan);
  }
}

function known(customer: CustomerRef | null): CustomerRef {
  if (!customer) throw new Bug("a plan about a customer came without one");
  return customer;
}

/** Whether a group that was said is the one she is in. */
function isIn(about: z.infer<typeof whyPlan>["about"], said: string, segment: Segment): boolean {
  switch (about) {
    case "class":
      return said === segment.class || (said === "重点" && segment.class === "重要");
    case "layer":
      return said === segment.layer;
    case "frequency":
    case "value":
      return said.startsWith(segment[about]);
    case "life":
      return said.startsWith({ new: "新客", old: "老客", lost: "流失", prospect: "潜在" }[segment.life]);
    case "rfm":
      return RFM_GROUPS.some((group) => group === said || (group === "需关注" && said === "需要关注"))
        ? segment.rfm === said || (segment.rfm === "需关注" && said === "需要关注")
        : AT_RISK.some((group) => group === segment.rfm);
    default:
      return true;
  }
}

const MOVES_SHOWN = 3;

async function why(
  turn: Turn,
  { about, said }: Pick<z.infer<typeof whyPlan>, "about" | "said">,
  customer: CustomerRef,
): Promise<Outcome<SegmentsResult>> {
  const [run, segment] = [await lastRun(turn.tx), await loadSegment(turn.tx, customer.id)];
  const audit = [{ action: "segments.why", customerId: customer.id, detail: { about } }];
  if (!run || !segment) return { result: { kind: "not-computed", name: customer.name }, audit };
  const moves = await loadMoves(turn.tx, customer.id, MOVES_SHOWN);
  return {
    result: {
      kind: "why",
      about,
      not: said !== null && !isIn(about, said, segment) ? said : null,
      name: customer.name,
      segment,
      run,
      settings: turn.settings,
      moves,
    },
    shown: { focus: customer.id },
    audit,
  };
}

async function show(turn: Turn, of: z.infer<typeof showPlan>["of"]): Promise<Outcome<SegmentsResult>> {
  const run = await lastRun(turn.tx);
  if (!run) return { result: { kind: "not-computed", name: null } };
  const groups = await countGroups(turn.tx, of);
  return { result: { kind: "groups", of, groups, run, days: turn.settings.classes.days } };
}

// ── changed definitions ─────────────────────────────────────────────────────────────────────────────────────────

/** Who may change how the company counts (crm_admin), and sees everybody, so that the lines come out right. */
function mayApply({ staff }: Turn): boolean {
  return (staff.role === "crm_admin" || staff.role === "admin") && staff.scope === "all";
}

type Trying = { refused: Outcome<SegmentsResult> } | { trial: Trial; changed: ChangedSettings };

async function trial(turn: Turn, change: Change): Promise<Trying> {
  const changed = changedBy(change, turn.settings);
  if (changed.kind === "out-of-range") return { refused: { result: { ...changed, change: change.change } } };
  if (changed.kind === "the-same") return { refused: { result: { kind: "the-same", change: change.change } } };
  const run = await lastRun(turn.tx);
  if (!run) return { refused: { result: { kind: "not-computed", name: null } } };
  const all = turn.staff.scope === "all";
  if (changed.movesLines && !all) return { refused: { result: { kind: "not-allowed", why: "needs-all" } } };
  const lines = changed.movesLines ? await loadLines(turn.tx, STORED, changed.settings) : run.lines;
  const shifts = await loadShifts(turn.tx, run.day, changed.settings, lines);
  const { before, after } = changed;
  return { trial: { change, before, after, shifts, day: run.day, partly: !all, mayApply: mayApply(turn) }, changed };
}

async function tryOut(turn: Turn, { change, value, basis }: Change): Promise<Outcome<SegmentsResult>> {
  const tried = await trial(turn, { change, value, basis });
  if ("refused" in tried) return tried.refused;
  return { result: { kind: "tried", ...tried.trial }, audit: named("segments.try", tried.trial) };
}

/** The change itself, and each customer whose name the answer gives. */
function named(action: string, { change, shifts }: Trial): AuditNote[] {
  const ids = shiftsByField(shifts).flatMap(({ shown }) => shown.flatMap((shift) => shift.ids));
  return [
    { action, customerId: null, detail: { ...change } },
    ...[...new Set(ids)].map((customerId) => ({ action, customerId })),
  ];
}

/** 「就这样改」 is about what was tried within the hour. */
const TRIED_MS = 3_600_000;

async function apply(turn: Turn, plan: z.infer<typeof applyPlan>): Promise<Outcome<SegmentsResult>> {
  if (!mayApply(turn)) return { result: { kind: "not-allowed", why: "definitions" } };
  const { change, value, basis } = plan;
  const said =
    change === null
      ? tryPlan.safeParse(await lastTried(turn.tx, turn.staff.id, new Date(turn.now.getTime() - TRIED_MS)))
      : { success: true as const, data: { change, value, basis } };
  if (!said.success) return { result: { kind: "nothing-tried" } };
  const tried = await trial(turn, said.data);
  if ("refused" in tried) return tried.refused;
  if (!plan.confirmed)
    return {
      result: { kind: "apply-asked", ...tried.trial },
      question: { kind: "confirm", what: `${tried.trial.before} → ${tried.trial.after}` },
      audit: named("segments.try", tried.trial),
    };
  const { key, settings } = tried.changed;
  await saveDefinition(turn.tx, { key, value: settings[key], changedById: turn.staff.id, changedAt: turn.now });
  const when = { today: tried.trial.day, zone: turn.zone };
  await classify(turn.tx, STORED, { when, settings, now: turn.now, computedBy: null });
  const run = await lastRun(turn.tx);
  return {
    result: { kind: "applied", ...tried.trial, version: run?.definitionVersion ?? 0 },
    audit: [{ action: "segments.apply", customerId: null, detail: { key, value: settings[key] } }],
  };
}

// ── articles, next step ─────────────────────────────────────────────────────────────────────────────────────────

const SUGGESTED_MAX = 3;
/** A repurchase rate of fewer buyers than these says little. */
const BUYERS_MIN = 10;
const PRODUCTS_MAX = 5;

async function recommend(turn: Turn, customer: CustomerRef): Promise<Outcome<SegmentsResult>> {
  const [found, taboos] = [await loadSuggestions(turn.tx, customer.id), await loadTaboos(turn.tx, customer.id)];
  const avoided = found.flatMap(({ beside }) => {
    const because = taboos.find((taboo) => forbids(taboo, beside));
    return because === undefined ? [] : [{ beside, because }];
  });
  const suggestions = found
    .filter((one) => avoided.every(({ beside }) => beside !== one.beside))
    .slice(0, SUGGESTED_MAX);
  return {
    result: { kind: "recommended", name: customer.name, suggestions, avoided: avoided.slice(0, SUGGESTED_MAX) },
    shown: { focus: customer.id },
    audit: [{ action: "segments.recommend", customerId: customer.id }],
  };
}

async function next(turn: Turn, customer: CustomerRef): Promise<Outcome<SegmentsResult>> {
  const [run, segment] = [await lastRun(turn.tx), await loadSegment(turn.tx, customer.id)];
  const audit = [{ action: "segments.next", customerId: customer.id }];
  if (!run || !segment) return { result: { kind: "not-computed", name: customer.name }, audit };
  return { result: { kind: "next", name: customer.name, segment, run }, shown: { focus: customer.id }, audit };
}

async function products(turn: Turn): Promise<Outcome<SegmentsResult>> {
  const items = await loadProducts(turn.tx, "item", BUYERS_MIN, PRODUCTS_MAX);
  const categories = await loadProducts(turn.tx, "category", BUYERS_MIN, PRODUCTS_MAX);
  return { result: { kind: "products", items, categories, atLeast: BUYERS_MIN } };
}
