// How the demo shop's customers buy: how much in two years, how lately, what the season offers, what comes back. Pure.
import { addDays, type Day, splitDay, weekday } from "../calendar/day.ts";
import { type Article, catalogue } from "./catalogue.ts";
import type { Random } from "./random.ts";

/** The shop's history goes back two years. */
export const historyDays = 730;

export interface Habit {
  readonly spentYuan: number;
  readonly firstDaysAgo: number;
  readonly lastDaysAgo: number;
  /** The last thing bought, when it matters. */
  readonly lastArticle?: string | undefined;
}

export interface BasketLine {
  readonly article: Article;
  readonly quantity: number;
  readonly fen: number;
}

export interface Basket {
  readonly day: Day;
  readonly time: string;
  readonly lines: readonly BasketLine[];
  readonly fen: number;
  readonly refundedFen: number;
  readonly state: "paid" | "refunded" | "closed";
  readonly channel: "pos" | "online";
}

type Kind = "best" | "loyal" | "regular" | "light" | "dormant" | "lost" | "fresh" | "prospect";
/** Few buy most: the shares are those of a shop whose first fifth of customers brings about two thirds of the money. */
const kinds: readonly (readonly [Kind, number])[] = [
  ["best", 4],
  ["loyal", 12],
  ["regular", 25],
  ["light", 24],
  ["dormant", 13],
  ["lost", 10],
  ["fresh", 8],
  ["prospect", 4],
];

export function drawHabit(random: Random): Habit | null {
  const habit = (from: number, to: number, last: [number, number], first: [number, number]): Habit => {
    const lastDaysAgo = random.int(...last);
    const spentYuan = Math.round(from * (to / from) ** random.next());
    return { spentYuan, lastDaysAgo, firstDaysAgo: Math.max(lastDaysAgo, random.int(...first)) };
  };
  const kind = random.weighted(kinds);
  switch (kind) {
    case "best":
      return habit(54_000, 110_000, [1, 40], [500, historyDays]);
    case "loyal":
      return habit(16_000, 45_000, [1, 70], [300, historyDays]);
    case "regular":
      return habit(5_300, 14_000, [1, 120], [150, historyDays]);
    case "light":
      return habit(400, 4_500, [2, 150], [30, historyDays]);
    case "dormant":
      return habit(2_000, 30_000, [60, 200], [250, historyDays]);
    case "lost":
      return habit(800, 9_000, [201, 600], [500, historyDays]);
    case "fresh":
      return habit(300, 3_500, [1, 29], [1, 29]);
    case "prospect":
      return null;
  }
}

/** Baskets in the order of time, the last on `lastDaysAgo`, together about `spentYuan` net of what came back. */
export function drawBaskets(random: Random, habit: Habit, startDay: Day): Basket[] {
  const baskets: Basket[] = [];
  let netFen = 0;
  // The last visit is drawn first, so that a small sum is spent on the day that was asked for.
  for (let day = habit.lastDaysAgo; netFen < habit.spentYuan * 100 && baskets.length < basketsMax; ) {
    const left = habit.spentYuan * 100 - netFen;
    const article = baskets.length === 0 ? catalogue.find((each) => each.item === habit.lastArticle) : undefined;
    const basket = drawBasket(
      random,
      onShopDay(random, addDays(startDay, -day), day === habit.lastDaysAgo),
      left,
      article,
    );
    baskets.push(basket);
    netFen += basket.fen - basket.refundedFen;
    day = random.int(habit.lastDaysAgo, habit.firstDaysAgo);
  }
  return baskets.sort((a, b) => (a.day + a.time < b.day + b.time ? -1 : 1));
}

/** Far above what anybody buys in two years; a bound all the same. */
const basketsMax = 120;

/** Two in five come at the weekend. */
function onShopDay(random: Random, day: Day, exact: boolean): Day {
  if (exact || weekday(day) > 5 || !random.chance(0.25)) return day;
  return addDays(day, -weekday(day) - random.int(0, 1));
}

function drawBasket(random: Random, day: Day, leftFen: number, wanted: Article | undefined): Basket {
  const { month } = splitDay(day);
  const inSeason = catalogue.filter((article) => article.months.includes(month));
  // A customer with little left to spend takes something small rather than a coat.
  const affordable = inSeason.filter((article) => article.yuan * 100 <= leftFen * 1.3);
  const smallest = inSeason.reduce((a, b) => (a.yuan <= b.yuan ? a : b));
  const articles = wanted
    ? [wanted]
    : affordable.length === 0
      ? [smallest]
      : random.some(
          affordable,
          random.weighted([
            [1, 60],
            [2, 30],
            [3, 10],
          ] as const),
        );
  const discount = random.weighted([
    [100, 62],
    [90, 30],
    [80, 8],
  ] as const);
  const lines = articles.map((article): BasketLine => {
    const quantity = article.yuan < 600 && random.chance(0.12) ? 2 : 1;
    return { article, quantity, fen: article.yuan * quantity * discount };
  });
  const fen = lines.reduce((sum, line) => sum + line.fen, 0);
  const fate = wanted
    ? "kept"
    : random.weighted([
        ["kept", 930],
        ["part", 25],
        ["all", 38],
        ["closed", 7],
      ] as const);
  const whole = fate === "all" || fate === "closed" || (fate === "part" && lines.length === 1);
  return {
    day,
    time: `${String(random.int(10, 20)).padStart(2, "0")}:${String(random.int(0, 59)).padStart(2, "0")}`,
    lines,
    fen,
    refundedFen: whole ? fen : fate === "part" ? lines[0]!.fen : 0,
    state: fate === "closed" ? "closed" : whole ? "refunded" : "paid",
    channel: fate === "closed" || random.chance(0.12) ? "online" : "pos",
  };
}
