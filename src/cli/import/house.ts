// The shops, the people who work there and the tags, by the names a file may use for them. Files of the house itself:
// stores, staff and benefits.
import type { Tx } from "../../db/db.ts";
import { loadSettings } from "../../settings-store.ts";
import { pinyinOf } from "../../skills/customers/names.ts";
import type { Batch, KindImport } from "./batch.ts";
import { insertRows } from "./bulk.ts";
import { idOf } from "./identity.ts";
import type { Row } from "./row.ts";
import { writeRows } from "./store.ts";

export interface House {
  /** Store id by id and by name. */
  readonly stores: Map<string, string>;
  /** Staff id by userid and by name; null where two have the name. */
  readonly staff: Map<string, string | null>;
  readonly tags: Map<string, string>;
  /** The shop's name of a tier by all its names. */
  readonly tiers: Map<string, string>;
  /** Where customers go whose file names no shop; made when first needed. */
  defaultStore: string | null;
}

/** Small tables: some hundred rows in the largest house. */
export async function loadHouse(tx: Tx): Promise<House> {
  const stores = await tx.store.findMany({ orderBy: { id: "asc" } });
  const staff = await tx.staff.findMany({ orderBy: { id: "asc" } });
  const tags = await tx.tag.findMany();
  const settings = await loadSettings(tx);
  const house: House = {
    stores: new Map(),
    staff: new Map(),
    tags: new Map(tags.map((tag) => [tag.name, tag.id])),
    tiers: new Map(
      settings.tiers.flatMap(({ name, aliases }) => [name, ...aliases].map((each) => [each, name] as const)),
    ),
    defaultStore: stores.length === 1 ? (stores[0]?.id ?? null) : null,
  };
  for (const { id, name } of stores) knowStore(house, id, name);
  for (const { id, name } of staff) knowStaff(house, id, name);
  return house;
}

function knowStore(house: House, id: string, name: string): void {
  house.stores.set(name.trim(), id);
  house.stores.set(id, id);
}

function knowStaff(house: House, id: string, name: string): void {
  const known = house.staff.get(name);
  house.staff.set(name, known === undefined || known === id ? id : null);
  house.staff.set(id.toLowerCase(), id);
}

/** The shop of this name, made when there is none: a file of orders may come before the file of shops. */
export async function storeOf(batch: Batch, name: string | null): Promise<string> {
  const { house, tx, now } = batch;
  if (name === null && house.defaultStore !== null) return house.defaultStore;
  const said = name ?? defaultStoreName;
  const known = house.stores.get(said);
  if (known) return known;
  const id = storeId(said);
  await insertRows(tx, "store", [{ id, name: said, createdAt: now }]);
  knowStore(house, id, said);
  if (name === null) house.defaultStore = id;
  return id;
}

const defaultStoreName = "默认门店";

function storeId(name: string): string {
  return `store-${idOf("store", name).slice(0, 8)}`;
}

/** A member of staff as a cell names her; an unknown one is reported once a file, and the rows stay without. */
export function staffOf(batch: Batch, line: number, said: string | null): string | null {
  if (said === null) return null;
  const id = batch.house.staff.get(said) ?? batch.house.staff.get(said.toLowerCase());
  if (id) return id;
  if (batch.strangers.has(said)) return null;
  batch.strangers.add(said);
  const why = `${id === null ? "有两位员工叫这个名字" : "没有这位员工"}（同名的只列一次）`;
  batch.keepWithout({ line, column: "员工", value: said, why, mend: "先导入员工表，或改用员工账号" });
  return null;
}

export async function tagOf(
  batch: Batch,
  name: string,
  more: { id?: string | null; group?: string | null; channelTagId?: string | null } = {},
): Promise<string> {
  const known = batch.house.tags.get(name);
  if (known) return known;
  const id = more.id ?? idOf("tag", name);
  await insertRows(batch.tx, "tag", [
    { id, name, groupName: more.group ?? null, channelTagId: more.channelTagId ?? null, createdAt: batch.now },
  ]);
  batch.house.tags.set(name, id);
  return id;
}

interface StoreRecord {
  id: string | null;
  name: string;
  departmentId: number | null;
  city: string | null;
  createdAt: Date | null;
}

export const stores: KindImport<StoreRecord> = {
  read(row) {
    const name = required(row, "name", row.text("name"));
    if (name === null) return null;
    const { city, createdAt } = { city: row.text("city"), createdAt: row.instant("createdAt") };
    return { id: row.text("id"), name, departmentId: row.int("departmentId"), city, createdAt };
  },
  async write(batch, records) {
    const rows = records.map((record) => {
      const id = record.id ?? batch.house.stores.get(record.name) ?? storeId(record.name);
      return { ...record, id, createdAt: record.createdAt ?? undefined };
    });
    const written = await writeRows(batch.tx, "store", rows, { now: batch.now, onInsert: { createdAt: batch.now } });
    for (const { id, name } of rows) knowStore(batch.house, id, name);
    return written;
  },
};

interface StaffRecord {
  id: string;
  name: string;
  role: "associate" | "manager" | "crm_admin" | "admin" | null;
  scope: "own" | "store" | "all" | null;
  store: string | null;
  active: boolean | null;
  nudgesOff: boolean | null;
  joinedOn: Date | null;
  leftAt: Date | null;
  createdAt: Date | null;
}

/** What a role sees when the file does not say. */
const scopeOfRole = { associate: "own", manager: "store", crm_admin: "all", admin: "all" } as const;

export const staff: KindImport<StaffRecord> = {
  read(row) {
    const id = required(row, "id", row.text("id"));
    const name = required(row, "name", row.text("name"));
    if (id === null || name === null) return null;
    const role = row.word("role", ["associate", "manager", "crm_admin", "admin"]);
    return {
      id: id.toLowerCase(),
      name,
      role,
      scope: row.word("scope", ["own", "store", "all"]) ?? (role && scopeOfRole[role]),
      store: row.text("store"),
      active: row.yesNo("active"),
      nudgesOff: row.yesNo("nudgesOff"),
      joinedOn: row.day("joinedOn"),
      leftAt: row.instant("leftAt"),
      createdAt: row.instant("createdAt"),
    };
  },
  async write(batch, records) {
    const rows = [];
    for (const { store, role, scope, active, nudgesOff, createdAt, ...record } of records) {
      rows.push({
        ...record,
        namePinyin: pinyinOf(record.name),
        storeId: store === null ? null : await storeOf(batch, store),
        role: role ?? undefined,
        scope: scope ?? undefined,
        active: active ?? undefined,
        nudgesOff: nudgesOff ?? undefined,
        createdAt: createdAt ?? undefined,
      });
    }
    const written = await writeRows(batch.tx, "staff", rows, { now: batch.now, onInsert: { createdAt: batch.now } });
    for (const { id, name } of rows) knowStaff(batch.house, id, name);
    return written;
  },
};

interface BenefitRecord {
  id: string | null;
  key: string;
  kind: "gift" | "discount" | "points" | "coupon" | "service";
  text: string;
  occasion: string | null;
  tiers: string[];
  activeFrom: Date | null;
  activeTo: Date | null;
}

export const benefits: KindImport<BenefitRecord> = {
  read(row) {
    const text = required(row, "text", row.text("text"));
    if (text === null) return null;
    const kind = row.word("kind", ["gift", "discount", "points", "coupon", "service"]);
    return {
      id: row.text("id"),
      key: row.text("key") ?? idOf("benefit", text).slice(0, 8),
      kind: kind ?? "service",
      text,
      occasion: row.text("occasion"),
      tiers: row.list("tiers"),
      activeFrom: row.day("activeFrom"),
      activeTo: row.day("activeTo"),
    };
  },
  async write(batch, records) {
    const known = await batch.tx.benefit.findMany({ where: { key: { in: records.map((record) => record.key) } } });
    const ids = new Map(known.map((benefit) => [benefit.key, benefit.id]));
    const rows = records.map((record) => ({
      ...record,
      id: ids.get(record.key) ?? record.id ?? idOf("benefit", record.key),
      tiers: record.tiers.map((tier) => batch.house.tiers.get(tier) ?? tier),
    }));
    return writeRows(batch.tx, "benefit", rows, { now: batch.now });
  },
};

interface TrafficRecord {
  line: number;
  id: string | null;
  store: string | null;
  day: Date;
  part: "morning" | "afternoon" | "evening" | "day";
  entered: number;
  bought: number | null;
  recordedBy: string | null;
  recordedAt: Date | null;
}

export const traffic: KindImport<TrafficRecord> = {
  read(row) {
    const day = required(row, "day", row.day("day"));
    const entered = required(row, "entered", row.int("entered"));
    if (day === null || entered === null) return null;
    if (entered < 0) row.fault("entered", "人数是负数", "核对");
    if (entered < 0) return null;
    return {
      line: row.line,
      id: row.text("id"),
      store: row.text("store"),
      day,
      part: row.word("part", ["morning", "afternoon", "evening", "day"]) ?? "day",
      entered,
      bought: row.int("bought"),
      recordedBy: row.text("recordedBy"),
      recordedAt: row.instant("recordedAt"),
    };
  },
  async write(batch, records) {
    const days = records.map((record) => record.day);
    const known = await batch.tx.storeTraffic.findMany({ where: { day: { in: days } } });
    const keyOf = (storeId: string, day: Date, part: string) => `${storeId} ${day.toISOString().slice(0, 10)} ${part}`;
    const ids = new Map(known.map((row) => [keyOf(row.storeId, row.day, row.part), row.id]));
    const rows = [];
    for (const { line, id, store, recordedBy, recordedAt, ...count } of records) {
      const storeId = await storeOf(batch, store);
      const key = keyOf(storeId, count.day, count.part);
      rows.push({
        ...count,
        // One count for a shop, a day and a part of it, whichever file tells it.
        id: ids.get(key) ?? id ?? idOf("traffic", key),
        storeId,
        recordedById: staffOf(batch, line, recordedBy),
        recordedAt: recordedAt ?? undefined,
      });
    }
    return writeRows(batch.tx, "storeTraffic", rows, { now: batch.now, onInsert: { recordedAt: batch.now } });
  },
};

/** Reports an empty cell that the row cannot do without; one that could not be read is reported already. */
export function required<T>(row: Row, field: string, value: T | null): T | null {
  if (value === null && row.raw(field) === "") row.fault(field, "这一列是空的", "补上再导入");
  return value;
}
