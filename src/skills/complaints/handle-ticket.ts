// A complaint taken down, and what is told of it while it is open.

import type { z } from "zod";
import { Bug } from "../../errors.ts";
import { enqueue } from "../../outbox/store.ts";
import type { CustomerRef, Turn, UndoStep } from "../../skill.ts";
import { withoutPhones } from "../notes/rules.ts";
import { DAY_MS, type Done, EVENT_MAX, iso, seen, written } from "./outcome.ts";
import type { openPlan, progressPlan } from "./plan.ts";
import type { SeenTicket } from "./result.ts";
import { clockPolicy, deadlines, severityOf } from "./rules.ts";
import {
  activeStaff,
  addEvent,
  changeTicket,
  findTicket,
  type Helper,
  openTicket,
  recentTickets,
  type Ticket,
} from "./store.ts";
import { assignedCard } from "./words.ts";

/** A second complaint within this time is worth a look at what lies behind. */
const REPEAT_DAYS = 90;

/** Until somebody says what it was. */
export const NO_CONTENT = "还没说是什么事";

export async function open(turn: Turn, plan: z.infer<typeof openPlan>, customer: CustomerRef): Promise<Done> {
  const known = await findTicket(turn.tx, customer.id);
  const said = (text: string | null) => (text === null ? null : withoutPhones(text.trim()).text || null);
  const content = said(plan.content);
  // The same matter told on: one customer has one open complaint, with one clock.
  if (known && known.state !== "closed" && content !== null && known.content === NO_CONTENT)
    return progress(turn, { kind: "complaints.progress", who: plan.who, text: content, slot: "content" }, customer);
  if (known && known.state !== "closed") return toldMore(turn, known, content, customer);
  const before = await recentTickets(turn.tx, customer.id, new Date(turn.now.getTime() - REPEAT_DAYS * DAY_MS));
  const staff = await activeStaff(turn.tx);

  const severity =
    plan.severity === "complaint" ? severityOf(`${plan.content ?? ""}${plan.demand ?? ""}${turn.text}`) : plan.severity;
  const assignee = inCharge(staff, customer, turn);
  const clocks = deadlines(severity, turn.now, clockPolicy(turn.settings, turn.zone));

  const { id, undo } = await openTicket(turn.tx, {
    customerId: customer.id,
    storeId: customer.storeId,
    assigneeId: assignee.id,
    severity,
    content: content ?? NO_CONTENT,
    demand: said(plan.demand),
    scene: said(plan.scene),
    channel: plan.channel,
    openedById: turn.staff.id,
    openedAt: turn.now,
    ...clocks,
  });
  await addEvent(turn.tx, { complaintId: id, staffId: turn.staff.id, kind: "opened", what: "登记投诉", at: turn.now });
  const ticket = await ticketOf(turn, customer.id);
  // Whoever has to act must hear of it at once.
  if (assignee.id !== turn.staff.id)
    await enqueue(turn.tx, {
      key: `complaint-${id}-assigned-${assignee.id}`,
      staffId: assignee.id,
      kind: "card",
      reply: { kind: "card", card: assignedCard(ticket, { by: turn.staff.name, now: turn.now, zone: turn.zone }) },
      dueAt: turn.now,
    });
  const missing = [
    ...(content === null ? (["content"] as const) : []),
    ...(plan.demand === null ? (["demand"] as const) : []),
  ];
  return written(
    customer,
    "complaints.open",
    { kind: "opened", ticket, missing, before, mine: assignee.id === turn.staff.id },
    [undo],
  );
}

/** She says more, or asks again: kept with the complaint, but no action of ours; its clocks run on. */
async function toldMore(turn: Turn, ticket: Ticket, said: string | null, customer: CustomerRef): Promise<Done> {
  const what = said === null ? "客户又来催" : `客户又说：${said}`;
  const event = { complaintId: ticket.id, staffId: turn.staff.id, kind: "note", at: turn.now } as const;
  const undo = [await addEvent(turn.tx, { ...event, what: what.slice(0, EVENT_MAX) })];
  return written(customer, "complaints.progress", { kind: "told-more", ticket: seen(ticket, turn.now), what }, undo);
}

/** The one who knows her; else the one who took it down; else the manager. Nobody is no answer. */
function inCharge(staff: readonly Helper[], customer: CustomerRef, turn: Turn): Helper {
  const owner = staff.find((one) => one.id === customer.ownerId);
  if (owner) return owner;
  const manager = staff.find((one) => one.role === "manager" && one.storeId === customer.storeId);
  const self = staff.find((one) => one.id === turn.staff.id);
  const taken = turn.staff.role === "associate" ? (self ?? manager) : (manager ?? self);
  if (!taken) throw new Bug("the one who speaks is no active member of staff");
  return taken;
}

export async function progress(turn: Turn, plan: z.infer<typeof progressPlan>, customer: CustomerRef): Promise<Done> {
  const ticket = await findTicket(turn.tx, customer.id);
  const { text } = withoutPhones(plan.text.trim());
  if (!ticket) return { result: { kind: "none", name: customer.name }, shown: { focus: customer.id } };
  if (ticket.state === "closed") return { result: { kind: "already-closed", ticket: seen(ticket, turn.now) } };

  const undo: UndoStep[] = [];
  if (plan.slot === "urgent") {
    const clocks = deadlines("urgent", turn.now, clockPolicy(turn.settings, turn.zone));
    const { severity, respondBy } = ticket;
    const change = { severity: "urgent", respondBy: clocks.respondBy };
    undo.push(await changeTicket(turn.tx, ticket.id, change, { severity, respondBy: iso(respondBy) }));
  } else if (plan.slot !== "progress")
    undo.push(await changeTicket(turn.tx, ticket.id, { [plan.slot]: text }, { [plan.slot]: ticket[plan.slot] }));
  const first = plan.slot === "progress" && ticket.respondedAt === null;
  if (first) undo.push(await changeTicket(turn.tx, ticket.id, { respondedAt: turn.now }, { respondedAt: null }));
  const kind = plan.slot === "progress" ? "progress" : "note";
  const what = plan.slot === "progress" ? text : `${SLOTS[plan.slot]}：${text}`;
  undo.push(
    await addEvent(turn.tx, {
      complaintId: ticket.id,
      staffId: turn.staff.id,
      kind,
      what: what.slice(0, EVENT_MAX),
      at: turn.now,
    }),
  );
  const now = await ticketOf(turn, customer.id);
  return written(customer, "complaints.progress", { kind: "added", ticket: now, slot: plan.slot, text, first }, undo);
}

const SLOTS = { demand: "诉求", scene: "经过", content: "内容", urgent: "改为紧急" } as const;

/** As it stands after what was just written. */
export async function ticketOf(turn: Turn, customerId: string): Promise<SeenTicket> {
  const ticket = await findTicket(turn.tx, customerId);
  if (!ticket) throw new Bug("a complaint written in this transaction is gone");
  return seen(ticket, turn.now);
}
