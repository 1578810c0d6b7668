// What can be said about the shop's own tables (REQUIREMENTS G09–G16): how many came in, and the tables as sheets.
import { z } from "zod";
import type { PlanSpec } from "../../skill.ts";
import { PARTS, TABLES } from "./rules.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const peopleMax = 100_000;

export const trafficPlan = z.object({
  kind: z.literal("members.traffic"),
  on: day.nullable().default(null).describe("null is today"),
  part: z.enum(PARTS).default("day"),
  entered: z.number().int().min(0).max(peopleMax),
  bought: z.number().int().min(0).max(peopleMax).nullable().default(null).describe("receipts; null when not said"),
});
export type TrafficPlan = z.infer<typeof trafficPlan>;
export const showPlan = z.object({
  kind: z.literal("members.show"),
  range: z.object({ from: day.nullable(), to: day.nullable() }).nullable().default(null).describe("null is today"),
});
export type ShowPlan = z.infer<typeof showPlan>;
export const exportPlan = z.object({
  kind: z.literal("members.export"),
  table: z.enum(TABLES).nullable().default(null).describe("null is all seven in one workbook"),
  range: z.object({ from: day.nullable(), to: day.nullable() }).nullable().default(null).describe("null is this month"),
});
export type ExportPlan = z.infer<typeof exportPlan>;

export const plans: PlanSpec[] = [
  {
    kind: "members.traffic",
    schema: trafficPlan,
    effect: "write",
    who: "none",
    help: "记进店人数和成交",
    examples: ["今天上午进店32人 成交6", "昨天客流120，成交18单"],
  },
  {
    kind: "members.show",
    schema: showPlan,
    effect: "read",
    who: "none",
    help: "看进店客流和成交率",
    examples: ["今天进店多少人", "本周客流怎么样"],
  },
  {
    kind: "members.export",
    schema: exportPlan,
    effect: "read",
    who: "none",
    help: "导出门店七张表",
    examples: ["导出本月生日会员回访表", "导出会员信息登记表", "导出门店七张表"],
  },
];
