// Who is in charge of a complaint, and when promotions may reach her again.
import { enqueue } from "../../outbox/store.ts";
import type { CustomerRef, Turn } from "../../skill.ts";
import { colleagueMeant } from "../staff/rules.ts";
import { ticketOf } from "./handle-ticket.ts";
import { type Done, isFrozen, read, seen, written } from "./outcome.ts";
import { mayLift } from "./rules.ts";
import { activeStaff, addEvent, changeTicket, findTicket } from "./store.ts";
import { assignedCard } from "./words.ts";

export async function assign(turn: Turn, said: string, customer: CustomerRef): Promise<Done> {
  const ticket = await findTicket(turn.tx, customer.id);
  const staff = await activeStaff(turn.tx);
  if (!ticket) return { result: { kind: "none", name: customer.name } };
  if (ticket.state === "closed") return { result: { kind: "already-closed", ticket: seen(ticket, turn.now) } };
  // 给店长跟: the manager of the shop it happened in, where there is one.
  const [boss, ...others] = staff.filter(({ role, storeId }) => role === "manager" && storeId === ticket.storeId);
  const word = said === "店长" && boss && others.length === 0 ? boss.id : said;
  const meant = colleagueMeant(/^(我|自己)$/u.test(word) ? turn.staff.id : word, staff);
  if (meant.kind !== "one") {
    const near =
      meant.kind === "several"
        ? meant.names
        : staff.filter((one) => one.storeId === ticket.storeId).map((one) => one.name);
    return { result: { kind: "not-found", said, nearest: near.slice(0, 5) } };
  }
  const to = meant.one;
  if (to.id === ticket.assigneeId)
    return { result: { kind: "reassigned", ticket: seen(ticket, turn.now), to: to.name, same: true } };
  const undo = [
    await changeTicket(turn.tx, ticket.id, { assigneeId: to.id }, { assigneeId: ticket.assigneeId }),
    await addEvent(turn.tx, {
      complaintId: ticket.id,
      staffId: turn.staff.id,
      kind: "note",
      what: `交给${to.name}跟`,
      at: turn.now,
    }),
  ];
  const moved = await ticketOf(turn, customer.id);
  if (to.id !== turn.staff.id)
    await enqueue(turn.tx, {
      key: `complaint-${ticket.id}-assigned-${to.id}-${turn.now.getTime()}`,
      staffId: to.id,
      kind: "card",
      reply: {
        kind: "card",
        card: assignedCard(moved, { by: turn.staff.name, now: turn.now, zone: turn.zone, again: turn.now.getTime() }),
      },
      dueAt: turn.now,
    });
  return written(customer, "complaints.assign", { kind: "reassigned", ticket: moved, to: to.name, same: false }, undo);
}

export async function lift(turn: Turn, customer: CustomerRef): Promise<Done> {
  if (!mayLift(turn.staff.role)) return { result: { kind: "not-allowed", why: "role" } };
  const ticket = await findTicket(turn.tx, customer.id);
  if (!ticket || !isFrozen(ticket, turn)) return { result: { kind: "lifted", name: customer.name, was: false } };
  if (ticket.state !== "closed")
    return read(customer, { kind: "shown", ticket: seen(ticket, turn.now), events: [], frozen: true });
  const undo = [
    await changeTicket(
      turn.tx,
      ticket.id,
      { liftedAt: turn.now, liftedById: turn.staff.id },
      { liftedAt: null, liftedById: null },
    ),
    await addEvent(turn.tx, {
      complaintId: ticket.id,
      staffId: turn.staff.id,
      kind: "lifted",
      what: "店长恢复推广",
      at: turn.now,
    }),
  ];
  return written(customer, "complaints.lift", { kind: "lifted", name: customer.name, was: true }, undo);
}
