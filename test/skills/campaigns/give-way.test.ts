// What is more important goes first: a greeting approved while a promotion waits for its tap, to one or to many. Each step
// against a platform with a book of its own, with taps that are faster, answers that are lost and processes that die.
import { beforeAll, beforeEach, expect, it } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import type { Channel } from "../../../src/channel.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { ChannelError } from "../../../src/errors.ts";
import { silentLog } from "../../../src/log.ts";
import type { CustomerMessageStatus, MassMessage } from "../../../src/message.ts";
import { type DeliverContext, deliverAll } from "../../../src/outbox/deliver.ts";
import { defaultSettings } from "../../../src/settings.ts";
import type { Plan } from "../../../src/skill.ts";
import { everyCustomerMessageHandler } from "../../../src/skills/campaigns/deliver.ts";
import { pollCampaigns } from "../../../src/skills/campaigns/jobs.ts";
import { campaigns } from "../../../src/skills/campaigns/skill.ts";
import { draftGreetings } from "../../../src/skills/care/draft-jobs.ts";
import { pollCustomerMessages } from "../../../src/skills/care/jobs.ts";
import { care } from "../../../src/skills/care/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { person, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

/** Three days before her birthday. */
const TODAY = "2026-09-13";
const HER = "wang-fang-younger";
const HERS = `wm-${HER}`;

interface Booked extends MassMessage {
  at: Date;
  cancelled: boolean;
  status: Map<string, CustomerMessageStatus>;
}

describeOnOneEngine("what is more important goes first", (open) => {
  let db: Db;
  let now: Date;
  let book: Booked[] = [];
  let taps: { externalId: string; at: Date; text: string }[] = [];
  let hook: { create?: () => Promise<unknown>; cancel?: () => Promise<unknown>; cancelled?: () => Promise<unknown> } =
    {};
  const at = (time: string, day = TODAY) => instantOf(day, time, SHANGHAI);
  const create = async (message: MassMessage) => {
    await hook.create?.();
    const status = new Map(message.externalIds.map((id) => [id, "waiting" as CustomerMessageStatus]));
    book.push({ ...message, at: now, cancelled: false, status });
    return String(book.length);
  };
  const task = (taskId: string) => book[Number(taskId) - 1] as Booked;
  const channel = {
    send: async () => ({ messageId: "m", alreadySent: false }),
    createCustomerMessage: async ({ sender, externalId, text }) => ({
      taskId: await create({ sender, externalIds: [externalId], text }),
      refused: false,
    }),
    findCustomerMessage: async ({ externalId, text }, since) => {
      const found = book.findIndex((one) => one.text === text && one.status.has(externalId) && one.at >= since);
      return found < 0 ? null : { taskId: String(found + 1) };
    },
    customerMessageStatus: async (taskId, _sender, externalId) => task(taskId).status.get(externalId) ?? "waiting",
    cancelCustomerMessage: async (taskId) => {
      await hook.cancel?.();
      task(taskId).cancelled = true;
      await hook.cancelled?.();
    },
    createMassMessage: async (message) => ({ taskId: await create(message), refused: [] }),
    findMassMessages: async ({ text }, since) =>
      book.flatMap((one, index) => (one.text === text && one.at >= since ? [String(index + 1)] : [])),
    massMessageStatuses: async (taskId) => new Map(task(taskId).status),
  } as Partial<Channel> as Channel;
  const settings = async () => defaultSettings;
  const context = (on: Db = db) => ({ db: on, channel, now: () => now, log: silentLog, zone: SHANGHAI, settings });
  const delivering = (on: Db = db): DeliverContext => ({
    ...context(on),
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
    book = [];
    taps = [];
    hook = {};
    await run(async (tx) => {
      await tx.delivery.deleteMany();
      await tx.touch.deleteMany();
      await tx.careMessage.deleteMany();
      await tx.campaign.deleteMany();
    });
  });

  const say = (plan: Plan) =>
    withTurn(db, "linyue", { now, text: "说的话" }, async (turn) => {
      const { id, name, owner: ownerId, store: storeId } = person(HER);
      const outcome = await care.handle(turn, { who: name, ...plan }, { id, name, ownerId, storeId });
      return { outcome, text: care.words(outcome.result, turn).text };
    });
  /** The latest; of two made at one moment of the clock that stands still, the one with the later id. */
  const hers = (occasion: string) =>
    run((tx) =>
      tx.careMessage.findFirstOrThrow({
        where: { customerId: HER, occasion },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      }),
    );
  const draft = (occasion: string) => say({ kind: "care.draft", occasion, about: "店里换季了，有几件适合您" });
  async function approve(occasion: string, more = {}) {
    const { id } = await hers(occasion);
    return say({ kind: "care.approve", which: `#${id}`, confirmed: true, ...more });
  }
  const write = async (occasion: string) => {
    await draft(occasion);
    return approve(occasion);
  };
  const deliver = () => deliverAll(delivering());
  /** As it goes each ten minutes. */
  async function look(time: string, day = TODAY) {
    now = at(time, day);
    await pollCustomerMessages(context(), now);
    await pollCampaigns(context());
    await deliver();
  }
  function tap(which: (one: Booked) => boolean = () => true) {
    for (const one of book.filter((each) => !each.cancelled && which(each)))
      for (const [externalId, status] of one.status) {
        if (status !== "waiting") continue;
        one.status.set(externalId, "sent");
        taps.push({ externalId, at: now, text: one.text });
      }
  }
  async function toMany() {
    const wish = { kind: "campaigns.send", where: [], text: "店里换季了，得空来坐坐。", as: "promotion" };
    await withTurn(db, "linyue", { now, text: "群发" }, async (turn) => {
      const first = await campaigns.handle(turn, { ...wish, confirmed: false }, null);
      if (first.question?.kind !== "confirm") throw new Error("nobody to write to");
      await campaigns.handle(turn, { ...wish, ...first.question.with, confirmed: true }, null);
    });
  }
  const places = () =>
    run(async (tx) => {
      const held = await tx.contactReservation.findMany({ where: { customerId: HER, releasedAt: null } });
      return held.map((one) => one.kind);
    });
  const told = () =>
    run(async (tx) => {
      const found = await tx.delivery.findMany({ where: { kind: "reply" }, orderBy: { seq: "asc" } });
      return found.map((row) => (row.reply as { text?: string }).text ?? "");
    });
  const hersAtPlatform = () =>
    book.flatMap((one) => (one.status.has(HERS) && !one.cancelled ? [one.status.get(HERS)] : []));

  it("is drafted in the morning although a promotion waits for its tap", async () => {
    await write("promotion");
    await deliver();
    now = at("08:07", "2026-09-14");
    await draftGreetings(context(), now);
    expect(await hers("birthday")).toMatchObject({ state: "draft", notBefore: null });
    expect(await hers("promotion")).toMatchObject({ state: "task_created" });
    now = at("09:30", "2026-09-14");
    expect((await draft("birthday")).text).not.toContain("⏳");
  });

  it("a promotion to her alone is withdrawn, with the reason, and the greeting takes its place", async () => {
    await write("promotion");
    await deliver();
    const { text } = await write("birthday");
    expect(text).toContain("给王芳的生日祝福先走，还没发出的优惠推广让一让");
    expect(await hers("birthday")).toMatchObject({ state: "approved", approvedById: "linyue" });
    expect(await places()).toEqual(["promotion"]);
    await deliver();
    expect(book).toHaveLength(1);
    await look("10:10");
    expect(await hers("promotion")).toMatchObject({ state: "refused", stateReason: "让给生日祝福" });
    expect(await hers("birthday")).toMatchObject({ state: "task_created" });
    expect(book.map(({ cancelled }) => cancelled)).toEqual([true, false]);
    expect(await places()).toEqual(["birthday"]);
    expect(await told()).toEqual(["给王芳的消息没有发出：让给生日祝福。"]);
    tap();
    await look("10:20");
    expect(await hers("birthday")).toMatchObject({ state: "sent" });
    expect(taps).toHaveLength(1);
  });

  it("one that is queued still is not handed over", async () => {
    await write("promotion");
    await write("birthday");
    await deliver();
    expect(book).toEqual([]);
    expect(await hers("promotion")).toMatchObject({ state: "refused", stateReason: "让给生日祝福" });
    await look("10:10");
    expect(await hers("birthday")).toMatchObject({ state: "task_created" });
  });

  it("one whose call is on its way is withdrawn after it is written down, and one that was lost after it is found", async () => {
    await draft("birthday");
    await write("promotion");
    hook.create = async () => {
      hook = {};
      await approve("birthday");
    };
    await deliver();
    expect(await hers("promotion")).toMatchObject({ state: "task_created" });
    await look("10:10");
    expect(hersAtPlatform()).toEqual(["waiting"]);
    expect(await hers("promotion")).toMatchObject({ state: "refused" });
    expect(await hers("birthday")).toMatchObject({ state: "task_created" });
  });

  it("one lost by a process that died is found and withdrawn before the greeting goes", async () => {
    await draft("birthday");
    await write("promotion");
    const lose = channel.createCustomerMessage;
    channel.createCustomerMessage = async (message) => {
      await lose(message);
      throw new Error("the process died before it read the answer");
    };
    await deliver();
    channel.createCustomerMessage = lose;
    await approve("birthday");
    await look("10:05");
    expect(await places()).toEqual(["promotion"]);
    await look("10:10");
    await look("10:20");
    expect(book.map(({ cancelled }) => cancelled)).toEqual([true, false]);
    expect(await hers("birthday")).toMatchObject({ state: "task_created" });
  });

  it("of a task to many she alone is taken out: the others still get it", async () => {
    await toMany();
    await deliver();
    const all = [...(book[0]?.status.keys() ?? [])];
    expect(all).toContain(HERS);
    expect(all.length).toBeGreaterThan(3);
    expect((await write("birthday")).text).toContain("优惠推广让一让");
    await look("10:10");
    await look("10:20");
    expect(book.map(({ cancelled, externalIds }) => [cancelled, externalIds.length])).toEqual([
      [true, all.length],
      [false, all.length - 1],
      [false, 1],
    ]);
    expect(book[1]?.externalIds).not.toContain(HERS);
    expect(await hers("promotion")).toMatchObject({ state: "refused", stateReason: "让给生日祝福" });
    tap();
    await look("10:30");
    expect(taps.map(({ externalId }) => externalId).sort()).toEqual([...all].sort());
    expect(await run((tx) => tx.careMessage.groupBy({ by: ["occasion", "state"], _count: true }))).toHaveLength(3);
    expect(await hers("birthday")).toMatchObject({ state: "sent" });
  });

  it("of a task to many that is queued still she is left out", async () => {
    await toMany();
    await write("birthday");
    await deliver();
    expect(book).toHaveLength(1);
    expect(book[0]?.externalIds).not.toContain(HERS);
    await look("10:10");
    expect(await hers("birthday")).toMatchObject({ state: "task_created" });
  });

  it("what was sent is sent: the greeting waits for its day", async () => {
    await write("promotion");
    await deliver();
    tap();
    await look("10:10");
    expect((await write("birthday")).text).toContain("今天已经发过");
    expect(await hers("birthday")).toMatchObject({ state: "draft", notBefore: at("09:00", "2026-09-14") });
    expect(await hers("promotion")).toMatchObject({ state: "sent" });
  });

  it("its like does not give way, nor what is more important", async () => {
    await write("promotion");
    await deliver();
    expect((await write("promotion")).text).toContain("还有一条在等点「发送」");
    expect(await hers("promotion")).toMatchObject({ state: "draft" });
    await run((tx) => tx.careMessage.deleteMany());
    book = [];
    await write("apology");
    await deliver();
    expect((await write("birthday")).text).toContain("还有一条在等点「发送」");
    await look("10:10");
    expect(book.map(({ cancelled }) => cancelled)).toEqual([false]);
    expect(await hers("apology")).toMatchObject({ state: "task_created" });
  });

  it("tapped before it could be withdrawn it counts, and the greeting comes back for its day", async () => {
    for (const faster of ["before the look", "during the withdrawal"]) {
      await run((tx) => tx.careMessage.deleteMany());
      await run((tx) => tx.touch.deleteMany());
      now = at("10:00");
      await write("promotion");
      await deliver();
      await write("birthday");
      if (faster === "before the look") tap();
      else hook.cancel = async () => tap();
      await look("10:10");
      hook = {};
      expect(await hers("promotion")).toMatchObject({ state: "sent" });
      expect(await hers("birthday"), faster).toMatchObject({
        state: "draft",
        approvedAt: null,
        notBefore: at("09:00", "2026-09-14"),
      });
      expect((await told()).at(-1)).toBe(
        "给王芳的生日祝福先不发：今天已经发过，一天最多1条。替您留着，最早明天09:00再确认。",
      );
      await look("10:20");
      expect(book.filter(({ status }) => status.get(HERS) === "waiting" && !book[0]?.cancelled)).toEqual([]);
      now = at("09:30", "2026-09-14");
      await approve("birthday");
      expect(await hers("birthday")).toMatchObject({ state: "queued" });
    }
  });

  it("of a task to many, tapped during the withdrawal, nobody gets two", async () => {
    await toMany();
    await deliver();
    await write("birthday");
    hook.cancel = async () => tap();
    await look("10:10");
    hook = {};
    await look("10:20");
    expect(await hers("promotion")).toMatchObject({ state: "sent" });
    expect(await hers("birthday")).toMatchObject({ state: "draft" });
    expect(book).toHaveLength(1);
  });

  it("while the platform does not say that it is withdrawn the place is kept and the greeting waits, to one and to many", async () => {
    for (const first of [() => write("promotion"), toMany]) {
      await run((tx) => tx.careMessage.deleteMany());
      await run((tx) => tx.campaign.deleteMany());
      book = [];
      now = at("10:00");
      await first();
      await deliver();
      await write("birthday");
      hook.cancel = () => Promise.reject(new ChannelError("cancel", 99_999, "give-up", "an unlisted code"));
      await look("10:10");
      expect(await places()).toEqual(["promotion"]);
      expect(await hers("birthday")).toMatchObject({ state: "approved" });
      hook.cancel = () => Promise.reject(new ChannelError("cancel", null, "retry", "time-out"));
      await look("10:20");
      expect(await hers("birthday")).toMatchObject({ state: "approved" });
      hook = {};
      await look("10:30");
      await look("10:40");
      expect(await hers("promotion")).toMatchObject({ state: "refused", stateReason: "让给生日祝福" });
      expect(await hers("birthday")).toMatchObject({ state: "task_created" });
    }
  });

  it("waiting until its day is over it ends, and she is told", async () => {
    await write("promotion");
    await deliver();
    await write("birthday");
    hook.cancel = () => Promise.reject(new ChannelError("cancel", null, "retry", "time-out"));
    await look("09:30", "2026-09-19");
    expect(await hers("birthday")).toMatchObject({ state: "expired", stateReason: "日子已过，没有发出" });
    expect((await told()).at(-1)).toContain("给王芳的消息没有发出：日子已过");
    expect(await hers("promotion")).toMatchObject({ state: "task_created" });
  });

  it("in the night the promotion goes and the approval stays; in the morning it is queued", async () => {
    now = at("20:50");
    await write("promotion");
    await deliver();
    await write("birthday");
    await look("21:10");
    expect(await hers("promotion")).toMatchObject({ state: "refused" });
    expect(await hers("birthday")).toMatchObject({ state: "approved" });
    await look("09:00", "2026-09-14");
    expect(await hers("birthday")).toMatchObject({ state: "task_created" });
    expect(book.at(-1)?.text).toContain("后天");
  });

  it("taken back or dismissed before the withdrawal, nothing was withdrawn", async () => {
    for (const back of ["undo", "dismiss"]) {
      await run((tx) => tx.careMessage.deleteMany());
      await write("promotion");
      await deliver();
      const { outcome } = await write("birthday");
      if (back === "dismiss") await say({ kind: "care.dismiss", which: `#${(await hers("birthday")).id}` });
      else
        for (const step of [...(outcome.undo ?? [])].reverse())
          if (step.op === "restore")
            await run((tx) => tx.careMessage.updateMany({ where: step.where, data: step.before as object }));
      expect(await hers("birthday")).toMatchObject({ state: back === "undo" ? "draft" : "dismissed" });
      await look("10:10");
      expect(await hers("promotion")).toMatchObject({ state: "task_created" });
      expect(await hers("birthday")).toMatchObject({ state: back === "undo" ? "draft" : "dismissed" });
    }
  });

  it("of two that wait the more important goes first, and no other takes the place before", async () => {
    await write("promotion");
    await deliver();
    await write("birthday");
    await write("apology");
    expect(await hers("apology")).toMatchObject({ state: "approved" });
    hook.cancelled = async () => {
      const again = await write("promotion").catch((error) => error);
      expect(again.text).not.toContain("排上了");
    };
    await look("10:10");
    expect(await hers("apology")).toMatchObject({ state: "task_created" });
    expect(await hers("birthday")).toMatchObject({ state: "approved" });
    expect(hersAtPlatform()).toEqual(["waiting"]);
    tap();
    await look("10:20");
    expect(await hers("birthday")).toMatchObject({ state: "draft", notBefore: at("09:00", "2026-09-14") });
  });

  it("put into the chat by hand it must wait as well, and goes by task", async () => {
    await write("promotion");
    await deliver();
    await draft("birthday");
    expect((await approve("birthday", { byHand: true })).text).toContain("让一让");
    expect(await run((tx) => tx.touch.count({ where: { careMessageId: { not: null } } }))).toBe(0);
    await look("10:10");
    expect(await hers("birthday")).toMatchObject({ state: "task_created" });
  });

  it("a process that dies at any step leaves one greeting, one withdrawal and everybody else's message", {
    timeout: 120_000,
  }, async () => {
    for (const many of [false, true])
      for (const dies of many ? [2, 3, 5, 6, 7, 8, 9, 10, 12] : [2, 3, 4, 5, 6, 7, 8]) {
        await run((tx) => tx.delivery.deleteMany());
        await run((tx) => tx.careMessage.deleteMany());
        await run((tx) => tx.campaign.deleteMany());
        book = [];
        now = at("10:00");
        await (many ? toMany() : write("promotion"));
        await deliver();
        const others = (book[0]?.externalIds.length ?? 0) - 1;
        await write("birthday");
        let left = dies;
        const mortal: Db = {
          ...db,
          engine: db.engine,
          transaction: (actor, work, options) => {
            left -= 1;
            return left > 0 ? db.transaction(actor, work, options) : Promise.reject(new Error("killed"));
          },
        };
        now = at("10:10");
        await Promise.all([
          pollCustomerMessages(context(mortal), now)
            .then(() => pollCampaigns(context(mortal)))
            .then(() => deliverAll(delivering(mortal)))
            .catch(() => {}),
          dies % 3 === 0 ? pollCustomerMessages(context(), now).then(() => pollCampaigns(context())) : null,
        ]);
        await look("10:20");
        await look("10:30");
        const open = book.filter(({ cancelled }) => !cancelled);
        const receivers = open.flatMap(({ externalIds }) => externalIds);
        expect(new Set(receivers).size, `${many} ${dies}`).toBe(receivers.length);
        expect(receivers.length).toBe(others + 1);
        expect(await hers("promotion")).toMatchObject({ state: "refused", stateReason: "让给生日祝福" });
        expect(await hers("birthday")).toMatchObject({ state: "task_created" });
        expect(await places()).toEqual(["birthday"]);
      }
  });
});
