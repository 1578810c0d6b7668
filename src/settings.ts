// The shop's rules that can be changed without changing code, with the defaults the documents ask for.
// Stored as versioned rows (table setting); every value here is checked when read, so a bad row cannot run the shop.
import { z } from "zod";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time of day as HH:mm");

export const settingsSchema = z.object({
  /** Member tiers, lowest first. `family` is the ladder every shop shares (G01). */
  tiers: z
    .array(
      z.object({
        name: z.string(),
        aliases: z.array(z.string()),
        family: z.enum(["普通", "忠实", "VIP"]),
        thresholdFen: z.number().int(),
      }),
    )
    .default([
      { name: "普通", aliases: ["普通会员", "普卡"], family: "普通", thresholdFen: 0 },
      { name: "银卡", aliases: ["银卡会员"], family: "忠实", thresholdFen: 500_000 },
      { name: "金卡", aliases: ["金卡会员"], family: "忠实", thresholdFen: 1_500_000 },
      { name: "钻石", aliases: ["钻石卡", "钻石会员", "黑卡"], family: "VIP", thresholdFen: 5_000_000 },
    ]),
  /** Nothing goes to a customer in these hours (E11, WECOM.md §10.2). */
  quietHours: z.object({ from: clock, to: clock }).default({ from: "21:00", to: "09:00" }),
  /** Message allowance of one customer (E03, E04, X1). */
  allowance: z
    .object({
      days: z.number().int().min(1),
      messages: z.number().int().min(0),
      /** After this many unanswered messages … */
      unansweredLimit: z.number().int().min(1),
      /** … only so many in `days`. */
      throttledMessages: z.number().int().min(0),
      perDay: z.number().int().min(1),
    })
    .default({ days: 30, messages: 2, unansweredLimit: 3, throttledMessages: 1, perDay: 1 }),
  /** Days within which a colleague's message counts as a collision. */
  collisionDays: z.number().int().min(0).default(2),
  /** Purchase classes by rank of trailing spend (C01, X4). */
  classes: z
    .object({
      days: z.number().int(),
      basis: z.enum(["rank", "cumulativeAmount"]),
      shares: z.tuple([z.number(), z.number(), z.number()]),
    })
    .default({ days: 365, basis: "rank", shares: [0.2, 0.5, 0.8] }),
  /** A customer is lost after so many days without purchase or visit (X9). */
  lostAfterDays: z.number().int().default(180),
  /** Asked after so many days without purchase or visit, won back after `lostAfterDays` (X9). */
  dormantAfterDays: z.number().int().min(1).default(90),
  /** New for so many days after the first purchase (X9). */
  newForDays: z.number().int().default(30),
  nudges: z
    .object({ at: clock, itemsMax: z.number().int(), cardsPerDay: z.number().int(), weekends: z.boolean() })
    .default({ at: "09:30", itemsMax: 5, cardsPerDay: 1, weekends: true }),
  digestAt: clock.default("08:45"),
  /** Birthday and holiday drafts are made so many days ahead (F01). */
  greetingDaysAhead: z.number().int().default(3),
  holidays: z.array(z.string()).default(["春节", "中秋节", "国庆节"]),
  /** What the house drafts by itself (rules of src/skills/care/occasions.ts); persons and shops switch by chat. */
  occasions: z
    .array(z.string())
    .default([
      "birthday",
      "anniversary",
      "thanks",
      "complaint",
      "lead",
      "holiday",
      "winback",
      "dormant",
      "replenish",
      "gift",
    ]),
  shopName: z.string().default("知客"),
});

export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = settingsSchema.parse({});
