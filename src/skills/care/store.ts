// Care messages, and what drafts need to know of customers and benefits. The only queries of this skill.
import type { Day } from "../../calendar/day.ts";
import { instantOf } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { CareState } from "../../db/generated/client.ts";
import type { ContactKind } from "../contact/gate.ts";
import { contactKinds } from "../contact/gate.ts";
import type { BenefitRow, DraftFacts } from "./draft.ts";
import { storedTemplate, type Template } from "./templates.ts";

/** A care message with what is needed to show, check and send it. Days as "YYYY-MM-DD". */
export interface CareMessage {
  id: string;
  customerId: string;
  customerName: string;
  externalId: string | null;
  staffId: string;
  occasion: ContactKind;
  occurrenceKey: string | null;
  templateKey: string | null;
  templateVersion: number | null;
  draftedText: string;
  text: string;
  occursOn: Day | null;
  state: CareState;
  stateReason: string | null;
  notBefore: Date | null;
  expiresAt: Date | null;
  approvedAt: Date | null;
  approvedById: string | null;
  taskId: string | null;
  taskAt: Date | null;
  sentAt: Date | null;
}

const columns = {
  id: true,
  customerId: true,
  customer: { select: { name: true, externalId: true } },
  staffId: true,
  occasion: true,
  occurrenceKey: true,
  templateKey: true,
  templateVersion: true,
  draftedText: true,
  text: true,
  occursOn: true,
  state: true,
  stateReason: true,
  notBefore: true,
  expiresAt: true,
  approvedAt: true,
  approvedById: true,
  taskId: true,
  taskAt: true,
  sentAt: true,
} as const;

type Row = Omit<CareMessage, "customerName" | "externalId" | "occasion" | "occursOn"> & {
  customer: { name: string; externalId: string | null };
  occasion: string;
  occursOn: Date | null;
};

function toMessage({ customer, occasion, occursOn, ...row }: Row): CareMessage {
  return {
    ...row,
    customerName: customer.name,
    externalId: customer.externalId,
    occasion: contactKinds.find((kind) => kind === occasion) ?? "care",
    occursOn: dayFromDb(occursOn),
  };
}

/** A DATE comes as midnight UTC whatever the zone. */
export function dayFromDb(date: Date | null): Day | null {
  return date === null ? null : date.toISOString().slice(0, 10);
}

function dayToDb(day: Day | null): Date | null {
  return day === null ? null : instantOf(day, "00:00", "UTC");
}

export async function findMessage(tx: Tx, id: string): Promise<CareMessage | null> {
  const row = await tx.careMessage.findUnique({ where: { id }, select: columns });
  return row ? toMessage(row) : null;
}

/** The message, locked until the transaction ends: what is decided on its state stays true. */
export async function lockMessage(tx: Tx, id: string): Promise<CareMessage | null> {
  await tx.$queryRaw`SELECT id FROM care_message WHERE id = ${id} FOR UPDATE`;
  return findMessage(tx, id);
}

export async function findByOccurrence(tx: Tx, occurrenceKey: string): Promise<CareMessage | null> {
  const row = await tx.careMessage.findUnique({ where: { occurrenceKey }, select: columns });
  return row ? toMessage(row) : null;
}

export interface MessageFilter {
  ids?: readonly string[];
  customerId?: string;
  staffId?: string;
  occasion?: ContactKind;
  states: readonly CareState[];
  since?: Date;
}

/** Those with the nearest end first; drafts that are over are left out. */
export async function listMessages(
  tx: Tx,
  filter: MessageFilter,
  options: { now: Date; limit: number },
): Promise<{ messages: CareMessage[]; total: number }> {
  const where = {
    state: { in: [...filter.states] },
    ...(filter.ids ? { id: { in: [...filter.ids] } } : {}),
    ...(filter.customerId ? { customerId: filter.customerId } : {}),
    ...(filter.staffId ? { staffId: filter.staffId } : {}),
    ...(filter.occasion ? { occasion: filter.occasion } : {}),
    ...(filter.since ? { updatedAt: { gte: filter.since } } : {}),
    NOT: { state: "draft" as const, expiresAt: { lte: options.now } },
  };
  const rows = await tx.careMessage.findMany({
    where,
    select: columns,
    orderBy: [{ expiresAt: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }, { id: "asc" }],
    take: options.limit,
  });
  const total = rows.length < options.limit ? rows.length : await tx.careMessage.count({ where });
  return { messages: rows.map(toMessage), total };
}

export interface NewMessage {
  customerId: string;
  staffId: string;
  occasion: ContactKind;
  occurrenceKey: string | null;
  templateKey: string | null;
  templateVersion: number | null;
  draftedText: string;
  text: string;
  occursOn: Day | null;
  state: "draft" | "refused";
  stateReason: string | null;
  notBefore: Date | null;
  expiresAt: Date;
  sourceMessageId: string | null;
  createdAt: Date;
}

function toRow({ occursOn, ...message }: NewMessage) {
  return { ...message, occursOn: dayToDb(occursOn), updatedAt: message.createdAt };
}

export async function insertMessage(tx: Tx, message: NewMessage): Promise<string> {
  return (await tx.careMessage.create({ data: toRow(message), select: { id: true } })).id;
}

/** Once per occurrence whatever crashes: those that exist are left as they are. Returns how many were new. */
export async function insertOnce(tx: Tx, messages: readonly NewMessage[]): Promise<number> {
  if (messages.length === 0) return 0;
  const { count } = await tx.careMessage.createMany({ data: messages.map(toRow), skipDuplicates: true });
  return count;
}

export type MessageChange = Partial<
  Pick<
    CareMessage,
    | "staffId"
    | "templateKey"
    | "templateVersion"
    | "draftedText"
    | "text"
    | "state"
    | "stateReason"
    | "notBefore"
    | "expiresAt"
    | "approvedAt"
    | "approvedById"
    | "taskId"
    | "taskAt"
    | "sentAt"
  > & { lastPolledAt: Date; occursOn: Day | null }
>;

/** Changes the message if it is still in `from`; false when something else happened to it first. */
export async function changeMessage(
  tx: Tx,
  id: string,
  from: { state: CareState; approvedAt?: Date | null },
  change: MessageChange & { now: Date },
): Promise<boolean> {
  const { now, occursOn, ...data } = change;
  const { count } = await tx.careMessage.updateMany({
    where: { id, ...from },
    data: { ...data, ...(occursOn === undefined ? {} : { occursOn: dayToDb(occursOn) }), updatedAt: now },
  });
  return count === 1;
}

// === What drafts need

export interface CustomerFacts {
  facts: Omit<DraftFacts, "staffName">;
  ownerId: string | null;
  birthday: { calendar: "solar" | "lunar"; month: number; day: number; leap: boolean } | null;
  orders: number;
  lastOrderAt: Date | null;
  /** When a complaint was closed last; service may be why she stays away. */
  complaintClosedAt: Date | null;
}

const PREFERENCES_MAX = 20;
const NEGATIVES_MAX = 20;

/** Facts of customers by id, in a fixed number of queries whatever their number. */
export async function loadFacts(tx: Tx, ids: readonly string[]): Promise<Map<string, CustomerFacts>> {
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
        where: { ...holds, kind: { in: ["preference", "negative"] } },
        select: { kind: true, topic: true, value: true },
        orderBy: [{ recordedAt: "desc" }, { id: "desc" }],
      },
    },
  });
  const bought = new Map((await loadOrders(tx, ids)).map((row) => [row.customer_id, row]));
  return new Map(
    customers.map((row) => {
      const order = bought.get(row.id);
      const of = (kind: string, max: number) => row.facts.filter((fact) => fact.kind === kind).slice(0, max);
      const facts = {
        customerId: row.id,
        name: row.name,
        gender: row.gender,
        birthdayYear: row.birthdayYear,
        tier: row.tier,
        aliases: row.aliases.map(({ alias }) => alias),
        preferences: of("preference", PREFERENCES_MAX),
        negatives: of("negative", NEGATIVES_MAX),
        lastItem: order?.item ?? null,
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
      const more = { orders: order?.orders ?? 0, lastOrderAt: order?.last_at ?? null };
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
  last_at: Date | null;
  item: string | null;
  complaint_closed_at: Date | null;
}

function loadOrders(tx: Tx, ids: readonly string[]): Promise<OrderRow[]> {
  return tx.$queryRaw<OrderRow[]>`
    SELECT ask.id AS customer_id,
      (SELECT count(*)::int FROM orders WHERE customer_id = ask.id AND state = 'paid') AS orders,
      last.paid_at AS last_at, last.item,
      (SELECT max(closed_at) FROM complaint WHERE customer_id = ask.id AND state = 'closed') AS complaint_closed_at
    FROM unnest(${[...ids]}::text[]) AS ask(id)
    LEFT JOIN LATERAL (
      SELECT o.paid_at, (SELECT l.item FROM order_line l WHERE l.order_id = o.id ORDER BY l.amount_fen DESC, l.id LIMIT 1) AS item
      FROM orders o WHERE o.customer_id = ask.id AND o.state = 'paid' ORDER BY o.paid_at DESC LIMIT 1
    ) last ON true`;
}

/** A shop has some dozens; more would be a table imported by mistake. */
const BENEFITS_MAX = 500;

export async function loadBenefits(tx: Tx): Promise<BenefitRow[]> {
  const rows = await tx.benefit.findMany({ orderBy: { key: "asc" }, take: BENEFITS_MAX });
  return rows.map((row) => ({
    kind: row.kind,
    text: row.text,
    occasion: row.occasion,
    tiers: row.tiers,
    activeFrom: dayFromDb(row.activeFrom),
    activeTo: dayFromDb(row.activeTo),
  }));
}

const TEMPLATES_MAX = 500;

/** Templates the shop wrote itself; the newest version of a key counts, and none when that is switched off. */
export async function loadShopTemplates(tx: Tx): Promise<Template[]> {
  const rows = await tx.careTemplate.findMany({ orderBy: { version: "desc" }, take: TEMPLATES_MAX });
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!newest.has(row.key)) newest.set(row.key, row);
  return [...newest.values()].filter((row) => row.active).flatMap((row) => storedTemplate(row) ?? []);
}

/** Which of these staff have the customer among their contacts. */
export async function contactsOf(tx: Tx, customerId: string, staffIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.relation.findMany({
    where: { customerId, staffId: { in: [...staffIds] }, endedAt: null },
    select: { staffId: true },
  });
  return new Set(rows.map((row) => row.staffId));
}

// === For the jobs: all customers at once, page by page

export interface Due {
  customerId: string;
  staffId: string;
  occursOn: Day;
  /** Name of the festival or the anniversary. */
  name: string | null;
}

interface DueRow {
  customer_id: string;
  staff_id: string;
  occurs_on: string;
  name: string | null;
}

function toDue(rows: readonly DueRow[]): Due[] {
  return rows.map((row) => ({
    customerId: row.customer_id,
    staffId: row.staff_id,
    occursOn: row.occurs_on,
    name: row.name,
  }));
}

export interface Page {
  after: string;
  limit: number;
}

/** Customers with an active associate whose birthday is one of these, and who were not thought of yet. */
export async function birthdaysDue(
  tx: Tx,
  days: readonly { calendar: "solar" | "lunar"; month: number; day: number; leap: boolean; occursOn: Day }[],
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT c.id AS customer_id, s.id AS staff_id, meant.occurs_on, NULL::text AS name
    FROM unnest(${days.map((one) => one.calendar)}::text[], ${days.map((one) => one.month)}::int[],
      ${days.map((one) => one.day)}::int[], ${days.map((one) => one.leap)}::boolean[],
      ${days.map((one) => one.occursOn)}::text[]) AS meant(calendar, month, day, leap, occurs_on)
    JOIN customer c ON c.birthday_calendar = meant.calendar::birthday_calendar AND c.birthday_month = meant.month
      AND c.birthday_day = meant.day AND (meant.calendar = 'solar' OR c.birthday_leap = meant.leap)
    JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM care_message m
        WHERE m.occurrence_key = 'birthday:' || c.id || ':' || meant.occurs_on)
    ORDER BY c.id LIMIT ${page.limit}`;
  return toDue(rows);
}

/** Anniversaries told as facts with month and day. */
export async function anniversariesDue(
  tx: Tx,
  days: readonly { month: number; day: number; occursOn: Day }[],
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id, meant.occurs_on, coalesce(f.topic, '纪念日') AS name
    FROM unnest(${days.map((one) => one.month)}::int[], ${days.map((one) => one.day)}::int[],
      ${days.map((one) => one.occursOn)}::text[]) AS meant(month, day, occurs_on)
    JOIN fact f ON f.kind = 'anniversary' AND f.on_month = meant.month AND f.on_day = meant.day
      AND f.withdrawn_at IS NULL AND f.superseded_by_id IS NULL
    JOIN customer c ON c.id = f.customer_id
    JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM care_message m
        WHERE m.occurrence_key = 'anniversary:' || c.id || ':' || meant.occurs_on)
    ORDER BY c.id, meant.occurs_on LIMIT ${page.limit}`;
  return toDue(rows);
}

/** Customers whose first purchase ever was on one of these days (`from` ≤ day < `to` as instants). */
export async function firstPurchases(
  tx: Tx,
  range: { from: Date; to: Date; zone: string },
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT DISTINCT ON (c.id) c.id AS customer_id, s.id AS staff_id,
      to_char(o.paid_at AT TIME ZONE ${range.zone}, 'YYYY-MM-DD') AS occurs_on, NULL::text AS name
    FROM orders o JOIN customer c ON c.id = o.customer_id JOIN staff s ON s.id = c.owner_id AND s.active
    WHERE o.paid_at >= ${range.from}::timestamptz AND o.paid_at < ${range.to}::timestamptz AND o.state = 'paid'
      AND c.id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM orders p WHERE p.customer_id = c.id AND p.paid_at < ${range.from}::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM care_message m WHERE m.occurrence_key = 'thanks:' || c.id || ':first')
    ORDER BY c.id, o.paid_at LIMIT ${page.limit}`;
  return toDue(rows);
}

/**
 * For each associate the customers to greet at a holiday: those who spent most in the year before, at most `perStaff`.
 * More than that nobody looks at one by one before sending.
 */
export async function holidayDue(
  tx: Tx,
  holiday: { name: string; day: Day; key: string; since: Date; perStaff: number },
  page: Page,
): Promise<Due[]> {
  const rows = await tx.$queryRaw<DueRow[]>`
    SELECT ranked.customer_id, ranked.staff_id, ${holiday.day}::text AS occurs_on, ${holiday.name}::text AS name
    FROM (
      SELECT c.id AS customer_id, c.owner_id AS staff_id,
        row_number() OVER (PARTITION BY c.owner_id ORDER BY coalesce(spent.net, 0) DESC, c.id) AS place
      FROM customer c JOIN staff s ON s.id = c.owner_id AND s.active
      LEFT JOIN (
        SELECT customer_id, sum(amount_fen - refunded_fen) AS net FROM orders
        WHERE paid_at >= ${holiday.since}::timestamptz AND state <> 'closed' GROUP BY customer_id
      ) spent ON spent.customer_id = c.id
      WHERE c.external_id IS NOT NULL
    ) ranked
    WHERE ranked.place <= ${holiday.perStaff} AND ranked.customer_id > ${page.after}
      AND NOT EXISTS (SELECT 1 FROM care_message m
        WHERE m.occurrence_key = 'holiday:' || ranked.customer_id || ':' || ${holiday.key}::text)
    ORDER BY ranked.customer_id LIMIT ${page.limit}`;
  return toDue(rows);
}

export interface Announced {
  staffId: string;
  messages: CareMessage[];
  total: number;
}

/** Drafts of the house that are ready in this stretch of time, by associate who wants morning cards; at most `perStaff` each. */
export async function readyDrafts(
  tx: Tx,
  { since, until, now }: { since: Date; until: Date; now: Date },
  perStaff: number,
): Promise<Announced[]> {
  const rows = await tx.$queryRaw<{ id: string; staff_id: string; total: number }[]>`
    SELECT id, staff_id, total FROM (
      SELECT m.id, m.staff_id, count(*) OVER (PARTITION BY m.staff_id)::int AS total,
        row_number() OVER (PARTITION BY m.staff_id ORDER BY m.expires_at, m.id) AS place
      FROM care_message m JOIN staff s ON s.id = m.staff_id AND s.active AND NOT s.nudges_off
      WHERE m.state = 'draft' AND m.occurrence_key IS NOT NULL AND m.expires_at > ${now}::timestamptz
        AND coalesce(m.not_before, m.created_at) >= ${since}::timestamptz
        AND coalesce(m.not_before, m.created_at) < ${until}::timestamptz
    ) ready WHERE place <= ${perStaff} ORDER BY staff_id, place`;
  const found = await tx.careMessage.findMany({ where: { id: { in: rows.map((row) => row.id) } }, select: columns });
  const messages = new Map(found.map((row) => [row.id, toMessage(row)]));
  const byStaff = new Map<string, Announced>();
  for (const row of rows) {
    const message = messages.get(row.id);
    if (!message) continue;
    const one = byStaff.get(row.staff_id) ?? { staffId: row.staff_id, messages: [], total: row.total };
    one.messages.push(message);
    byStaff.set(row.staff_id, one);
  }
  return [...byStaff.values()];
}

/** Messages on their way, those not looked at for the longest first. */
export async function tasksToPoll(tx: Tx, limit: number): Promise<CareMessage[]> {
  const rows = await tx.careMessage.findMany({
    where: { state: "task_created", taskId: { not: null } },
    select: columns,
    orderBy: [{ lastPolledAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    take: limit,
  });
  return rows.map(toMessage);
}

/** Drafts whose day is over. */
export async function expireDrafts(tx: Tx, now: Date, reason: string): Promise<number> {
  const { count } = await tx.careMessage.updateMany({
    where: { state: "draft", expiresAt: { lte: now } },
    data: { state: "expired", stateReason: reason, updatedAt: now },
  });
  return count;
}

/** Approved long ago and still not with the platform. */
export async function staleQueued(tx: Tx, before: Date, limit: number): Promise<CareMessage[]> {
  const rows = await tx.careMessage.findMany({
    where: { state: "queued", approvedAt: { lt: before } },
    select: columns,
    orderBy: { approvedAt: "asc" },
    take: limit,
  });
  return rows.map(toMessage);
}

/** One touch per message: a second record of the same is passed over. */
export async function recordSent(tx: Tx, message: CareMessage, at: Date): Promise<void> {
  await tx.touch.createMany({
    data: [
      {
        customerId: message.customerId,
        staffId: message.staffId,
        direction: "out",
        means: "message",
        topic: message.occasion,
        careMessageId: message.id,
        at,
      },
    ],
    skipDuplicates: true,
  });
}

/** The platform says they are no longer friends. */
export async function endRelation(tx: Tx, message: CareMessage, at: Date): Promise<void> {
  await tx.relation.updateMany({
    where: { customerId: message.customerId, staffId: message.staffId, endedAt: null },
    data: { endedAt: at, endedBy: "customer" },
  });
}

export async function isTaskKnown(tx: Tx, taskId: string): Promise<boolean> {
  return (await tx.careMessage.findUnique({ where: { taskId }, select: { id: true } })) !== null;
}
