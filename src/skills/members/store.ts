// The seven tables as rows, and who came into the shop. The only queries of this skill; row security decides who is in
// them. Every table is one statement, whatever the number of customers.
import {
  addDays,
  type Day,
  dayOf,
  daysInMonth,
  diffDays,
  instantOf,
  localMs,
  localText,
  splitDay,
} from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { Vault } from "../../db/vault.ts";
import { birthdaysFrom } from "../customers/birthdays.ts";
import type { Part, TableKey } from "./rules.ts";
import { rateOf } from "./rules.ts";

export type Cell = string | number | null;
export type SheetRow = Readonly<Record<string, Cell>>;

export interface SheetScope {
  /** Days of what is dated; `to` exclusive. Null: all there is. */
  range: { from: Day; to: Day } | null;
  /** The month of the birthdays, by one of its days. */
  month: Day;
  today: Day;
  zone: string;
  phones: "clear" | "masked";
  vault: Vault;
  dormantAfterDays: number;
  /** Rows of one table. */
  limit: number;
}

/** A colleague by her name, or by her account where two share the name. */
const staffCell = (
  id: Prisma.Sql,
) => Prisma.sql`(SELECT CASE WHEN (SELECT count(*) FROM staff y WHERE y.name = x.name) = 1
  THEN x.name ELSE x.id END FROM staff x WHERE x.id = ${id})`;
const storeCell = (id: Prisma.Sql) => Prisma.sql`(SELECT x.name FROM store x WHERE x.id = ${id})`;

export async function loadTable(tx: Tx, key: TableKey, scope: SheetScope): Promise<SheetRow[]> {
  switch (key) {
    case "registration":
      return registration(tx, scope);
    case "needs":
      return facts(tx, scope, Prisma.sql`f.kind = 'need'`, scope.range);
    case "birthdays":
      return birthdays(tx, scope);
    case "services":
      return services(tx, scope);
    case "weddings":
      return facts(
        tx,
        scope,
        Prisma.sql`f.kind = 'anniversary' AND (f.topic LIKE '%结婚%' OR f.value LIKE '%结婚%')`,
        null,
      );
    case "dormant":
      return dormant(tx, scope);
    case "traffic":
      return traffic(tx, scope);
  }
}

interface PersonRow {
  id: string;
  name: string;
  sourceKey: string | null;
  phone: Uint8Array | null;
  phoneTail: string | null;
  address: Uint8Array | null;
  gender: "female" | "male" | "unknown";
  calendar: "solar" | "lunar" | null;
  year: number | null;
  month: number | null;
  day: number | null;
  leap: boolean;
  store: string | null;
  owner: string | null;
  tier: string | null;
  membership: string;
  memberSince: Date | null;
  points: number;
  province: string | null;
  city: string | null;
  occupation: string | null;
  company: string | null;
  source: string | null;
  createdAt: Date;
}

const person = Prisma.sql`c.id, c.name, c.source_key AS "sourceKey", c.phone_cipher AS phone, c.phone_tail AS "phoneTail",
  c.address_cipher AS address, c.gender::text AS gender, c.birthday_calendar::text AS calendar, c.birthday_year AS year,
  c.birthday_month AS month, c.birthday_day AS day, c.birthday_leap AS leap, ${storeCell(Prisma.sql`c.store_id`)} AS store,
  ${staffCell(Prisma.sql`c.owner_id`)} AS owner, c.tier, c.membership::text AS membership, c.member_since AS "memberSince",
  c.points, c.province, c.city, c.occupation, c.company, c.source, c.created_at AS "createdAt"`;

const GENDERS = { female: "女", male: "男", unknown: null } as const;
const MEMBERSHIPS: Readonly<Record<string, string>> = {
  none: "非会员",
  active: "会员",
  frozen: "冻结",
  cancelled: "取消",
};

async function registration(tx: Tx, scope: SheetScope): Promise<SheetRow[]> {
  const rows = await tx.$queryRaw<PersonRow[]>`
    SELECT ${person} FROM customer c WHERE c.membership <> 'none' OR c.tier IS NOT NULL
    ORDER BY c.store_id, c.member_since NULLS LAST, c.id LIMIT ${scope.limit}`;
  return rows.map((row) => ({
    ...personCells(row, scope),
    客户编号: row.sourceKey,
    性别: GENDERS[row.gender],
    会员状态: MEMBERSHIPS[row.membership] ?? row.membership,
    入会日期: row.memberSince?.toISOString().slice(0, 10) ?? null,
    积分: row.points,
    省份: row.province,
    城市: row.city,
    地址: row.address && scope.phones === "clear" ? scope.vault.open(row.address) : null,
    职业: row.occupation,
    公司: row.company,
    来源: row.source,
    建立时间: instantCell(row.createdAt, scope.zone),
  }));
}

function personCells(row: PersonRow, { phones, vault }: SheetScope): SheetRow {
  const phone =
    row.phone === null ? null : phones === "clear" ? vault.open(row.phone) : `*******${row.phoneTail ?? ""}`;
  return {
    系统客户编号: row.id,
    姓名: row.name,
    手机号: phone,
    生日: birthdayCell(row),
    门店: row.store,
    归属导购: row.owner,
    会员等级: row.tier,
  };
}

function birthdayCell({ calendar, year, month, day, leap }: PersonRow): string | null {
  if (calendar === null || month === null || day === null) return null;
  const two = (number: number) => String(number).padStart(2, "0");
  if (calendar === "solar") return `${year === null ? "" : `${year}-`}${two(month)}-${two(day)}`;
  return `农历${year === null ? "" : `${year}年`}${leap ? "闰" : ""}${month}月${day}日`;
}

async function birthdays(tx: Tx, scope: SheetScope): Promise<SheetRow[]> {
  const { year, month } = splitDay(scope.month);
  const first = `${scope.month.slice(0, 8)}01`;
  const keys = birthdaysFrom(first, daysInMonth(year, month));
  const rows = await tx.$queryRaw<
    (PersonRow & { ahead: number; greeted: Date | null; seenAt: Date | null; said: string | null })[]
  >`
    WITH k AS (SELECT * FROM unnest(${keys.map((key) => key.calendar)}::text[], ${keys.map((key) => key.key)}::int[],
      ${keys.map((key) => key.daysAhead)}::int[]) AS k(calendar, key, ahead)),
    born AS (SELECT c.id, min(k.ahead) AS ahead FROM customer c JOIN k ON k.calendar = c.birthday_calendar::text
        AND k.key = CASE WHEN c.birthday_calendar = 'solar' THEN c.birthday_month * 100 + c.birthday_day
          ELSE (c.birthday_month * 100 + c.birthday_day) * 2 + c.birthday_leap::int END
      GROUP BY c.id)
    SELECT ${person}, b.ahead, g.sent_at AS greeted, t.at AS "seenAt", t.topic AS said
    FROM born b JOIN customer c ON c.id = b.id
    LEFT JOIN LATERAL (SELECT m.sent_at FROM care_message m WHERE m.customer_id = c.id AND m.occasion = 'birthday'
        AND m.state = 'sent' AND m.occurs_on = ${first}::date + b.ahead ORDER BY m.sent_at DESC LIMIT 1) g ON true
    LEFT JOIN LATERAL (SELECT t.at, t.topic FROM touch t WHERE t.customer_id = c.id AND t.means IN ('phone', 'message', 'review')
        AND t.at >= ${instantOf(addDays(first, -7), "00:00", scope.zone)}
        AND t.at < ${instantOf(addDays(first, daysInMonth(year, month) + 7), "00:00", scope.zone)}
      ORDER BY t.at DESC, t.id DESC LIMIT 1) t ON true
    ORDER BY b.ahead, c.id LIMIT ${scope.limit}`;
  return rows.map((row) => ({
    ...personCells(row, scope),
    今年生日: addDays(first, row.ahead),
    生日祝福: row.greeted ? `已祝福 ${dayOf(row.greeted, scope.zone)}` : "未祝福",
    回访时间: row.seenAt && instantCell(row.seenAt, scope.zone),
    回访结果: row.said,
  }));
}

interface FactRow {
  id: string;
  customerId: string;
  name: string;
  kind: string;
  topic: string | null;
  value: string;
  saidAs: string | null;
  pinned: boolean;
  origin: string;
  by: string | null;
  recordedAt: Date;
  onYear: number | null;
  onMonth: number | null;
  onDay: number | null;
  owner: string | null;
  greeted: Date | null;
}

const KINDS: Readonly<Record<string, string>> = { need: "需求", anniversary: "纪念日" };
const ORIGINS: Readonly<Record<string, string>> = { person: "人工", import: "导入", channel: "企业微信", rule: "规则" };

async function facts(tx: Tx, scope: SheetScope, which: Prisma.Sql, range: SheetScope["range"]): Promise<SheetRow[]> {
  const rows = await tx.$queryRaw<FactRow[]>`
    SELECT f.id, f.customer_id AS "customerId", c.name, f.kind::text AS kind, f.topic, f.value, f.said_as AS "saidAs",
      f.pinned, f.origin, ${staffCell(Prisma.sql`f.recorded_by_id`)} AS by, f.recorded_at AS "recordedAt",
      f.on_year AS "onYear", f.on_month AS "onMonth", f.on_day AS "onDay", ${staffCell(Prisma.sql`c.owner_id`)} AS owner,
      (SELECT max(m.sent_at) FROM care_message m WHERE m.customer_id = c.id AND m.occasion = 'anniversary' AND m.state = 'sent'
        AND m.sent_at >= ${instantOf(`${scope.today.slice(0, 4)}-01-01`, "00:00", scope.zone)}) AS greeted
    FROM fact f JOIN customer c ON c.id = f.customer_id
    WHERE f.withdrawn_at IS NULL AND f.superseded_by_id IS NULL AND ${which}${within(Prisma.sql`f.recorded_at`, range, scope.zone)}
    ORDER BY f.on_month NULLS LAST, f.on_day, f.recorded_at, f.id LIMIT ${scope.limit}`;
  return rows.map((row) => ({
    系统编号: row.id,
    系统客户编号: row.customerId,
    客户姓名: row.name,
    事实类别: KINDS[row.kind] ?? row.kind,
    主题: row.topic,
    事实: row.value,
    原话: row.saidAs,
    置顶: row.pinned ? "是" : "否",
    信息来源: ORIGINS[row.origin] ?? row.origin,
    记录人: row.by,
    记录时间: instantCell(row.recordedAt, scope.zone),
    纪念日期: onCell(row),
    需要日期: onCell(row),
    导购: row.owner,
    纪念日祝福: row.greeted ? `已祝福 ${dayOf(row.greeted, scope.zone)}` : "未祝福",
  }));
}

function onCell({ onYear, onMonth, onDay }: FactRow): string | null {
  if (onMonth === null || onDay === null) return null;
  const text = `${String(onMonth).padStart(2, "0")}-${String(onDay).padStart(2, "0")}`;
  return onYear === null ? text : `${onYear}-${text}`;
}

const DIRECTIONS: Readonly<Record<string, string>> = { out: "店里联系客户", in: "客户联系店里" };
const MEANS: Readonly<Record<string, string>> = {
  message: "消息",
  phone: "电话",
  visit: "到店",
  purchase: "购买",
  review: "回访",
  service: "服务",
};

async function services(tx: Tx, scope: SheetScope): Promise<SheetRow[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      customerId: string;
      name: string;
      at: Date;
      direction: string;
      means: string;
      topic: string | null;
      by: string | null;
    }[]
  >`
    SELECT t.id, t.customer_id AS "customerId", c.name, t.at, t.direction, t.means, t.topic, ${staffCell(Prisma.sql`t.staff_id`)} AS by
    FROM touch t JOIN customer c ON c.id = t.customer_id
    WHERE true${within(Prisma.sql`t.at`, scope.range, scope.zone)} ORDER BY t.at, t.id LIMIT ${scope.limit}`;
  return rows.map((row) => ({
    系统编号: row.id,
    系统客户编号: row.customerId,
    客户姓名: row.name,
    联系时间: instantCell(row.at, scope.zone),
    方向: DIRECTIONS[row.direction] ?? row.direction,
    方式: MEANS[row.means] ?? row.means,
    联系话题: row.topic,
    导购: row.by,
  }));
}

/** Members who have neither bought nor come for `dormantAfterDays`, the latest first: those one can still win. */
async function dormant(tx: Tx, scope: SheetScope): Promise<SheetRow[]> {
  const before = instantOf(addDays(scope.today, -scope.dormantAfterDays), "00:00", scope.zone);
  const rows = await tx.$queryRaw<(PersonRow & { seen: Date; calledAt: Date | null; said: string | null })[]>`
    WITH seen AS (SELECT s.customer_id, max(s.at) AS at FROM (
        SELECT customer_id, max(paid_at) AS at FROM orders WHERE state <> 'closed' GROUP BY customer_id
        UNION ALL SELECT customer_id, max(visited_at) FROM visit GROUP BY customer_id) s
      GROUP BY s.customer_id HAVING max(s.at) < ${before})
    SELECT ${person}, s.at AS seen, t.at AS "calledAt", t.topic AS said FROM seen s JOIN customer c ON c.id = s.customer_id
    LEFT JOIN LATERAL (SELECT t.at, t.topic FROM touch t WHERE t.customer_id = c.id AND t.at > s.at
        AND t.means IN ('phone', 'message', 'review') ORDER BY t.at DESC, t.id DESC LIMIT 1) t ON true
    WHERE c.membership <> 'cancelled' ORDER BY s.at DESC, c.id LIMIT ${scope.limit}`;
  return rows.map((row) => {
    const day = dayOf(row.seen, scope.zone);
    return {
      ...personCells(row, scope),
      上次到店: day,
      休眠天数: diffDays(day, scope.today),
      回访时间: row.calledAt && instantCell(row.calledAt, scope.zone),
      回访结果: row.said,
    };
  });
}

const PART_WORDS: Readonly<Record<string, string>> = {
  morning: "上午",
  afternoon: "下午",
  evening: "晚上",
  day: "全天",
};

async function traffic(tx: Tx, { range, zone, limit }: SheetScope): Promise<SheetRow[]> {
  const days =
    range === null ? Prisma.empty : Prisma.sql` AND t.day >= ${range.from}::date AND t.day < ${range.to}::date`;
  const rows = await tx.$queryRaw<
    {
      id: string;
      store: string;
      day: Date;
      part: string;
      entered: number;
      bought: number | null;
      by: string | null;
      at: Date;
    }[]
  >`
    SELECT t.id, ${storeCell(Prisma.sql`t.store_id`)} AS store, t.day, t.part, t.entered, t.bought,
      ${staffCell(Prisma.sql`t.recorded_by_id`)} AS by, t.recorded_at AS at
    FROM store_traffic t WHERE true${days} ORDER BY t.day, t.store_id, t.recorded_at, t.id LIMIT ${limit}`;
  return rows.map((row) => ({
    系统编号: row.id,
    门店: row.store,
    客流日期: row.day.toISOString().slice(0, 10),
    时段: PART_WORDS[row.part] ?? row.part,
    进店人数: row.entered,
    成交单数: row.bought,
    记录人: row.by,
    记录时间: instantCell(row.at, zone),
    成交率: rateOf(row.entered, row.bought),
  }));
}

function within(column: Prisma.Sql, range: SheetScope["range"], zone: string): Prisma.Sql {
  if (range === null) return Prisma.empty;
  return Prisma.sql` AND ${column} >= ${instantOf(range.from, "00:00", zone)} AND ${column} < ${instantOf(range.to, "00:00", zone)}`;
}

/** "2026-05-03 14:30:00" on the shop's clocks; milliseconds only where there are some. */
function instantCell(at: Date, zone: string): string {
  const ms = at.getUTCMilliseconds();
  return `${localText(localMs(at, zone)).replace("T", " ")}${ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`}`;
}

export interface TrafficRow {
  id: string;
  day: Date;
  part: string;
  entered: number;
  bought: number | null;
}

/** Every count of these days in one shop, or in all that are seen. */
export function loadTraffic(
  tx: Tx,
  storeId: string | null,
  days: { from: Day; to: Day },
): Promise<(TrafficRow & { storeId: string })[]> {
  return tx.storeTraffic.findMany({
    where: {
      ...(storeId === null ? {} : { storeId }),
      day: { gte: new Date(days.from), lt: new Date(days.to) },
    },
    select: { id: true, storeId: true, day: true, part: true, entered: true, bought: true },
    orderBy: [{ day: "asc" }, { recordedAt: "asc" }],
    take: COUNTS_MAX,
  });
}
/** A year of a small chain, four counts a day. */
const COUNTS_MAX = 20_000;

export function findCount(tx: Tx, storeId: string, day: Day, part: Part): Promise<TrafficRow | null> {
  return tx.storeTraffic.findUnique({
    where: { storeId_day_part: { storeId, day: new Date(day), part } },
    select: { id: true, day: true, part: true, entered: true, bought: true },
  });
}

export interface NewCount {
  storeId: string;
  day: Day;
  part: Part;
  entered: number;
  bought: number | null;
  recordedById: string;
  sourceMessageId: string | null;
  recordedAt: Date;
}

/** The count of that part of the day; told again, it takes the place of the earlier one. */
export async function saveCount(tx: Tx, { day, ...count }: NewCount): Promise<string> {
  const { storeId, part, ...told } = count;
  const row = await tx.storeTraffic.upsert({
    where: { storeId_day_part: { storeId, day: new Date(day), part } },
    create: { ...count, day: new Date(day) },
    update: told,
    select: { id: true },
  });
  return row.id;
}

export async function addService(
  tx: Tx,
  row: { customerId: string; staffId: string; topic: string; at: Date; createdAt: Date },
): Promise<string> {
  const { id } = await tx.touch.create({ data: { ...row, direction: "in", means: "service" }, select: { id: true } });
  return id;
}

export function countServices(tx: Tx, customerId: string): Promise<number> {
  return tx.touch.count({ where: { customerId, means: "service" } });
}
