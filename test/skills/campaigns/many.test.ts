// A crowd is queued in as many statements as a handful of people is, whole rows all of them; and of two who confirm
// the same crowd at the same moment one gets it.
import { beforeAll, beforeEach, expect, it } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { campaigns } from "../../../src/skills/campaigns/skill.ts";
import { recordSent } from "../../../src/skills/campaigns/store.ts";
import type { Condition } from "../../../src/skills/customers/query.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedStaff } from "../../support/people.ts";
import { seedCrowd } from "../../support/rows.ts";
import { withTurn } from "../../support/turn.ts";

/** More than is read at a time. */
const CROWD = 1_100;
const NOW = instantOf("2026-03-04", "10:00", SHANGHAI);

describeOnOneEngine("a message to a crowd", (open) => {
  let db: Db;
  const run = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);

  beforeAll(async () => {
    db = await open();
    await seedStaff(db);
    await run((tx) => seedCrowd(tx, CROWD, NOW));
  });
  beforeEach(() =>
    run(async (tx) => {
      await tx.touch.deleteMany();
      await tx.careMessage.deleteMany();
      await tx.campaign.deleteMany();
    }),
  );

  /** Asks and confirms; how many statements wrote something, and what was said. */
  async function send(where: Condition[], as = "promotion") {
    const wish = { kind: "campaigns.send", where, text: "中秋快乐，得空来坐坐。——{导购}", as };
    const say = (more: object) =>
      withTurn(db, "zhouhang", { now: NOW, text: "群发" }, async (turn) => {
        const writes = { count: 0 };
        const told = await campaigns.handle({ ...turn, tx: counting(turn.tx, writes) }, { ...wish, ...more }, null);
        return { ...told, writes: writes.count };
      });
    const { question } = await say({ confirmed: false });
    return say(question?.kind === "confirm" ? { ...question.with, confirmed: true } : {});
  }

  it("takes no more statements than one to a few", async () => {
    const few = await send([{ field: "shown", ids: ["c000001", "c000002", "c000003"] }]);
    expect(few.result.kind).toBe("queued");
    await run((tx) => tx.careMessage.deleteMany());
    const many = await send([]);
    expect(many.result).toMatchObject({ kind: "queued", report: { receivers: CROWD } });
    expect(many.writes).toBe(few.writes);
    expect(many.audit).toHaveLength(CROWD);
  });

  it("leaves a whole message and a place for each", async () => {
    await send([], "holiday");
    const rows = await run((tx) =>
      tx.careMessage.findMany({ include: { reservation: true, campaignTask: true, customer: true } }),
    );
    expect(rows).toHaveLength(CROWD);
    const names: Record<string, string> = { linyue: "林悦", chenchen: "陈晨" };
    for (const row of rows) {
      const staffId = row.customer.ownerId as string;
      const text = `中秋快乐，得空来坐坐。——${names[staffId]}`;
      const festival = { occasion: "holiday", named: "中秋", occursOn: new Date("2026-09-25") };
      const approved = { approvedById: "zhouhang", approvedAt: NOW, createdAt: NOW, updatedAt: NOW };
      expect(row).toMatchObject({ staffId, text, draftedText: text, state: "queued", ...festival, ...approved });
      expect(row).toMatchObject({ campaignTask: { staffId, text }, occurrenceKey: null, sentAt: null });
      const place = { customerId: row.customerId, staffId, kind: "holiday", reservedAt: NOW, releasedAt: null };
      expect(row.reservation).toMatchObject(place);
    }
  });

  it("is one touch each, told twice", async () => {
    await send([]);
    const ids = (await run((tx) => tx.careMessage.findMany({ select: { id: true } }))).map(({ id }) => id);
    for (let time = 0; time < 2; time += 1) await run((tx) => recordSent(tx, ids, NOW));
    const touches = await run((tx) => tx.touch.findMany());
    expect(new Set(touches.map((touch) => touch.careMessageId))).toEqual(new Set(ids));
    expect(touches).toHaveLength(CROWD);
    expect(touches[0]).toMatchObject({ direction: "out", means: "message", topic: "promotion", at: NOW });
  });

  it("goes to nobody twice when two confirm it at the same moment", async () => {
    const told = await Promise.all([send([]), send([])]);
    expect(told.map(({ result }) => result.kind).sort()).toEqual(["preflight", "queued"]);
    expect(await run((tx) => tx.contactReservation.count())).toBe(CROWD);
    expect(await run((tx) => tx.campaign.count())).toBe(1);
  });
});

const WRITING = /^(?:create|update|upsert|delete)/u;

/** The same transaction, which counts its statements that write. */
function counting(tx: Tx, writes: { count: number }): Tx {
  const counted = <T extends object>(target: T, isWriting: (name: string) => boolean): T =>
    new Proxy(target, {
      get(of, name) {
        const found = Reflect.get(of, name) as unknown;
        if (typeof found === "object" && found !== null) return counted(found, (word) => WRITING.test(word));
        if (typeof found !== "function") return found;
        return (...args: unknown[]) => {
          if (isWriting(String(name))) writes.count += 1;
          return found.apply(of, args);
        };
      },
    });
  return counted(tx, (name) => name === "$executeRaw");
}
