// The query algebra: what can be asked about customers. Conditions, sort, limit, aggregate. Data only;
// `query-sql.ts` and its neighbours are the one place that compiles it. The same algebra serves chat, audiences and drill-down.
import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Business days, `from` inclusive, `to` exclusive; null is open. */
export const dayRange = z.object({ from: day.nullable(), to: day.nullable() });
export type DayRange = z.infer<typeof dayRange>;

/** A bound on a number. Money is in yuan here: that is how people say it. */
export const bound = z.object({
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  minInclusive: z.boolean().default(true),
  maxInclusive: z.boolean().default(true),
});
export type Bound = z.infer<typeof bound>;

export const leaf = z.discriminatedUnion("field", [
  z.object({ field: z.literal("tier"), in: z.array(z.string()).describe("tier names or families as said: 金卡, VIP") }),
  z.object({ field: z.literal("tag"), in: z.array(z.string()) }),
  z.object({ field: z.literal("has-tag"), is: z.boolean().describe("any tag at all") }),
  z.object({ field: z.literal("region"), is: z.string().describe("province or city as said: 上海, 浙江省") }),
  z.object({ field: z.literal("gender"), is: z.enum(["female", "male"]) }),
  z.object({ field: z.literal("age"), bound }),
  z.object({
    field: z.literal("birthday"),
    range: dayRange.describe("birthdays that fall in these days, solar and lunar"),
  }),
  z.object({ field: z.literal("has-birthday"), is: z.boolean() }),
  z.object({
    field: z.literal("spend"),
    bound,
    range: dayRange.nullable().describe("net spend in yuan over these days; null is ever"),
  }),
  z.object({
    field: z.literal("order-value"),
    bound,
    range: dayRange.nullable().describe("one single order of this amount"),
  }),
  z.object({
    field: z.literal("top-spend"),
    share: z.number().gt(0).max(1).describe("消费前20%: 0.2; ranked among all who bought in these days"),
    range: dayRange.nullable(),
  }),
  z.object({
    field: z.literal("returns"),
    bound,
    range: dayRange.nullable().describe("number of purchases of which something was given back, bought in these days"),
  }),
  z.object({ field: z.literal("average-order"), bound, range: dayRange.nullable() }),
  z.object({ field: z.literal("orders"), bound, range: dayRange.nullable().describe("number of purchases") }),
  z.object({
    field: z.literal("visits"),
    bound,
    range: dayRange.nullable().describe("number of visits to the shop, purchases there included"),
  }),
  z.object({
    field: z.literal("last-seen"),
    range: dayRange.describe("day of the last purchase or visit; never seen counts as before everything"),
  }),
  z.object({ field: z.literal("last-purchase"), range: dayRange }),
  z.object({ field: z.literal("first-purchase"), range: dayRange }),
  z.object({
    field: z.literal("last-contact"),
    range: dayRange.describe("day of the last touch of any kind; never counts as before everything"),
  }),
  z.object({
    field: z.literal("bought"),
    what: z.string().describe("category or article as said: 裙子, 真丝"),
    range: dayRange.nullable(),
  }),
  z.object({
    field: z.literal("fact"),
    like: z.string().describe("words of a preference, need or note: 真丝, 过敏"),
    kind: z
      .enum(["preference", "dislike", "need", "negative", "family", "any"])
      .describe("dislike: what she does not like or must not get"),
  }),
  z.object({ field: z.literal("owner"), is: z.string().describe("associate as said; 'me'; 'none'") }),
  z.object({ field: z.literal("store"), is: z.string() }),
  z.object({ field: z.literal("referred"), is: z.boolean().describe("another customer brought her") }),
  z.object({ field: z.literal("name"), like: z.string().describe("surname or part of the name") }),
  z.object({ field: z.literal("complaint"), is: z.enum(["open", "any", "none"]) }),
  z.object({ field: z.literal("do-not-disturb"), is: z.boolean() }),
  z.object({ field: z.literal("class"), in: z.array(z.enum(["重要", "主要", "普通", "小"])) }),
  z.object({ field: z.literal("lifecycle"), in: z.array(z.enum(["new", "old", "dormant", "lost", "prospect"])) }),
  z.object({ field: z.literal("points"), bound }),
  z.object({
    field: z.literal("near-upgrade"),
    missing: z.number().describe("at most so many yuan short of the next tier"),
    to: z.string().nullable().describe("the next tier as said; null for any"),
  }),
  z.object({
    field: z.literal("segment"),
    of: z.enum(["rfm", "layer", "frequency", "value", "stage", "crowd"]),
    in: z.array(z.string()).describe("rfm: 冠军 … 流失; layer: 核心, 潜力; frequency, value: 高, 中, 低; crowd: H01 …"),
  }),
  z.object({
    field: z.literal("next-purchase"),
    range: dayRange.nullable().describe("days on which her next purchase is expected; null: due now (该回购了)"),
  }),
  z.object({ field: z.literal("has-phone"), is: z.boolean() }),
  z.object({ field: z.literal("has-follow-up"), is: z.boolean().describe("an open follow-up exists") }),
  z.object({ field: z.literal("added"), range: dayRange.describe("day the record was made") }),
  z.object({ field: z.literal("shown"), ids: z.array(z.string()).describe("filled by code: those on show") }),
]);
export type Leaf = z.infer<typeof leaf>;

export type Condition = Leaf | { all: Condition[] } | { any: Condition[] } | { not: Condition };
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    leaf,
    z.object({ all: z.array(condition).max(12) }),
    z.object({ any: z.array(condition).max(12) }),
    z.object({ not: condition }),
  ]),
);

export const sort = z.object({
  by: z.enum([
    "spend",
    "orders",
    "returns",
    "visits",
    "last-seen",
    "average-order",
    "birthday",
    "age",
    "name",
    "added",
    "points",
  ]),
  direction: z.enum(["asc", "desc"]),
  range: dayRange.nullable().default(null),
});
export type Sort = z.infer<typeof sort>;

export const aggregate = z
  .object({
    fn: z.enum(["count", "sum", "mean", "median", "share", "max", "min"]),
    of: z
      .enum(["customers", "spend", "orders", "visits", "age", "average-order", "purchase-gap", "visit-gap"])
      .describe("gap: days from one purchase or visit of hers to the next, of those who came twice"),
    by: z
      .enum(["owner", "store", "tier", "gender", "category", "class", "month", "rfm", "stage", "source", "referrer"])
      .nullable()
      .default(null)
      .describe("referrer: by who brought them"),
    range: dayRange.nullable().default(null),
  })
  .refine(
    ({ fn, of, by }) => !isGap(of) || (!["count", "sum", "share"].includes(fn) && by !== "category" && by !== "month"),
    {
      message: "a gap has a mean, a median, a shortest and a longest, of people and not of months or categories",
    },
  );
export const isGap = (of: string): of is "purchase-gap" | "visit-gap" => of === "purchase-gap" || of === "visit-gap";
export type Aggregate = z.infer<typeof aggregate>;
