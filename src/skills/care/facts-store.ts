// What drafts need to know: customers' facts, benefits, and everybody's wordings.
import { type Day, dayOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { Settings } from "../../settings.ts";
import { type AnswerHours, answerHours } from "../contact/answer-hours.ts";
import { loadAnswers } from "../contact/answer-store.ts";
import { type DraftFacts, lifecycleOf } from "./draft.ts";
import { houseTemplates } from "./house.ts";
import { storedTemplate, type Template } from "./templates.ts";

export interface CustomerFacts {
  facts: Omit<DraftFacts, "staffName">;
  ownerId: string | null;
  birthday: { calendar: "solar" | "lunar"; month: number; day: number; leap: boolean } | null;
  orders: number;
  lastOrderAt: Date | null;
  /** When a complaint was closed last; service may be why she stays away. */
  complaintClosedAt: Date | null;
  /** When of a day she usually answers. */
  answers: AnswerHours | null;
}

const FACTS_MAX = 20;

/** Whose day it is, and the shop's bounds for new and lost. */
export interface SeenFrom {
  today: Day;
  zone: string;
  settings: Settings;
}

/** Facts of customers by id, in a fixed number of queries whatever their number. */
export async function loadFacts(tx: Tx, ids: readonly string[], seen: SeenFrom): Promise<Map<string, CustomerFacts>> {
  if (ids.length === 0) return new Map();
  const holds = { supersededById: null, withdrawnAt: null };
  const customers = await tx.customer.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      name: true,
      gender: true,
      tier: true,
      ownerId: true,
      birthdayCalendar: true,
      birthdayYear: true,
      birthdayMonth: true,
      birthdayDay: true,
      birthdayLeap: true,
      store: { select: { name: true } },
      aliases: { select: { alias: true }, orderBy: { createdAt: "desc" } },
      facts: {
        where: { ...holds, kind: { in: ["preference", "negative", "family"] } },
        select: { kind: true, topic: true, value: true, saidAs: true, recordedAt: true },
        orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
      },
    },
  });
  const answers = await loadAnswers(tx, ids);
  const bought = new Map((await loadOrders(tx, ids)).map((row) => [row.customer_id, row]));
  return new Map(
    customers.map((row) => {
      const order = bought.get(row.id);
      const of = (kind: string, max: number) =>
        row.facts
          .filter((fact) => fact.kind === kind)
          .slice(0, max)
          .map(({ topic, value, saidAs, recordedAt }) => ({ topic, value, saidAs, on: dayOf(recordedAt, seen.zone) }));
      const onDay = (at: Date | null | undefined) => (at ? dayOf(at, seen.zone) : null);
      const firstOrderOn = onDay(order?.first_at);
      const lastSeenOn = onDay(order?.seen_at);
      const family = seen.settings.tiers.find((tier) => tier.name === row.tier)?.family;
      const facts = {
        customerId: row.id,
        name: row.name,
        gender: row.gender,
        birthdayYear: row.birthdayYear,
        tier: row.tier,
        aliases: row.aliases.map(({ alias }) => alias),
        preferences: of("preference", FACTS_MAX),
        negatives: of("negative", FACTS_MAX),
        family: of("family", FACTS_MAX),
        lastItem: order?.item ?? null,
        lastItemOn: onDay(order?.last_at),
        lifecycle: lifecycleOf({ firstOrderOn, lastSeenOn, today: seen.today }, seen.settings),
        labels: [row.tier, family].filter((label) => label !== null && label !== undefined),
        shopName: row.store.name,
      };
      const birthday =
        row.birthdayCalendar !== null && row.birthdayMonth !== null && row.birthdayDay !== null
          ? {
              calendar: row.birthdayCalendar,
              month: row.birthdayMonth,
              day: row.birthdayDay,
              leap: row.birthdayLeap,
            }
          : null;
      const more = {
        orders: order?.orders ?? 0,
        lastOrderAt: order?.last_at ?? null,
        answers: answerHours(answers.get(row.id) ?? [], seen.zone),
      };
      return [
        row.id,
        { facts, ownerId: row.ownerId, birthday, ...more, complaintClosedAt: order?.complaint_closed_at ?? null },
      ];
    }),
  );
}

interface OrderRow {
  customer_id: string;
  orders: number;
  first_at: Date | null;
  last_at: Date | null;
  seen_at: Date | null;
  item: string | null;
  complaint_closed_at: Date | null;
}

function loadOrders(tx: Tx, ids: readonly string[]): Promise<OrderRow[]> {
  return tx.$queryRaw<OrderRow[]>`
    SELECT ask.id AS customer_id,
      (SELECT count(*)::int FROM orders WHERE customer_id = ask.id AND state = 'paid') AS orders,
      (SELECT min(paid_at) FROM orders WHERE customer_id = ask.id AND state <> 'closed') AS first_at,
      last.paid_at AS last_at, last.item,
      greatest(last.paid_at, (SELECT max(visited_at) FROM visit WHERE customer_id = ask.id)) AS seen_at,
      (SELECT max(closed_at) FROM complaint WHERE customer_id = ask.id AND state = 'closed') AS complaint_closed_at
    FROM unnest(${[...ids]}::text[]) AS ask(id)
    LEFT JOIN LATERAL (
      SELECT o.paid_at, (SELECT l.item FROM order_line l WHERE l.order_id = o.id ORDER BY l.amount_fen DESC, l.id LIMIT 1) AS item
      FROM orders o WHERE o.customer_id = ask.id AND o.state = 'paid' ORDER BY o.paid_at DESC LIMIT 1
    ) last ON true`;
}

const TEMPLATES_MAX = 500;

/**
 * All wordings to choose from, by associate: her own, the shop's (the newest version of a key counts, none when that is
 * switched off), and the house's where the shop has not written its own under the same key.
 */
export async function loadTemplates(
  tx: Tx,
  staffIds: readonly string[],
): Promise<(staffId: string) => readonly Template[]> {
  const rows = await tx.careTemplate.findMany({ orderBy: { version: "desc" }, take: TEMPLATES_MAX });
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!newest.has(row.key)) newest.set(row.key, row);
  const house = houseTemplates();
  // What was given back its first words is the house's again, and goes before no other.
  const isHouse = ({ key, body, active }: (typeof rows)[number]) =>
    active && house.some((template) => template.key === key && template.body === body);
  const changed = new Map([...newest].filter(([, row]) => !isHouse(row)));
  const shop = [...changed.values()]
    .filter((row) => row.active)
    .flatMap((row) => storedTemplate({ ...row, origin: "shop" }) ?? []);
  const shared = [...shop, ...house.filter((template) => !changed.has(template.key))];
  const own = await tx.careWording.findMany({
    where: { staffId: { in: [...staffIds] } },
    orderBy: { createdAt: "desc" },
    take: OWN_MAX * Math.max(1, staffIds.length),
  });
  return (staffId) => [
    ...own
      .filter((row) => row.staffId === staffId)
      .slice(0, OWN_MAX)
      .flatMap((row) => storedTemplate({ ...row, key: `own/${row.id}`, version: 1, origin: "own" }) ?? []),
    ...shared,
  ];
}

/** Of one associate the last ones she used; older ones she has outgrown. */
const OWN_MAX = 30;

/** Which of these staff have the customer among their contacts. */
export async function contactsOf(tx: Tx, customerId: string, staffIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.relation.findMany({
    where: { customerId, staffId: { in: [...staffIds] }, endedAt: null },
    select: { staffId: true },
  });
  return new Set(rows.map((row) => row.staffId));
}
