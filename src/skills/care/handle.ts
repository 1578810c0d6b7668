// One plan to its handler, by noun: drafts, approval, lists, what was sent by hand, switches, templates, effects. Nothing
// here sends: an approval queues, deliver.ts hands over.
import type { CustomerRef, Outcome, Plan, Turn } from "../../skill.ts";
import { approve } from "./handle-approve.ts";
import { draft, edit } from "./handle-draft.ts";
import { effects } from "./handle-effects.ts";
import { dismiss, list } from "./handle-list.ts";
import { mark } from "./handle-mark.ts";
import { setSwitch } from "./handle-switch.ts";
import { template, templates } from "./handle-template.ts";
import type { CareResult } from "./result.ts";

export async function handle(turn: Turn, plan: Plan, customer: CustomerRef | null): Promise<Outcome<CareResult>> {
  switch (plan.kind) {
    case "care.draft":
      return customer === null
        ? { result: { kind: "missing", what: "customer", example: "给张姐写条生日祝福" } }
        : draft(turn, plan, customer);
    case "care.edit":
      return edit(turn, plan);
    case "care.approve":
      return approve(turn, plan);
    case "care.dismiss":
      return dismiss(turn, plan);
    case "care.mark":
      return mark(turn, plan);
    case "care.switch":
      return setSwitch(turn, plan, customer);
    case "care.templates":
      return templates(turn, plan);
    case "care.template":
      return template(turn, plan);
    case "care.effects":
      return effects(turn, plan);
    default:
      return list(turn, plan);
  }
}
