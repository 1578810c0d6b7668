// The shop's rules that can be changed without changing code, with the defaults the documents ask for.
// Stored as versioned rows (table setting); every value here is checked when read, so a bad row cannot run the shop.
import { z } from "zod";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time of day as HH:mm");

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "day of the year as MM-DD");
/** The end of a shift may be midnight. */
const closing = z.union([clock, z.literal("24:00")]);
const budget = z.object({ perGiftFen: z.number().int().min(0), perMonthFen: z.number().int().min(0) });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "day as YYYY-MM-DD");
const days = z.number().int().min(1).max(366);
const byClass = { 重要: days, 主要: days, 普通: days, 小: days };

export const settingsSchema = z.object({
  /** Member tiers, lowest first. `family` is the ladder every shop shares. */
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
  /** Nothing goes to a customer in these hours. */
  quietHours: z.object({ from: clock, to: clock }).default({ from: "21:00", to: "09:00" }),
  /** Message allowance of one customer. */
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
  /** A message to more people than this is confirmed by typing their number, not by 是; up to it, each may have her own text. */
  massMessages: z.object({ typeAbove: z.number().int().min(1) }).default({ typeAbove: 20 }),
  /** Purchase classes by rank of trailing spend. */
  classes: z
    .object({
      days: z.number().int(),
      basis: z.enum(["rank", "cumulativeAmount"]),
      shares: z.tuple([z.number(), z.number(), z.number()]),
      /** Ranked among all customers of the company, or of the shop. */
      within: z.enum(["company", "store"]).default("company"),
    })
    .default({ days: 365, basis: "rank", shares: [0.2, 0.5, 0.8], within: "company" }),
  /** A customer is lost after so many days without purchase or visit. */
  lostAfterDays: z.number().int().default(180),
  /** Asked after so many days without purchase or visit, won back after `lostAfterDays`. */
  dormantAfterDays: z.number().int().min(1).default(90),
  /** New for so many days after the first purchase. */
  newForDays: z.number().int().default(30),
  /**
   * RFM. R is 5 up to the first of `recency` days since the last purchase, then 4, 3; 2 up to `lostAfterDays`,
   * then 1. F is 2 from the first of `frequency` orders on, 5 from the last. M is by fifths of net spend.
   */
  rfm: z
    .object({
      days: z.number().int().min(30),
      recency: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
      frequency: z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]),
    })
    .default({ days: 730, recency: [30, 60, 90], frequency: [2, 3, 5, 8] }),
  /** 高频 and 中频 from so many orders in the days of the classes; null: by thirds of the buyers. */
  frequencyBands: z
    .object({ high: z.number().int().min(1), mid: z.number().int().min(1) })
    .nullable()
    .default(null),
  /** The shop's yearly promotions, first and last day as MM-DD. */
  promotions: z
    .array(z.object({ name: z.string(), from: monthDay, to: monthDay }))
    .max(12)
    .default([
      { name: "618", from: "06-01", to: "06-20" },
      { name: "双11", from: "10-21", to: "11-11" },
      { name: "双12", from: "12-09", to: "12-12" },
    ]),
  /** Days between purchases: her own median from so many gaps on (three foretell better than two on real data); a category speaks for others from so many people on. */
  cycle: z
    .object({ minGaps: z.number().int().min(1), categoryMin: z.number().int().min(1), leadDays: z.number().int() })
    .default({ minGaps: 3, categoryMin: 10, leadDays: 3 }),
  /** What is bought together: by at least so many customers, so much more often than chance. */
  coPurchase: z
    .object({ minTogether: z.number().int().min(2), minLift: z.number().min(1) })
    .default({ minTogether: 5, minLift: 1.2 }),
  /** Tags given by rule each night: 常买… from so many orders with so large a share of the year's; 爱互动 from so many answers. */
  autoTags: z
    .object({
      categoryOrders: z.number().int().min(1),
      categoryShare: z.number().min(0).max(1),
      replies: z.number().int().min(1),
      replyDays: days,
    })
    .default({ categoryOrders: 3, categoryShare: 0.5, replies: 3, replyDays: 90 }),
  nudges: z
    .object({ at: clock, itemsMax: z.number().int(), cardsPerDay: z.number().int(), weekends: z.boolean() })
    .default({ at: "09:30", itemsMax: 5, cardsPerDay: 1, weekends: true }),
  /** How often customers are contacted, by purchase class, and what a person is given of it. */
  rhythm: z
    .object({
      /** Days between two contacts of any kind. */
      touchDays: z.object(byClass).default({ 重要: 7, 主要: 14, 普通: 30, 小: 90 }),
      /** Days between two proper 回访; null for none. */
      reviewDays: z.object({ ...byClass, 小: days.nullable() }).default({ 重要: 30, 主要: 90, 普通: 180, 小: null }),
      /** Suggestions fill a person's day up to so many things to do, and no further: five is what one card holds. */
      fillTo: z.number().int().min(0).max(20).default(5),
      /** Busy seasons: the days between contacts are multiplied. */
      seasons: z.array(z.object({ from: day, to: day, factor: z.number().min(0.25).max(1) })).default([]),
    })
    .prefault({}),
  /** Days on which all shops are shut, besides. */
  closedDays: z.array(day).default([]),
  /** Open days that a follow-up may be late before the associate, a partner and the manager hear of it; each once. */
  escalateAfterDays: z.tuple([days, days, days]).default([3, 5, 7]),
  /** Birthday and holiday drafts are made so many days ahead. */
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
  /** When shops are open: the clocks of complaints run only then. */
  openingHours: z
    .object({
      shifts: z.array(z.object({ from: clock, to: closing })).min(1),
      daysOff: z.enum(["chinese", "daily"]),
    })
    .default({ shifts: [{ from: "10:00", to: "22:00" }], daysOff: "daily" }),
  /** Clocks of complaints, and until which score promotions stay away. */
  complaints: z
    .object({
      /** Open minutes until the first action of an urgent one, and until a question is answered. */
      urgentMinutes: z.number().int().min(1),
      questionMinutes: z.number().int().min(1),
      /** Days on which the shop is open until a complaint is answered; calendar days until it is settled. */
      respondDays: z.number().int().min(1),
      resolveDays: z.number().int().min(1),
      /** After so many days without a word about it the one in charge is reminded. */
      quietDays: z.number().int().min(1),
      /** She is asked whether she is content so many days after it was closed. */
      askAfterDays: z.number().int().min(1),
      /** Out of five: below it promotions stay away after the complaint is closed. */
      contentFrom: z.number().int().min(1).max(5),
    })
    .default({
      urgentMinutes: 30,
      questionMinutes: 240,
      respondDays: 1,
      resolveDays: 7,
      quietDays: 2,
      askAfterDays: 3,
      contentFrom: 4,
    }),
  /** What each role may give away without asking, and what small things are worth. */
  goodwill: z
    .object({
      associate: budget,
      manager: budget,
      gifts: z.array(z.object({ word: z.string(), fen: z.number().int().min(0) })),
    })
    .default({
      associate: { perGiftFen: 5_000, perMonthFen: 30_000 },
      manager: { perGiftFen: 30_000, perMonthFen: 200_000 },
      gifts: [
        { word: "小样", fen: 2_000 },
        { word: "小礼物", fen: 3_000 },
        { word: "赠品", fen: 3_000 },
        { word: "咖啡", fen: 2_000 },
        { word: "饮料", fen: 1_000 },
        { word: "袜子", fen: 2_000 },
        { word: "丝巾", fen: 5_000 },
      ],
    }),
  /** Each customer's record is verified after so many days, so many a week by each associate. */
  verify: z
    .object({ afterDays: z.number().int().min(1), perWeek: z.number().int().min(0).max(6) })
    .default({ afterDays: 90, perWeek: 5 }),
  shopName: z.string().default("知客"),
  /** First words to a new contact, where her associate has none of her own; {店名} and {姓名} (hers who greets) are filled in. */
  welcome: z.string().min(1).max(400).default("您好，我是{店名}的{姓名}，以后有产品上的问题随时找我～"),
  /** What an associate corrects here is written into the remark on the platform; never over one of hers. */
  remarkBack: z.object({ phone: z.boolean(), name: z.boolean() }).default({ phone: true, name: false }),
  /** Tags given by talk are marked on the platform: those the company has there, also new ones, or none. */
  tagsBack: z.enum(["known", "create", "off"]).default("known"),
  /** Address of a group's robot that gets the morning figures, without names of customers. */
  digestWebhook: z.url().nullable().default(null),
});

export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = settingsSchema.parse({});
