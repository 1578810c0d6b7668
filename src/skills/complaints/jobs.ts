// The clocks of complaints: the ladder associate → partner → manager, each step once, and a reminder when
// nobody has said anything for days. A step is a row with a key, written with its card, so a crash repeats nothing
// and a stopped scheduler loses nothing.
import { dayOf } from "../../calendar/day.ts";
import { isOpen } from "../../calendar/hours.ts";
import { system } from "../../db/actor.ts";
import type { Db, Tx } from "../../db/db.ts";
import type { Reply } from "../../message.ts";
import { enqueue } from "../../outbox/store.ts";
import type { Settings } from "../../settings.ts";
import { type ClockPolicy, clockPolicy, isQuiet, type Rung, type Step, stepKey, stepsDue } from "./rules.ts";
import {
  activeStaff,
  findEvents,
  type Helper,
  type OpenTicket,
  openTickets,
  type StoredEvent,
  takeStep,
} from "./store.ts";
import { partnerText, quietCard, rungCard } from "./words.ts";

export interface ClockContext {
  db: Db;
  now: () => Date;
  zone: string;
  settings(): Promise<Settings>;
}

/** What a card tells of what was done. */
const EVENTS_TOLD = 3;

/** Queues what is due now and returns how many; run it every few minutes. Nothing while the shop is shut. */
export async function watchComplaints(context: ClockContext, _slotAt: Date): Promise<number> {
  const { db, zone } = context;
  const now = context.now();
  const policy = clockPolicy(await context.settings(), zone);
  if (!isOpen(now, policy.shop, zone)) return 0;
  return db.transaction(system, async (tx) => {
    const tickets = await openTickets(tx);
    const due = tickets.flatMap((ticket) => dueOf(ticket, policy, now));
    if (due.length === 0) return 0;
    const staff = await activeStaff(tx);
    const events = groupBy(await findEvents(tx, [...new Set(due.map(({ ticket }) => ticket.id))], EVENTS_TOLD));
    let queued = 0;
    for (const one of due) if (await remind(tx, one, { staff, events, now, zone })) queued++;
    return queued;
  });
}

interface Due {
  ticket: OpenTicket;
  step: Step | null;
}

function dueOf(ticket: OpenTicket, policy: ClockPolicy, now: Date): Due[] {
  const steps = stepsDue(ticket, (step) => ticket.taken.includes(stepKey(ticket.id, step)), policy, now);
  if (steps.length > 0) return steps.map((step) => ({ ticket, step }));
  return isQuiet(ticket, policy, now) ? [{ ticket, step: null }] : [];
}

interface Around {
  staff: readonly Helper[];
  events: ReadonlyMap<string, StoredEvent[]>;
  now: Date;
  zone: string;
}

async function remind(tx: Tx, { ticket, step }: Due, { staff, events, now, zone }: Around): Promise<boolean> {
  const rung: Rung = step?.rung ?? "associate";
  const to = personOf(rung, ticket, staff);
  if (!to) return false;
  const day = dayOf(now, zone);
  const key = step ? stepKey(ticket.id, step) : `${ticket.id}:quiet:${day}`;
  const what = step ? `${RUNGS[rung]}：${to.name}` : `提醒报进展：${to.name}`;
  const kind = rung === "associate" ? "reminded" : "escalated";
  if (!(await takeStep(tx, { complaintId: ticket.id, stepKey: key, kind, what, at: now }))) return false;
  const moment = { now, zone };
  const reply: Reply =
    step === null
      ? { kind: "card", card: quietCard(ticket, { ...moment, day, lastAt: ticket.progressAt }) }
      : rung === "partner"
        ? { kind: "text", text: partnerText(ticket, step, moment) }
        : { kind: "card", card: rungCard(ticket, step, { ...moment, events: events.get(ticket.id) ?? [] }) };
  return enqueue(tx, { key: `complaint-${key}`, staffId: to.id, kind: "card", reply, dueAt: now });
}

const RUNGS: Readonly<Record<Rung, string>> = { associate: "提醒", partner: "请同事帮忙", manager: "上报" };

/**
 * Whom a step goes to; null where the shop has nobody for it. The partner is the next colleague of the shop in a fixed
 * order, so that two runs ask the same one; above a manager stands head office.
 */
export function personOf(rung: Rung, ticket: OpenTicket, staff: readonly Helper[]): Helper | null {
  const assignee = staff.find((one) => one.id === ticket.assigneeId) ?? null;
  const ofShop = staff.filter(
    (one) => one.storeId !== null && one.storeId === ticket.storeId && one.id !== assignee?.id,
  );
  const manager =
    ofShop.find((one) => one.role === "manager") ??
    staff.find((one) => one.role === "admin" && one.id !== assignee?.id) ??
    null;
  switch (rung) {
    case "associate":
      // The one in charge has left: the manager hears of it at once.
      return assignee ?? manager;
    case "partner": {
      const others = ofShop.filter((one) => one.role === "associate");
      return others.find((one) => one.id > (assignee?.id ?? "")) ?? others[0] ?? null;
    }
    case "manager":
      return manager;
  }
}

function groupBy(events: readonly StoredEvent[]): Map<string, StoredEvent[]> {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) groups.set(event.complaintId, [...(groups.get(event.complaintId) ?? []), event]);
  return groups;
}
