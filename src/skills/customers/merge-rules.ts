// Which of two records stays, and what it takes from the other. Pure. Rows are as the database writes them to JSON.
type Row = Readonly<Record<string, unknown>>;
export type Merged = Record<string, unknown>;

/** Why two records may be one person, the strongest first; the words for them are in merge-words.ts. */
export const REASONS = ["phone", "name-birthday", "sound-birthday", "sound-tail", "sound-company"] as const;
export type Reason = (typeof REASONS)[number];

/** How sure each reason alone makes: phones are given up and shared, a name with a birthday hardly ever twice. */
const WEIGHTS: Readonly<Record<Reason, number>> = {
  phone: 10,
  "name-birthday": 8,
  "sound-birthday": 6,
  "sound-tail": 5,
  "sound-company": 3,
};

export function weightOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0);
}

export interface Weighed {
  row: Row & { id: string };
  orders: number;
  facts: number;
}

/**
 * The fuller record stays: the one whom WeCom knows, then with more orders, more facts, then the older. The same answer
 * whichever is named first.
 */
export function chooseKept(a: Weighed, b: Weighed): "a" | "b" {
  const ranks = [
    (one: Weighed) => (one.row.external_id ? 1 : 0),
    (one: Weighed) => one.orders,
    (one: Weighed) => one.facts,
    (one: Weighed) => -Date.parse(String(one.row.created_at)),
  ];
  for (const rank of ranks) if (rank(a) !== rank(b)) return rank(a) > rank(b) ? "a" : "b";
  return a.row.id < b.row.id ? "a" : "b";
}

/** Columns that are known together or not at all. */
const together: readonly (readonly string[])[] = [
  ["phone_cipher", "phone_hash", "phone_tail"],
  ["birthday_calendar", "birthday_year", "birthday_month", "birthday_day", "birthday_leap"],
  ["address_cipher"],
  ["province", "city"],
  ["occupation"],
  ["company"],
  ["source"],
  ["referrer_id"],
  ["owner_id"],
  ["external_id"],
  ["source_key"],
];

/**
 * What the one who stays gets: what she lacks; the higher tier, the sum of the points, the earlier day of joining; of do
 * not disturb and of membership the stricter. Only columns that change.
 */
export function mergedColumns(kept: Row, gone: Row, tiers: readonly string[]): Merged {
  const given: Merged = {};
  for (const columns of together) {
    const [first = ""] = columns;
    if (kept[first] !== null || gone[first] === null) continue;
    for (const column of columns) given[column] = gone[column];
  }
  // She does not recommend herself.
  if (given.referrer_id === kept.id) delete given.referrer_id;
  if (kept.referrer_id === gone.id) given.referrer_id = null;
  if (kept.gender === "unknown") given.gender = gone.gender;
  if (rank(gone.tier, tiers) > rank(kept.tier, tiers)) given.tier = gone.tier;
  given.membership = stricter(String(kept.membership), String(gone.membership));
  given.points = Number(kept.points) + Number(gone.points);
  given.member_since = earlier(kept.member_since, gone.member_since);
  given.created_at = earlier(kept.created_at, gone.created_at);
  given.last_verified_at = later(kept.last_verified_at, gone.last_verified_at);
  Object.assign(given, quiet(kept, gone));
  return Object.fromEntries(Object.entries(given).filter(([column, value]) => value !== kept[column]));
}

function rank(tier: unknown, tiers: readonly string[]): number {
  return tier === null ? -2 : tiers.indexOf(String(tier));
}

/** A frozen or cancelled card is not thawed by finding another. */
function stricter(a: string, b: string): string {
  const order = ["none", "active", "cancelled", "frozen"];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

function earlier(a: unknown, b: unknown): unknown {
  if (a === null || b === null) return a ?? b;
  return Date.parse(String(b)) < Date.parse(String(a)) ? b : a;
}

function later(a: unknown, b: unknown): unknown {
  if (a === null || b === null) return a ?? b;
  return Date.parse(String(b)) > Date.parse(String(a)) ? b : a;
}

/** Whoever asked for quiet in either record keeps it, for as long as the longer of the two. */
function quiet(kept: Row, gone: Row): Merged {
  if (gone.do_not_disturb !== true) return {};
  const isLonger =
    kept.do_not_disturb !== true ||
    (kept.do_not_disturb_until !== null &&
      (gone.do_not_disturb_until === null ||
        Date.parse(String(gone.do_not_disturb_until)) > Date.parse(String(kept.do_not_disturb_until))));
  if (!isLonger) return {};
  const { do_not_disturb_until, do_not_disturb_why } = gone;
  return { do_not_disturb: true, do_not_disturb_until, do_not_disturb_why };
}
