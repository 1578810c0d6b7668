// What a question is compiled with: what its words mean in this shop, and the tables it may ask for. Types only.
import type { Day } from "../../calendar/day.ts";
import type { Prisma } from "../../db/generated/client.ts";
import type { Settings } from "../../settings.ts";
import type { DayRange } from "./query.ts";

type Sql = Prisma.Sql;

/** What words of the question mean in this shop; `vocabulary.ts` finds out before compiling. */
export interface Vocabulary {
  /** As said → ids of staff; null for "nobody". */
  owners: ReadonlyMap<string, readonly string[] | null>;
  stores: ReadonlyMap<string, readonly string[]>;
  tags: ReadonlyMap<string, readonly string[]>;
  /** As said → names of tiers as stored. */
  tiers: ReadonlyMap<string, readonly string[]>;
}

export interface QueryContext {
  today: Day;
  zone: string;
  settings: Settings;
  vocabulary: Vocabulary;
  /** The actor sees few customers (own, store): sums then start from the customers and not from all orders. */
  narrow: boolean;
}

export type OrderMeasure = "spend" | "count" | "returns" | "last" | "gap";

export interface Builder {
  context: QueryContext;
  /** Column of the grouped orders: net spend, number, first or last instant over a range. */
  orders(what: OrderMeasure, range: DayRange | null): Sql;
  visitDays(range: DayRange | null): Sql;
  /** Days from one visit to the next on average; null for who came less than twice. */
  visitGap(range: DayRange | null): Sql;
  lastVisit(): Sql;
  class(): Sql;
  daysToBirthday(from: Day): Sql;
  joins(): Sql;
  ctes(): Sql[];
}
