// A festival wished to many and to one is one occurrence; and a task that an attempt lost does not reach who refused since.
import { beforeAll, beforeEach, expect, it } from "vitest";
import { addDays, instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import type { Channel } from "../../../src/channel.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { silentLog } from "../../../src/log.ts";
import type { CustomerMessageStatus, MassMessage } from "../../../src/message.ts";
import { type DeliverContext, deliverAll } from "../../../src/outbox/deliver.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { everyCustomerMessageHandler } from "../../../src/skills/campaigns/deliver.ts";
import { pollCampaigns } from "../../../src/skills/campaigns/jobs.ts";
import { campaigns } from "../../../src/skills/campaigns/skill.ts";
import { care } from "../../../src/skills/care/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { person, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

/** Two days before mid-autumn of 2026. */
const TODAY = "2026-09-23";
const HER = "zhang-lihua";

describeOnOneEngine("a festival wished to many", (open) => {
  let db: Db;
  let now: Date;
  let lose = false;
  let unreachable: string[] = [];
  let statuses = new Map<string, CustomerMessageStatus>();
  const book: (MassMessage & { cancelled: boolean; at: Date })[] = [];
  const at = (time: string, days = 0) => instantOf(addDays(TODAY, days), time, SHANGHAI);
  const channel = {
    send: async () => ({ messageId: "m", alreadySent: false }),
    createMassMessage: async (message: MassMessage) => {
      book.push({ ...message, cancelled: false, at: now });
      if (lose) throw new Error("the process died before it read the answer");
      return { taskId: String(book.length), refused: unreachable };
    },
    findMassMessages: async ({ text }: MassMessage, since: Date) =>
      book.flatMap((one, index) => (one.text === text && one.at >= since ? [String(index + 1)] : [])),
    massMessageStatuses: async (taskId: string) =>
      new Map((book[Number(taskId) - 1]?.externalIds ?? []).map((id) => [id, statuses.get(id) ?? "waiting"])),
    cancelCustomerMessage: async (taskId: string) => {
      const task = book[Number(taskId) - 1];
      if (task) task.cancelled = true;
    },
  } as unknown as Channel;
  const settings = async () => defaultSettings;
  const context = () => ({ db, channel, now: () => now, log: silentLog, zone: SHANGHAI, settings });
  const delivering = (): DeliverContext => ({
    ...context(),
    random: () => 0,
    handlers: { customerMessage: everyCustomerMessageHandler({ zone: SHANGHAI, settings }) },
  });
  const run = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);

  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });
  beforeEach(async () => {
    now = at("10:00");
    lose = false;
    unreachable = [];
    statuses = new Map();
    book.length = 0;
    await run(async (tx) => {
      await tx.delivery.deleteMany();
      await tx.touch.deleteMany();
      await tx.careMessage.deleteMany();
      await tx.campaign.deleteMany();
      await tx.customer.update({ where: { id: HER }, data: { doNotDisturb: false } });
    });
  });

  async function toMany(about: string | null, text: string | null = null) {
    const wish = { kind: "campaigns.send", where: [], about, text, as: "holiday" };
    return withTurn(db, "linyue", { now, text: "群发" }, async (turn) => {
      const first = await campaigns.handle(turn, { ...wish, confirmed: false }, null);
      const told = campaigns.words(first.result, turn).text;
      if (first.question?.kind !== "confirm") return told;
      await campaigns.handle(turn, { ...wish, ...first.question.with, confirmed: true }, null);
      return told;
    });
  }
  const toHer = () =>
    withTurn(db, "linyue", { now, text: "给张姐写条中秋祝福" }, async (turn) => {
      const { id, name, owner: ownerId, store: storeId } = person(HER);
      const draft = { kind: "care.draft", who: name, occasion: "holiday", about: null };
      return care.words((await care.handle(turn, draft, { id, name, ownerId, storeId })).result, turn).text;
    });
  const hers = () => run((tx) => tx.careMessage.findMany({ where: { customerId: HER }, orderBy: { state: "asc" } }));

  it("is worded for any day, makes her draft superfluous, and is her only one", async () => {
    await toHer();
    expect(await hers()).toMatchObject([{ state: "draft", named: "中秋" }]);
    const told = await toMany("中秋祝福");
    expect(told).toMatch(/内容：\S+中秋/u);
    expect(told).not.toMatch(/明天|后天|\{/u);
    const [sent, draft] = await hers();
    expect(draft).toMatchObject({ state: "dismissed", stateReason: "这次随群发一起祝福了" });
    expect(sent).toMatchObject({
      state: "queued",
      named: "中秋",
      occasion: "holiday",
      occursOn: new Date("2026-09-25"),
    });
    expect(await toHer()).toContain("这次已经祝福过了");
  });

  it("leaves out who was wished it by name, whatever the text calls it", async () => {
    await toHer();
    await run((tx) => tx.careMessage.updateMany({ data: { state: "sent", sentAt: at("09:00", -3) } }));
    expect(await toMany(null, "中秋快乐，得空来坐坐。")).toContain("这次已经祝福过（张丽华）");
    // Another festival is another occurrence, and a week off it is early.
    const early = await toMany(null, "国庆快乐，得空来坐坐。");
    expect(early).not.toContain("这次已经祝福过");
    expect(early).toContain("国庆是10月1日，还有8天");
  });

  it("who the platform lists as unreachable, and each of its four statuses, is one row's end; what did not go gives its place back", async () => {
    const her = `wm-${HER}`;
    unreachable = [her];
    await toMany(null, "中秋快乐，得空来坐坐。");
    await deliverAll(delivering());
    const [, sent = "", gone = "", full = "", waiting = ""] = [
      her,
      ...(book[0]?.externalIds ?? []).filter((id) => id !== her),
    ];
    expect(waiting).not.toBe("");
    statuses = new Map([
      [sent, "sent"],
      [gone, "not-a-friend"],
      [full, "limit-reached"],
    ]);
    await pollCampaigns(context());
    await pollCampaigns(context());
    const rows = await run((tx) =>
      tx.careMessage.findMany({ include: { customer: { select: { externalId: true } }, reservation: true } }),
    );
    const ends = [her, sent, gone, full, waiting].map((id) => {
      const row = rows.find(({ customer }) => customer.externalId === id);
      return [row?.state, row?.reservation?.releasedAt === null];
    });
    expect(ends).toEqual([
      ["failed", false],
      ["sent", true],
      ["failed", false],
      ["failed", false],
      ["task_created", true],
    ]);
    expect(await run((tx) => tx.touch.count({ where: { careMessageId: { not: null } } }))).toBe(1);
    expect(
      await run((tx) => tx.relation.count({ where: { customer: { externalId: gone }, endedBy: "customer" } })),
    ).toBe(1);
    await run((tx) =>
      tx.relation.updateMany({ where: { endedBy: "customer" }, data: { endedAt: null, endedBy: null } }),
    );
  });

  it("confirmed with another number than is true by now it is asked about again, and nothing is written", async () => {
    const wish = { kind: "campaigns.send", where: [], about: "中秋祝福", as: "holiday", count: 999, confirmed: true };
    const outcome = await withTurn(db, "linyue", { now, text: "999" }, (turn) => campaigns.handle(turn, wish, null));
    expect(outcome.question).toMatchObject({ kind: "confirm" });
    expect(outcome.result.kind).toBe("preflight");
    expect(await run((tx) => tx.careMessage.count())).toBe(0);
    expect(await run((tx) => tx.contactReservation.count({ where: { releasedAt: null } }))).toBe(0);
  });

  it("untapped when the festival is over it is withdrawn; queued so late it is not made", async () => {
    await toMany(null, "中秋快乐，得空来坐坐。");
    await deliverAll(delivering());
    now = at("23:50", 2);
    await pollCampaigns(context());
    expect(book.map(({ cancelled }) => cancelled)).toEqual([false]);
    now = at("00:10", 3);
    await pollCampaigns(context());
    expect(book.map(({ cancelled }) => cancelled)).toEqual([true]);
    expect(await hers()).toMatchObject([{ state: "expired", stateReason: "节日已过，没有发出" }]);
    now = at("10:00");
    await toMany(null, "中秋快乐，得空来坐坐。");
    now = at("10:00", 3);
    await deliverAll(delivering());
    expect(book).toHaveLength(1);
    expect(await run((tx) => tx.contactReservation.count({ where: { releasedAt: null } }))).toBe(0);
  });

  it("a task that was lost is found with all it is for, then made anew without who refused since", async () => {
    await toMany(null, "中秋快乐，得空来坐坐。");
    lose = true;
    await deliverAll(delivering());
    lose = false;
    const lost = book[0]?.externalIds ?? [];
    expect(lost.length).toBeGreaterThan(2);
    const { externalId: her } = await run((tx) => tx.customer.findUniqueOrThrow({ where: { id: HER } }));
    expect(lost).toContain(her);
    await run((tx) => tx.customer.update({ where: { id: HER }, data: { doNotDisturb: true } }));
    now = at("10:05");
    await deliverAll(delivering());
    expect(book).toHaveLength(1);
    now = at("10:10");
    await pollCampaigns(context());
    await deliverAll(delivering());
    expect(book.map(({ cancelled, externalIds }) => [cancelled, externalIds.includes(her ?? "")])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(await hers()).toMatchObject([{ state: "refused" }]);
  });
});
