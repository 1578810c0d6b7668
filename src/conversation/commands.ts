// What an administrator may ask of the house itself: 「/模型用量」, 「/任务」. Figures only; no customer is in them.
import { addDays, dayOf, instantOf } from "../calendar/day.ts";
import type { Context } from "../context.ts";
import { system } from "../db/actor.ts";
import type { StaffMember } from "../skill.ts";

/** The ledger looks back so far. */
const DAYS = 30;

/** The answer to a command; null when the text is none. */
export async function answerCommand(context: Context, staff: StaffMember, text: string): Promise<string | null> {
  const command = /^\s*[/／](模型用量|任务)\s*$/u.exec(text)?.[1];
  if (command === undefined) return null;
  if (staff.role !== "admin" && staff.role !== "crm_admin") return "这个只有管理员能看。";
  return command === "任务" ? jobs(context) : modelUse(context);
}

async function modelUse({ db, now, zone }: Context): Promise<string> {
  const since = instantOf(addDays(dayOf(now(), zone), 1 - DAYS), "00:00", zone);
  const [turns, calls, sums] = await db.transaction(system, async (tx) => [
    await tx.turnLog.groupBy({ by: ["readBy"], where: { startedAt: { gte: since } }, _count: true }),
    await tx.modelCall.groupBy({ by: ["outcome"], where: { at: { gte: since } }, _count: true }),
    await tx.modelCall.aggregate({
      where: { at: { gte: since } },
      _avg: { ms: true },
      _max: { ms: true },
      _sum: { promptTokens: true, completionTokens: true },
    }),
  ]);
  const said = turns.filter((row) => row.readBy !== "button").reduce((sum, row) => sum + row._count, 0);
  const asked = calls.reduce((sum, row) => sum + row._count, 0);
  const saved = said === 0 ? 0 : Math.round((100 * Math.max(0, said - asked)) / said);
  const lines = [`近${DAYS}天：说了${said}句，问模型${asked}次，省下${saved}%`];
  if (asked > 0) {
    lines.push(`结果：${calls.map((row) => `${OUTCOMES[row.outcome] ?? row.outcome}${row._count}次`).join("，")}`);
    lines.push(`用时：平均${Math.round(sums._avg.ms ?? 0)}毫秒，最长${sums._max.ms ?? 0}毫秒`);
    lines.push(`用量：输入${sums._sum.promptTokens ?? 0}，输出${sums._sum.completionTokens ?? 0}（token）`);
  }
  return lines.join("\n");
}
const OUTCOMES: Readonly<Record<string, string>> = {
  ok: "答对格式",
  repaired: "改了一次",
  timeout: "超时",
  refused: "被拒",
  rubbish: "答非所问",
  network: "连不上",
};

/** More jobs than this are not on the timetable. */
const JOBS_MAX = 50;

async function jobs({ db, now, zone }: Context): Promise<string> {
  const rows = await db.transaction(
    system,
    (tx) => tx.$queryRaw<{ job: string; slotAt: Date; state: string; note: string | null; error: string | null }[]>`
      SELECT DISTINCT ON (job) job, slot_at AS "slotAt", state, note, error FROM job_slot
      WHERE slot_at <= ${now()} ORDER BY job, slot_at DESC LIMIT ${JOBS_MAX}`,
  );
  const at = new Intl.DateTimeFormat("zh-CN", {
    timeZone: zone,
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const lines = rows.map(
    ({ job, slotAt, state, note, error }) =>
      `${state === "done" ? "好" : state === "running" ? "在跑" : "坏"} ${job} ${at.format(slotAt)}${(error ?? note) ? ` ${(error ?? note ?? "").slice(0, 60)}` : ""}`,
  );
  return lines.length > 0 ? lines.join("\n") : "还没有任务跑过。";
}
