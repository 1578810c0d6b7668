// A bare number, said while a report is the last thing the bot showed, opens that line of it.
import { z } from "zod";
import { addDays, dayOf } from "../calendar/day.ts";
import type { Plan, Turn } from "../skill.ts";
import { lastPeriod } from "../skills/insights/digest.ts";
import { drillPlan, type ReadReport } from "../skills/insights/drill.ts";

/** A report of this morning is still the one meant in the afternoon. */
const REPORT_MS = 12 * 3_600_000;
const NUMBERS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"];

const LINE = "(1[0-5]|[1-9]|十[一二三四五]?|[一二三四五六七八九])";
const ALONE = new RegExp(`^\\s*第?${LINE}(?:条|行|项)?[。.？?]?\\s*$`, "u");
/** 日报里第二行是哪几个客户, 第3行点开. */
const NAMED = new RegExp(
  `^\\s*(?:(?:(?:[日周月]报|报表)(?:里面?|上面?|中)?的?)第${LINE}(?:条|行|项)|第${LINE}行)(?:都?是|有)?(?:谁|(?:哪些|哪几[个位])(?:客户|客人|人)?|点开|展开|打开|看看|看一下|看下)?[。.？?]?\\s*$`,
  "u",
);

/** The plan that 「2」 stands for; null when it is no number or no report is on show. */
export async function readReportLine(turn: Turn): Promise<Plan | null> {
  const said = (ALONE.exec(turn.text) ?? NAMED.exec(turn.text))?.slice(1).find((line) => line !== undefined);
  if (said === undefined) return null;
  const report = await reportOnShow(turn);
  const line = NUMBERS.includes(said) ? NUMBERS.indexOf(said) + 1 : Number(said);
  return report === null ? null : drillPlan(line, report, turn.settings);
}

const askedPlan = z.object({
  grain: z.enum(["day", "week", "month"]).default("day"),
  day: z.string().nullable().default(null),
});

/** The report shown last, as it was read. */
async function reportOnShow({ tx, staff, now, zone, today }: Turn): Promise<ReadReport | null> {
  const since = new Date(now.getTime() - REPORT_MS);
  const sent = await tx.delivery.findFirst({
    where: {
      staffId: staff.id,
      kind: "digest",
      dueAt: { gte: since, lte: now },
      reply: { path: ["kind"], equals: "text" },
    },
    orderBy: { seq: "desc" },
    select: { key: true, reply: true, dueAt: true },
  });
  const asked = await tx.turnLog.findFirst({
    where: {
      staffId: staff.id,
      startedAt: { gte: since, lte: now },
      plans: { path: ["0", "kind"], equals: "insights.digest" },
    },
    orderBy: { seq: "desc" },
    select: { plans: true, reply: true, startedAt: true },
  });
  if (asked && (!sent || asked.startedAt > sent.dueAt)) {
    const plan = askedPlan.safeParse((asked.plans as unknown[])[0]);
    if (!plan.success) return null;
    const { grain, day } = plan.data;
    return { text: asked.reply, grain, day: day ?? lastPeriod(grain, dayOf(asked.startedAt, zone)).from };
  }
  if (!sent) return null;
  const [, grain = "day", day = addDays(today, -1)] = /:(?:(week|month):)?(\d{4}-\d{2}-\d{2})$/u.exec(sent.key) ?? [];
  return { text: String((sent.reply as { text?: unknown }).text ?? ""), grain: grain as ReadReport["grain"], day };
}
