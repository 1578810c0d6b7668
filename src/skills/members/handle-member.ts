// One customer's membership and points, and the shop's benefits.
import { addDays } from "../../calendar/day.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { addTierChange } from "../customers/store.ts";
import { tiersMeant } from "../customers/vocabulary.ts";
import { type Benefit, benefitSaid, holds, isFor, occasionOf } from "./benefits.ts";
import { addBenefit, addPoints, changeMembership, listBenefits, loadMembership, stopBenefit } from "./member-store.ts";
import type { BenefitAddPlan, BenefitStopPlan, BenefitsPlan, PointsPlan, StandingPlan } from "./plan.ts";
import { type Standing, type StandingVerb, standingAfter } from "./standing.ts";

type Listed = Pick<Benefit, "text" | "tiers">;
export type MemberResult =
  | {
      kind: "standing-asked" | "standing-done";
      name: string;
      verb: StandingVerb;
      tier: string | null;
      reason: string | null;
    }
  | { kind: "standing-no-move"; name: string; verb: StandingVerb; now: Standing }
  | { kind: "points-done"; name: string; points: number; reason: string | null; left: number }
  | { kind: "points-too-few"; name: string; has: number; asked: number }
  | {
      kind: "benefits";
      of: { name: string; tier: string | null } | { tier: string } | null;
      occasion: string | null;
      rows: Listed[];
    }
  | { kind: "benefit-asked" | "benefit-added"; text: string; tiers: readonly string[]; occasion: string | null }
  | { kind: "benefit-stop-asked" | "benefit-stopped"; text: string }
  | { kind: "benefit-several"; texts: string[] };

const role = { result: { kind: "not-allowed", why: "role" } } as const;

/** Everybody may take a customer in; what takes something from her is the manager's. */
export async function standing(turn: Turn, plan: StandingPlan, customer: CustomerRef): Promise<Outcome<MemberResult>> {
  if (plan.verb !== "join" && turn.staff.role === "associate") return role;
  const { name } = customer;
  const now = await loadMembership(turn.tx, customer.id);
  const after = standingAfter(plan.verb, now.membership);
  const shown = { focus: customer.id };
  if (after === null)
    return { result: { kind: "standing-no-move", name, verb: plan.verb, now: now.membership }, shown };
  const lowest = turn.settings.tiers[0]?.name ?? null;
  const meant = plan.tier === null ? null : tiersMeant(plan.tier, turn.settings.tiers);
  const tier = plan.verb === "join" ? (meant?.[0] ?? now.tier ?? lowest) : null;
  const told = { name, verb: plan.verb, tier, reason: plan.reason };
  if (!plan.confirmed)
    return { result: { kind: "standing-asked", ...told }, shown, question: { kind: "confirm", what: name } };

  const joins =
    plan.verb === "join" ? { memberSince: new Date(`${turn.today}T00:00:00Z`), ...(tier ? { tier } : {}) } : {};
  const moved = await changeMembership(turn.tx, customer.id, now.membership, { membership: after, ...joins });
  if (!moved) return { result: { kind: "standing-no-move", name, verb: plan.verb, now: after }, shown };
  const changed =
    tier !== null && tier !== now.tier
      ? await addTierChange(turn.tx, {
          customerId: customer.id,
          fromTier: now.tier,
          toTier: tier,
          reason: plan.reason,
          byId: turn.staff.id,
          at: turn.now,
        })
      : null;
  const { membership, memberSince, tier: before } = now;
  return {
    result: { kind: "standing-done", ...told },
    shown,
    undo: [
      {
        op: "restore",
        table: "customer",
        where: { id: customer.id },
        before: { membership, memberSince, tier: before },
      },
      ...(changed === null ? [] : [{ op: "delete" as const, table: "tierChange" as const, where: { id: changed } }]),
    ],
    audit: [{ action: `members.${plan.verb}`, customerId: customer.id, detail: { reason: plan.reason, tier } }],
  };
}

export async function points(turn: Turn, plan: PointsPlan, customer: CustomerRef): Promise<Outcome<MemberResult>> {
  const shown = { focus: customer.id };
  if (plan.points === 0)
    return { result: { kind: "missing", what: "points", example: `给${customer.name}加200积分` }, shown };
  const id = await addPoints(turn.tx, {
    customerId: customer.id,
    points: plan.points,
    reason: plan.reason ?? (plan.points > 0 ? "导购加分" : "兑换"),
    at: turn.now,
  });
  const { points: left } = await loadMembership(turn.tx, customer.id);
  if (id === null)
    return { result: { kind: "points-too-few", name: customer.name, has: left, asked: -plan.points }, shown };
  return {
    result: { kind: "points-done", name: customer.name, points: plan.points, reason: plan.reason, left },
    shown,
    undo: [
      { op: "add", table: "customer", where: { id: customer.id }, by: { points: -plan.points } },
      { op: "delete", table: "pointsEntry", where: { id } },
    ],
    audit: [{ action: "members.points", customerId: customer.id, detail: { points: plan.points } }],
  };
}

export async function benefits(
  turn: Turn,
  plan: BenefitsPlan,
  customer: CustomerRef | null,
): Promise<Outcome<MemberResult>> {
  const all = (await listBenefits(turn.tx)).filter((one) => holds(one, turn.today));
  const [said] = plan.tier === null ? [] : (tiersMeant(plan.tier, turn.settings.tiers) ?? []);
  const hers = customer && (await loadMembership(turn.tx, customer.id));
  // A frozen or cancelled card opens nothing.
  const tier = hers === null ? (said ?? null) : hers.membership === "active" ? hers.tier : null;
  const wanted = all.filter((one) => plan.occasion === null || occasionOf(one) === plan.occasion);
  const rows = customer === null && said === undefined ? wanted : wanted.filter((one) => isFor(one, tier));
  const of = customer ? { name: customer.name, tier } : said === undefined ? null : { tier: said };
  return {
    result: { kind: "benefits", of, occasion: plan.occasion, rows: rows.map(({ text, tiers }) => ({ text, tiers })) },
    ...(customer ? { shown: { focus: customer.id } } : {}),
    audit: [{ action: "members.benefits", customerId: customer?.id ?? null }],
  };
}

/** Benefits are promises of the house: those who own the rules add and stop them. */
const ownsRules = ({ staff }: Turn) => staff.role === "crm_admin" || staff.role === "admin";

export async function addOne(turn: Turn, plan: BenefitAddPlan): Promise<Outcome<MemberResult>> {
  if (!ownsRules(turn)) return role;
  const said = benefitSaid(plan.text, turn.settings.tiers);
  if ([...said.text].length < 2)
    return { result: { kind: "missing", what: "benefit", example: "新增权益：生日当月8.8折，金卡以上" } };
  const { text, tiers, occasion } = said;
  if (!plan.confirmed)
    return { result: { kind: "benefit-asked", text, tiers, occasion }, question: { kind: "confirm", what: text } };
  const key = `said-${turn.now.getTime().toString(36)}`;
  const id = await addBenefit(turn.tx, { ...said, key, activeFrom: turn.today, activeTo: null });
  return {
    result: { kind: "benefit-added", text, tiers, occasion },
    undo: [{ op: "delete", table: "benefit", where: { id } }],
    audit: [{ action: "members.benefit-add", customerId: null, detail: { text, tiers, occasion } }],
  };
}

export async function stopOne(turn: Turn, plan: BenefitStopPlan): Promise<Outcome<MemberResult>> {
  if (!ownsRules(turn)) return role;
  const held = (await listBenefits(turn.tx)).filter((one) => holds(one, turn.today));
  const exact = held.filter((one) => one.text === plan.which);
  const found = exact.length > 0 ? exact : held.filter((one) => one.text.includes(plan.which));
  const [only, ...others] = found;
  if (!only)
    return { result: { kind: "not-found", said: plan.which, nearest: held.slice(0, 5).map((one) => one.text) } };
  if (others.length > 0) return { result: { kind: "benefit-several", texts: found.map((one) => one.text) } };
  if (!plan.confirmed)
    return { result: { kind: "benefit-stop-asked", text: only.text }, question: { kind: "confirm", what: only.text } };
  await stopBenefit(turn.tx, only.id, addDays(turn.today, -1));
  const activeTo = only.activeTo === null ? null : new Date(`${only.activeTo}T00:00:00Z`);
  return {
    result: { kind: "benefit-stopped", text: only.text },
    undo: [{ op: "restore", table: "benefit", where: { id: only.id }, before: { activeTo } }],
    audit: [{ action: "members.benefit-stop", customerId: null, detail: { text: only.text } }],
  };
}
