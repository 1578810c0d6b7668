// A bare number, said while a report is the last thing the bot showed, opens that line of it.
import { addDays, dayOf } from "../calendar/day.ts";
import type { Plan, Turn } from "../skill.ts";
import { drillPlan } from "../skills/insights/drill.ts";

/** A report of this morning is still the one meant in the afternoon. */
const REPORT_MS = 12 * 3_600_000;

/** The plan that 「2」 stands for; null when it is no number or no report is on show. */
export async function readReportLine(turn: Turn): Promise<Plan | null> {
  const said = /^\s*(?:第)?([1-9一二三四五六七八九])(?:条|行|项)?[。.？?]?\s*$/u.exec(turn.text)?.[1];
  if (said === undefined) return null;
  const day = await reportOnShow(turn);
  const line = "一二三四五六七八九".includes(said) ? "一二三四五六七八九".indexOf(said) + 1 : Number(said);
  return day === null ? null : drillPlan(line, day, turn.settings);
}

/** The day of the report shown last, if nothing but its lines was asked since. */
async function reportOnShow({ tx, staff, now, zone, today }: Turn): Promise<string | null> {
  const since = new Date(now.getTime() - REPORT_MS);
  const sent = await tx.delivery.findFirst({
    where: { staffId: staff.id, kind: "digest", createdAt: { gte: since, lte: now } },
    orderBy: { seq: "desc" },
    select: { key: true, createdAt: true },
  });
  const asked = await tx.turnLog.findFirst({
    where: {
      staffId: staff.id,
      startedAt: { gte: since, lte: now },
      plans: { path: ["0", "kind"], equals: "insights.digest" },
    },
    orderBy: { seq: "desc" },
    select: { plans: true, startedAt: true },
  });
  if (asked && (!sent || asked.startedAt > sent.createdAt)) {
    const day = (asked.plans as { day?: string | null }[])[0]?.day;
    return day ?? addDays(dayOf(asked.startedAt, zone), -1);
  }
  return sent ? (/\d{4}-\d{2}-\d{2}$/u.exec(sent.key)?.[0] ?? addDays(today, -1)) : null;
}
