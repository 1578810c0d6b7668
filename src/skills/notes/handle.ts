// What happens when something is told about a customer: each plan to its noun. Every write can be taken back.

import type { z } from "zod";
import { Bug, unreachable } from "../../errors.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { correct } from "./handle-correct.ts";
import { birthday } from "./handle-dates.ts";
import { negative, pin, prefer } from "./handle-facts.ts";
import { family } from "./handle-family.ts";
import { need } from "./handle-need.ts";
import { add, show, tag } from "./handle-notes.ts";
import type {
  addPlan,
  birthdayPlan,
  correctPlan,
  familyPlan,
  needPlan,
  negativePlan,
  pinPlan,
  preferPlan,
  showPlan,
  tagPlan,
} from "./plan.ts";
import type { NotesResult } from "./result.ts";

export type NotesPlan =
  | z.infer<typeof addPlan>
  | z.infer<typeof tagPlan>
  | z.infer<typeof preferPlan>
  | z.infer<typeof negativePlan>
  | z.infer<typeof birthdayPlan>
  | z.infer<typeof familyPlan>
  | z.infer<typeof needPlan>
  | z.infer<typeof pinPlan>
  | z.infer<typeof showPlan>
  | z.infer<typeof correctPlan>;

export async function handle(turn: Turn, plan: NotesPlan, customer: CustomerRef | null): Promise<Outcome<NotesResult>> {
  if (!customer) throw new Bug(`${plan.kind} came without its customer`);
  switch (plan.kind) {
    case "notes.add":
      return add(turn, plan, customer);
    case "notes.tag":
      return tag(turn, plan, customer);
    case "notes.prefer":
      return prefer(turn, plan, customer);
    case "notes.negative":
      return negative(turn, plan, customer);
    case "notes.birthday":
      return birthday(turn, plan, customer);
    case "notes.family":
      return family(turn, plan, customer);
    case "notes.need":
      return need(turn, plan, customer);
    case "notes.pin":
      return pin(turn, plan, customer);
    case "notes.show":
      return show(turn, plan, customer);
    case "notes.correct":
      return correct(turn, customer);
    default:
      return unreachable(plan);
  }
}
