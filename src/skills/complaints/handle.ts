// What happens with a complaint: load → decide → write. The clock starts with the first word of it, whatever is still
// missing; it is closed only with a cause and her satisfaction (K04, K09).
import { z } from "zod";
import { addDays, instantOf, startOfMonth } from "../../calendar/day.ts";
import { Bug, unreachable } from "../../errors.ts";
import { enqueue } from "../../outbox/store.ts";
import type { AuditNote, CustomerRef, Outcome, Plan, Turn, UndoStep } from "../../skill.ts";
import { withoutPhones } from "../notes/rules.ts";
import { colleagueMeant } from "../staff/rules.ts";
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
import {
  budgetOf,
  type CauseShare,
  causeClass,
  clockPolicy,
  deadlines,
  giftFen,
  isLate,
  mayGive,
  mayLift,
  rankCauses,
  severityOf,
} from "./rules.ts";
import {
  activeStaff,
  addEvent,
  addGoodwill,
  addSurvey,
  type CauseFacts,
  changeTicket,
  countCauses,
  EVENTS_MAX,
  findEvents,
  findTicket,
  type Helper,
  listTickets,
  openTicket,
  planSurvey,
  recentCauses,
  recentTickets,
  type StoredEvent,
  spentFen,
  type Ticket,
} from "./store.ts";
import { assignedCard } from "./words.ts";

export type SeenTicket = Ticket & { late: boolean };

export type ComplaintsResult =
  | { kind: "opened"; ticket: SeenTicket; missing: ("content" | "demand")[]; before: number; mine: boolean }
  | { kind: "added"; ticket: SeenTicket; slot: z.infer<typeof progressPlan>["slot"]; text: string; first: boolean }
  | { kind: "told-more"; ticket: SeenTicket; what: string }
  | { kind: "none"; name: string }
  | { kind: "closing"; ticket: SeenTicket; missing: ("cause" | "satisfaction")[] }
  | { kind: "closed"; ticket: SeenTicket; frozen: boolean; askOn: string; sameCause: number; cause: string }
  | { kind: "already-closed"; ticket: SeenTicket }
  | { kind: "surveyed"; name: string; score: number; before: number | null; frozen: boolean; freed: boolean }
  | { kind: "shown"; ticket: SeenTicket; events: StoredEvent[]; frozen: boolean }
  | {
      kind: "listed";
      of: "open" | "late" | "closed" | "all";
      tickets: (SeenTicket & { last: string | null })[];
      total: number;
    }
  | { kind: "causes"; from: string; to: string; shares: CauseShare[]; facts: CauseFacts }
  | { kind: "reassigned"; ticket: SeenTicket; to: string; same: boolean }
  | { kind: "lifted"; name: string; was: boolean }
  | { kind: "gift"; name: string; what: string; fen: number; leftFen: number | null }
  | {
      kind: "gift-refused";
      name: string;
      what: string;
      fen: number;
      limitFen: number;
      why: "too-dear" | "used-up";
      leftFen: number;
    }
  | { kind: "gift-value"; name: string; what: string }
  | { kind: "budget"; spentFen: number; budget: { perGiftFen: number; perMonthFen: number } | null };

type Done = Outcome<ComplaintsResult>;

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

/** A second complaint within this time is worth a look at what lies behind (K09). */
const REPEAT_DAYS = 90;
const DAY_MS = 86_400_000;
/** Until somebody says what it was. */
export const NO_CONTENT = "还没说是什么事";

async function open(turn: Turn, plan: z.infer<typeof openPlan>, customer: CustomerRef): Promise<Done> {
  const known = await findTicket(turn.tx, customer.id);
  const said = (text: string | null) => (text === null ? null : withoutPhones(text.trim()).text || null);
  const content = said(plan.content);
  // The same matter told on: one customer has one open complaint, with one clock (K06).
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
  // Whoever has to act must hear of it at once (K13, K15).
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

/** As long as a sentence that is still read in a list. */
const EVENT_MAX = 300;

/** The one who knows her; else the one who took it down; else the manager. Nobody is no answer (K13). */
function inCharge(staff: readonly Helper[], customer: CustomerRef, turn: Turn): Helper {
  const owner = staff.find((one) => one.id === customer.ownerId);
  if (owner) return owner;
  const manager = staff.find((one) => one.role === "manager" && one.storeId === customer.storeId);
  const self = staff.find((one) => one.id === turn.staff.id);
  const taken = turn.staff.role === "associate" ? (self ?? manager) : (manager ?? self);
  if (!taken) throw new Bug("the one who speaks is no active member of staff");
  return taken;
}

async function progress(turn: Turn, plan: z.infer<typeof progressPlan>, customer: CustomerRef): Promise<Done> {
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

async function close(turn: Turn, plan: z.infer<typeof closePlan>, customer: CustomerRef): Promise<Done> {
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
    ...(await planSurvey(turn.tx, {
      customerId: customer.id,
      staffId: ticket.assigneeId ?? turn.staff.id,
      complaintId: ticket.id,
      text: `投诉了结后回访，问问满意几分（${ticket.content.slice(0, 20)}）`,
      dueAt: instantOf(askOn, SURVEY_AT, turn.zone),
      byId: turn.staff.id,
    })),
  ];
  const sameCause = causes.filter((one) => causeClass(one) === causeClass(cause)).length + 1;
  const frozen = satisfaction < settings.complaints.contentFrom;
  const result = { ticket: await ticketOf(turn, customer.id), frozen, askOn, sameCause, cause: causeClass(cause) };
  return written(customer, "complaints.close", { kind: "closed", ...result }, undo);
}

async function survey(turn: Turn, score: number, customer: CustomerRef): Promise<Done> {
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

async function show(turn: Turn, customer: CustomerRef): Promise<Done> {
  const ticket = await findTicket(turn.tx, customer.id);
  if (!ticket) return read(customer, { kind: "none", name: customer.name });
  const events = await findEvents(turn.tx, [ticket.id], EVENTS_MAX);
  return read(customer, { kind: "shown", ticket: seen(ticket, turn.now), events, frozen: isFrozen(ticket, turn) });
}

async function list(turn: Turn, plan: z.infer<typeof listPlan>): Promise<Done> {
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

async function assign(turn: Turn, said: string, customer: CustomerRef): Promise<Done> {
  const ticket = await findTicket(turn.tx, customer.id);
  const staff = await activeStaff(turn.tx);
  if (!ticket) return { result: { kind: "none", name: customer.name } };
  if (ticket.state === "closed") return { result: { kind: "already-closed", ticket: seen(ticket, turn.now) } };
  const meant = colleagueMeant(/^(我|自己)$/u.test(said) ? turn.staff.id : said, staff);
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

async function lift(turn: Turn, customer: CustomerRef): Promise<Done> {
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

async function goodwill(turn: Turn, plan: z.infer<typeof goodwillPlan>, customer: CustomerRef): Promise<Done> {
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

async function budget(turn: Turn): Promise<Done> {
  const spent = await spentFen(turn.tx, turn.staff.id, monthStart(turn));
  return { result: { kind: "budget", spentFen: spent, budget: budgetOf(turn.staff.role, turn.settings.goodwill) } };
}

function monthStart(turn: Turn): Date {
  return instantOf(startOfMonth(turn.today), "00:00", turn.zone);
}

/** Promotions stay away from her: the complaint is open, or was closed and she is not content. */
function isFrozen(ticket: Ticket, turn: Turn): boolean {
  if (ticket.state !== "closed") return true;
  const { contentFrom } = turn.settings.complaints;
  return ticket.liftedAt === null && ticket.satisfaction !== null && ticket.satisfaction < contentFrom;
}

async function ticketOf(turn: Turn, customerId: string): Promise<SeenTicket> {
  const ticket = await findTicket(turn.tx, customerId);
  if (!ticket) throw new Bug("a complaint written in this transaction is gone");
  return seen(ticket, turn.now);
}

function seen(ticket: Ticket, now: Date): SeenTicket {
  return { ...ticket, late: isLate(ticket, now) };
}

/** Undo steps are kept as JSON. */
function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}

function written(
  customer: CustomerRef,
  action: string,
  result: ComplaintsResult,
  undo: UndoStep[],
  detail?: Record<string, unknown>,
): Done {
  return {
    result,
    shown: { focus: customer.id },
    undo,
    audit: [{ action, customerId: customer.id, ...(detail ? { detail } : {}) }],
  };
}

function read(customer: CustomerRef, result: ComplaintsResult): Done {
  return { result, shown: { focus: customer.id }, audit: [{ action: "complaints.show", customerId: customer.id }] };
}
