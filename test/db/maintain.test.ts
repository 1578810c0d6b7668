// Upkeep throws away old records of jobs, never the last of one, and nothing else.
import { expect, test } from "vitest";
import { system } from "../../src/db/actor.ts";
import { maintain } from "../../src/db/maintain.ts";
import { describeOnOneEngine } from "../support/database.ts";

const NOW = new Date("2026-11-24T03:17:00+08:00");

describeOnOneEngine("upkeep", (open) => {
  test("old runs of a job go, its last one and what runs stay", async () => {
    const db = await open();
    const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
    const slot = (job: string, days: number, state: "done" | "failed" | "running" = "done") => {
      return { job, slotAt: ago(days), state, startedAt: ago(days), lockedUntil: ago(days) };
    };
    const rows = [
      slot("often", 1),
      slot("often", 13),
      slot("often", 15),
      slot("often", 16, "failed"),
      slot("monthly", 40),
    ];
    await db.transaction(system, (tx) => tx.jobSlot.createMany({ data: [...rows, slot("often", 20, "running")] }));
    await maintain(db, NOW);
    const left = await db.transaction(system, (tx) =>
      tx.jobSlot.findMany({ orderBy: [{ job: "asc" }, { slotAt: "desc" }], select: { job: true, slotAt: true } }),
    );
    const days = left.map(({ job, slotAt }) => `${job} ${(NOW.getTime() - slotAt.getTime()) / 86_400_000}`);
    expect(days).toEqual(["monthly 40", "often 1", "often 13", "often 20"]);
  });
});
