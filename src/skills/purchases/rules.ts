// Decisions about purchases: what a line cost, which category an article is, which order a refund belongs to, when a
// newcomer is asked how she likes it. Pure: no clock, no queries. Money is fen.
import { addDays, type Day } from "../../calendar/day.ts";

export function fenOf(yuan: number): number {
  return Math.round(yuan * 100);
}

/** The most one purchase may cost: a slip of the keyboard, not a sale; also keeps fen within the column. */
export const PURCHASE_FEN_MAX = 1_000_000_000;

export interface SaidItem {
  item: string;
  quantity: number;
  /** Yuan for the whole line, null when not said. */
  amount: number | null;
}

export interface PricedLine {
  item: string;
  quantity: number;
  amountFen: number;
  category: string | null;
}

export type Priced =
  | { kind: "missing" }
  | { kind: "too-much" }
  /** `saidFen` is what the articles add up to when that is not the total. */
  | { kind: "priced"; totalFen: number; lines: PricedLine[]; saidFen: number | null };

/**
 * What was paid and how it spreads over the articles. The total said counts; articles without a price share what is
 * left by number of pieces, and prices that do not add up are scaled to it (a discount on the whole).
 * The lines always add up to the total.
 */
export function priceLines(items: readonly SaidItem[], amount: number | null): Priced {
  const saidFen = items.map((item) => (item.amount === null ? null : fenOf(item.amount)));
  const sumFen = saidFen.reduce<number>((sum, fen) => sum + (fen ?? 0), 0);
  const allSaid = items.length > 0 && saidFen.every((fen) => fen !== null);
  if (amount === null && !allSaid) return { kind: "missing" };
  const totalFen = amount === null ? sumFen : fenOf(amount);
  if (totalFen <= 0) return { kind: "missing" };
  if (totalFen > PURCHASE_FEN_MAX) return { kind: "too-much" };

  const fits = allSaid ? sumFen === totalFen : sumFen <= totalFen;
  const shares = fits
    ? fillIn(saidFen, items, totalFen - sumFen)
    : spread(
        totalFen,
        saidFen.map((fen) => fen ?? 0),
      );
  const lines = items.map(({ item, quantity }, index) => ({
    item,
    quantity,
    amountFen: shares[index] ?? 0,
    category: categoryOf(item),
  }));
  return { kind: "priced", totalFen, lines, saidFen: fits || items.length === 0 ? null : sumFen };
}

/** Prices said stay; the rest goes to the others by number of pieces. */
function fillIn(said: readonly (number | null)[], items: readonly SaidItem[], restFen: number): number[] {
  const weights = said.map((fen, index) => (fen === null ? (items[index]?.quantity ?? 1) : 0));
  if (weights.every((weight) => weight === 0)) return said.map((fen) => fen ?? 0);
  const rest = spread(restFen, weights);
  return said.map((fen, index) => (fen === null ? (rest[index] ?? 0) : fen));
}

/** Splits a total by weights into whole fen that add up to it; what rounding leaves goes to the largest remainders. */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  const even = sum === 0;
  const exact = weights.map((weight) => (even ? total / weights.length : (total * weight) / sum));
  const shares = exact.map(Math.floor);
  let left = total - shares.reduce((one, other) => one + other, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left--;
  }
  return shares;
}

export type Amendment =
  | { kind: "amend"; totalFen: number; lines: { id: string; amountFen: number }[] }
  | { kind: "refused"; why: "same" | "other-sum" | "refunded" | "impossible" };

/** The right sum of an order told wrongly, its articles scaled with it. Money already given back is not touched. */
export function decideAmendment(
  order: { amountFen: number; refundedFen: number; lines: readonly { id: string; amountFen: number }[] },
  said: { fen: number; wasFen: number | null },
): Amendment {
  if (said.fen <= 0 || said.fen > PURCHASE_FEN_MAX) return { kind: "refused", why: "impossible" };
  if (said.fen === order.amountFen) return { kind: "refused", why: "same" };
  if (said.wasFen !== null && said.wasFen !== order.amountFen) return { kind: "refused", why: "other-sum" };
  if (order.refundedFen > 0) return { kind: "refused", why: "refunded" };
  const shares = spread(
    said.fen,
    order.lines.map((line) => line.amountFen),
  );
  const lines = order.lines.map(({ id }, index) => ({ id, amountFen: shares[index] ?? 0 }));
  return { kind: "amend", totalFen: said.fen, lines };
}

// The end of a Chinese article says what it is (真丝连衣裙 is a 裙), so the word that ends last wins, the longer one
// where two end together. Shops sell other things too: an unknown article has no category rather than a wrong one.
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  裙子: ["裙", "裙子", "裙装", "旗袍", "礼服"],
  大衣: ["大衣", "外套", "风衣", "羽绒服", "棉服", "皮草", "夹克", "斗篷", "派克"],
  西装: ["西装", "西服", "套装", "正装", "燕尾服"],
  上衣: [
    "上衣",
    "衬衫",
    "衬衣",
    "T恤",
    "t恤",
    "卫衣",
    "毛衣",
    "针织衫",
    "开衫",
    "打底衫",
    "背心",
    "马甲",
    "内衣",
    "衫",
  ],
  裤子: ["裤", "裤子", "牛仔"],
  鞋: ["鞋", "鞋子", "靴", "靴子", "凉拖", "拖鞋"],
  包: ["包", "包包", "手袋", "钱夹", "背包", "挎包"],
  配饰: ["丝巾", "围巾", "披肩", "帽", "帽子", "皮带", "腰带", "领带", "手套", "袜", "袜子", "胸针", "墨镜", "眼镜"],
  珠宝: ["项链", "戒指", "手镯", "手链", "耳环", "耳钉", "吊坠", "金条", "手表", "腕表"],
  护肤: ["面霜", "精华", "面膜", "水乳", "乳液", "防晒", "洗面奶", "眼霜", "爽肤水"],
  彩妆: ["口红", "粉底", "眼影", "腮红", "气垫", "睫毛膏", "唇釉"],
  香氛: ["香水", "香薰", "蜡烛"],
  家装: [
    "木门",
    "房门",
    "门锁",
    "柜子",
    "衣柜",
    "橱柜",
    "瓷砖",
    "地板",
    "乳胶漆",
    "板材",
    "沙发",
    "床垫",
    "窗帘",
    "灯具",
    "水泥",
    "油漆",
  ],
  食品: ["咖啡豆", "豆子", "蛋糕", "茶叶", "面包", "月饼"],
  饮品: ["咖啡", "奶茶", "拿铁", "美式", "果茶", "茶"],
};
/** Words that name an article, for sentences without a verb: 张姐 真丝裙 3280. */
export const ARTICLE_WORDS: readonly string[] = Object.values(CATEGORIES).flat();
const WORDS = Object.entries(CATEGORIES).flatMap(([category, words]) => words.map((word) => ({ category, word })));

/** 裙子, 大衣 … or null where the article tells nothing. */
export function categoryOf(item: string): string | null {
  let best: { category: string; end: number; length: number } | null = null;
  for (const { category, word } of WORDS) {
    const at = item.lastIndexOf(word);
    if (at < 0) continue;
    const end = at + word.length;
    if (!best || end > best.end || (end === best.end && word.length > best.length)) {
      best = { category, end, length: word.length };
    }
  }
  return best?.category ?? null;
}

/** 那条裙子 → 裙子; 那件 → nothing, which means whatever she bought last. */
export function bareItem(said: string | null): string {
  return (said ?? "")
    .trim()
    .replace(/^(上次|昨天|今天|前天|刚才|刚)?(买)?的?/, "")
    .replace(/^[那这][一两]?[条件双个只套款顶瓶支笔单]?(的|衣服|东西|货|商品)?/, "")
    .replace(/^[一两]?[条件双只套顶瓶支](?=.)/, "")
    .replace(/^(衣服|东西|货|商品|全部|所有|都)$/, "")
    .trim();
}

/** Within three days of the first purchase, but never on the day itself. Null when those days are over. */
export function firstVisitDueOn(paidOn: Day, today: Day): Day | null {
  const wanted = addDays(paidOn, 2);
  const tomorrow = addDays(today, 1);
  const due = wanted < tomorrow ? tomorrow : wanted;
  return due <= addDays(paidOn, 3) ? due : null;
}

export interface RefundableOrder {
  id: string;
  amountFen: number;
  refundedFen: number;
  lines: readonly { item: string; category: string | null; amountFen: number }[];
}

export type RefundChoice<O> =
  | { kind: "refund"; order: O; fen: number; item: string | null }
  | { kind: "nothing-left" }
  | { kind: "no-such-item" }
  /** The largest sum that one order could still give back. */
  | { kind: "too-much"; mostFen: number };

/**
 * The latest order that fits, and how much of it. Never more than was paid and not yet given back.
 * Orders come newest first.
 */
export function chooseRefund<O extends RefundableOrder>(
  orders: readonly O[],
  said: { item: string; fen: number | null },
): RefundChoice<O> {
  const open = orders.filter((order) => netFen(order) > 0);
  if (open.length === 0) return { kind: "nothing-left" };
  const fitting = said.item === "" ? open : open.filter((order) => lineOf(order, said.item) !== null);
  if (fitting.length === 0) return { kind: "no-such-item" };
  const { fen } = said;
  const order = fen === null ? fitting[0] : fitting.find((one) => netFen(one) >= fen);
  if (!order) return { kind: "too-much", mostFen: Math.max(...fitting.map(netFen)) };
  const line = said.item === "" ? null : lineOf(order, said.item);
  const whole = line && order.lines.length > 1 ? Math.min(line.amountFen, netFen(order)) : netFen(order);
  return { kind: "refund", order, fen: fen ?? whole, item: line?.item ?? order.lines[0]?.item ?? null };
}

export function netFen(order: { amountFen: number; refundedFen: number }): number {
  return order.amountFen - order.refundedFen;
}

/** Said as on the receipt, or by its kind: 裙子 is the 真丝半裙. */
function lineOf<O extends RefundableOrder>(order: O, item: string): O["lines"][number] | null {
  const exact = order.lines.find((line) => line.item.includes(item) || item.includes(line.item));
  if (exact) return exact;
  const kind = kindNamed(item);
  return kind === null ? null : (order.lines.find((line) => (line.category ?? categoryOf(line.item)) === kind) ?? null);
}

const KINDS: Readonly<Record<string, string>> = {
  裙: "裙子",
  裙装: "裙子",
  外套: "大衣",
  西服: "西装",
  裤: "裤子",
  鞋子: "鞋",
  包包: "包",
  首饰: "珠宝",
  饰品: "配饰",
  护肤品: "护肤",
  化妆品: "彩妆",
};

/** The category that a word stands for as a whole: 裙子 may mean any skirt, 红裙子 may not mean a green one. */
export function kindNamed(word: string): string | null {
  return word in CATEGORIES ? word : (KINDS[word] ?? null);
}
