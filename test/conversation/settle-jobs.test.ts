// Cards whose matter ended elsewhere: each phone that has one sees how, once, as long as the platform takes a change.
import { beforeAll, expect, test } from "vitest";
import { settleCards } from "../../src/conversation/settle-jobs.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { NOW, seedPeople } from "../support/people.ts";
import { turnRow } from "../support/rows.ts";
import { testVault } from "../support/vault.ts";

describeOnOneEngine("cards settled for all", (open) => {
  let db: Db;
  const now = () => NOW;
  const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
  const complaint = "0199aaaa-0000-7000-8000-00000000000c";

  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    await db.transaction(system, async (tx) => {
      const customer = await tx.customer.findFirstOrThrow({ select: { id: true } });
      await tx.complaint.create({
        data: {
          id: complaint,
          customerId: customer.id,
          content: "开线",
          state: "closed",
          openedAt: ago(5),
          closedAt: ago(1),
        },
      });
      await tx.pending.createMany({
        data: [
          {
            id: "q-answered",
            staffId: "linyue",
            kind: "confirm",
            question: {},
            askedAt: ago(2),
            expiresAt: ago(-1),
            closedAt: ago(1),
          },
          { id: "q-open", staffId: "linyue", kind: "confirm", question: {}, askedAt: ago(1), expiresAt: ago(-1) },
          { id: "q-late", staffId: "linyue", kind: "confirm", question: {}, askedAt: ago(3), expiresAt: ago(2) },
        ],
      });
      const turn = turnRow(ago(2));
      await tx.turnLog.createMany({
        data: [
          { ...turn, id: "t-undone", undoneAt: ago(1) },
          { ...turn, id: "t-stands" },
        ],
      });
      const sent = (staffId: string, cardId: string, hours = 2) => ({
        key: `${staffId} ${cardId}`,
        staffId,
        kind: "card",
        state: "sent" as const,
        dueAt: ago(hours),
        sentAt: ago(hours),
        updateToken: `code of ${cardId} for ${staffId}`,
        reply: { kind: "card", card: { id: cardId, title: cardId, buttons: [{ key: "k", text: "是" }] } },
      });
      await tx.delivery.createMany({
        data: [
          sent("linyue", "ask-q-answered"),
          sent("linyue", "ask-q-open"),
          sent("linyue", "ask-q-late"),
          sent("linyue", "turn-t-undone"),
          sent("linyue", "turn-t-stands"),
          sent("linyue", `complaint-${complaint}-reply-1`),
          sent("zhouhang", `complaint-${complaint}-reply-3`),
          // Too old for a change, and one that its own press has settled.
          sent("chenchen", `complaint-${complaint}-reply-2`, 80),
          sent("chenchen", `complaint-${complaint}-seen`),
          {
            ...sent("chenchen", "press"),
            updateToken: null,
            reply: {
              kind: "card-update",
              to: "chenchen",
              updateToken: "p",
              card: { id: `complaint-${complaint}-seen`, title: "", buttons: [], settled: "已联系" },
            },
          },
        ],
      });
    });
  });

  test("the clicker and everybody else, once", async () => {
    expect(await settleCards({ db, now })).toBe(5);
    const rows = await db.transaction(system, (tx) =>
      tx.delivery.findMany({
        where: { key: { startsWith: "settle:" } },
        orderBy: { seq: "asc" },
        select: { staffId: true, reply: true },
      }),
    );
    expect(
      rows.map(({ staffId, reply }) => [staffId, (reply as { card: { id: string; settled: string } }).card]),
    ).toEqual([
      ["linyue", expect.objectContaining({ id: "ask-q-answered", settled: "已回答", buttons: [] })],
      ["linyue", expect.objectContaining({ id: "ask-q-late", settled: "已过期" })],
      ["linyue", expect.objectContaining({ id: "turn-t-undone", settled: "已撤销" })],
      ["linyue", expect.objectContaining({ settled: "已结案" })],
      ["zhouhang", expect.objectContaining({ settled: "已结案" })],
    ]);
    expect(rows[0]?.reply).toMatchObject({
      kind: "card-update",
      to: "linyue",
      updateToken: "code of ask-q-answered for linyue",
    });
    expect(await settleCards({ db, now })).toBe(0);
  });
});
