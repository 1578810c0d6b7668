// The law of the query algebra: for any shop and any question the SQL answer equals a plain evaluation in memory,
// which knows nothing of SQL and walks through every customer, order and day.
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { addDays, dayOf, diffDays, instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { birthdayInYear, nextBirthday } from "../../../src/calendar/lunar.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import {
  type Aggregate,
  aggregate as aggregateSchema,
  type Bound,
  type Condition,
  type DayRange,
  type Leaf,
  type Sort,
} from "../../../src/skills/customers/query.ts";
import type { QueryContext } from "../../../src/skills/customers/query-sql.ts";
import { aggregateCustomers, customerIds, listCustomers } from "../../../src/skills/customers/store.ts";
import { computeSegments } from "../../../src/skills/segments/store.ts";
import { describeOnEveryEngine } from "../../support/database.ts";
import { NOW, TODAY } from "../../support/people.ts";

// ── a random shop ───────────────────────────────────────────────────────────────────────────────────────────────

interface Event {
  at: Date;
  day: string;
}
interface OrderRow extends Event {
  amount: number;
  refunded: number;
  closed: boolean;
  online: boolean;
  lines: { category: string; item: string; amount: number }[];
}
interface Someone {
  id: string;
  name: string;
  gender: "female" | "male" | "unknown";
  tier: string | null;
  birthday: { calendar: "solar" | "lunar"; year: number | null; month: number; day: number; leap: boolean } | null;
  year: number | null;
  quiet: boolean;
  quietUntil: Date | null;
  phone: boolean;
  province: string | null;
  city: string | null;
  source: string | null;
  /** Somebody who stands before her in the same shop. */
  referrer: string | null;
  points: number;
  added: Event;
  tags: string[];
  facts: { kind: "preference" | "need" | "negative" | "family"; value: string; gone: boolean }[];
  notes: string[];
  orders: OrderRow[];
  visits: Event[];
  touches: Event[];
  followUp: "open" | "done" | null;
  complaint: "open" | "closed" | null;
}

/** mulberry32: the same shops on every run. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const upTo = (max: number) => Math.floor(next() * max);
  const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  return { next, upTo, oneOf };
}

const TAGS = ["爱旅游", "母婴", "VIP"];
const ITEMS = ["真丝裙", "单鞋", "大衣"];
const CATEGORIES = ["裙装", "鞋", "外套"];

function makeShop(seed: number): Someone[] {
  const { next, upTo, oneOf } = dice(seed);
  const event = (within = 420): Event => {
    const day = addDays(TODAY, -upTo(within));
    // Late and early hours fall on another day in UTC.
    const at = instantOf(day, oneOf(["00:00", "00:30", "07:59", "12:00", "23:59"]), SHANGHAI);
    return { at, day: dayOf(at, SHANGHAI) };
  };
  const several = <T>(max: number, make: () => T): T[] => Array.from({ length: upTo(max + 1) }, make);
  return Array.from({ length: 14 }, (_, index) => {
    const lunar = next() < 0.5;
    const year = next() < 0.7 ? 1950 + upTo(60) : null;
    return {
      id: `shop${seed}-${String(index).padStart(2, "0")}`,
      name: oneOf(["王芳", "李雯", "张丽华", "陈%", "王_"]),
      gender: oneOf(["female", "male", "unknown"] as const),
      tier: oneOf(["普通", "银卡", "金卡", "钻石", null]),
      year,
      birthday:
        next() < 0.75
          ? {
              calendar: lunar ? ("lunar" as const) : ("solar" as const),
              year,
              ...oneOf([
                { month: 9, day: 1 + upTo(30) },
                // 2025 has a leap sixth month.
                { month: 6, day: 1 + upTo(30) },
                { month: 6, day: 1 + upTo(30) },
                { month: 2, day: lunar ? 30 : 29 },
                { month: 12, day: 30 },
                { month: 1 + upTo(12), day: 1 + upTo(28) },
              ]),
              leap: lunar && next() < 0.4,
            }
          : null,
      quiet: next() < 0.3,
      quietUntil: oneOf([null, instantOf(addDays(TODAY, -3), "00:00"), instantOf(addDays(TODAY, 3), "00:00")]),
      phone: next() < 0.5,
      ...oneOf([
        { province: "上海", city: "上海市" },
        { province: "浙江省", city: "杭州市" },
        { province: null, city: "上海市浦东新区" },
        { province: "海南省", city: null },
        { province: null, city: null },
      ]),
      source: oneOf(["小红书", "路过", null]),
      referrer: index > 0 && next() < 0.4 ? `shop${seed}-${String(upTo(index)).padStart(2, "0")}` : null,
      points: upTo(5),
      added: event(),
      tags: TAGS.filter(() => next() < 0.3),
      facts: several(2, () => ({
        kind: oneOf(["preference", "need", "negative", "family"] as const),
        value: oneOf(["喜欢真丝", "不喜欢真丝", "对羊毛过敏", "100%棉"]),
        gone: next() < 0.3,
      })),
      notes: several(1, () => oneOf(["要真丝的", "下月搬家"])),
      orders: several(5, () => {
        const amount = 100 * (1 + upTo(40));
        const refunded = next() < 0.3 ? oneOf([amount, amount / 2]) : 0;
        return {
          ...event(),
          amount,
          refunded,
          closed: next() < 0.15,
          online: next() < 0.2,
          lines: [
            { category: oneOf(CATEGORIES), item: oneOf(ITEMS), amount: amount / 4 },
            { category: oneOf(CATEGORIES), item: oneOf(ITEMS), amount: (amount * 3) / 4 },
          ],
        };
      }),
      visits: several(2, () => event()),
      touches: several(2, () => event()),
      followUp: oneOf(["open", "done", null] as const),
      complaint: oneOf(["open", "closed", null] as const),
    };
  });
}

async function insertShop(tx: Tx, owner: string, shop: readonly Someone[]): Promise<void> {
  await tx.customer.createMany({
    data: shop.map((one) => ({
      id: one.id,
      name: one.name,
      storeId: "s",
      ownerId: owner,
      gender: one.gender,
      tier: one.tier,
      birthdayCalendar: one.birthday?.calendar ?? null,
      birthdayYear: one.year,
      birthdayMonth: one.birthday?.month ?? null,
      birthdayDay: one.birthday?.day ?? null,
      birthdayLeap: one.birthday?.leap ?? false,
      doNotDisturb: one.quiet,
      doNotDisturbUntil: one.quietUntil,
      phoneHash: one.phone ? one.id : null,
      province: one.province,
      city: one.city,
      source: one.source,
      referrerId: one.referrer,
      points: one.points,
      createdAt: one.added.at,
    })),
  });
  const each = <T, R>(list: (one: Someone) => readonly T[], row: (item: T, one: Someone, index: number) => R): R[] =>
    shop.flatMap((one) => list(one).map((item, index) => row(item, one, index)));
  await tx.customerTag.createMany({
    data: each(
      (one) => one.tags,
      (tagId, one) => ({ tagId, customerId: one.id }),
    ),
  });
  await tx.fact.createMany({
    data: each(
      (one) => one.facts,
      ({ kind, value, gone }, one) => ({ customerId: one.id, kind, value, withdrawnAt: gone ? one.added.at : null }),
    ),
  });
  await tx.note.createMany({
    data: each(
      (one) => one.notes,
      (text, one) => ({ customerId: one.id, text }),
    ),
  });
  await tx.order.createMany({
    data: each(
      (one) => one.orders,
      (order, one, index) => ({
        id: `${one.id}-${index}`,
        customerId: one.id,
        amountFen: order.amount * 100,
        refundedFen: order.refunded * 100,
        state: order.closed ? ("closed" as const) : ("paid" as const),
        channel: order.online ? "online" : "pos",
        paidAt: order.at,
      }),
    ),
  });
  await tx.orderLine.createMany({
    data: shop.flatMap((one) =>
      one.orders.flatMap((order, index) =>
        order.lines.map((line) => ({
          orderId: `${one.id}-${index}`,
          customerId: one.id,
          category: line.category,
          item: line.item,
          amountFen: line.amount * 100,
        })),
      ),
    ),
  });
  await tx.visit.createMany({
    data: each(
      (one) => one.visits,
      (visit, one) => ({ customerId: one.id, visitedAt: visit.at }),
    ),
  });
  await tx.touch.createMany({
    data: each(
      (one) => one.touches,
      (touch, one) => ({ customerId: one.id, direction: "out", means: "phone", at: touch.at }),
    ),
  });
  await tx.followUp.createMany({
    data: each(
      (one) => (one.followUp ? [one.followUp] : []),
      (state, one) => ({
        customerId: one.id,
        staffId: owner,
        createdById: owner,
        text: "x",
        dueAt: one.added.at,
        state,
      }),
    ),
  });
  await tx.complaint.createMany({
    data: each(
      (one) => (one.complaint ? [one.complaint] : []),
      (state, one) => ({ customerId: one.id, content: "x", state, openedAt: one.added.at }),
    ),
  });
}

// ── the plain evaluation ────────────────────────────────────────────────────────────────────────────────────────

const settings = { ...defaultSettings, lostAfterDays: 120, dormantAfterDays: 60, newForDays: 40 };
const inRange = (day: string, range: DayRange | null) =>
  (range?.from == null || day >= range.from) && (range?.to == null || day < range.to);
const inBound = (value: number, bound: Bound) =>
  (bound.min === null || (bound.minInclusive ? value >= bound.min : value > bound.min)) &&
  (bound.max === null || (bound.maxInclusive ? value <= bound.max : value < bound.max));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const purchases = (one: Someone, range: DayRange | null = null) =>
  one.orders.filter((order) => !order.closed && inRange(order.day, range));
const spend = (one: Someone, range: DayRange | null) =>
  sum(purchases(one, range).map((order) => order.amount - order.refunded));
const returns = (one: Someone, range: DayRange | null) =>
  purchases(one, range).filter((order) => order.refunded > 0).length;
const visitDays = (one: Someone, range: DayRange | null) => new Set(visitedOn(one, range)).size;
const visitedOn = (one: Someone, range: DayRange | null) => [
  ...purchases(one, range)
    .filter((order) => !order.online)
    .map((order) => order.day),
  ...one.visits.filter((visit) => inRange(visit.day, range)).map((visit) => visit.day),
];
/** The days between one and the next, one by one; null for a single day or none. */
function gap(days: readonly string[]): number | null {
  const each = [...new Set(days)].sort();
  const gaps = each.slice(1).map((on, index) => diffDays(each[index]!, on));
  return gaps.length === 0 ? null : sum(gaps) / gaps.length;
}
const last = (events: readonly Event[]) =>
  events
    .map((event) => event.day)
    .sort()
    .at(-1) ?? null;
const lastSeen = (one: Someone) => last([...purchases(one), ...one.visits]);
const average = (one: Someone, range: DayRange | null) => {
  const bought = purchases(one, range);
  return bought.length === 0 ? null : spend(one, range) / bought.length;
};
/** The last such day lies in the range; never counts as before everything. */
const lastIn = (day: string | null, range: DayRange) => (day === null ? range.from === null : inRange(day, range));

function age(one: Someone): number | null {
  if (one.year === null) return null;
  for (let years = 0; years < 120; years++) {
    const birthday = one.birthday;
    const full = birthday ? birthdayInYear(birthday, one.year + years) : `${one.year + years}-01-01`;
    if (full !== null && full > TODAY) return years - 1;
  }
  return null;
}

/** Ranked among everybody, whoever asks. */
function classes(shop: readonly Someone[]): Map<string, string> {
  const everybody = SHOPS.flatMap(makeShop);
  const range = { from: addDays(TODAY, -364), to: addDays(TODAY, 1) };
  const buyers = everybody.map((one) => ({ id: one.id, spend: spend(one, range) })).filter((one) => one.spend > 0);
  return new Map(
    shop.map((one) => {
      const mine = buyers.find((buyer) => buyer.id === one.id);
      if (!mine) return [one.id, "小"];
      const share = buyers.filter((buyer) => buyer.spend > mine.spend).length / buyers.length;
      return [one.id, share < 0.2 ? "重要" : share < 0.5 ? "主要" : share < 0.8 ? "普通" : "小"];
    }),
  );
}

function isOfKind({ kind, value }: Someone["facts"][number], asked: Extract<Leaf, { field: "fact" }>["kind"]): boolean {
  const disliked = kind === "preference" && value.startsWith("不喜欢");
  if (asked === "any") return true;
  if (asked === "dislike") return disliked || kind === "negative";
  return asked === kind && !disliked;
}

function holds(one: Someone, condition: Condition, shop: readonly Someone[]): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(one, part, shop));
  if ("any" in condition) return condition.any.some((part) => holds(one, part, shop));
  if ("not" in condition) return !holds(one, condition.not, shop);
  const leaf = condition;
  switch (leaf.field) {
    case "tier":
      return one.tier !== null && leaf.in.includes(one.tier);
    case "tag":
      return leaf.in.some((tag) => one.tags.includes(tag));
    case "has-tag":
      return one.tags.length > 0 === leaf.is;
    case "region": {
      const bare = leaf.is.length > 2 ? leaf.is.replace(/[省市]$/u, "") : leaf.is;
      return [one.province, one.city].some((place) => place?.includes(bare));
    }
    case "gender":
      return one.gender === leaf.is;
    case "age": {
      const years = age(one);
      return years !== null && inBound(years, leaf.bound);
    }
    case "birthday": {
      if (!one.birthday) return false;
      const from = leaf.range.from ?? TODAY;
      const next = nextBirthday(one.birthday, from);
      return leaf.range.to === null || next < leaf.range.to;
    }
    case "has-birthday":
      return (one.birthday !== null) === leaf.is;
    case "spend":
      return inBound(spend(one, leaf.range), leaf.bound);
    case "order-value":
      return purchases(one, leaf.range).some((order) => inBound(order.amount - order.refunded, leaf.bound));
    case "average-order": {
      const value = average(one, leaf.range);
      return value !== null && inBound(value, leaf.bound);
    }
    case "orders":
      return inBound(purchases(one, leaf.range).length, leaf.bound);
    case "returns":
      return inBound(returns(one, leaf.range), leaf.bound);
    case "top-spend": {
      const buyers = shop.filter((other) => spend(other, leaf.range) > 0);
      const mine = spend(one, leaf.range);
      const above = buyers.filter((other) => spend(other, leaf.range) > mine).length;
      return mine > 0 && above < leaf.share * buyers.length;
    }
    case "visits":
      return inBound(visitDays(one, leaf.range), leaf.bound);
    case "last-seen":
      return lastIn(lastSeen(one), leaf.range);
    case "last-purchase":
      return lastIn(last(purchases(one)), leaf.range);
    case "last-contact":
      return lastIn(last(one.touches), leaf.range);
    case "first-purchase": {
      const first = purchases(one)
        .map((order) => order.day)
        .sort()[0];
      return first !== undefined && inRange(first, leaf.range);
    }
    case "bought":
      return purchases(one, leaf.range).some((order) =>
        order.lines.some((line) => line.item.includes(leaf.what) || line.category.includes(leaf.what)),
      );
    case "fact":
      return (
        one.facts.some((fact) => !fact.gone && fact.value.includes(leaf.like) && isOfKind(fact, leaf.kind)) ||
        (leaf.kind === "any" && one.notes.some((note) => note.includes(leaf.like)))
      );
    case "owner":
      return leaf.is === "me";
    case "store":
      return leaf.is === "s";
    case "referred":
      return (one.referrer !== null) === leaf.is;
    case "name":
      return [...leaf.like].length === 1 ? one.name.startsWith(leaf.like) : one.name.includes(leaf.like);
    case "complaint":
      return leaf.is === "none"
        ? one.complaint === null
        : leaf.is === "any"
          ? one.complaint !== null
          : one.complaint === "open";
    case "do-not-disturb":
      return (one.quiet && (one.quietUntil === null || dayOf(one.quietUntil) > TODAY)) === leaf.is;
    case "segment":
    case "next-purchase":
      throw new Error("what the night found is compared in test/skills/segments");
    case "class":
      return leaf.in.includes((classes(shop).get(one.id) ?? "小") as (typeof leaf.in)[number]);
    case "lifecycle": {
      const first = purchases(one)
        .map((order) => order.day)
        .sort()[0];
      const seen = lastSeen(one);
      const stage =
        first === undefined || seen === null
          ? "prospect"
          : diffDays(first, TODAY) < settings.newForDays
            ? "new"
            : diffDays(seen, TODAY) >= settings.lostAfterDays
              ? "lost"
              : "old";
      const gone = seen === null ? 0 : diffDays(seen, TODAY);
      const dormant = first !== undefined && gone >= settings.dormantAfterDays && gone < settings.lostAfterDays;
      return leaf.in.includes(stage) || (dormant && leaf.in.includes("dormant"));
    }
    case "has-phone":
      return one.phone === leaf.is;
    case "has-follow-up":
      return (one.followUp === "open") === leaf.is;
    case "added":
      return inRange(one.added.day, leaf.range);
    case "points":
      return inBound(one.points, leaf.bound);
    case "near-upgrade": {
      const at = settings.tiers.findIndex((tier) => tier.name === one.tier);
      const next = at < 0 ? undefined : settings.tiers[at + 1];
      if (!next || (leaf.to !== null && leaf.to !== next.name)) return false;
      const trailing = { from: addDays(TODAY, 1 - settings.classes.days), to: addDays(TODAY, 1) };
      return spend(one, trailing) + leaf.missing >= next.thresholdFen / 100;
    }
    case "shown":
      return leaf.ids.includes(one.id);
  }
}

// ── random questions ────────────────────────────────────────────────────────────────────────────────────────────

const day = fc.integer({ min: -430, max: 20 }).map((days) => addDays(TODAY, days));
const range: fc.Arbitrary<DayRange> = fc.oneof(
  fc.tuple(day, day).map(([a, b]) => ({ from: a < b ? a : b, to: a < b ? b : a })),
  day.map((from) => ({ from, to: null })),
  day.map((to) => ({ from: null, to })),
);
const rangeOrEver = fc.option(range, { nil: null, freq: 3 });
const ahead: fc.Arbitrary<DayRange> = fc
  .tuple(fc.integer({ min: -500, max: 400 }), fc.integer({ min: 0, max: 120 }))
  .map(([from, days]) => ({ from: addDays(TODAY, from), to: addDays(TODAY, from + days) }));
const bound = (max: number, step: number): fc.Arbitrary<Bound> =>
  fc.record({
    min: fc.option(
      fc.integer({ min: 0, max }).map((n) => n * step),
      { nil: null },
    ),
    max: fc.option(
      fc.integer({ min: 0, max }).map((n) => n * step),
      { nil: null },
    ),
    minInclusive: fc.boolean(),
    maxInclusive: fc.boolean(),
  });
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({ field: fc.constant("tier" as const), in: fc.subarray(["普通", "银卡", "金卡", "钻石"]) }),
  fc.record({ field: fc.constant("tag" as const), in: fc.subarray(TAGS, { minLength: 1 }) }),
  fc.record({ field: fc.constantFrom("has-tag" as const, "referred" as const), is: fc.boolean() }),
  fc.record({ field: fc.constant("region" as const), is: fc.constantFrom("上海", "上海市", "浙江省", "浦东", "%") }),
  fc.record({ field: fc.constant("returns" as const), bound: bound(3, 1), range: rangeOrEver }),
  fc.record({
    field: fc.constant("top-spend" as const),
    share: fc.constantFrom(0.1, 0.2, 0.5, 1),
    range: rangeOrEver,
  }),
  fc.record({ field: fc.constant("gender" as const), is: fc.constantFrom("female" as const, "male" as const) }),
  fc.record({ field: fc.constant("age" as const), bound: bound(8, 10) }),
  fc.record({ field: fc.constant("birthday" as const), range: ahead }),
  fc.record({ field: fc.constant("has-birthday" as const), is: fc.boolean() }),
  fc.record({ field: fc.constant("spend" as const), bound: bound(20, 500), range: rangeOrEver }),
  fc.record({ field: fc.constant("order-value" as const), bound: bound(8, 500), range: rangeOrEver }),
  fc.record({ field: fc.constant("average-order" as const), bound: bound(8, 500), range: rangeOrEver }),
  fc.record({ field: fc.constant("orders" as const), bound: bound(4, 1), range: rangeOrEver }),
  fc.record({ field: fc.constant("visits" as const), bound: bound(4, 1), range: rangeOrEver }),
  fc.record({
    field: fc.constantFrom("last-seen" as const, "last-purchase" as const, "last-contact" as const),
    range,
  }),
  fc.record({ field: fc.constant("first-purchase" as const), range }),
  fc.record({ field: fc.constant("bought" as const), what: fc.constantFrom("真丝", "鞋", "%"), range: rangeOrEver }),
  fc.record({
    field: fc.constant("fact" as const),
    like: fc.constantFrom("真丝", "过敏", "0%", "%"),
    kind: fc.constantFrom(
      "preference" as const,
      "dislike" as const,
      "need" as const,
      "negative" as const,
      "any" as const,
    ),
  }),
  fc.record({ field: fc.constant("owner" as const), is: fc.constantFrom("me", "none") }),
  fc.record({ field: fc.constant("points" as const), bound: bound(5, 1) }),
  fc.record({
    field: fc.constant("near-upgrade" as const),
    missing: fc.constantFrom(0, 2000, 5000, 14_000),
    to: fc.constantFrom(null, "银卡", "钻石"),
  }),
  fc.record({ field: fc.constant("name" as const), like: fc.constantFrom("王", "丽华", "陈%", "%", "_") }),
  fc.record({
    field: fc.constant("complaint" as const),
    is: fc.constantFrom("open" as const, "any" as const, "none" as const),
  }),
  fc.record({ field: fc.constant("do-not-disturb" as const), is: fc.boolean() }),
  fc.record({
    field: fc.constant("class" as const),
    in: fc.subarray(["重要", "主要", "普通", "小"] as const, { minLength: 1 }).map((list) => [...list]),
  }),
  fc.record({
    field: fc.constant("lifecycle" as const),
    in: fc.subarray(["new", "old", "dormant", "lost", "prospect"] as const, { minLength: 1 }).map((list) => [...list]),
  }),
  fc.record({ field: fc.constant("has-phone" as const), is: fc.boolean() }),
  fc.record({ field: fc.constant("has-follow-up" as const), is: fc.boolean() }),
  fc.record({ field: fc.constant("added" as const), range }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));
const conditions = fc.array(condition, { minLength: 0, maxLength: 3 });
const sort: fc.Arbitrary<Sort> = fc.record({
  by: fc.constantFrom(
    "spend",
    "orders",
    "returns",
    "visits",
    "last-seen",
    "average-order",
    "birthday",
    "age",
    "added",
    "points",
  ),
  direction: fc.constantFrom("asc", "desc"),
  range: rangeOrEver,
});

function sortKey(one: Someone, { by, range: over }: Sort): number | null {
  switch (by) {
    case "spend":
      return spend(one, over);
    case "orders":
      return purchases(one, over).length;
    case "returns":
      return returns(one, over);
    case "visits":
      return visitDays(one, over);
    case "average-order":
      return average(one, over);
    case "last-seen": {
      const times = [...purchases(one), ...one.visits].map((event) => event.at.getTime());
      return times.length === 0 ? null : Math.max(...times);
    }
    case "birthday":
      return one.birthday ? diffDays(TODAY, nextBirthday(one.birthday, TODAY)) : null;
    case "age":
      return age(one);
    case "added":
      return one.added.at.getTime();
    default:
      return one.points;
  }
}

function sorted(list: readonly Someone[], by: Sort): string[] {
  const sign = by.direction === "asc" ? 1 : -1;
  const missing = by.by === "last-seen" && by.direction === "asc" ? -1 : 1;
  return [...list]
    .sort((a, b) => {
      const [x, y] = [sortKey(a, by), sortKey(b, by)];
      if (x === null || y === null) return x === y ? (a.id < b.id ? -1 : 1) : x === null ? missing : -missing;
      return Math.abs(x - y) > 1e-6 ? sign * (x - y) : a.id < b.id ? -1 : 1;
    })
    .map((one) => one.id);
}

const aggregate: fc.Arbitrary<Aggregate> = fc
  .record({
    fn: fc.constantFrom("count", "sum", "mean", "median", "share", "max", "min"),
    of: fc.constantFrom("customers", "spend", "orders", "visits", "average-order", "purchase-gap", "visit-gap"),
    by: fc.constantFrom(null, "tier", "gender", "class", "source", "referrer", "category", "month"),
    range: rangeOrEver,
  })
  .filter((one) => aggregateSchema.safeParse(one).success);

/** Key → figure (yuan where it is money), for the groups of an aggregate. */
function figures(list: readonly Someone[], question: Aggregate, shop: readonly Someone[]): Map<string, number> {
  const { fn, of, by, range: over } = question;
  const groups = new Map<string, Someone[]>();
  const member = classes(shop);
  const key = (one: Someone) =>
    by === "tier"
      ? String(one.tier)
      : by === "gender"
        ? one.gender
        : by === "class"
          ? String(member.get(one.id))
          : by === "source" || by === "referrer"
            ? String(one[by])
            : "all";
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  if (by === null && !groups.has("all")) groups.set("all", []);
  const found = new Map<string, number>();
  for (const [name, ones] of groups) {
    const value = figure(ones, fn, of, over);
    if (value !== null) found.set(name, value);
  }
  return found;
}

function figure(
  ones: readonly Someone[],
  fn: Aggregate["fn"],
  of: Aggregate["of"],
  over: DayRange | null,
): number | null {
  if (of === "customers") return ones.length;
  if (of === "average-order" && ["mean", "sum", "count", "share"].includes(fn)) {
    const orders = sum(ones.map((one) => purchases(one, over).length));
    return orders === 0 ? null : sum(ones.map((one) => spend(one, over))) / orders;
  }
  const values = ones.flatMap((one) => {
    if (of === "spend") return [spend(one, over)];
    if (of === "orders") return [purchases(one, over).length];
    if (of === "visits") return [visitDays(one, over)];
    const value =
      of === "purchase-gap"
        ? gap(purchases(one, over).map((order) => order.day))
        : of === "visit-gap"
          ? gap(visitedOn(one, over))
          : average(one, over);
    return value === null ? [] : [value];
  });
  return ofValues(values, fn);
}

function ofValues(values: readonly number[], fn: Aggregate["fn"]): number | null {
  if (fn === "sum" || fn === "count" || fn === "share") return sum(values);
  if (values.length === 0) return null;
  const ordered = [...values].sort((a, b) => a - b);
  if (fn === "mean") return sum(ordered) / ordered.length;
  if (fn === "max") return ordered.at(-1)!;
  if (fn === "min") return ordered[0]!;
  const middle = (ordered.length - 1) / 2;
  return (ordered[Math.floor(middle)]! + ordered[Math.ceil(middle)]!) / 2;
}

/** By month and category: events of each group, per customer. */
function eventFigures(list: readonly Someone[], { fn, of, by, range: over }: Aggregate): Map<string, number> {
  const groups = new Map<string, Map<string, { net: number; events: Set<string> }>>();
  const put = (key: string, id: string, net: number, event: string) => {
    const group = groups.get(key) ?? new Map<string, { net: number; events: Set<string> }>();
    const mine = group.get(id) ?? { net: 0, events: new Set<string>() };
    mine.net += net;
    mine.events.add(event);
    group.set(id, mine);
    groups.set(key, group);
  };
  for (const one of list) {
    if (by === "month" && of === "visits") {
      const days = [
        ...purchases(one, over).filter((order) => !order.online),
        ...one.visits.filter((visit) => inRange(visit.day, over)),
      ];
      for (const { day: on } of days) put(on.slice(0, 7), one.id, 0, on);
      continue;
    }
    one.orders.forEach((order, index) => {
      if (order.closed || !inRange(order.day, over)) return;
      const net = order.amount - order.refunded;
      if (by === "month") put(order.day.slice(0, 7), one.id, net, String(index));
      else
        for (const line of order.lines) put(line.category, one.id, (line.amount * net) / order.amount, String(index));
    });
  }
  const found = new Map<string, number>();
  for (const [key, group] of groups) {
    const each = [...group.values()];
    const events = each.map((one) => one.events.size);
    const value =
      of === "customers"
        ? each.length
        : of === "average-order"
          ? sum(each.map((one) => one.net)) / sum(events)
          : ofValues(of === "spend" ? each.map((one) => one.net) : events, fn);
    if (value !== null) found.set(key, value);
  }
  return found;
}

// ── the law ─────────────────────────────────────────────────────────────────────────────────────────────────────

const SHOPS = [1, 2, 3];
describeOnEveryEngine("the query algebra", (open, engine) => {
  let db: Db;
  const shops = new Map(SHOPS.map((seed) => [seed, makeShop(seed)]));
  beforeAll(async () => {
    db = await open();
    await db.transaction(system, async (tx) => {
      await tx.store.create({ data: { id: "s", name: "店" } });
      await tx.tag.createMany({ data: TAGS.map((name) => ({ id: name, name })) });
      await tx.staff.createMany({ data: SHOPS.map((seed) => ({ id: `p${seed}`, name: `p${seed}`, storeId: "s" })) });
      for (const seed of SHOPS) await insertShop(tx, `p${seed}`, shops.get(seed)!);
      await computeSegments(tx, { today: TODAY, zone: SHANGHAI }, settings, NOW);
    });
  });
  const context = (seed: number, narrow: boolean): QueryContext => ({
    today: TODAY,
    zone: SHANGHAI,
    settings,
    narrow,
    vocabulary: {
      owners: new Map([
        ["me", [`p${seed}`]],
        ["none", null],
      ] as const),
      stores: new Map([["s", ["s"]]]),
      tags: new Map(TAGS.map((tag) => [tag, [tag]])),
      tiers: new Map(["普通", "银卡", "金卡", "钻石"].map((tier) => [tier, [tier]])),
    },
  });
  const asOwner = <T>(seed: number, work: (tx: Tx) => Promise<T>) =>
    db.transaction({ kind: "staff", staffId: `p${seed}`, storeId: "s", scope: "own" }, work);
  // One engine reads the same SQL as the other: the quicker one is asked more.
  const runs = (numRuns: number) => ({ numRuns: engine === "server" ? numRuns : numRuns / 4, seed: 20260913 });
  const seeds = fc.constantFrom(...SHOPS);

  it("finds whom a plain evaluation finds", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, conditions, fc.boolean(), async (seed, where, narrow) => {
        const shop = shops.get(seed)!;
        const expected = shop.filter((one) => where.every((part) => holds(one, part, shop))).map((one) => one.id);
        const found = await asOwner(seed, (tx) => customerIds(tx, where, 100, context(seed, narrow)));
        expect(found).toEqual(expected);
      }),
      runs(120),
    );
  });

  it("finds whom a plain evaluation finds, one condition at a time", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.array(leaf, { minLength: 12, maxLength: 12 }), async (seed, leaves) => {
        const shop = shops.get(seed)!;
        await asOwner(seed, async (tx) => {
          for (const one of leaves)
            for (const where of [one, { not: one }]) {
              const found = await customerIds(tx, [where], 100, context(seed, false));
              expect({ where, ids: found }).toEqual({
                where,
                ids: shop.filter((someone) => holds(someone, where, shop)).map((someone) => someone.id),
              });
            }
        });
      }),
      runs(24),
    );
  });

  it("misses nobody in narrow windows", async () => {
    const windows = Array.from({ length: 24 }, (_, index) => addDays(TODAY, -20 * index));
    const once = { min: 1, max: null, minInclusive: true, maxInclusive: true };
    const questions: Condition[] = [
      ...windows.map((to): Condition => ({ field: "visits", bound: once, range: { from: addDays(to, -20), to } })),
      ...windows.map((to): Condition => ({ field: "birthday", range: { from: addDays(to, -20), to } })),
      // 2025 had a leap sixth month, 2026 and 2027 have none; the ordinary and the leap one are days apart.
      { field: "birthday", range: { from: "2025-06-25", to: "2025-07-25" } },
      { field: "birthday", range: { from: "2025-07-25", to: "2025-08-23" } },
      { field: "birthday", range: { from: "2026-12-20", to: "2027-01-10" } },
      { field: "birthday", range: { from: "2027-02-28", to: "2027-03-01" } },
      { field: "birthday", range: { from: "2028-02-28", to: "2028-02-29" } },
    ];
    for (const seed of SHOPS)
      await asOwner(seed, async (tx) => {
        const shop = shops.get(seed)!;
        for (const where of questions) {
          const ids = await customerIds(tx, [where], 100, context(seed, false));
          expect({ where, ids }).toEqual({
            where,
            ids: shop.filter((one) => holds(one, where, shop)).map((one) => one.id),
          });
        }
      });
  });

  it("sorts, counts and pages alike", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, condition, sort, fc.nat(4), async (seed, where, by, offset) => {
        const shop = shops.get(seed)!;
        const matching = shop.filter((one) => holds(one, where, shop));
        const question = {
          where: [where],
          sort: by,
          offset,
          rows: 5,
          countUpTo: 1000,
          columns: ["spend", "returns", "last-seen", "visits"] as const,
          goods: null,
          columnRange: by.range,
        };
        const rows = await asOwner(seed, (tx) => listCustomers(tx, question, context(seed, false)));
        expect(rows.map((row) => row.id)).toEqual(sorted(matching, by).slice(offset, offset + 5));
        for (const row of rows) {
          const one = shop.find((someone) => someone.id === row.id)!;
          expect(row.total).toBe(matching.length);
          expect(row.spendFen).toBe(spend(one, by.range) * 100);
          expect(row.returns).toBe(returns(one, by.range));
          expect(row.visits).toBe(visitDays(one, by.range));
          expect(row.lastSeenAt ? dayOf(row.lastSeenAt) : null).toBe(lastSeen(one));
        }
      }),
      runs(60),
    );
  });

  it("adds up alike", async () => {
    await fc.assert(
      fc.asyncProperty(seeds, conditions, aggregate, async (seed, where, question) => {
        const added = where.some((one) => "field" in one && one.field === "added");
        fc.pre(!(added && question.by === "month" && question.of === "customers"));
        fc.pre(!(question.by === "category" && question.of === "visits"));
        const shop = shops.get(seed)!;
        const matching = shop.filter((one) => where.every((part) => holds(one, part, shop)));
        const expected =
          question.by === "category" || question.by === "month"
            ? eventFigures(matching, question)
            : figures(matching, question, shop);
        const rows = await asOwner(seed, (tx) =>
          aggregateCustomers(tx, { where, base: [], aggregate: question, groupsMax: 100 }, context(seed, false)),
        );
        const money = question.of === "spend" || question.of === "average-order" ? 100 : 1;
        const found = rows.flatMap((row) =>
          row.value === null ? [] : [[question.by === null ? "all" : String(row.key), row.value / money] as const],
        );
        expect(new Set(found.map(([key]) => key))).toEqual(new Set(expected.keys()));
        for (const [key, value] of found) expect(value).toBeCloseTo(expected.get(key)!, 4);
      }),
      runs(80),
    );
  });

  it("a share is of everybody in sight", async () => {
    const shop = shops.get(1)!;
    const [row] = await asOwner(1, (tx) =>
      aggregateCustomers(
        tx,
        {
          where: [{ field: "gender", is: "female" }],
          base: [],
          aggregate: { fn: "share", of: "customers", by: null, range: null },
          groupsMax: 10,
        },
        context(1, false),
      ),
    );
    expect(row).toMatchObject({ value: shop.filter((one) => one.gender === "female").length, whole: shop.length });
  });
});
