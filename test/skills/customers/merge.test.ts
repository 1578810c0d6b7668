// Two records that are one person: found, merged with everything that hangs on them, and made two again.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { Prisma } from "../../../src/db/generated/client.ts";
import type { Outcome, Plan } from "../../../src/skill.ts";
import { handle } from "../../../src/skills/customers/handle.ts";
import type { MergeResult } from "../../../src/skills/customers/handle-merge.ts";
import { chooseKept, mergedColumns } from "../../../src/skills/customers/merge-rules.ts";
import { leftAlone, split, tablesOfCustomers } from "../../../src/skills/customers/merge-store.ts";
import { mergeButton } from "../../../src/skills/customers/merge-words.ts";
import { resolveCustomer } from "../../../src/skills/customers/resolve.ts";
import { saveChannelCustomers } from "../../../src/skills/customers/sync-store.ts";
import { findTwins } from "../../../src/skills/customers/twins-store.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const tiers = ["普通", "银卡", "金卡", "钻石"];

/** The plan as dispatch gives it to the handler: `who` resolved. */
async function say(db: Db, staffId: string, plan: Plan): Promise<Outcome<MergeResult>> {
  return withTurn(db, staffId, {}, async (turn) => {
    const who = typeof plan.who === "string" ? await resolveCustomer(turn, plan.who) : null;
    return (await handle(turn, plan, who?.kind === "one" ? who.customer : null)) as Outcome<MergeResult>;
  });
}

const pair = (kind: string, a: string, b: string): Plan => ({
  kind,
  who: `#id:${a}`,
  other: `#id:${b}`,
  confirmed: true,
});

/** Every row that hangs on any customer, and the customers themselves. */
async function everything(tx: Tx): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const name of ["customer", ...(await tablesOfCustomers(tx)).map((table) => table.name)]) {
    const rows = await tx.$queryRaw<{ row: unknown }[]>(
      Prisma.sql`SELECT to_jsonb(t) AS row FROM ${Prisma.raw(`"${name}"`)} t ORDER BY to_jsonb(t)::text`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

describeOnOneEngine("records that are one person", (open) => {
  let shared: Db;
  beforeAll(async () => {
    shared = await open();
    await seedPeople(shared, testVault);
    await shared.transaction(system, async (tx) => {
      // 张莉 of 林悦 sounds like 张丽 of 陈晨 and has her birthday; 王小芳 has 王芳's phone.
      await tx.customer.createMany({
        data: [
          {
            id: "zhang-li-2",
            name: "张莉",
            namePinyin: "zhang li",
            storeId: "xuhui",
            ownerId: "linyue",
            birthdayCalendar: "solar",
            birthdayMonth: 9,
            birthdayDay: 18,
            tier: "金卡",
            points: 70,
            sourceKey: "T7",
            doNotDisturb: true,
            doNotDisturbWhy: "说过不要打扰",
            createdAt: new Date("2024-01-01"),
          },
          {
            id: "wang-xiaofang",
            name: "王小芳",
            namePinyin: "wang xiao fang",
            storeId: "xuhui",
            ownerId: "linyue",
            phoneHash: testVault.hashPhone("13922220001"),
            phoneTail: "0001",
          },
        ],
      });
      await tx.fact.createMany({
        data: [
          {
            id: "f-1",
            customerId: "zhang-li-2",
            kind: "preference",
            topic: "颜色",
            value: "喜欢蓝色",
            saidAs: "她说喜欢蓝色",
            recordedById: "linyue",
            sourceMessageId: "m-1",
          },
        ],
      });
      await tx.order.createMany({
        data: [{ id: "o-1", customerId: "zhang-li-2", amountFen: 100, paidAt: NOW, sourceKey: "N1" }],
      });
      await tx.orderLine.createMany({
        data: [{ id: "l-1", orderId: "o-1", customerId: "zhang-li-2", item: "袜子", amountFen: 100 }],
      });
      const customerId = "zhang-li-2";
      const [at, by] = [NOW, "linyue"];
      await tx.claim.createMany({
        data: [{ customerId, what: "生日", oldShown: "9月18日", newShown: "9月8日", recordedById: by, recordedAt: at }],
      });
      await tx.transfer.createMany({
        data: [{ customerId, fromStaffId: by, toStaffId: "chenchen", dueAt: at, createdAt: at }],
      });
      await tx.complaint.createMany({
        data: [{ id: "x-1", customerId, storeId: "xuhui", content: "开线", openedAt: at, openedById: by }],
      });
      await tx.goodwill.createMany({
        data: [{ customerId, staffId: by, complaintId: "x-1", what: "小样", amountFen: 2_000, givenAt: at }],
      });
      await tx.relation.createMany({
        data: [
          { id: "r-1", staffId: "linyue", customerId: "zhang-li-2", addedAt: NOW },
          {
            id: "r-2",
            staffId: "linyue",
            customerId: "zhang-li",
            addedAt: new Date("2026-01-01"),
            endedAt: NOW,
            endedBy: "staff",
          },
        ],
      });
      await tx.consent.createMany({
        data: [
          {
            id: "c-1",
            customerId: "zhang-li-2",
            kind: "marketing",
            granted: false,
            recordedAt: new Date("2026-01-01"),
          },
          { id: "c-2", customerId: "zhang-li", kind: "marketing", granted: true, recordedAt: new Date("2026-02-01") },
        ],
      });
    });
  });
  afterAll(() => shared?.close());
  const testUndone = (name: string, work: (db: Db) => Promise<void>) => test(name, () => shared.sandbox(work));

  testUndone("a manager is shown the likely pairs with their reasons, the surest first", async (db) => {
    const { result } = await say(db, "zhouhang", { kind: "customers.twins" });
    expect(result).toMatchObject({ kind: "twins", mayDecide: true });
    const pairs = result.kind === "twins" ? result.pairs : [];
    expect(pairs.map(({ a, b, reasons }) => [a.id, b.id, reasons])).toEqual([
      ["wang-fang-older", "wang-xiaofang", ["phone"]],
      ["zhang-li", "zhang-li-2", ["sound-birthday"]],
    ]);
    // An associate sees what is hers, and decides nothing.
    expect((await say(db, "linyue", { kind: "customers.twins" })).result).toMatchObject({ mayDecide: false, total: 1 });
  });

  testUndone(
    "a merge moves everything, keeps every source, takes the stricter consent and the higher tier",
    async (db) => {
      const done = await say(db, "zhouhang", pair("customers.same", "zhang-li", "zhang-li-2"));
      expect(done.result).toMatchObject({
        kind: "merged",
        kept: "张丽",
        gone: "张莉",
        rows: { orders: 1, fact: 1, claim: 1, transfer: 1, complaint: 1, goodwill: 1 },
      });
      expect(done.audit).toHaveLength(2);
      await db.transaction(system, async (tx) => {
        expect(await tx.customer.findUnique({ where: { id: "zhang-li-2" } })).toBeNull();
        const one = await tx.customer.findUniqueOrThrow({
          where: { id: "zhang-li" },
          include: { aliases: true, facts: true, relations: true },
        });
        expect(one).toMatchObject({
          name: "张丽",
          tier: "金卡",
          points: 70,
          sourceKey: "T7",
          ownerId: "chenchen",
          doNotDisturb: true,
        });
        expect(one.aliases.map(({ alias }) => alias)).toContain("张莉");
        expect(one.facts).toMatchObject([
          { value: "喜欢蓝色", saidAs: "她说喜欢蓝色", recordedById: "linyue", sourceMessageId: "m-1" },
        ]);
        expect(one.relations.filter(({ staffId }) => staffId === "linyue")).toMatchObject([
          { staffId: "linyue", endedAt: null, addedAt: new Date("2026-01-01") },
        ]);
        const consent = await tx.consent.findFirst({
          where: { customerId: "zhang-li", kind: "marketing" },
          orderBy: { recordedAt: "desc" },
        });
        expect(consent).toMatchObject({ granted: false });
      });
      // What WeCom says of the one who went is the other's now.
      await db.transaction(system, async (tx) => {
        await tx.customerMerge.updateMany({ data: { goneExternalId: "wm-gone" } });
        const seen = {
          externalId: "wm-gone",
          staffId: "chenchen",
          name: "莉莉",
          remark: "",
          phones: [],
          gender: "unknown" as const,
          addedAt: NOW,
          tagIds: [],
        };
        expect(await saveChannelCustomers(tx, [seen], { at: new Date("2026-11-22T02:00:00Z"), vault: testVault })).toBe(
          0,
        );
      });
    },
  );

  testUndone("an associate's word goes to the manager, whose button merges", async (db) => {
    await db.transaction(system, (tx) =>
      tx.customer.updateMany({ where: { id: "zhang-li" }, data: { ownerId: "linyue" } }),
    );
    const said = await say(db, "linyue", { ...pair("customers.same", "zhang-li", "zhang-li-2"), confirmed: true });
    expect(said.result).toMatchObject({ kind: "proposed", to: ["周航"] });
    const [card] = await db.transaction(system, (tx) => tx.delivery.findMany({ where: { staffId: "zhouhang" } }));
    expect(card).toMatchObject({ kind: "card", reply: { card: { subtitle: "林悦说是同一个人" } } });
    const reply = card?.reply as unknown as { card: { buttons: { key: string }[] } } | undefined;
    const plan = mergeButton(reply?.card.buttons[0]?.key ?? "");
    expect(plan).toMatchObject({ kind: "customers.same", confirmed: true });
    expect((await say(db, "zhouhang", plan as Plan)).result).toMatchObject({ kind: "merged" });
    const merges = await db.transaction(system, (tx) => tx.customerMerge.findMany());
    expect(merges).toMatchObject([{ state: "merged", proposedById: "linyue", decidedById: "zhouhang" }]);
  });

  testUndone("a pair that was denied does not come back, unless the denial is taken back", async (db) => {
    const denied = await say(db, "zhouhang", pair("customers.different", "zhang-li", "zhang-li-2"));
    expect(denied.result).toMatchObject({ kind: "apart", left: 1 });
    expect(denied.undo).toMatchObject([{ op: "delete", table: "customerMerge" }]);
    expect(await db.transaction(system, (tx) => findTwins(tx, 9, null))).toMatchObject({ total: 1 });
    expect(
      (await say(db, "linyue", pair("customers.different", "wang-fang-older", "wang-xiaofang"))).result,
    ).toMatchObject({ kind: "not-allowed" });
  });

  testUndone("apart again later: what has been recorded since stays", async (db) => {
    await say(db, "zhouhang", pair("customers.same", "zhang-li", "zhang-li-2"));
    await db.transaction(system, (tx) =>
      tx.note.createMany({ data: [{ id: "n-new", customerId: "zhang-li", text: "合并后记的" }] }),
    );
    const asked = await say(db, "zhouhang", { kind: "customers.split", who: "#id:zhang-li" });
    expect(asked).toMatchObject({ result: { kind: "split-asked", gone: "张莉" }, question: { kind: "confirm" } });
    await say(db, "zhouhang", { kind: "customers.split", who: "#id:zhang-li", confirmed: true });
    const rows = await db.transaction(system, (tx) =>
      tx.customer.findMany({
        where: { namePinyin: "zhang li" },
        orderBy: { id: "asc" },
        include: { notes: true, orders: true },
      }),
    );
    expect(rows).toMatchObject([
      { id: "zhang-li", tier: "银卡", points: 0, sourceKey: null, notes: [{ id: "n-new" }] },
      { id: "zhang-li-2", tier: "金卡", points: 70, sourceKey: "T7", orders: [{ id: "o-1" }] },
    ]);
  });

  testUndone("no table with customers is left out, and a manager may move its rows", async (db) => {
    const rows = await db.transaction(
      system,
      (tx) => tx.$queryRaw<{ name: string; may: boolean }[]>`
      SELECT table_name::text AS name, has_table_privilege('zhike_store', table_name, 'SELECT')
        AND has_table_privilege('zhike_store', table_name, 'UPDATE')
        AND has_table_privilege('zhike_store', table_name, 'DELETE') AS may
      FROM information_schema.columns WHERE column_name = 'customer_id' AND table_schema = 'public'`,
    );
    const tables = await db.transaction(system, tablesOfCustomers);
    expect(tables.map(({ name }) => name).sort()).toEqual(
      rows
        .map(({ name }) => name)
        .filter((name) => !leftAlone.includes(name))
        .sort(),
    );
    expect(rows.filter(({ name, may }) => !may && !leftAlone.includes(name))).toEqual([]);
  });

  test("merge, then undo: all as it was, whoever the two are and whatever hangs on them", async () => {
    const ids = [
      "zhang-li",
      "zhang-li-2",
      "wang-xiaofang",
      "wang-fang-older",
      "chen-guodong",
      "zhang-lihua",
      "sun-li",
      "lin-xiaohong",
    ];
    const shapes = fc.record({
      a: fc.constantFrom(...ids),
      b: fc.constantFrom(...ids),
      tags: fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3 })), { maxLength: 5 }),
      aliases: fc.array(fc.tuple(fc.boolean(), fc.constantFrom("姐", "阿丽", "小陈")), { maxLength: 4 }),
      consents: fc.array(fc.tuple(fc.boolean(), fc.constantFrom("marketing", "care"), fc.boolean()), { maxLength: 4 }),
      relations: fc.array(fc.tuple(fc.boolean(), fc.constantFrom("linyue", "chenchen"), fc.boolean()), {
        maxLength: 4,
      }),
      refers: fc.boolean(),
      dnd: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(shapes, ({ a, b, tags, aliases, consents, relations, refers, dnd }) => {
        fc.pre(a !== b);
        return shared.sandbox(async (db) => {
          const of = (first: boolean) => (first ? a : b);
          await db.transaction(system, async (tx) => {
            const skip = { skipDuplicates: true };
            await tx.tag.createMany({ data: [0, 1, 2, 3].map((n) => ({ id: `t${n}`, name: `标${n}` })), ...skip });
            await tx.customerTag.createMany({
              data: tags.map(([first, n]) => ({ customerId: of(first), tagId: `t${n}` })),
              ...skip,
            });
            await tx.customerAlias.createMany({
              data: aliases.map(([first, alias]) => ({ customerId: of(first), alias })),
              ...skip,
            });
            await tx.consent.createMany({
              data: consents.map(([first, kind, granted], n) => ({
                customerId: of(first),
                kind,
                granted,
                recordedAt: new Date(2026, 1, n + 1),
              })),
            });
            await tx.relation.createMany({
              data: relations.map(([first, staffId, ended]) => ({
                customerId: of(first),
                staffId,
                addedAt: NOW,
                endedAt: ended ? NOW : null,
              })),
              ...skip,
            });
            if (refers) await tx.customer.updateMany({ where: { id: a }, data: { referrerId: b } });
            if (dnd)
              await tx.customer.updateMany({ where: { id: b }, data: { doNotDisturb: true, doNotDisturbUntil: NOW } });
          });
          const before = await db.transaction(system, everything);
          const merged = await say(db, "zhouhang", pair("customers.same", a, b));
          const [step] = merged.undo ?? [];
          if (step?.op !== "split") throw new Error(`not merged: ${JSON.stringify(merged.result)}`);
          const between = await db.transaction(system, everything);
          expect(between.customer).toHaveLength((before.customer?.length ?? 0) - 1);
          expect(JSON.stringify(between.orders)).not.toBe("");
          await db.transaction(system, (tx) => split(tx, step.mergeId, NOW));
          expect(await db.transaction(system, everything)).toEqual(before);
        });
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

test("the same one stays, whichever is named first", () => {
  const side = fc.record({
    row: fc.record({
      id: fc.uuid(),
      external_id: fc.option(fc.constant("wm")),
      created_at: fc.constantFrom("2024-01-01", "2025-01-01"),
    }),
    orders: fc.nat(3),
    facts: fc.nat(3),
  });
  fc.assert(
    fc.property(side, side, (a, b) => {
      fc.pre(a.row.id !== b.row.id);
      const first = chooseKept(a, b) === "a" ? a : b;
      const second = chooseKept(b, a) === "a" ? b : a;
      expect(first.row.id).toBe(second.row.id);
    }),
  );
});

test("a merge only fills what is missing, and never thaws, lowers or shortens", () => {
  const base = {
    id: "k",
    gender: "female",
    tier: "金卡",
    membership: "frozen",
    points: 10,
    member_since: "2025-01-01",
    created_at: "2025-01-01T00:00:00+00:00",
    last_verified_at: null,
    do_not_disturb: true,
    do_not_disturb_until: null,
    do_not_disturb_why: "a",
    phone_cipher: "x",
    birthday_calendar: null,
    address_cipher: null,
    province: null,
    occupation: null,
    company: null,
    source: "s",
    referrer_id: null,
    owner_id: "o",
    external_id: "e",
    source_key: null,
  };
  const gone = {
    ...base,
    id: "g",
    tier: "银卡",
    membership: "active",
    points: 5,
    phone_cipher: "y",
    do_not_disturb_until: "2026-12-01T00:00:00+00:00",
    birthday_calendar: "solar",
    birthday_month: 5,
    birthday_day: 3,
    birthday_year: null,
    birthday_leap: false,
    external_id: "e2",
    source_key: "S",
  };
  expect(mergedColumns(base, gone, tiers)).toEqual({
    birthday_calendar: "solar",
    birthday_year: null,
    birthday_month: 5,
    birthday_day: 3,
    birthday_leap: false,
    source_key: "S",
    points: 15,
  });
});
