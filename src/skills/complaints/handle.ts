// What happens with a complaint: each plan to its noun. The clock starts with the first word of it, whatever is still
// missing; it is closed only with a cause and her satisfaction.

import { z } from "zod";
import { Bug, unreachable } from "../../errors.ts";
import type { CustomerRef, Plan, Turn } from "../../skill.ts";
import { assign, lift } from "./handle-charge.ts";
import { close, survey } from "./handle-close.ts";
import { budget, goodwill } from "./handle-gifts.ts";
import { list, show } from "./handle-look.ts";
import { open, progress } from "./handle-ticket.ts";
import type { Done } from "./outcome.ts";
import {
  assignPlan,
  budgetPlan,
  closePlan,
  goodwillPlan,
  liftPlan,
  listPlan,
  openPlan,
  progressPlan,
  showPlan,
  surveyPlan,
} from "./plan.ts";

const anyPlan = z.discriminatedUnion("kind", [
  openPlan,
  progressPlan,
  closePlan,
  surveyPlan,
  showPlan,
  listPlan,
  assignPlan,
  liftPlan,
  goodwillPlan,
  budgetPlan,
]);

export async function handle(turn: Turn, asked: Plan, customer: CustomerRef | null): Promise<Done> {
  const plan = anyPlan.parse(asked);
  if (plan.kind === "complaints.list") return list(turn, plan);
  if (plan.kind === "complaints.budget") return budget(turn);
  if (!customer) throw new Bug("a plan about a customer came without one");
  switch (plan.kind) {
    case "complaints.open":
      return open(turn, plan, customer);
    case "complaints.progress":
      return progress(turn, plan, customer);
    case "complaints.close":
      return close(turn, plan, customer);
    case "complaints.survey":
      return survey(turn, plan.score, customer);
    case "complaints.show":
      return show(turn, customer);
    case "complaints.assign":
      return assign(turn, plan.to, customer);
    case "complaints.lift":
      return lift(turn, customer);
    case "complaints.goodwill":
      return goodwill(turn, plan, customer);
    default:
      return unreachable(plan);
  }
}
