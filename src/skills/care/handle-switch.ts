// 「张姐不要节日祝福」「别给我起草中秋的」「店里端午也要发」: what is drafted for whom.
import type { CustomerRef, Outcome, Plan, Turn, UndoStep } from "../../skill.ts";
import { festivalName } from "./occasions.ts";
import { switchPlan } from "./plan.ts";
import type { CareResult } from "./result.ts";
import { insertSwitch } from "./switch-store.ts";

export async function setSwitch(turn: Turn, plan: Plan, customer: CustomerRef | null): Promise<Outcome<CareResult>> {
  const said = switchPlan.parse(plan);
  if (said.scope === "customer" && customer === null) {
    return { result: { kind: "missing", what: "customer", example: "张姐不要节日祝福" } };
  }
  const forAll = said.scope === "shop";
  if (forAll && turn.staff.role === "associate") return { result: { kind: "not-yours", what: "shop-switch" } };
  const festival = said.festival === null ? null : festivalName(said.festival);
  const occasion = festival !== null ? "holiday" : said.occasion;
  const told = {
    kind: "switched" as const,
    scope: said.scope,
    name: said.scope === "customer" ? (customer?.name ?? null) : null,
    house: forAll && turn.staff.scope === "all",
    occasion,
    festival,
    on: said.on,
  };
  // What everybody's mornings look like is asked about before.
  if (forAll && !said.confirmed) {
    return { result: { ...told, kind: "ask-switch" }, question: { kind: "confirm", what: occasion } };
  }
  const kinds = occasion === "greetings" ? (["birthday", "holiday", "anniversary"] as const) : [occasion];
  const undo: UndoStep[] = [];
  for (const kind of kinds) {
    const id = await insertSwitch(turn.tx, {
      storeId: forAll && turn.staff.scope !== "all" ? turn.staff.storeId : null,
      staffId: said.scope === "mine" ? turn.staff.id : null,
      customerId: said.scope === "customer" ? (customer?.id ?? null) : null,
      occasion: kind,
      festival,
      enabled: said.on,
      saidAs: turn.text,
      changedById: turn.staff.id,
      changedAt: turn.now,
    });
    undo.push({ op: "delete", table: "careSwitch", where: { id } });
  }
  return {
    result: told,
    ...(customer ? { shown: { focus: customer.id } } : {}),
    undo,
    audit: [{ action: "care.switch", customerId: customer?.id ?? null, detail: { ...said } }],
  };
}
