// Contacts follow their customers on the platform: asked for once, followed to the end, and failures are told.
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { TransferAnswer, TransferStatus } from "../../../src/channel.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { ChannelError } from "../../../src/errors.ts";
import { staff } from "../../../src/skills/staff/skill.ts";
import { transferContacts } from "../../../src/skills/staff/transfer-jobs.ts";
import { ASK_AFTER_MS, LOOK_AFTER_MS } from "../../../src/skills/staff/transfer-store.ts";
import { robotChannel } from "../../../src/wecom/robot/channel.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople } from "../../support/people.ts";
import { testVault } from "../../support/vault.ts";
import { takeBack, tell } from "../notes/tell.ts";

/** What the platform answers and was asked. */
const platform = {
  asked: [] as { from: string; to: string; left: boolean; ids: string[] }[],
  answers: {} as Record<string, TransferAnswer>,
  results: new Map<string, TransferStatus>(),
  fault: null as Error | null,
};
const channel = {
  transferCustomers: async (
    { from, to, left }: { from: string; to: string; left: boolean },
    ids: readonly string[],
  ) => {
    platform.asked.push({ from, to, left, ids: [...ids] });
    if (platform.fault) throw platform.fault;
    return new Map(ids.map((id) => [id, platform.answers[id] ?? "asked"]));
  },
  transferResults: async () => platform.results,
};
const log = { info: () => {}, warn: () => {} };
const asking = new Date(NOW.getTime() + ASK_AFTER_MS);
const looking = new Date(asking.getTime() + LOOK_AFTER_MS);

describeOnOneEngine("hand-over on the platform", (open) => {
  let db: Db;
  let whole: Db;
  beforeAll(async () => {
    whole = await open();
    await seedPeople(whole, testVault);
    await whole.transaction(system, async (tx) => {
      const hers = await tx.customer.findMany({ where: { ownerId: "linyue" }, select: { id: true } });
      for (const { id } of hers) {
        await tx.customer.update({ where: { id }, data: { externalId: `wm-${id}` } });
        const key = { staffId: "linyue", customerId: id };
        await tx.relation.deleteMany({ where: { customerId: id } });
        await tx.relation.create({ data: { ...key, addedAt: NOW } });
      }
    });
  });
  beforeEach(() => Object.assign(platform, { asked: [], answers: {}, results: new Map(), fault: null }));
  const story = (name: string, play: () => Promise<void>) =>
    test(name, () =>
      whole.sandbox(async (inner) => {
        db = inner;
        await play();
      }),
    );
  const rows = () =>
    db.transaction(system, (tx) => tx.transfer.findMany({ orderBy: [{ customerId: "asc" }, { createdAt: "asc" }] }));
  const states = async () => (await rows()).map(({ state }) => state);
  const run = (at: Date, by: Parameters<typeof transferContacts>[0]["channel"] = channel) =>
    transferContacts({ db, channel: by, now: () => at, log });
  const assign = (to: string, now = NOW) =>
    tell(db, staff, { kind: "staff.assign", to, confirmed: true }, "zhang-lihua", { as: "zhouhang", now });
  const all = () =>
    tell(db, staff, { kind: "staff.hand-over", from: "林悦", to: "陈晨", confirmed: true }, null, { as: "zhouhang" });
  const told = () =>
    db.transaction(system, async (tx) =>
      (await tx.delivery.findMany({ where: { staffId: "zhouhang" } })).map(({ reply }) => JSON.stringify(reply)),
    );

  story("all of hers are asked for in one call, once, after the hour in which it may be taken back", async () => {
    await all();
    const count = (await rows()).length;
    expect(count).toBeGreaterThan(1);
    await run(NOW);
    expect(platform.asked).toEqual([]);
    await run(asking);
    await run(asking);
    expect(platform.asked).toHaveLength(1);
    expect(platform.asked[0]).toMatchObject({ from: "linyue", to: "chenchen", left: false });
    expect(platform.asked[0]?.ids).toHaveLength(count);
    expect(new Set(await states())).toEqual(new Set(["asked"]));
  });

  story("one who left gives by the other call", async () => {
    await db.transaction(system, (tx) => tx.staff.update({ where: { id: "linyue" }, data: { active: false } }));
    await all();
    await run(asking);
    expect(platform.asked[0]?.left).toBe(true);
  });

  story(
    "done, refused, full: each ends as the platform says, and who ordered it hears of those that failed",
    async () => {
      await all();
      const [one, two, three, ...rest] = (await rows()).map(({ customerId }) => `wm-${customerId}`);
      platform.answers[one ?? ""] = "too-often";
      await run(asking);
      platform.results = new Map([
        [two ?? "", "refused"],
        [three ?? "", "done"],
        ...rest.map((id) => [id, "waiting"] as const),
      ]);
      await run(looking);
      expect((await states()).slice(0, 3)).toEqual(["failed", "refused", "done"]);
      const texts = await told();
      expect(texts.filter((text) => text.includes("没转成"))).toHaveLength(2);
      expect(texts.join()).toContain("90天内已经转过两次");
      expect(texts.join()).toContain("客户拒绝了换人");
      await run(looking);
      expect((await told()).length).toBe(texts.length);
    },
  );

  story("taken back in time, the platform never hears of it", async () => {
    await assign("陈晨");
    expect(await states()).toEqual(["waiting"]);
    expect(await takeBack(db, { as: "zhouhang" })).toBe(true);
    expect(await states()).toEqual([]);
    await run(asking);
    expect(platform.asked).toEqual([]);
  });

  story(
    "handed on before the platform was asked, only the last hand-over is asked for, from whoever has her",
    async () => {
      await assign("陈晨");
      await assign("周航", new Date(NOW.getTime() + 1_000));
      await run(looking);
      expect((await states()).sort()).toEqual(["asked", "cancelled"]);
      expect(platform.asked).toEqual([{ from: "linyue", to: "zhouhang", left: false, ids: ["wm-zhang-lihua"] }]);
    },
  );

  story(
    "a process that dies in the call asks the platform what became of it; only what it does not know is asked again",
    async () => {
      await assign("陈晨");
      platform.fault = new Error("the process dies");
      await run(asking);
      expect(await states()).toEqual(["asked"]);
      platform.fault = null;
      platform.results = new Map([["wm-zhang-lihua", "waiting"]]);
      await run(looking);
      expect(platform.asked).toHaveLength(1);
      platform.results = new Map();
      await run(new Date(looking.getTime() + LOOK_AFTER_MS));
      expect(platform.asked).toHaveLength(2);
      expect(await states()).toEqual(["asked"]);
    },
  );

  story("a limit puts it off; the robot alone cannot do it, which is said", async () => {
    await assign("陈晨");
    platform.fault = new ChannelError("transfer", 45009, "wait", "too many calls");
    await run(asking);
    expect(await states()).toEqual(["waiting"]);
    const robot = robotChannel({ send: async () => ({ messageId: null, alreadySent: false }) }, async () => {});
    await run(looking, robot);
    expect(await rows()).toMatchObject([{ state: "failed", reason: expect.stringContaining("机器人不能转") }]);
    expect((await told()).join()).toContain("张丽华");
  });
});
