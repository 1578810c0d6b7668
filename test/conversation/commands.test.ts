// What an administrator may ask of the house: figures that equal the rows, and nothing for anybody else.
import { beforeAll, expect, test } from "vitest";
import type { Context } from "../../src/context.ts";
import { answerCommand } from "../../src/conversation/commands.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import type { StaffMember } from "../../src/skill.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { seedStaff } from "../support/people.ts";
import { turnRow } from "../support/rows.ts";

const boss: StaffMember = { id: "boss", name: "老板", role: "admin", scope: "all", storeId: null };
const now = new Date("2026-09-13T02:00:00Z");

describeOnOneEngine("commands", (open) => {
  let db: Db;
  let context: Context;
  beforeAll(async () => {
    db = await open();
    context = { db, now: () => now, zone: "Asia/Shanghai" } as Context;
    await seedStaff(db);
    const turn = turnRow(now);
    await db.transaction(system, async (tx) => {
      await tx.turnLog.createMany({
        data: [
          ...["parser", "parser", "parser", "model", "button"].map((readBy) => ({ ...turn, readBy })),
          { ...turn, startedAt: new Date("2026-01-01T00:00:00Z") },
        ],
      });
      await tx.modelCall.createMany({
        data: [
          {
            purpose: "understand",
            model: "m",
            ms: 800,
            promptTokens: 1000,
            completionTokens: 60,
            outcome: "ok",
            at: now,
          },
          { purpose: "understand", model: "m", ms: 4000, outcome: "timeout", at: new Date("2026-01-01T00:00:00Z") },
        ],
      });
      await tx.jobSlot.create({
        data: {
          job: "daily-digest",
          slotAt: now,
          state: "failed",
          startedAt: now,
          lockedUntil: now,
          error: "no network",
        },
      });
    });
  });

  test("the ledger counts this month's sentences and calls", async () => {
    expect(await answerCommand(context, boss, "/模型用量")).toBe(
      "近30天：说了4句，问模型1次，省下75%\n结果：答对格式1次\n用时：平均800毫秒，最长800毫秒\n用量：输入1000，输出60（token）",
    );
  });
  test("jobs tell how they ended", async () => {
    expect(await answerCommand(context, boss, " ／任务 ")).toMatch(/^坏 daily-digest .* no network$/u);
  });
  test("are for administrators, and other texts are none", async () => {
    expect(await answerCommand(context, { ...boss, role: "associate" }, "/任务")).toBe("这个只有管理员能看。");
    expect(await answerCommand(context, boss, "任务")).toBeNull();
  });
});
