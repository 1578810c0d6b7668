// The end of a complaint: closed with a cause and a score, and asked about afterwards.

import type { z } from "zod";
import { addDays, instantOf } from "../../calendar/day.ts";
import type { CustomerRef, Turn } from "../../skill.ts";
import { addTaskOnce } from "../customers/task-store.ts";
import { ticketOf } from "./handle-ticket.ts";
import { DAY_MS, type Done, iso, seen, written } from "./outcome.ts";
import type { closePlan } from "./plan.ts";
import { causeClass } from "./rules.ts";
import { addEvent, addSurvey, changeTicket, findTicket, recentCauses, type Ticket } from "./store.ts";

export async function close(turn: Turn, plan: z.infer<typeof closePlan>, customer: CustomerRef): Promise<Done> {
  const ticket = await findTicket(turn.tx, customer.id);
  if (!ticket) return { result: { kind: "none", name: customer.name }, shown: { focus: customer.id } };
  if (ticket.state === "closed") return { result: { kind: "already-closed", ticket: seen(ticket, turn.now) } };
  const cause = plan.cause?.trim() || ticket.cause;
  const satisfaction = plan.satisfaction ?? ticket.satisfaction;
  if (cause !== null && satisfaction !== null) return finish(turn, { ticket, cause, satisfaction }, customer);

  // What is known is kept; the rest is asked for, and the next word of it closes.
  const undo = [
    await changeTicket(
      turn.tx,
      ticket.id,
      { cause, satisfaction },
      { cause: ticket.cause, satisfaction: ticket.satisfaction },
    ),
    await addEvent(turn.tx, {
      complaintId: ticket.id,
      staffId: turn.staff.id,
      kind: "progress",
      what: "说处理好了",
      at: turn.now,
    }),
  ];
  if (ticket.respondedAt === null)
    undo.push(await changeTicket(turn.tx, ticket.id, { respondedAt: turn.now }, { respondedAt: null }));
  const missing = [
    ...(cause === null ? (["cause"] as const) : []),
    ...(satisfaction === null ? (["satisfaction"] as const) : []),
  ];
  return written(
    customer,
    "complaints.progress",
    { kind: "closing", ticket: await ticketOf(turn, customer.id), missing },
    undo,
  );
}

/** How far back an equal cause counts as the same fault. */
const SAME_CAUSE_DAYS = 30;

const SURVEY_AT = "10:00";

async function finish(
  turn: Turn,
  { ticket, cause, satisfaction }: { ticket: Ticket; cause: string; satisfaction: number },
  customer: CustomerRef,
): Promise<Done> {
  const { settings } = turn;
  const since = new Date(turn.now.getTime() - SAME_CAUSE_DAYS * DAY_MS);
  const causes = await recentCauses(turn.tx, ticket.storeId, since);
  const askOn = addDays(turn.today, settings.complaints.askAfterDays);

  // Some days later she is asked whether she is content: once per complaint.
  const task = await addTaskOnce(turn.tx, {
    customerId: customer.id,
    staffId: ticket.assigneeId ?? turn.staff.id,
    ruleKey: `csat:${ticket.id}`,
    text: `投诉了结后回访，问问满意几分（${ticket.content.slice(0, 20)}）`,
    dueAt: instantOf(askOn, SURVEY_AT, turn.zone),
    createdById: turn.staff.id,
  });
  const undo = [
    await changeTicket(
      turn.tx,
      ticket.id,
      { state: "closed", closedAt: turn.now, cause, satisfaction, respondedAt: ticket.respondedAt ?? turn.now },
      {
        state: ticket.state,
        closedAt: null,
        cause: ticket.cause,
        satisfaction: ticket.satisfaction,
        respondedAt: iso(ticket.respondedAt),
      },
    ),
    await addEvent(turn.tx, {
      complaintId: ticket.id,
      staffId: turn.staff.id,
      kind: "closed",
      what: `了结：${cause}，满意度${satisfaction}分`,
      at: turn.now,
    }),
    await addSurvey(turn.tx, { customerId: customer.id, kind: "csat", score: satisfaction, answeredAt: turn.now }),
    ...(task ? [task] : []),
  ];
  const sameCause = causes.filter((one) => causeClass(one) === causeClass(cause)).length + 1;
  const frozen = satisfaction < settings.complaints.contentFrom;
  const result = { ticket: await ticketOf(turn, customer.id), frozen, askOn, sameCause, cause: causeClass(cause) };
  return written(customer, "complaints.close", { kind: "closed", ...result }, undo);
}

export async function survey(turn: Turn, score: number, customer: CustomerRef): Promise<Done> {
  const ticket = await findTicket(turn.tx, customer.id);
  if (ticket && ticket.state !== "closed")
    return close(turn, { kind: "complaints.close", who: customer.name, cause: null, satisfaction: score }, customer);
  const { contentFrom } = turn.settings.complaints;
  const before = ticket?.satisfaction ?? null;
  const undo = [await addSurvey(turn.tx, { customerId: customer.id, kind: "csat", score, answeredAt: turn.now })];
  if (ticket) {
    undo.push(await changeTicket(turn.tx, ticket.id, { satisfaction: score }, { satisfaction: before }));
    const what = `回访：满意度${score}分`;
    undo.push(
      await addEvent(turn.tx, { complaintId: ticket.id, staffId: turn.staff.id, kind: "progress", what, at: turn.now }),
    );
  }
  const frozen = ticket !== null && ticket.liftedAt === null && score < contentFrom;
  const freed =
    ticket !== null && ticket.liftedAt === null && before !== null && before < contentFrom && score >= contentFrom;
  return written(
    customer,
    "complaints.survey",
    { kind: "surveyed", name: customer.name, score, before, frozen, freed },
    undo,
  );
}
