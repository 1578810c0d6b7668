// Export → import into an empty database gives an equal shop: the demo shop, table by table.
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SHANGHAI } from "../../src/calendar/day.ts";
import { exportShop } from "../../src/cli/export/export.ts";
import { fileKinds } from "../../src/cli/import/headers.ts";
import { importFiles } from "../../src/cli/import/import.ts";
import { tables } from "../../src/cli/import/tables.ts";
import { system } from "../../src/db/actor.ts";
import type { Db, Tx } from "../../src/db/db.ts";
import { Prisma } from "../../src/db/generated/client.ts";
import type { Vault } from "../../src/db/vault.ts";
import { seedDemo } from "../../src/demo/seed.ts";
import { type OpenedDatabase, testDatabases } from "../support/database.ts";
import { testVault } from "../support/vault.ts";

const now = new Date("2026-09-13T02:00:00Z");
/** Another house has another key. */
const otherVault: Vault = {
  seal: (plain) => Uint8Array.from(Buffer.from(`other:${plain}`)),
  open: (sealed) =>
    Buffer.from(sealed)
      .toString()
      .replace(/^other:/, ""),
  hashPhone: (phone) => `other-${phone}`,
  hash: (text) => `other-${text}`,
};

// From the embedded engine to the server where there is one: the way a growing shop moves.
const embedded = testDatabases()[0]!;
const other = testDatabases().at(-1)!;

describe(`round trip (${embedded.engine} to ${other.engine})`, () => {
  let first: Db;
  let second: Db;
  const opened: OpenedDatabase[] = [];
  afterAll(async () => {
    for (const one of opened) await one.close();
  });
  const dir = join(mkdtempSync(join(tmpdir(), "zhike-export-")), "out");
  const files = () => readdirSync(dir).map((name) => join(dir, name));
  beforeAll(async () => {
    for (const database of [embedded, other]) opened.push(await database.open());
    [first, second] = [opened[0]!.db, opened[1]!.db];
    await seedDemo(first, testVault, "2026-09-13", SHANGHAI);
    await first.transaction(system, awkwardRows);
    await exportShop(first, testVault, { dir, zone: SHANGHAI, now, phones: "clear" });
  });

  test("every kind has its file, for the owner's eyes only", () => {
    expect(readdirSync(dir).sort()).toEqual(fileKinds.map((kind) => kind.file).sort());
    for (const file of files()) expect(statSync(file).mode & 0o777).toBe(0o600);
    const customers = readFileSync(join(dir, "customers.csv"), "utf8");
    expect(customers.startsWith("\uFEFF系统客户编号,客户编号,姓名")).toBe(true);
    expect(customers).toMatch(/154\d{4}3456/);
    // What a spreadsheet would run is text.
    expect(customers).toContain("'=HYPERLINK");
    expect(customers).not.toMatch(/[,\n]=/);
  });

  test("an empty house becomes the same shop, under its own key", async () => {
    const report = await importFiles(second, otherVault, {
      files: files(),
      zone: SHANGHAI,
      now: new Date("2027-01-01"),
    });
    expect(report.issues).toEqual([]);
    for (const name of tableNames) {
      const [expected, found] = [await contentOf(first, testVault, name), await contentOf(second, otherVault, name)];
      expect(found.length, name).toBe(expected.length);
      expect(found.length, name).toBeGreaterThan(0);
      // Row by row: a difference of whole tables would be unreadable.
      const wrong = expected.flatMap((row, at) => (JSON.stringify(row) === JSON.stringify(found[at]) ? [] : [at]));
      expect(
        wrong.slice(0, 2).map((at) => found[at]),
        name,
      ).toEqual(wrong.slice(0, 2).map((at) => expected[at]));
    }
  });

  test("importing it again changes nothing", async () => {
    const before = await contentOf(second, otherVault, "customer");
    const report = await importFiles(second, otherVault, {
      files: files(),
      zone: SHANGHAI,
      now: new Date("2027-02-01"),
    });
    expect(report.files.filter((file) => file.created + file.changed > 0)).toEqual([]);
    expect(await contentOf(second, otherVault, "customer")).toEqual(before);
  });

  test("asked for masked, neither phones nor addresses leave", async () => {
    const masked = `${dir}-masked`;
    await exportShop(second, otherVault, { dir: masked, zone: SHANGHAI, now, phones: "masked" });
    for (const name of readdirSync(masked)) expect(readFileSync(join(masked, name), "utf8")).not.toMatch(/154\d{8}/);
    const sealed = await second.transaction(system, (tx) =>
      tx.customer.findMany({ where: { addressCipher: { not: null } }, select: { addressCipher: true } }),
    );
    const [written, asked] = [dir, masked].map((folder) => readFileSync(join(folder, "customers.csv"), "utf8"));
    const addresses = sealed.map((row) => otherVault.open(row.addressCipher!));
    expect(addresses.filter((address) => written!.includes(address))).not.toEqual([]);
    expect(addresses.filter((address) => asked!.includes(address))).toEqual([]);
    for (const [db, phones] of [
      [first, "clear"],
      [second, "masked"],
    ] as const) {
      const audit = await db.transaction(system, (tx) => tx.auditEntry.findMany({ where: { action: "export" } }));
      expect(audit).toMatchObject([{ detail: { phones } }]);
    }
  });

  test("the list of columns is the database's", async () => {
    const rows = await first.transaction(
      system,
      (tx) => tx.$queryRaw<{ at: string; type: string; otherwise: string | null }[]>`
        SELECT table_name || '.' || column_name AS at, udt_name::text AS type, column_default::text AS otherwise
        FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const types = new Map(rows.map((row) => [row.at, row]));
    const spelling: Record<string, string> = {
      "timestamptz(3)": "timestamptz",
      int: "int4",
      boolean: "bool",
      "text[]": "_text",
    };
    for (const table of Object.values(tables)) {
      for (const [name, type, otherwise] of Object.values(table.columns)) {
        const found = types.get(`${table.sql}.${name}`);
        types.delete(`${table.sql}.${name}`);
        expect([name, found?.type]).toEqual([name, spelling[type] ?? type]);
        expect([name, found?.otherwise?.replace(/::\w+$/, "") ?? undefined]).toEqual([name, otherwise]);
      }
    }
    const ours = Object.values(tables).map((table) => table.sql);
    expect([...types.keys()].filter((at) => ours.includes(at.split(".")[0] ?? ""))).toEqual([]);
  });
});

const tableNames = Object.keys(tables) as (keyof typeof tables)[];

/** Columns that mean something only in the house that wrote them: seals, hashes, and messages and jobs behind a row. */
const ofTheHouse = [
  "phone_cipher",
  "phone_hash",
  "address_cipher",
  "source_message_id",
  "care_message_id",
  "told_name",
  "told_role",
  "told_scope",
  "updated_at",
];
/** Made anew when a file is read. */
const madeAnew: Partial<Record<keyof typeof tables, string[]>> = {
  customerAlias: ["id", "created_at"],
  tag: ["created_at"],
};

async function contentOf(db: Db, vault: Vault, name: keyof typeof tables) {
  const { sql } = tables[name];
  const rows = await db.transaction(
    system,
    (tx) => tx.$queryRaw<Record<string, unknown>[]>`SELECT * FROM ${Prisma.raw(sql)}`,
  );
  const left = [...ofTheHouse, ...(madeAnew[name] ?? [])];
  return rows
    .map((row) => {
      const opened = { ...row, phone: openedOf(vault, row.phone_cipher), address: openedOf(vault, row.address_cipher) };
      return Object.fromEntries(Object.entries(opened).filter(([column]) => !left.includes(column)));
    })
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}

function openedOf(vault: Vault, sealed: unknown): string | null {
  return sealed instanceof Uint8Array ? vault.open(sealed) : null;
}

/** What the demo shop does not have: texts that fight with CSV, milliseconds, things without a customer or lines. */
async function awkwardRows(tx: Tx): Promise<void> {
  const at = new Date("2026-09-12T08:00:00.123Z");
  const customer = await tx.customer.create({
    data: {
      name: '=HYPERLINK("http://x","点我")',
      namePinyin: "hyperlink http x dian wo",
      storeId: "xuhui",
      sourceKey: "昵称:x,y",
      createdAt: at,
      updatedAt: at,
      birthdayCalendar: "lunar",
      birthdayMonth: 4,
      birthdayDay: 30,
      birthdayYear: 1968,
      birthdayLeap: true,
      doNotDisturbUntil: at,
      occupation: "-3",
    },
  });
  const customerId = customer.id;
  await tx.note.create({ data: { customerId, text: '第一行\n第二行，有"引号"、逗号,和\'=1', createdAt: at } });
  await tx.order.create({ data: { customerId, amountFen: 12_345, paidAt: at, channel: "chat", createdAt: at } });
  const older = await tx.fact.create({ data: { customerId, kind: "preference", value: "喜欢红色", recordedAt: at } });
  const newer = await tx.fact.create({ data: { customerId, kind: "preference", value: "不喜欢红色", recordedAt: at } });
  await tx.fact.update({ where: { id: older.id }, data: { supersededById: newer.id, withdrawnAt: at } });
  await tx.followUp.create({
    data: { staffId: "boss", createdById: "boss", text: "盘点", dueAt: at, state: "done", doneAt: at, createdAt: at },
  });
  const recurrence = { every: "week", interval: 1, weekdays: [1], days: null, month: null, nth: null, workdays: false };
  const rule = { ...recurrence, lunar: null, festival: null, time: null, from: "2026-09-14" };
  const series = { recurrence: rule, seriesId: "series-1", occursOn: new Date("2026-09-14") };
  await tx.followUp.create({ data: { staffId: "boss", createdById: "boss", text: "对账", dueAt: at, ...series } });
  const complaint = await tx.complaint.create({
    data: {
      customerId,
      storeId: "xuhui",
      content: "等太久",
      state: "closed",
      openedAt: at,
      respondedAt: at,
      closedAt: at,
      satisfaction: 2,
      channel: "phone",
      openedById: "boss",
      liftedAt: at,
      liftedById: "boss",
    },
  });
  const event = { complaintId: complaint.id, kind: "escalated", what: "上报", stepKey: "k", at };
  await tx.complaintEvent.create({ data: event });
  await tx.goodwill.create({
    data: { customerId, staffId: "boss", complaintId: complaint.id, what: "小样", amountFen: 2_050, givenAt: at },
  });
  const counted = { storeId: "xuhui", day: new Date("2026-09-12"), recordedById: "boss", recordedAt: at };
  await tx.storeTraffic.create({ data: { ...counted, part: "morning", entered: 32, bought: 6 } });
  await tx.storeTraffic.create({ data: { ...counted, part: "day", entered: 80 } });
  await tx.careSwitch.create({
    data: { customerId, occasion: "holiday", festival: "中秋", enabled: false, changedById: "boss", changedAt: at },
  });
  await tx.survey.create({ data: { customerId, kind: "nps", score: 9, words: "不错", answeredAt: at } });
  await tx.tag.create({ data: { name: "没人用的标签", groupName: "测试", channelTagId: "et-1" } });
  await tx.visit.create({ data: { customerId, visitedAt: at, createdAt: at } });
}
