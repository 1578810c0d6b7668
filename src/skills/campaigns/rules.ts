// What a mass message becomes: one text for each associate, her own words for each customer where they are few, tasks of
// at most 10,000. Pure.
import type { Day } from "../../calendar/day.ts";
import type { ContactKind, GateReason, Verdict } from "../contact/gate.ts";

/** Of one task. */
export const TASK_CUSTOMERS_MAX = 10_000;
/** Weighed and queued in one transaction, in half the time it may last on a machine under load. More is divided. */
export const AUDIENCE_MAX = 25_000;
/** The platform takes so many reminders of a task in 24 hours. */
export const REMINDERS_MAX = 3;
const DAY_MS = 86_400_000;

export interface Receiver {
  customerId: string;
  name: string;
  staffId: string;
  staffName: string;
  shopName: string;
  /** How she is addressed. */
  address: string;
}

/** `personal`: each customer is addressed; that is a tap for each, so only where they are few. */
export function textFor(body: string, to: Receiver, personal: boolean): string {
  const impersonal = body.replace(/^\{称呼\}/u, "您好").replaceAll("{称呼}", "您");
  return (personal ? body.replaceAll("{称呼}", to.address) : impersonal)
    .replaceAll("{导购}", to.staffName)
    .replaceAll("{店名}", to.shopName);
}

export const isPersonal = (body: string): boolean => body.includes("{称呼}");

export interface NewTask {
  staffId: string;
  text: string;
  receivers: Receiver[];
}

/** One task for each associate and text; in chunks that the platform takes. */
export function tasksOf(
  body: string,
  receivers: readonly Receiver[],
  personal: boolean,
  chunk = TASK_CUSTOMERS_MAX,
): NewTask[] {
  const open = new Map<string, NewTask>();
  const tasks: NewTask[] = [];
  for (const receiver of receivers) {
    const text = textFor(body, receiver, personal);
    const key = `${receiver.staffId}\n${text}`;
    const task = open.get(key);
    if (task && task.receivers.length < chunk) {
      task.receivers.push(receiver);
      continue;
    }
    const next = { staffId: receiver.staffId, text, receivers: [receiver] };
    open.set(key, next);
    tasks.push(next);
  }
  return tasks;
}

/** A message of a task that may not go any more; `to`: what it gave way to, null where the customer's own wish stops it. */
export interface Stopped {
  id: string;
  to: ContactKind | null;
}

export function stoppedBy(
  waiting: readonly { id: string; customerId: string }[],
  verdicts: ReadonlyMap<string, Verdict>,
): Stopped[] {
  return waiting.flatMap(({ id, customerId }) => {
    const verdict = verdicts.get(customerId);
    if (verdict?.verdict !== "never") return [];
    return [{ id, to: verdict.reason.code === "gave-way" ? verdict.reason.to : null }];
  });
}

export type RefusalCode = GateReason["code"] | "no-owner" | "wording";

export interface RefusedOne {
  customerId: string;
  name: string;
  code: RefusalCode;
}

export interface RefusedGroup {
  code: RefusalCode;
  count: number;
  /** A few, to recognise the group by. */
  names: string[];
}
const NAMES_MAX = 3;

/** By reason, the most frequent first. */
export function groupsOf(refused: readonly RefusedOne[]): RefusedGroup[] {
  const groups = new Map<RefusalCode, RefusedGroup>();
  for (const one of refused) {
    const group = groups.get(one.code) ?? { code: one.code, count: 0, names: [] };
    group.count += 1;
    if (group.names.length < NAMES_MAX) group.names.push(one.name);
    groups.set(one.code, group);
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

/** A promotion refused for these may be exchanged for a kind word: the grievance is no reason to be forgotten. */
const softened: ReadonlySet<RefusalCode> = new Set(["open-complaint", "discontent", "bereavement"]);

export function isSoftenable(kind: ContactKind, verdict: Verdict): boolean {
  return kind !== "care" && verdict.verdict !== "allow" && softened.has(verdict.reason.code);
}

/** A festival's greeting is not sent after its day. */
export function isOver(receivers: readonly { occursOn: Day | null }[], today: Day): boolean {
  return receivers.some(({ occursOn }) => occursOn !== null && occursOn < today);
}

/** Whether one more reminder is within the platform's three in 24 hours. */
export function mayRemind(remindedAt: readonly Date[], now: Date): boolean {
  return remindedAt.filter((at) => at.getTime() > now.getTime() - DAY_MS).length < REMINDERS_MAX;
}
