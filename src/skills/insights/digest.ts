// What a day's figures are, and how those of several shops add up. Pure: the queries are in store.ts, one per figure,
// and each figure is defined at its field here and nowhere else.

/** Of one shop and one business day. Everything adds up over shops; what does not (means, shares) is computed when said. */
export interface DigestFacts {
  /** Paid that day less what was given back of it since, orders not closed, by customers of the shop. Fen. */
  salesFen: number;
  orders: number;
  /** Different customers who bought. */
  buyers: number;
  /** Part of `salesFen` by customers who had bought before that day (A04, L05). */
  oldCustomersFen: number;
  /** Records made that day. */
  newCustomers: number;
  /** Different customers who were in the shop: visits, and purchases there. */
  visitors: number;
  /** Of each associate of the shop, by name. */
  staff: StaffFacts[];
  /** Messages to customers: sent that day; waiting now for the associate or for her tap; refused that day. */
  greetings: { sent: number; waiting: number; refused: number; reasons: Reason[] };
  /** Complaints: not closed now; of these past their time; opened that day. */
  complaints: { open: number; late: number; opened: number };
  /** Customers whose birthday falls in the seven days after the day. */
  birthdays: number;
  /** Customers of the tiers above the first, last seen 60 days ago or more and not yet lost. */
  atRisk: number;
  /** Customers of these tiers whom no associate looks after (D04). */
  ownerless: number;
}

export interface StaffFacts {
  id: string;
  name: string;
  /** Follow-ups done that day. */
  done: number;
  /** Open ones that were due by the end of that day. */
  overdue: number;
  /** Customers contacted that day. */
  contacted: number;
  /** Sales of the day that carry her name, fen. Told last and never ranked by (L02). */
  salesFen: number;
}

export interface Reason {
  why: string;
  count: number;
}

export const BIRTHDAY_DAYS = 7;
export const AT_RISK_DAYS = 60;
/** Reasons named in a report; the rest is counted. */
export const REASONS_MAX = 3;

export const noFacts: DigestFacts = {
  salesFen: 0,
  orders: 0,
  buyers: 0,
  oldCustomersFen: 0,
  newCustomers: 0,
  visitors: 0,
  staff: [],
  greetings: { sent: 0, waiting: 0, refused: 0, reasons: [] },
  complaints: { open: 0, late: 0, opened: 0 },
  birthdays: 0,
  atRisk: 0,
  ownerless: 0,
};

/** The shops of a house as one. A customer belongs to one shop, so different customers add up too. */
export function addUp(all: readonly DigestFacts[]): DigestFacts {
  return all.reduce(
    (sum, one) => ({
      salesFen: sum.salesFen + one.salesFen,
      orders: sum.orders + one.orders,
      buyers: sum.buyers + one.buyers,
      oldCustomersFen: sum.oldCustomersFen + one.oldCustomersFen,
      newCustomers: sum.newCustomers + one.newCustomers,
      visitors: sum.visitors + one.visitors,
      staff: [...sum.staff, ...one.staff],
      greetings: {
        sent: sum.greetings.sent + one.greetings.sent,
        waiting: sum.greetings.waiting + one.greetings.waiting,
        refused: sum.greetings.refused + one.greetings.refused,
        reasons: addReasons(sum.greetings.reasons, one.greetings.reasons),
      },
      complaints: {
        open: sum.complaints.open + one.complaints.open,
        late: sum.complaints.late + one.complaints.late,
        opened: sum.complaints.opened + one.complaints.opened,
      },
      birthdays: sum.birthdays + one.birthdays,
      atRisk: sum.atRisk + one.atRisk,
      ownerless: sum.ownerless + one.ownerless,
    }),
    noFacts,
  );
}

function addReasons(a: readonly Reason[], b: readonly Reason[]): Reason[] {
  const counts = new Map<string, number>();
  for (const { why, count } of [...a, ...b]) counts.set(why, (counts.get(why) ?? 0) + count);
  return [...counts].map(([why, count]) => ({ why, count })).sort((x, y) => y.count - x.count);
}

/** Who has something to do comes first, then who did most; sales decide nothing (L02). */
export function inOrder(staff: readonly StaffFacts[]): StaffFacts[] {
  return [...staff].sort(
    (a, b) => b.overdue - a.overdue || b.done + b.contacted - (a.done + a.contacted) || (a.name < b.name ? -1 : 1),
  );
}
