// The figures of the reports counted again, row by row in plain TypeScript by the shop's calendar days: what the reports
// are held against. Shares nothing with the SQL but the words of the definitions.
import { addDays, type Day, dayOf, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import type { Tx } from "../../src/db/db.ts";
import type { Settings } from "../../src/settings.ts";

export type Counts = Record<string, { num: number; den: number; counted: string[]; missing: string[] }>;

export async function readRows(tx: Tx) {
  return {
    customers: await tx.customer.findMany(),
    orders: (await tx.order.findMany()).filter((one) => one.state !== "closed"),
    visits: await tx.visit.findMany(),
    followUps: await tx.followUp.findMany(),
    touches: await tx.touch.findMany(),
    complaints: await tx.complaint.findMany(),
    messages: await tx.careMessage.findMany(),
    surveys: await tx.survey.findMany(),
    staff: await tx.staff.findMany(),
  };
}
export type Rows = Awaited<ReturnType<typeof readRows>>;

/** Of one shop, or of all. */
export function recount(
  rows: Rows,
  { from, to, now, settings, store }: { from: Day; to: Day; now: Date; settings: Settings; store: string | null },
): Counts {
  const at = (instant: Date) => dayOf(instant, SHANGHAI);
  const inside = (instant: Date | null, first: Day = from, end: Day = to) =>
    instant !== null && at(instant) >= first && at(instant) < end;
  const customers = new Set(
    rows.customers.filter((one) => store === null || one.storeId === store).map(({ id }) => id),
  );
  const ours = <T extends { customerId: string }>(all: readonly T[]) =>
    all.filter((one) => customers.has(one.customerId));
  const storeOf = new Map(rows.staff.map((one) => [one.id, one.storeId]));
  const byOurs = <T extends { staffId: string | null }>(all: readonly T[]) =>
    all.filter((one) => {
      const of = storeOf.get(one.staffId ?? "") ?? null;
      return of !== null && (store === null || of === store);
    });
  const counts: Counts = {};
  const put = (key: string, all: readonly { who: string | null; num: number; den: number }[]) => {
    const ids = (some: typeof all) => [...new Set(some.flatMap(({ who }) => who ?? []))].sort();
    counts[key] = {
      num: all.reduce((sum, one) => sum + one.num, 0),
      den: all.reduce((sum, one) => sum + one.den, 0),
      counted: ids(all.filter((one) => one.num !== 0)),
      missing: ids(all.filter((one) => one.num === 0)),
    };
  };
  const unique = (ids: readonly string[]) => [...new Set(ids)].map((who) => ({ who, num: 1, den: 0 }));
  const end = now < instantOf(to, "00:00", SHANGHAI) ? now : instantOf(to, "00:00", SHANGHAI);

  // What was sold.
  const orders = ours(rows.orders);
  const daysOf = new Map<string, Day[]>();
  for (const one of orders) daysOf.set(one.customerId, [...(daysOf.get(one.customerId) ?? []), at(one.paidAt)]);
  const isOld = (one: (typeof orders)[number]) =>
    (daysOf.get(one.customerId) ?? []).some((day) => day < at(one.paidAt));
  const sold = (first: Day) =>
    orders
      .filter((one) => inside(one.paidAt, first))
      .map((one) => ({ who: one.customerId, num: one.amountFen - one.refundedFen, den: 1, old: isOld(one) }));
  put("sales", sold(from));
  put(
    "aov-new",
    sold(from).filter((one) => !one.old),
  );
  put(
    "aov-old",
    sold(from).filter((one) => one.old),
  );
  put("buyers", unique(sold(from).map((one) => one.who)));
  const span = addDays(from, 28) <= to ? from : addDays(to, -30);
  put(
    "old-share",
    sold(span).map((one) => ({ who: one.who, num: one.old ? one.num : 0, den: one.num })),
  );

  // Who came, who came again, who stays away.
  put(
    "new-customers",
    unique(rows.customers.filter((one) => customers.has(one.id) && inside(one.createdAt)).map(({ id }) => id)),
  );
  put(
    "visitors",
    unique([
      ...ours(rows.visits)
        .filter((one) => inside(one.visitedAt))
        .map((one) => one.customerId),
      ...orders.filter((one) => one.channel !== "online" && inside(one.paidAt)).map((one) => one.customerId),
    ]),
  );
  const buyersOf = (first: Day, last: Day) =>
    [...daysOf].flatMap(([who, days]) => {
      const within = new Set(days.filter((day) => day >= first && day < last));
      return within.size === 0 ? [] : [{ who, days: within }];
    });
  put(
    "repeat",
    buyersOf(addDays(to, -365), to).map(({ who, days }) => ({ who, num: days.size > 1 ? 1 : 0, den: 1 })),
  );
  const quarter = settings.dormantAfterDays;
  const early = buyersOf(addDays(to, -2 * quarter), addDays(to, -quarter));
  const again = (who: string) => (daysOf.get(who) ?? []).some((day) => day >= addDays(to, -quarter) && day < to);
  put(
    "retention",
    early.map(({ who }) => ({ who, num: again(who) ? 1 : 0, den: 1 })),
  );
  put(
    "second",
    early
      .filter(({ who }) => (daysOf.get(who) ?? []).every((day) => day >= addDays(to, -2 * quarter)))
      .map(({ who }) => {
        const days = new Set((daysOf.get(who) ?? []).filter((day) => day < to));
        return { who, num: days.size > 1 ? 1 : 0, den: 1 };
      }),
  );
  const seen = new Map<string, Day[]>();
  for (const one of orders) seen.set(one.customerId, [...(seen.get(one.customerId) ?? []), at(one.paidAt)]);
  for (const one of ours(rows.visits))
    seen.set(one.customerId, [...(seen.get(one.customerId) ?? []), at(one.visitedAt)]);
  const month = addDays(to, -30);
  const lost = settings.lostAfterDays;
  put(
    "churn",
    [...seen].flatMap(([who, days]) =>
      days.some((day) => day < month && day >= addDays(month, -lost))
        ? [{ who, num: days.some((day) => day >= addDays(to, -lost) && day < to) ? 0 : 1, den: 1 }]
        : [],
    ),
  );

  // What associates did.
  const tasks = byOurs(rows.followUps);
  const pieces = (all: readonly { customerId: string | null }[]) =>
    all.map((one) => ({ who: one.customerId, num: 1, den: 0 }));
  const endOfDay = (instant: Date) => instantOf(addDays(at(instant), 1), "00:00", SHANGHAI);
  put("followed", pieces(tasks.filter((one) => one.state === "done" && inside(one.doneAt))));
  put(
    "overdue",
    pieces(
      tasks.filter((one) => one.state === "open" && (one.dueHasTime ? one.dueAt < end : endOfDay(one.dueAt) <= end)),
    ),
  );
  put(
    "promises",
    tasks
      .filter((one) => one.kind === "promise" && inside(one.dueAt))
      .flatMap((one) => {
        const kept = one.state === "done" && one.doneAt !== null && at(one.doneAt) <= at(one.dueAt);
        if (kept) return [{ who: one.customerId, num: 1, den: 1 }];
        return one.state === "cancelled" || endOfDay(one.dueAt) > end ? [] : [{ who: one.customerId, num: 0, den: 1 }];
      }),
  );
  const pairs = new Map(
    byOurs(rows.touches)
      .filter((one) => one.direction === "out" && inside(one.at))
      .map((one) => [`${one.staffId} ${one.customerId}`, one]),
  );
  put("contacted", pieces([...pairs.values()]));

  // Complaints and their clocks.
  const complaints = ours(rows.complaints);
  const after = (instant: Date | null) => instant !== null && at(instant) >= to;
  put(
    "complaints",
    complaints
      .filter((one) => at(one.openedAt) < to && (one.closedAt === null ? one.state !== "closed" : after(one.closedAt)))
      .map((one) => {
        const unanswered =
          one.respondBy !== null &&
          one.respondBy < end &&
          !(one.respondedAt !== null && one.respondedAt < one.respondBy);
        return {
          who: one.customerId,
          num: unanswered || (one.resolveBy !== null && one.resolveBy < end) ? 1 : 0,
          den: 1,
        };
      }),
  );
  put(
    "complaints-new",
    complaints.filter((one) => inside(one.openedAt)).map((one) => ({ who: one.customerId, num: 1, den: 1 })),
  );
  put(
    "complaints-timely",
    complaints
      .filter((one) => inside(one.resolveBy))
      .flatMap((one) => {
        const inTime = one.closedAt !== null && one.resolveBy !== null && one.closedAt <= one.resolveBy;
        if (inTime) return [{ who: one.customerId, num: 1, den: 1 }];
        return one.resolveBy !== null && one.resolveBy < end ? [{ who: one.customerId, num: 0, den: 1 }] : [];
      }),
  );

  // Messages, and what customers say of us.
  const messages = ours(rows.messages);
  put("care-sent", pieces(messages.filter((one) => one.state === "sent" && inside(one.sentAt))));
  put("care-waiting", pieces(messages.filter((one) => /^(draft|approved|queued|task_created)$/u.test(one.state))));
  put("care-refused", pieces(messages.filter((one) => one.state === "refused" && inside(one.updatedAt))));
  const answers = (kind: string) => ours(rows.surveys).filter((one) => one.kind === kind && inside(one.answeredAt));
  put(
    "csat",
    answers("csat").map((one) => ({ who: one.customerId, num: one.score, den: 1 })),
  );
  put(
    "nps",
    answers("nps").map((one) => ({ who: one.customerId, num: one.score > 8 ? 1 : one.score < 7 ? -1 : 0, den: 1 })),
  );
  return counts;
}
