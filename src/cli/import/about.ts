// What hangs on a customer: visits, facts, notes, tags, follow-ups, complaints, consents, unwanted greetings,
// friends, contacts, points, tier changes, surveys. Each row is known again by its id, or by the customer and what it says.
import type { Batch, KindImport, Reading } from "./batch.ts";
import { insertRows } from "./bulk.ts";
import { type CustomerRef, readRef, requiredRef, resolveCustomers } from "./customers.ts";
import { required, staffOf, storeOf, tagOf } from "./house.ts";
import { digestOf, idOf } from "./identity.ts";
import type { Row } from "./row.ts";
import { idsThere, type KnownCustomer, type Written, writeRows } from "./store.ts";
import type { Rows, TableName } from "./tables.ts";

/** A row before its customer, shop and staff are known. */
interface Told<R> {
  ref: CustomerRef;
  id: string;
  line: number;
  store: string | null;
  staff: string | null;
  row: R;
}

interface Child<T extends TableName> {
  table: T;
  unknown: "create" | "refuse";
  /** The field that names the member of staff. */
  staffField?: string;
  /** The field with the row's own number, where it has one. */
  numberField?: string;
  /** The row's own columns; null when one that must be there is not. */
  read(row: Row): Partial<Rows[T]> | null;
  /** What needs the customer, the shop or the staff. Null leaves the row out. */
  place?(
    told: Told<Partial<Rows[T]>>,
    customer: KnownCustomer,
    found: { staffId: string | null; storeId: string | null },
    batch: Batch,
  ): Partial<Rows[T]> | null;
  onInsert?(now: Date): Partial<Rows[T]>;
}

function child<T extends TableName>(spec: Child<T>): KindImport<Told<Partial<Rows[T]>>> {
  return {
    read(row, reading) {
      const ref = requiredRef(row, reading);
      const own = spec.read(row);
      if (ref === null || own === null) return null;
      const store = row.text("store");
      const staff = spec.staffField ? row.text(spec.staffField) : null;
      const number = spec.numberField ? row.text(spec.numberField) : null;
      const id =
        row.text("id") ?? (number ? idOf(spec.table, number) : rowId(row, reading, [spec.table, ref.said, own]));
      return { ref, id, line: row.line, store, staff, row: own };
    },
    async write(batch, records) {
      const rows: (Partial<Rows[T]> & { id: string })[] = [];
      for (const { record, customer } of await resolveCustomers(batch, records, spec.unknown)) {
        const staffId = staffOf(batch, record.line, record.staff);
        const storeId = record.store === null ? null : await storeOf(batch, record.store);
        const placed = spec.place ? spec.place(record, customer, { staffId, storeId }, batch) : {};
        if (placed) rows.push({ ...record.row, ...placed, id: record.id, customerId: customer.id });
      }
      return writeRows(batch.tx, spec.table, rows, { now: batch.now, onInsert: spec.onInsert?.(batch.now) ?? {} });
    },
  };
}

function rowId(row: Row, { occurrences }: Reading, parts: readonly unknown[]): string {
  const id = row.text("id");
  if (id !== null) return id;
  const digest = digestOf(parts);
  return idOf(digest, occurrences(digest));
}

/** Drops a read whose needed fields are null, so that what remains can be written. */
function whole<V extends object>(row: Row, needed: { [field: string]: unknown }, values: V): V | null {
  const missing = Object.entries(needed).filter(([, value]) => value === null);
  for (const [field] of missing) required(row, field, null);
  return missing.length === 0 ? values : null;
}

export const visits = child({
  table: "visit",
  unknown: "create",
  numberField: "visitNo",
  staffField: "staff",
  read(row) {
    const visitedAt = row.instant("visitedAt");
    const values = {
      visitedAt: visitedAt ?? undefined,
      purpose: row.text("purpose"),
      sourceKey: row.text("visitNo"),
      createdAt: row.instant("createdAt") ?? undefined,
    };
    return whole(row, { visitedAt }, values);
  },
  // The house's own export says so when a visit has no shop; in other files the customer's shop is meant.
  place: ({ row }, customer, { staffId, storeId }) => ({
    staffId,
    storeId: storeId ?? (row.createdAt ? null : customer.storeId),
  }),
});

export const facts = child({
  table: "fact",
  unknown: "refuse",
  staffField: "recordedBy",
  read(row) {
    const value = row.text("value");
    const kind = row.word("kind", ["preference", "need", "negative", "family", "anniversary", "other"]) ?? "other";
    const on = row.birthday("on");
    const values = {
      kind,
      topic: row.text("topic"),
      value: value ?? undefined,
      saidAs: row.text("saidAs"),
      // What must never be got wrong leads every card.
      pinned: row.yesNo("pinned") ?? (kind === "negative" ? true : undefined),
      origin: row.word("origin", ["person", "import", "channel", "rule"]) ?? "import",
      recordedAt: row.instant("recordedAt") ?? undefined,
      supersededById: row.text("supersededBy"),
      withdrawnAt: row.instant("withdrawnAt"),
      onYear: on?.year ?? null,
      onMonth: on?.month ?? null,
      onDay: on?.day ?? null,
    };
    return whole(row, { value }, values);
  },
  place: (_told, _customer, { staffId }) => ({ recordedById: staffId }),
  onInsert: (now) => ({ recordedAt: now }),
});

export const notes = child({
  table: "note",
  unknown: "refuse",
  staffField: "author",
  read(row) {
    const text = row.text("text");
    return whole(row, { text }, { text: text ?? undefined, createdAt: row.instant("createdAt") ?? undefined });
  },
  place: (_told, _customer, { staffId }) => ({ authorId: staffId }),
  onInsert: (now) => ({ createdAt: now }),
});

/** The rule of what comes again, as an export wrote it; a rule nobody can read leaves a follow-up that comes once. */
function repeating(row: { text(field: string): string | null; day(field: string): Date | null }) {
  try {
    const recurrence: unknown = JSON.parse(row.text("recurrence") ?? "null");
    if (recurrence === null || typeof recurrence !== "object") return {};
    return { recurrence, seriesId: row.text("seriesId"), occursOn: row.day("occursOn") };
  } catch {
    return {};
  }
}

/** Hour of the morning at which a follow-up for a day is due. */
const morningMs = 9 * 3_600_000;

export const followUps: KindImport<{
  ref: CustomerRef | null;
  id: string;
  line: number;
  staff: string | null;
  createdBy: string | null;
  row: Partial<Rows["followUp"]>;
}> = {
  read(row, reading) {
    // A follow-up may be about nobody.
    const ref = readRef(row, reading);
    const text = row.text("text");
    const said = row.instant("dueAt");
    const hasTime = row.yesNo("dueHasTime") ?? /[:时]/.test(row.raw("dueAt"));
    // An export writes the instant as it is; a bare day in a person's file means that morning.
    const dueAt = said && !hasTime && !row.has("dueHasTime") ? new Date(said.getTime() + morningMs) : said;
    const own = whole(
      row,
      { text, dueAt },
      {
        text: text ?? undefined,
        dueAt: dueAt ?? undefined,
        dueHasTime: hasTime,
        kind: row.word("kind", ["follow_up", "promise"]) ?? undefined,
        state: row.word("state", ["open", "done", "cancelled", "missed"]) ?? undefined,
        doneAt: row.instant("doneAt"),
        outcome: row.text("outcome"),
        snoozes: row.int("snoozes") ?? undefined,
        lastNudgedOn: row.day("lastNudgedOn"),
        ruleKey: row.text("ruleKey"),
        ...repeating(row),
        createdAt: row.instant("createdAt") ?? undefined,
      },
    );
    if (own === null) return null;
    const id = rowId(row, reading, ["followUp", ref?.said, text, dueAt]);
    return { ref, id, line: row.line, staff: row.text("staff"), createdBy: row.text("createdBy"), row: own };
  },
  async write(batch, records) {
    const named = records.flatMap((record) => (record.ref ? [{ record, ref: record.ref }] : []));
    const customers = new Map<object, KnownCustomer>();
    for (const { record, customer } of await resolveCustomers(batch, named, "refuse")) {
      customers.set(record.record, customer);
    }
    const rows: (Partial<Rows["followUp"]> & { id: string })[] = [];
    for (const record of records) {
      const customer = customers.get(record) ?? null;
      if (record.ref !== null && customer === null) continue;
      const staffId = staffOf(batch, record.line, record.staff) ?? customer?.ownerId ?? null;
      if (staffId === null) {
        const { line } = record;
        batch.leaveOut({
          line,
          column: "负责人",
          value: record.staff ?? "",
          why: "不知道由谁跟进",
          mend: "填员工账号或姓名",
        });
        continue;
      }
      const createdById = staffOf(batch, record.line, record.createdBy) ?? staffId;
      rows.push({ ...record.row, id: record.id, customerId: customer?.id ?? null, staffId, createdById });
    }
    const { now } = batch;
    return writeRows(batch.tx, "followUp", rows, { now, onInsert: { createdAt: now, updatedAt: now } });
  },
};

export const complaints = child({
  table: "complaint",
  unknown: "create",
  numberField: "complaintNo",
  staffField: "assignee",
  read(row) {
    const content = row.text("content");
    const openedAt = row.instant("openedAt");
    const closedAt = row.instant("closedAt");
    const values = {
      content: content ?? undefined,
      demand: row.text("demand"),
      scene: row.text("scene"),
      severity: row.word("severity", ["complaint", "urgent", "question"]) ?? undefined,
      state: row.word("state", ["open", "closed"]) ?? (closedAt ? "closed" : undefined),
      openedAt: openedAt ?? undefined,
      respondBy: row.instant("respondBy"),
      resolveBy: row.instant("resolveBy"),
      closedAt,
      cause: row.text("cause"),
      satisfaction: row.int("satisfaction"),
      channel: row.word("channel", ["store", "phone", "wechat", "online"]),
      openedById: row.text("openedBy"),
      respondedAt: row.instant("respondedAt"),
      liftedAt: row.instant("liftedAt"),
      liftedById: row.text("liftedBy"),
      sourceKey: row.text("complaintNo"),
    };
    return whole(row, { content, openedAt }, values);
  },
  place: (_told, customer, { staffId, storeId }) => ({
    assigneeId: staffId,
    storeId: storeId ?? customer.storeId,
  }),
});

export const consents = child({
  table: "consent",
  unknown: "refuse",
  staffField: "recordedBy",
  read(row) {
    const kind = row.word("kind", ["contact_data", "marketing", "care"]);
    const granted = row.yesNo("granted");
    const values = {
      kind: kind ?? undefined,
      granted: granted ?? undefined,
      saidAs: row.text("saidAs"),
      recordedAt: row.instant("recordedAt") ?? undefined,
    };
    return whole(row, { kind, granted }, values);
  },
  place: (_told, _customer, { staffId }) => ({ recordedById: staffId }),
  onInsert: (now) => ({ recordedAt: now }),
});

/** Which greetings a customer wants or not; switches of the shop and of staff are settings, not facts of a customer. */
export const careSwitches = child({
  table: "careSwitch",
  unknown: "refuse",
  staffField: "changedBy",
  read(row) {
    const [occasion, enabled] = [row.text("occasion"), row.yesNo("enabled")];
    const values = {
      occasion: occasion ?? undefined,
      festival: row.text("festival"),
      enabled: enabled ?? undefined,
      saidAs: row.text("saidAs"),
      changedAt: row.instant("changedAt") ?? undefined,
    };
    return whole(row, { occasion, enabled }, values);
  },
  place: (_told, _customer, { staffId }) => ({ changedById: staffId }),
  onInsert: (now) => ({ changedAt: now }),
});

export const relations = child({
  table: "relation",
  unknown: "refuse",
  staffField: "staff",
  read(row) {
    const addedAt = row.instant("addedAt");
    const values = {
      remark: row.text("remark"),
      addedAt: addedAt ?? undefined,
      endedAt: row.instant("endedAt"),
      endedBy: row.word("endedBy", ["staff", "customer", "transfer"]),
    };
    return whole(row, { addedAt }, values);
  },
  place({ line, staff }, _customer, { staffId }, batch) {
    if (staffId !== null) return { staffId };
    batch.leaveOut({ line, column: "好友成员", value: staff ?? "", why: "不知道是谁的好友", mend: "填员工账号" });
    return null;
  },
});

export const touches = child({
  table: "touch",
  unknown: "refuse",
  staffField: "staff",
  read(row) {
    const direction = row.word("direction", ["out", "in"]);
    const means = row.word("means", ["message", "phone", "visit", "purchase", "review", "service"]);
    const at = row.instant("at");
    const values = {
      direction: direction ?? undefined,
      means: means ?? undefined,
      topic: row.text("topic"),
      at: at ?? undefined,
      createdAt: row.instant("createdAt") ?? undefined,
    };
    return whole(row, { direction, means, at }, values);
  },
  place: (_told, _customer, { staffId }) => ({ staffId }),
});

export const points = child({
  table: "pointsEntry",
  unknown: "refuse",
  read(row) {
    const [amount, reason, at] = [row.int("points"), row.text("reason"), row.instant("at")];
    const values = { points: amount ?? undefined, reason: reason ?? undefined, at: at ?? undefined };
    return whole(row, { points: amount, reason, at }, values);
  },
});

export const tierChanges = child({
  table: "tierChange",
  unknown: "refuse",
  staffField: "by",
  read(row) {
    const at = row.instant("at");
    const values = {
      fromTier: row.text("fromTier"),
      toTier: row.text("toTier"),
      reason: row.text("reason"),
      at: at ?? undefined,
    };
    return whole(row, { at }, values);
  },
  place: (_told, _customer, { staffId }) => ({ byId: staffId }),
});

export const surveys = child({
  table: "survey",
  unknown: "refuse",
  read(row) {
    const [kind, score, answeredAt] = [row.text("kind"), row.int("score"), row.instant("answeredAt")];
    const words = row.text("words");
    const values = { kind: kind ?? undefined, score: score ?? undefined, words, answeredAt: answeredAt ?? undefined };
    return whole(row, { kind, score, answeredAt }, values);
  },
});

export const goodwill = child({
  table: "goodwill",
  unknown: "refuse",
  staffField: "staff",
  read(row) {
    const [what, amountFen, givenAt] = [row.text("what"), row.money("amountFen"), row.instant("givenAt")];
    const needed = { what, amountFen, givenAt };
    const values = {
      what: what ?? undefined,
      amountFen: amountFen ?? undefined,
      givenAt: givenAt ?? undefined,
      complaintId: row.text("complaintId"),
      sourceMessageId: row.text("sourceMessageId"),
    };
    return whole(row, needed, values);
  },
  place: (_told, _customer, { staffId }) => (staffId === null ? null : { staffId }),
});

export const tags: KindImport<{
  ref: CustomerRef | null;
  line: number;
  name: string;
  group: string | null;
  channelTagId: string | null;
  origin: "person" | "import" | "channel" | "rule";
  addedBy: string | null;
  addedAt: Date | null;
  tagId: string | null;
}> = {
  read(row, reading) {
    const name = required(row, "tag", row.text("tag"));
    if (name === null) return null;
    return {
      // A row without a customer only makes the tag.
      ref: readRef(row, reading),
      line: row.line,
      name,
      group: row.text("group"),
      channelTagId: row.text("channelTagId"),
      origin: row.word("origin", ["person", "import", "channel", "rule"]) ?? "import",
      addedBy: row.text("addedBy"),
      addedAt: row.instant("addedAt"),
      tagId: row.text("tagId"),
    };
  },
  async write(batch, records) {
    const made = new Map<string, string>();
    let created = 0;
    for (const { name, tagId, group, channelTagId, ref } of records) {
      if (ref === null && !batch.house.tags.has(name)) created += 1;
      made.set(name, await tagOf(batch, name, { id: tagId, group, channelTagId }));
    }
    const named = records.flatMap((record) => (record.ref ? [{ record, ref: record.ref }] : []));
    const rows = (await resolveCustomers(batch, named, "refuse")).map(({ record: { record }, customer }) => ({
      customerId: customer.id,
      tagId: made.get(record.name) ?? "",
      origin: record.origin,
      addedById: staffOf(batch, record.line, record.addedBy),
      addedAt: record.addedAt ?? batch.now,
    }));
    const inserted = await insertRows(batch.tx, "customerTag", rows);
    return { created: created + inserted, changed: 0, same: records.length - created - inserted };
  },
};

export const complaintEvents: KindImport<{
  id: string;
  line: number;
  complaintId: string;
  kind: string;
  what: string;
  stepKey: string | null;
  staff: string | null;
  at: Date;
}> = {
  read(row, reading) {
    const complaintId = required(row, "complaintId", row.text("complaintId"));
    const what = required(row, "what", row.text("what"));
    const at = required(row, "at", row.instant("at"));
    if (complaintId === null || what === null || at === null) return null;
    const id = rowId(row, reading, ["event", complaintId, what, at]);
    const kind = row.text("kind") ?? "note";
    return { id, line: row.line, complaintId, kind, what, stepKey: row.text("stepKey"), staff: row.text("staff"), at };
  },
  async write(batch, records): Promise<Written> {
    const there = await idsThere(batch.tx, "complaint", [...new Set(records.map((record) => record.complaintId))]);
    const rows = [];
    for (const { staff, line, ...record } of records) {
      if (there.has(record.complaintId)) rows.push({ ...record, staffId: staffOf(batch, line, staff) });
      else
        batch.leaveOut({
          line,
          column: "系统投诉编号",
          value: record.complaintId,
          why: "没有这件投诉",
          mend: "先导入投诉表",
        });
    }
    return writeRows(batch.tx, "complaintEvent", rows, { now: batch.now });
  },
};
