// Clocks and ladder of complaints, classes of causes, gifts within a budget. Pure.
import { addDays, type Day, dayOf, instantOf, minutesOf } from "../../calendar/day.ts";
import { addBusinessMinutes, businessMinutesBetween, type ShopCalendar, shiftsOn } from "../../calendar/hours.ts";
import type { Settings } from "../../settings.ts";
import type { StaffMember } from "../../skill.ts";

export type Severity = "urgent" | "question" | "complaint";

export interface ClockPolicy {
  clocks: Settings["complaints"];
  shop: ShopCalendar;
  zone: string;
}

export function clockPolicy(settings: Settings, zone: string): ClockPolicy {
  return { clocks: settings.complaints, shop: settings.openingHours, zone };
}

/**
 * Until when it must be answered and settled. Urgent: first action in 30 open minutes, settled in 7 days. Question:
 * settled in 4 open hours. Complaint: answered within one open day, settled in 7 days. A clock starts when the shop
 * opens next and never ends while it is shut.
 */
export function deadlines(
  severity: Severity,
  openedAt: Date,
  policy: ClockPolicy,
): { respondBy: Date | null; resolveBy: Date } {
  const { clocks, shop, zone } = policy;
  if (severity === "question")
    return { respondBy: null, resolveBy: addBusinessMinutes(openedAt, clocks.questionMinutes, shop, zone) };
  const start = nextOpen(openedAt, policy);
  const settleBy = nextOpen(sameTime(start, addDays(dayOf(start, zone), clocks.resolveDays), zone), policy);
  const respondBy =
    severity === "urgent"
      ? addBusinessMinutes(openedAt, clocks.urgentMinutes, shop, zone)
      : nextOpen(sameTime(start, openDayAfter(dayOf(start, zone), policy), zone), policy);
  // Told just before a week of holidays, half an hour of open time may end after the seventh day.
  return { respondBy, resolveBy: respondBy > settleBy ? respondBy : settleBy };
}

/** The instant itself when the shop is open, otherwise the next opening. */
function nextOpen(instant: Date, { shop, zone }: ClockPolicy): Date {
  return addBusinessMinutes(instant, 0, shop, zone);
}

/** A shop shut for longer has no next open day; the calendar says the same. */
const DAYS_AHEAD_MAX = 400;

function openDayAfter(day: Day, { clocks, shop }: ClockPolicy): Day {
  let left = clocks.respondDays;
  for (let ahead = 1; ahead <= DAYS_AHEAD_MAX; ahead++) {
    const next = addDays(day, ahead);
    if (shiftsOn(next, shop).length > 0 && --left === 0) return next;
  }
  return addDays(day, DAYS_AHEAD_MAX);
}

function sameTime(instant: Date, day: Day, zone: string): Date {
  const minutes = minutesOf(instant, zone);
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return instantOf(day, clock, zone);
}

export type Rung = "associate" | "partner" | "manager";
export interface Step {
  clock: "respond" | "resolve";
  rung: Rung;
  dueAt: Date;
}

/** Who hears of it after which part of the time (of 30 minutes after 20 and 30), in open minutes. */
const RUNGS: readonly { rung: Rung; of: number }[] = [
  { rung: "associate", of: 1 / 2 },
  { rung: "partner", of: 2 / 3 },
  { rung: "manager", of: 1 },
];

export interface Clocked {
  openedAt: Date;
  respondBy: Date | null;
  respondedAt: Date | null;
  resolveBy: Date | null;
  state: string;
}

/** Every step there would be if nothing were done, the earliest first. */
export function ladder(ticket: Clocked, { shop, zone }: ClockPolicy): Step[] {
  const steps = (clock: Step["clock"], due: Date | null): Step[] => {
    if (due === null) return [];
    const minutes = businessMinutesBetween(ticket.openedAt, due, shop, zone);
    return RUNGS.map(({ rung, of }) => ({
      clock,
      rung,
      dueAt: of === 1 ? due : addBusinessMinutes(ticket.openedAt, Math.round(minutes * of), shop, zone),
    }));
  };
  const all = [...steps("respond", ticket.respondBy), ...steps("resolve", ticket.resolveBy)];
  return all.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/** Steps whose time has come and that were not taken. An answer stops the first clock, closing stops both. */
export function stepsDue(ticket: Clocked, taken: (step: Step) => boolean, policy: ClockPolicy, now: Date): Step[] {
  if (ticket.state === "closed") return [];
  return ladder(ticket, policy).filter(
    (step) => step.dueAt <= now && !(step.clock === "respond" && ticket.respondedAt !== null) && !taken(step),
  );
}

export function stepKey(complaintId: string, step: Step): string {
  return `${complaintId}:${step.clock}:${step.rung}`;
}

/** Past one of its times: not answered, or not settled. */
export function isLate(ticket: Clocked, now: Date): boolean {
  if (ticket.state === "closed") return false;
  return (
    (ticket.respondedAt === null && ticket.respondBy !== null && ticket.respondBy < now) ||
    (ticket.resolveBy !== null && ticket.resolveBy < now)
  );
}

/** Nothing was said about it for so long that the customer does not know where it stands. */
export function isQuiet(last: { progressAt: Date; remindedAt: Date | null }, policy: ClockPolicy, now: Date): boolean {
  const since = Math.max(last.progressAt.getTime(), last.remindedAt?.getTime() ?? 0);
  return now.getTime() - since >= policy.clocks.quietDays * 86_400_000;
}

const URGENT =
  /紧急|加急|火急|很急|急件|在店里闹|大闹|吵起来|受伤|烫伤|12315|消协|工商|市监|曝光|媒体|起诉|律师|报警|发抖音/u;

/** What people say when it cannot wait. */
export function severityOf(said: string): Severity {
  return URGENT.test(said) ? "urgent" : "complaint";
}

const CAUSES: readonly [name: string, pattern: RegExp][] = [
  ["面料做工", /面料|做工|质量|开线|掉色|起球|缩水|褪色|破|瑕疵|脱线|材质|线头|拉链/u],
  ["尺码版型", /尺码|码|版型|大小|偏大|偏小|不合身/u],
  ["服务态度", /态度|服务|冷落|不理|怠慢|说话|忽视/u],
  ["物流配送", /物流|快递|发货|配送|寄|送货|运输|包装|发错|漏发/u],
  ["价格活动", /价格|价|优惠|活动|券|折|贵|降价|保价/u],
  ["退换售后", /退货|换货|退款|售后|维修|保修|赔/u],
  ["缺货等待", /缺货|断货|没货|等太久|排队|等待|预定/u],
];

/** Classes of causes for the ranking: 面料问题 and 掉色 are one. */
export function causeClass(cause: string): string {
  return CAUSES.find(([, pattern]) => pattern.test(cause))?.[0] ?? "其他";
}

export interface CauseShare {
  name: string;
  count: number;
  /** Of all, in percent, rounded; `upTo` is the sum of the unrounded shares so far. */
  percent: number;
  upTo: number;
}

/** Pareto: the most frequent first, with running shares. */
export function rankCauses(causes: readonly { cause: string | null; count: number }[]): CauseShare[] {
  const counts = new Map<string, number>();
  for (const { cause, count } of causes) {
    const name = cause === null ? "还没写原因" : causeClass(cause);
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let running = 0;
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b, "zh"))
    .map(([name, count]) => {
      running += count;
      return { name, count, percent: percent(count, total), upTo: percent(running, total) };
    });
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100);
}

/** Where no value was said: what the shop's list says such a thing is worth; null when nobody knows. */
export function giftFen(what: string, yuan: number | null, gifts: Settings["goodwill"]["gifts"]): number | null {
  if (yuan !== null) return Math.round(yuan * 100);
  const said = /(\d+(?:\.\d+)?)\s*(?:元|块)/u.exec(what)?.[1];
  if (said) return Math.round(Number(said) * 100);
  return gifts.find(({ word }) => what.includes(word))?.fen ?? null;
}

export type GiftAnswer =
  | { kind: "given"; leftFen: number | null }
  | { kind: "too-dear"; limitFen: number }
  | { kind: "used-up"; leftFen: number; limitFen: number };

/** Head office has no limit; everybody else one per gift and one per month. */
export function mayGive(
  role: StaffMember["role"],
  fen: number,
  spentFen: number,
  budgets: Settings["goodwill"],
): GiftAnswer {
  const budget = budgetOf(role, budgets);
  if (budget === null) return { kind: "given", leftFen: null };
  const leftFen = budget.perMonthFen - spentFen;
  if (fen > budget.perGiftFen) return { kind: "too-dear", limitFen: budget.perGiftFen };
  if (fen > leftFen) return { kind: "used-up", leftFen: Math.max(0, leftFen), limitFen: budget.perMonthFen };
  return { kind: "given", leftFen: leftFen - fen };
}

export function budgetOf(
  role: StaffMember["role"],
  budgets: Settings["goodwill"],
): Settings["goodwill"]["associate"] | null {
  return role === "associate" ? budgets.associate : role === "manager" ? budgets.manager : null;
}

/** Promotions come back by a manager's word. */
export function mayLift(role: StaffMember["role"]): boolean {
  return role !== "associate";
}
