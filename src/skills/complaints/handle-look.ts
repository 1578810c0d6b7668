// Complaints looked at: one with its story, many as a list, their causes.

import type { z } from "zod";
import { addDays, instantOf, startOfMonth } from "../../calendar/day.ts";
import type { AuditNote, CustomerRef, Turn } from "../../skill.ts";
import { type Done, isFrozen, read, seen } from "./outcome.ts";
import type { listPlan } from "./plan.ts";
import { rankCauses } from "./rules.ts";
import { countCauses, EVENTS_MAX, findEvents, findTicket, listTickets } from "./store.ts";

export async function show(turn: Turn, customer: CustomerRef): Promise<Done> {
  const ticket = await findTicket(turn.tx, customer.id);
  if (!ticket) return read(customer, { kind: "none", name: customer.name });
  const events = await findEvents(turn.tx, [ticket.id], EVENTS_MAX);
  return read(customer, { kind: "shown", ticket: seen(ticket, turn.now), events, frozen: isFrozen(ticket, turn) });
}

export async function list(turn: Turn, plan: z.infer<typeof listPlan>): Promise<Done> {
  const from = plan.range?.from ? instantOf(plan.range.from, "00:00", turn.zone) : null;
  const to = plan.range?.to ? instantOf(plan.range.to, "00:00", turn.zone) : null;
  if (plan.of === "causes") {
    const first = plan.range?.from ?? startOfMonth(turn.today);
    const last = plan.range?.to ?? addDays(turn.today, 1);
    const facts = await countCauses(turn.tx, instantOf(first, "00:00", turn.zone), instantOf(last, "00:00", turn.zone));
    return { result: { kind: "causes", from: first, to: last, shares: rankCauses(facts.causes), facts } };
  }
  const { tickets, total } = await listTickets(turn.tx, { of: plan.of, now: turn.now, from, to });
  const events = await findEvents(
    turn.tx,
    tickets.map((ticket) => ticket.id),
    1,
  );
  const last = new Map(events.map((event) => [event.complaintId, event.what]));
  return {
    result: {
      kind: "listed",
      of: plan.of,
      tickets: tickets.map((ticket) => ({ ...seen(ticket, turn.now), last: last.get(ticket.id) ?? null })),
      total,
    },
    shown: {
      customers: tickets.map((ticket) => ticket.customerId),
      focus: null,
      find: plan,
      rest: total - tickets.length,
    },
    audit: tickets.map((ticket): AuditNote => ({ action: "complaints.list", customerId: ticket.customerId })),
  };
}
