// Small gifts to make good, within what a role may give in a month.

import type { z } from "zod";
import { instantOf, startOfMonth } from "../../calendar/day.ts";
import type { CustomerRef, Turn } from "../../skill.ts";
import { withoutPhones } from "../notes/rules.ts";
import { type Done, read, written } from "./outcome.ts";
import type { goodwillPlan } from "./plan.ts";
import { budgetOf, giftFen, mayGive } from "./rules.ts";
import { addEvent, addGoodwill, findTicket, spentFen } from "./store.ts";

export async function goodwill(turn: Turn, plan: z.infer<typeof goodwillPlan>, customer: CustomerRef): Promise<Done> {
  const { goodwill: budgets } = turn.settings;
  const said = withoutPhones(plan.what.trim()).text;
  const fen = giftFen(said, plan.yuan, budgets.gifts);
  const what = said.replace(/\s*\d+(?:\.\d+)?\s*(?:元|块钱?)$/u, "");
  if (fen === null) return { result: { kind: "gift-value", name: customer.name, what }, shown: { focus: customer.id } };
  const spent = await spentFen(turn.tx, turn.staff.id, monthStart(turn));
  const ticket = await findTicket(turn.tx, customer.id);

  const answer = mayGive(turn.staff.role, fen, spent, budgets);
  if (answer.kind !== "given") {
    const leftFen = answer.kind === "used-up" ? answer.leftFen : 0;
    return read(customer, {
      kind: "gift-refused",
      name: customer.name,
      what,
      fen,
      limitFen: answer.limitFen,
      why: answer.kind,
      leftFen,
    });
  }
  const open = ticket && ticket.state !== "closed" ? ticket : null;
  const undo = [
    await addGoodwill(turn.tx, {
      customerId: customer.id,
      staffId: turn.staff.id,
      complaintId: open?.id ?? null,
      what,
      amountFen: fen,
      sourceMessageId: turn.messageId,
      givenAt: turn.now,
    }),
  ];
  if (open)
    undo.push(
      await addEvent(turn.tx, {
        complaintId: open.id,
        staffId: turn.staff.id,
        kind: "progress",
        what: `送${what}`,
        at: turn.now,
      }),
    );
  return written(
    customer,
    "complaints.goodwill",
    { kind: "gift", name: customer.name, what, fen, leftFen: answer.leftFen },
    undo,
    {
      fen,
    },
  );
}

export async function budget(turn: Turn): Promise<Done> {
  const spent = await spentFen(turn.tx, turn.staff.id, monthStart(turn));
  return { result: { kind: "budget", spentFen: spent, budget: budgetOf(turn.staff.role, turn.settings.goodwill) } };
}

function monthStart(turn: Turn): Date {
  return instantOf(startOfMonth(turn.today), "00:00", turn.zone);
}
