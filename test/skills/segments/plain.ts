// Segments once more, written the other way: one customer at a time, plain loops, no SQL and none of the code under test
// but the settings. Days are numbers since 1970 in the shop's zone.
import type { Settings } from "../../../src/settings.ts";

export interface PlainOrder {
  day: number;
  /** Within the day, for what came before what. */
  ms: number;
  net: number;
  closed: boolean;
}
export interface PlainCustomer {
  id: string;
  store: string;
  tier: string | null;
  cancelled: boolean;
  orders: PlainOrder[];
  visits: number[];
  /** When she liked something, had something put aside, wrote to us; as milliseconds and days. */
  wishes: { day: number; ms: number }[];
  holds: { day: number; ms: number }[];
  touches: number[];
  student: boolean;
  promising: boolean;
}
export interface PlainSegment {
  class: string;
  frequency: string;
  layer: string;
  value: string;
  r: number | null;
  f: number | null;
  m: number | null;
  rfm: string | null;
  life: string;
  stage: string;
  crowds: string[];
  ownCycle: number | null;
}

const monthDayOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(5, 10);

export function plainSegments(
  customers: readonly PlainCustomer[],
  today: number,
  settings: Settings,
): Map<string, PlainSegment> {
  const known = customers.map((one) => ({
    one,
    bought: one.orders.filter((order) => !order.closed && order.day <= today).sort((a, b) => a.ms - b.ms),
  }));
  type Known = (typeof known)[number];
  const spentSince = (who: Known, days: number) =>
    who.bought.filter((order) => today - order.day < days).reduce((sum, order) => sum + order.net, 0);
  const boughtSince = (who: Known, days: number) => who.bought.filter((order) => today - order.day < days).length;
  const year = new Map(known.map((who) => [who, spentSince(who, settings.classes.days)]));
  const times = new Map(known.map((who) => [who, boughtSince(who, settings.classes.days)]));
  const money = new Map(known.map((who) => [who, spentSince(who, settings.rfm.days)]));
  const promotionDays = new Map<number, boolean>();
  const inPromotion = (day: number) => {
    const known = promotionDays.get(day);
    if (known !== undefined) return known;
    const md = monthDayOf(day);
    const isIn = settings.promotions.some(({ from, to }) =>
      from <= to ? md >= from && md <= to : md >= from || md <= to,
    );
    promotionDays.set(day, isIn);
    return isIn;
  };
  let promoSince = today;
  while (inPromotion(promoSince - 1)) promoSince--;
  const result = new Map<string, PlainSegment>();
  const pools = new Map<string, Known[]>();
  for (const who of known) {
    const pool = settings.classes.within === "store" ? who.one.store : "";
    const others = pools.get(pool);
    if (others) others.push(who);
    else pools.set(pool, [who]);
  }
  for (const pool of pools.values()) {
    const classes = standing(pool, (who) => year.get(who) as number, settings.classes.basis === "cumulativeAmount");
    const monetary = standing(pool, (who) => money.get(who) as number, false);
    const buyers = pool.filter((who) => (times.get(who) as number) > 0);
    const reachedBy = new Map<number, number>();
    for (const count of new Set(buyers.map((who) => times.get(who) as number)))
      reachedBy.set(count, buyers.filter((who) => (times.get(who) as number) >= count).length);
    for (const who of pool) {
      const { one, bought } = who;
      const [first, last] = [bought[0], bought.at(-1)];
      const share = classes(year.get(who) as number);
      const [top, upper, middle] = settings.classes.shares;
      const ofClass =
        share === null ? "小" : share < top ? "重要" : share < upper ? "主要" : share < middle ? "普通" : "小";

      const mine = times.get(who) as number;
      const reached = reachedBy.get(mine) ?? 0;
      const bands = settings.frequencyBands;
      const frequency =
        mine === 0
          ? "低"
          : bands
            ? mine >= bands.high
              ? "高"
              : mine >= bands.mid
                ? "中"
                : "低"
            : reached * 3 <= buyers.length
              ? "高"
              : reached * 3 <= buyers.length * 2
                ? "中"
                : "低";

      let [r, f, m]: [number | null, number | null, number | null] = [null, null, null];
      if (last) {
        const ago = today - last.day;
        r = ago >= settings.lostAfterDays ? 1 : 5 - settings.rfm.recency.filter((limit) => ago > limit).length;
        const orders = boughtSince(who, settings.rfm.days);
        f = 1 + settings.rfm.frequency.filter((limit) => orders >= limit).length;
        const place = monetary(money.get(who) as number);
        m = place === null ? 1 : 5 - [0.2, 0.4, 0.6, 0.8].filter((limit) => place >= limit).length;
      }
      const rfm = r === null || f === null || m === null ? null : groupOf(r, (f + m) / 2, bought.length);

      const seen = Math.max(last?.day ?? -1, ...one.visits.filter((day) => day <= today));
      const life = !first
        ? "prospect"
        : today - first.day < settings.newForDays
          ? "new"
          : today - seen >= settings.lostAfterDays
            ? "lost"
            : "old";

      const open = (events: { day: number; ms: number }[]) =>
        events.some(
          (event) => today - event.day < 30 && event.day <= today && !bought.some((order) => order.ms >= event.ms),
        );
      // Only the newest counts: an older one may have been answered by the purchase.
      const newest = (events: { day: number; ms: number }[]) =>
        events
          .filter((event) => today - event.day < 30 && event.day <= today)
          .sort((a, b) => b.ms - a.ms)
          .slice(0, 1);
      const wished = open(newest(one.wishes));
      const held = open(newest(one.holds));
      const heard = Math.max(seen, ...one.touches.filter((day) => day <= today));
      const stage = first
        ? life !== "lost" && (rfm === "冠军" || rfm === "忠诚")
          ? "忠诚"
          : "购买"
        : wished || held
          ? "考虑"
          : today - heard < 180
            ? "兴趣"
            : "认知";

      const promoted = bought.filter((order) => today - order.day < settings.classes.days && inPromotion(order.day));
      const promoFen = promoted.reduce((sum, order) => sum + order.net, 0);
      const step = settings.tiers.findIndex((tier) => tier.name === one.tier);
      const crowds = [
        inPromotion(today) &&
        (ofClass === "重要" || ofClass === "主要") &&
        today - seen < 180 &&
        !bought.some((order) => order.day >= promoSince)
          ? "H01"
          : null,
        promoted.length >= 2 && promoFen > 0 && promoFen * 2 >= (year.get(who) as number) ? "H02" : null,
        ofClass === "重要" || rfm === "冠军" ? "H03" : null,
        step >= 1 && !one.cancelled ? "H05" : null,
        wished ? "H06" : null,
        one.student ? "H07" : null,
        held ? "H09" : null,
        last && today - last.day < 360 ? "H10" : "H11",
      ].filter((code) => code !== null);

      const score = (f ?? 0) + (m ?? 0) + (one.promising ? 2 : 0);
      result.set(one.id, {
        class: ofClass,
        frequency,
        layer:
          ofClass === "重要" && frequency === "高"
            ? "核心"
            : frequency === "高" || (frequency === "中" && (ofClass === "重要" || ofClass === "主要"))
              ? "潜力"
              : "普通",
        value: score >= 8 ? "高" : score >= 5 ? "中" : "低",
        r,
        f,
        m,
        rfm,
        life,
        stage,
        crowds,
        ownCycle: cycleOf(bought, settings.cycle.minGaps),
      });
    }
  }
  return result;
}

/** The share of buyers (or of their money) that stands above an amount; null for who spent nothing. */
function standing<T>(pool: readonly T[], of: (who: T) => number, byMoney: boolean): (amount: number) => number | null {
  const amounts = pool
    .map(of)
    .filter((amount) => amount > 0)
    .sort((a, b) => b - a);
  const total = byMoney ? amounts.reduce((sum, amount) => sum + amount, 0) : amounts.length;
  const above = new Map<number, number>();
  let passed = 0;
  for (const amount of amounts) {
    if (!above.has(amount)) above.set(amount, passed);
    passed += byMoney ? amount : 1;
  }
  return (amount) => (amount > 0 ? (above.get(amount) as number) / total : null);
}

function groupOf(r: number, fm: number, orders: number): string {
  if (r === 1) return fm >= 3.5 ? "不能失去" : "流失";
  if (r === 2) return fm >= 4.5 ? "不能失去" : fm >= 2.5 ? "有流失风险" : "沉睡";
  if (r === 3) return fm >= 3.5 ? "忠诚" : fm >= 1.5 ? "需关注" : "即将沉睡";
  if (r === 4) return fm >= 4.5 ? "冠军" : fm >= 3.5 ? "忠诚" : fm >= 1.5 ? "潜在忠诚" : "有希望";
  return fm >= 3.5 ? "冠军" : fm >= 1.5 ? "潜在忠诚" : orders > 1 ? "有希望" : "新客";
}

function cycleOf(bought: readonly PlainOrder[], minGaps: number): number | null {
  const days = [...new Set(bought.map((order) => order.day))].sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, index) => day - (days[index] as number));
  return gaps.length >= minGaps ? median(gaps) : null;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
