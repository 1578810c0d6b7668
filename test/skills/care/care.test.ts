// Care on a real database: a message from draft to the customer's phone, and everything that may stop it.
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import type { Channel } from "../../../src/channel.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { ChannelError } from "../../../src/errors.ts";
import { silentLog } from "../../../src/log.ts";
import type { Card, CustomerMessage, CustomerMessageStatus } from "../../../src/message.ts";
import { type DeliverContext, deliverAll } from "../../../src/outbox/deliver.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import type { CustomerRef, Outcome, Plan, Shown } from "../../../src/skill.ts";
import { customerMessageHandler } from "../../../src/skills/care/deliver.ts";
import { draftGreetings } from "../../../src/skills/care/draft-jobs.ts";
import { pollCustomerMessages } from "../../../src/skills/care/jobs.ts";
import { care } from "../../../src/skills/care/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, person, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const at = (day: string, time = "10:00") => instantOf(day, time, SHANGHAI);
/** A minute past eight, before the shop opens. */
const morning = (day: string) => at(day, "08:07");

function ref(id: string): CustomerRef {
  const one = person(id);
  return { id, name: one.name, ownerId: one.owner, storeId: one.store };
}

describeOnOneEngine("care", (open, engine) => {
  let db: Db;
  let now = NOW;
  let shown: Partial<Shown> = {};
  let made: CustomerMessage[] = [];
  let cancelled: string[] = [];
  let status: CustomerMessageStatus = "waiting";
  let refused = false;
  let failure: Error | null = null;
  let existing: string | null = null;
  let existingText: string | null = null;
  let duringCall: () => Promise<unknown> = async () => {};
  let duringCancel: () => Promise<unknown> = async () => {};

  const unused = () => Promise.reject(new Error("not expected"));
  const channel: Channel = {
    send: async () => ({ messageId: "m", alreadySent: false }),
    createCustomerMessage: async (message) => {
      if (failure) throw failure;
      await duringCall();
      made.push(message);
      return { taskId: `task-${made.length}-${message.externalId}`, refused };
    },
    findCustomerMessage: async ({ text }) =>
      existing && (existingText ?? text) === text ? { taskId: existing } : null,
    customerMessageStatus: async () => status,
    cancelCustomerMessage: async (taskId) => {
      await duringCancel();
      cancelled.push(taskId);
    },
    createMassMessage: unused,
    findMassMessages: unused,
    massMessageStatuses: unused,
    remindMassMessage: unused,
    welcome: unused,
    departments: unused,
    staff: unused,
    customersOf: () => {
      throw new Error("not expected");
    },
    customer: unused,
    tags: unused,
    createTag: unused,
    markTag: unused,
    remark: unused,
    transferCustomers: unused,
    transferResults: unused,
    recall: unused,
    post: unused,
    upload: unused,
  };
  let shop: Settings = defaultSettings;
  const settings = async (): Promise<Settings> => shop;
  const rules = { zone: SHANGHAI, settings };
  const delivering = (): DeliverContext => ({
    db,
    channel,
    now: () => now,
    log: silentLog,
    random: () => 0,
    handlers: { customerMessage: customerMessageHandler(rules) },
  });
  const jobs = () => ({ db, channel, now: () => now, log: silentLog, zone: SHANGHAI, settings });
  const run = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);

  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    await run((tx) =>
      tx.benefit.createMany({
        data: [
          { key: "b1", kind: "gift", text: "定制香囊一份", occasion: "birthday", tiers: ["普通", "银卡", "金卡"] },
          { key: "b2", kind: "points", text: "当月双倍积分", occasion: "birthday", tiers: [] },
          { key: "b3", kind: "gift", text: "旧礼盒一个", occasion: "birthday", tiers: [], activeTo: at("2026-01-02") },
        ],
      }),
    );
  });

  beforeEach(async () => {
    now = NOW;
    shop = defaultSettings;
    shown = {};
    made = [];
    cancelled = [];
    status = "waiting";
    refused = false;
    failure = null;
    existing = null;
    existingText = null;
    duringCancel = async () => {};
    duringCall = async () => {};
    await run(async (tx) => {
      await tx.delivery.deleteMany();
      await tx.touch.deleteMany();
      await tx.careMessage.deleteMany();
      await tx.consent.deleteMany();
      await tx.relation.updateMany({ data: { endedAt: null } });
      await tx.customer.updateMany({ where: { id: { not: "wang-jianguo" } }, data: { doNotDisturb: false } });
    });
  });

  async function say(plan: Plan, who: string | null = null, staffId = "linyue") {
    return withTurn(db, staffId, { shown, text: "说的话", now }, async (turn) => {
      const full = who === null ? plan : { who: person(who).name, ...plan };
      const outcome: Outcome = await care.handle(turn, full, who === null ? null : ref(who));
      shown = { ...shown, ...outcome.shown };
      const { text, cards = [] } = care.words(outcome.result, turn);
      return { outcome, text, cards };
    });
  }
  const draft = (who: string, occasion = "birthday", more = {}) => say({ kind: "care.draft", occasion, ...more }, who);
  function press(card: Card | undefined, index = 0) {
    const plan = care.button?.(card?.buttons[index]?.key ?? "", {});
    if (!plan) throw new Error("no such button");
    return say(plan);
  }
  const rows = () => run((tx) => tx.careMessage.findMany({ orderBy: { createdAt: "asc" } }));
  async function only() {
    const [row, ...others] = await rows();
    if (!row || others.length > 0) throw new Error(`expected one message, found ${others.length + (row ? 1 : 0)}`);
    return row;
  }
  const told = () =>
    run(async (tx) => {
      const found = await tx.delivery.findMany({
        where: { kind: { not: "customer_message" } },
        orderBy: { seq: "asc" },
      });
      return found.map((row) => JSON.stringify(row.reply));
    });
  const touches = () => run((tx) => tx.touch.findMany({ where: { careMessageId: { not: null } } }));
  async function reservations() {
    return run((tx) => tx.contactReservation.findMany({ where: { releasedAt: null } }));
  }

  describe("draft", () => {
    it("writes a birthday wish with the true day word, her gift and her name", async () => {
      const { text, cards, outcome } = await draft("wang-fang-younger");
      expect(text).toMatch(/^给王芳写好了：\n「王姐，大后天/);
      expect(text).toContain("定制香囊一份，另有当月双倍积分");
      expect(text).not.toContain("旧礼盒");
      expect(cards[0]).toMatchObject({
        title: "生日祝福 · 王芳",
        subtitle: "日子：9月16日",
        buttons: [{ text: "发送" }, { text: "换一个" }, { text: "不发" }],
      });
      expect(outcome.undo).toEqual([
        { op: "delete", table: "careMessage", where: { id: (await only()).id, state: "draft" } },
      ]);
      expect((await only()).draftedText).toContain("{日子词}");
    });

    it("asked again writes the same draft anew", async () => {
      const first = await draft("wang-fang-younger");
      const second = await draft("wang-fang-younger");
      expect((await only()).state).toBe("draft");
      expect(second.text).not.toBe(first.text);
      expect(second.text).toMatch(/^给王芳换了一条/);
    });

    it("refuses what must not be written, with the reason", async () => {
      expect((await draft("chen-guodong")).text).toBe(
        "陈国栋现在不发生日祝福：9月10日的投诉还没处理完，先把事情解决、可以先发道歉。要不先说「给陈国栋写个道歉」？",
      );
      expect((await draft("wang-jianguo", "care")).text).toContain("说过不要打扰");
      expect(await rows()).toEqual([]);
    });

    it("an apology passes the open complaint and feels with her", async () => {
      const { text, cards } = await draft("chen-guodong", "apology", { about: "西装袖口开线了" });
      expect(text).toContain("陈总，西装袖口开线了，");
      expect(text).toMatch(/理解您/);
      expect(cards[0]?.buttons[0]?.text).toBe("发送");
    });

    it("names the festival that was said, and the right one", async () => {
      const { text } = await draft("li-wen-f", "holiday", { about: "国庆" });
      expect(text).toMatch(/大后天.*国庆/);
      expect(text).toContain("日子是10月1日，还早；9月28日09:00");
      expect((await draft("li-wen-f", "holiday")).text).toMatch(/中秋/);
    });

    it("keeps her allergy out of the words", async () => {
      const { text } = await draft("zhang-lihua", "promotion", { about: "新到一批羊毛大衣" });
      expect(text).toContain("⚠️ 「羊毛」客户的忌讳：对羊毛过敏");
    });

    it("says when it can go if not now, and keeps it", async () => {
      await run((tx) =>
        tx.touch.create({
          data: {
            customerId: "li-wen-m",
            staffId: "chenchen",
            direction: "out",
            means: "message",
            at: at("2026-09-12"),
          },
        }),
      );
      const { text } = await draft("li-wen-m", "care");
      expect(text).toContain("⏳ 陈晨昨天刚联系过，免得重复打扰，最早明天10:00能发，先替您留着。");
      expect((await only()).notBefore).toEqual(at("2026-09-14"));
    });

    it("long before the day it is kept, and comes back three days ahead", async () => {
      const { text, cards } = await draft("wang-fang-older");
      expect(text).toContain("大后天");
      expect(text).toContain("💡 日子是2027年5月3日，还早；2027年4月30日09:00我再拿给您确认。");
      expect((await press(cards[0])).text).toContain("这条还早");
      expect((await only()).state).toBe("draft");
      expect((await draft("wang-fang-older", "promotion", { about: "店里换季了" })).text).not.toContain("名额");
      await run((tx) => tx.careMessage.deleteMany({ where: { occasion: "promotion" } }));
      now = morning("2027-04-30");
      await draftGreetings(jobs(), now);
      expect((await told()).filter((one) => one.includes("生日祝福 · 王芳"))).toHaveLength(1);
      now = at("2027-04-30");
      expect((await press(cards[0])).text).toContain("排上了");
    });

    it("a manager writes in the name of her who knows the customer", async () => {
      const { text } = await say({ kind: "care.draft", occasion: "care" }, "li-wen-m", "zhouhang");
      expect(text).toContain("林悦");
      expect((await only()).staffId).toBe("linyue");
    });
  });

  describe("edit", () => {
    it("takes the associate's own words and checks them", async () => {
      await draft("wang-fang-younger");
      const { text, cards } = await say({ kind: "care.edit", text: "王姐明天生日，来店领八折券！" });
      expect(text).toContain("⚠️ 「明天」日子不对，应该是「大后天」");
      expect(text).toContain("没有对应的有效礼遇");
      expect(cards[0]?.buttons.map((button) => button.text)).toEqual(["换一个", "不发"]);
      expect((await say({ kind: "care.approve" })).text).toContain("先改一下再发");
      expect((await say({ kind: "care.approve", confirmed: true })).text).toContain("先改一下再发");
      expect((await only()).state).toBe("draft");
      expect((await say({ kind: "care.edit", text: "王姐生日快乐！" })).cards[0]?.buttons).toHaveLength(3);
    });

    it("changes to another, a shorter one, one without benefit, and back by undo", async () => {
      const texts = new Set<string>();
      await draft("wang-fang-younger");
      for (let i = 0; i < 3; i++) {
        texts.add((await only()).text);
        await say({ kind: "care.edit", change: "another" });
      }
      expect(texts.size).toBe(3);
      // On to a wording that is not the shortest already.
      for (let i = 0; i < 9 && !(await only()).text.includes("香囊"); i++) {
        await say({ kind: "care.edit", change: "another" });
      }
      const before = await only();
      const { outcome } = await say({ kind: "care.edit", change: "shorter" });
      expect((await only()).text.length).toBeLessThanOrEqual(before.text.length);
      await say({ kind: "care.edit", change: "no-benefit" });
      expect((await only()).text).not.toMatch(/香囊|积分/);
      const step = outcome.undo?.[0];
      expect(step?.op === "restore" ? step.before : null).toMatchObject({ text: before.text, state: "draft" });
    });
  });

  describe("approve", () => {
    it("the pressed button sends the text it showed, once", async () => {
      const { cards } = await draft("wang-fang-younger");
      const { text, outcome } = await press(cards[0]);
      expect(text).toContain("好，给王芳的消息排上了");
      expect(await only()).toMatchObject({ state: "queued", approvedById: "linyue" });
      expect(outcome.undo).toMatchObject([{ op: "restore", where: { state: "queued" } }]);
      expect((await press(cards[0])).text).toBe("王芳这条已经排上了，没有重复发。");
      await deliverAll(delivering());
      expect(made).toEqual([{ sender: "linyue", externalId: "wm-wang-fang-younger", text: (await only()).text }]);
      expect(await only()).toMatchObject({ state: "task_created", taskId: "task-1-wm-wang-fang-younger" });
      expect((await press(cards[0])).text).toContain("没有重复发");
      await deliverAll(delivering());
      expect(made).toHaveLength(1);
    });

    it("says when she usually answers, unless that is now", async () => {
      const approve = async () => {
        const { cards } = await draft("wang-fang-younger");
        return (await press(cards[0])).text;
      };
      const answers = [1, 2, 3].map((day) => ({
        customerId: "wang-fang-younger",
        staffId: "linyue",
        direction: "in",
        means: "message",
        at: at(`2026-08-0${day}`, "20:10"),
      }));
      await run((tx) => tx.touch.createMany({ data: answers }));
      expect(await approve()).toContain("💡 王芳回音多在20点到23点（近3次里3次），那时点「发送」更好。");
      await run((tx) => tx.careMessage.deleteMany());
      await run((tx) => tx.touch.updateMany({ data: { at: at("2026-08-01", "10:10") } }));
      expect(await approve()).not.toContain("回音");
    });

    it("a typed word is asked about once, with the text", async () => {
      const { outcome } = await draft("wang-fang-younger");
      const asked = await say({ kind: "care.approve" });
      expect(asked.text).toMatch(/^这样发给王芳吗？\n「王姐/);
      expect(asked.outcome.question).toMatchObject({ kind: "confirm", what: "王芳" });
      expect((await only()).state).toBe("draft");
      expect(outcome.question).toBeUndefined();
      await say({ kind: "care.approve", confirmed: true });
      expect((await only()).state).toBe("queued");
    });

    it("an old card does not send a changed text", async () => {
      const { cards } = await draft("wang-fang-younger");
      const edited = await say({ kind: "care.edit", text: "王姐，生日快乐！" });
      const { text, cards: again } = await press(cards[0]);
      expect(text).toContain("和您看到的不一样了");
      expect((await only()).state).toBe("draft");
      expect(again[0]?.buttons[0]?.key).toBe(edited.cards[0]?.buttons[0]?.key);
    });

    it("a day later the day word is another, and it is shown before it goes", async () => {
      const { cards } = await draft("wang-fang-younger");
      now = at("2026-09-14");
      const { text, cards: again } = await press(cards[0]);
      expect(text).toMatch(/现在是：\n「王姐，后天/);
      await press(again[0]);
      expect((await only()).text).toContain("后天");
      expect((await only()).state).toBe("queued");
    });

    it("on the day itself the wish made for before is written anew", async () => {
      const { cards } = await draft("wang-fang-younger");
      now = at("2026-09-16");
      const { text, cards: again } = await press(cards[0]);
      expect(text).toContain("今天");
      expect(text).not.toMatch(/先祝|提前/);
      await press(again[0]);
      expect((await only()).state).toBe("queued");
    });

    it("waits for quiet hours, and after the day is over is expired", async () => {
      const { cards } = await draft("wang-fang-younger");
      now = at("2026-09-13", "22:00");
      const { text } = await press(cards[0]);
      expect(text).toContain("21:00到09:00是休息时间。替您留着，最早明天09:00再确认。");
      expect(await only()).toMatchObject({ state: "draft", notBefore: at("2026-09-14", "09:00") });
      now = at("2026-09-20");
      expect((await press(cards[0])).text).toBe("王芳这条已经过期，没有重复发。");
    });

    it("asks the gate again and records a refusal", async () => {
      const { cards } = await draft("wang-fang-younger");
      await run((tx) => tx.customer.update({ where: { id: "wang-fang-younger" }, data: { doNotDisturb: true } }));
      expect((await press(cards[0])).text).toBe("王芳这条不能发：说过不要打扰。");
      expect(await only()).toMatchObject({ state: "refused", stateReason: "说过不要打扰" });
    });

    it("two colleagues at one customer: one place, one message", async () => {
      await run((tx) =>
        tx.relation.createMany({ data: [{ staffId: "zhouhang", customerId: "li-wen-m", addedAt: NOW }] }),
      );
      const mine = await draft("li-wen-m", "care");
      const theirs = await say({ kind: "care.draft", occasion: "care" }, "li-wen-m", "zhouhang");
      const plan = (cards: Card[]) => care.button?.(cards[0]?.buttons[0]?.key ?? "", {}) ?? { kind: "" };
      const ends = await Promise.all([say(plan(mine.cards)), say(plan(theirs.cards), null, "zhouhang")]);
      const states = (await rows()).map((row) => row.state).sort();
      expect(states, ends.map((end) => end.text).join("|")).toEqual(["draft", "queued"]);
    });

    it("another associate may not send it", async () => {
      const { cards } = await draft("wang-fang-younger");
      const key = cards[0]?.buttons[0]?.key ?? "";
      const plan = care.button?.(key, {}) ?? { kind: "" };
      expect((await say(plan, null, "chenchen")).text).toBe("现在没有等着发的消息。要写一条，就说「给张姐写条问候」。");
      expect((await only()).state).toBe("draft");
    });

    it("all at once asks with every text, then does each", async () => {
      await draft("wang-fang-younger");
      await draft("li-wen-f", "care");
      shown = {};
      const asked = await say({ kind: "care.approve", all: true });
      expect(asked.text).toMatch(/^这2条都发吗？/);
      await say({ kind: "care.approve", all: true, confirmed: true });
      expect((await rows()).map((row) => row.state)).toEqual(["queued", "queued"]);
    });

    it("several that fit are asked about", async () => {
      await draft("wang-fang-younger");
      await draft("li-wen-f", "care");
      shown = {};
      expect((await say({ kind: "care.approve" })).text).toMatch(/^有2条在等，你说的是哪一条？/);
      expect((await say({ kind: "care.approve", which: "李雯", confirmed: true })).text).toContain(
        "给李雯的消息排上了",
      );
      shown = {};
      await say({ kind: "care.list" });
      expect((await say({ kind: "care.dismiss", which: "第一条" })).text).toContain("不发了");
    });
  });

  describe("undo and dismiss", () => {
    it("taken back before delivery nothing goes, and approved again it goes once", async () => {
      const { cards } = await draft("wang-fang-younger");
      const { outcome } = await press(cards[0]);
      const step = outcome.undo?.[0];
      if (step?.op !== "restore") throw new Error("no undo");
      await run((tx) => tx.careMessage.updateMany({ where: step.where, data: step.before }));
      await deliverAll(delivering());
      expect(made).toEqual([]);
      expect((await only()).state).toBe("draft");
      now = at("2026-09-13", "10:05");
      await press(cards[0]);
      await deliverAll(delivering());
      expect(made).toHaveLength(1);
    });

    it("dismissed drafts stay dismissed; a message on its way is withdrawn", async () => {
      const { cards } = await draft("wang-fang-younger");
      await press(cards[0], 2);
      expect((await only()).state).toBe("dismissed");
      now = morning("2026-09-14");
      await draftGreetings(jobs(), now);
      expect((await rows()).find((row) => row.customerId === "wang-fang-younger")?.state).toBe("dismissed");

      now = NOW;
      const other = await draft("li-wen-f", "care");
      await press(other.cards[0]);
      await deliverAll(delivering());
      expect((await say({ kind: "care.dismiss", which: "李雯" })).text).toContain("没有");
      const id = (await rows()).find((row) => row.customerId === "li-wen-f")?.id;
      expect((await say({ kind: "care.dismiss", which: `#${id}` })).text).toContain("马上撤回");
      await pollCustomerMessages(jobs(), now);
      expect(cancelled).toEqual(["task-1-wm-li-wen-f"]);
      expect((await rows()).find((row) => row.id === id)).toMatchObject({ state: "expired" });
      expect((await reservations()).filter((one) => one.customerId === "li-wen-f")).toEqual([]);
    });
  });

  describe("delivery", () => {
    async function queued(who = "wang-fang-younger") {
      const { cards } = await draft(who, "care");
      await press(cards[0]);
    }

    it("adopts the task of an attempt that died before writing it down", async () => {
      await queued();
      failure = new ChannelError("create", null, "retry", "time-out");
      await deliverAll(delivering());
      expect((await only()).state).toBe("queued");
      failure = null;
      existing = "task-made-before";
      now = at("2026-09-13", "10:01");
      await deliverAll(delivering());
      expect(made).toEqual([]);
      expect(await only()).toMatchObject({ state: "task_created", taskId: "task-made-before" });
    });

    it("a delivery of an approval taken back sends nothing for a later one", async () => {
      await queued();
      const { id, approvedAt } = await only();
      const claim = {
        id: "d",
        staffId: "linyue",
        kind: "customer_message" as const,
        reply: { kind: "text" as const, text: "" },
        careMessageId: id,
        inboundId: null,
        replyToken: null,
        attempts: 1,
        createdAt: NOW,
      };
      const handler = customerMessageHandler(rules);
      await handler(delivering(), { ...claim, key: `care:${id}:${(approvedAt?.getTime() ?? 0) - 1000}` });
      expect(made).toEqual([]);
    });

    it("taken back while the call is on its way, the task is cancelled", async () => {
      await queued();
      duringCall = () =>
        run((tx) => tx.careMessage.updateMany({ data: { state: "draft", approvedAt: null, approvedById: null } }));
      await deliverAll(delivering());
      expect(cancelled).toEqual(["task-1-wm-wang-fang-younger"]);
      expect((await only()).state).toBe("draft");
    });

    it("does not adopt a task that belongs to another message", async () => {
      await queued();
      await run((tx) =>
        tx.careMessage.create({
          data: {
            customerId: "sun-li",
            staffId: "linyue",
            occasion: "care",
            draftedText: "x",
            text: "x",
            state: "sent",
            taskId: "task-of-another",
          },
        }),
      );
      failure = new ChannelError("create", null, "retry", "time-out");
      await deliverAll(delivering());
      failure = null;
      existing = "task-of-another";
      now = at("2026-09-13", "10:01");
      await deliverAll(delivering());
      expect(made).toHaveLength(1);
    });

    it("a refusal frees the place and is told", async () => {
      refused = true;
      await queued();
      await deliverAll(delivering());
      expect(await only()).toMatchObject({ state: "refused" });
      expect(await reservations()).toEqual([]);
      expect((await told()).join()).toContain("没有发出：企业微信说这位客户收不到您的消息");
    });

    it("so does an error that will never pass", async () => {
      failure = new ChannelError("create", 84061, "give-up", "no relation");
      await queued();
      await deliverAll(delivering());
      expect(await only()).toMatchObject({ state: "refused" });
      expect(await told()).toHaveLength(1);
    });

    it("asks again: who opted out meanwhile gets nothing", async () => {
      await queued();
      await run((tx) => tx.customer.update({ where: { id: "wang-fang-younger" }, data: { doNotDisturb: true } }));
      await deliverAll(delivering());
      expect(made).toEqual([]);
      expect(await only()).toMatchObject({ state: "refused", stateReason: "说过不要打扰" });
    });

    it("late in the queue it waits out the night", async () => {
      await queued();
      now = at("2026-09-13", "23:00");
      await deliverAll(delivering());
      expect(made).toEqual([]);
      now = at("2026-09-14", "09:01");
      await deliverAll(delivering());
      expect(made).toHaveLength(1);
    });

    it("late in the queue it says the true day", async () => {
      const { cards } = await draft("wang-fang-younger");
      await press(cards[0]);
      now = at("2026-09-14");
      await deliverAll(delivering());
      expect(made[0]?.text).toContain("后天");
      expect(made[0]?.text).not.toContain("大后天");
    });
  });

  describe("while the day comes nearer", () => {
    const lost = new Error("the process died before it read the answer");
    async function birthday() {
      const { cards } = await draft("wang-fang-younger");
      await press(cards[0]);
      await deliverAll(delivering());
    }
    /** As often as the queue tries again. */
    async function later(to: Date) {
      now = to;
      await pollCustomerMessages(jobs(), now);
      await deliverAll(delivering());
    }

    it("a task lost yesterday with yesterday's day word is found, not made twice", async () => {
      failure = lost;
      await birthday();
      failure = null;
      existing = "task-lost";
      existingText = (await only()).text;
      expect(existingText).toContain("大后天");
      now = at("2026-09-14");
      await deliverAll(delivering());
      expect(made).toEqual([]);
      expect(await only()).toMatchObject({ state: "task_created", taskId: "task-lost", text: existingText });
      // It says the wrong day by now: withdrawn, and made anew.
      existing = null;
      await later(at("2026-09-14", "10:10"));
      expect(cancelled).toEqual(["task-lost"]);
      expect(made.map(({ text }) => text)).toEqual([existingText?.replace("大后天", "后天")]);
    });

    it("a lost task is taken back when she refuses before it is found", async () => {
      failure = lost;
      await birthday();
      failure = null;
      existing = "task-lost";
      await run((tx) => tx.customer.update({ where: { id: "wang-fang-younger" }, data: { doNotDisturb: true } }));
      await later(at("2026-09-13", "10:10"));
      await later(at("2026-09-13", "10:20"));
      expect(cancelled).toEqual(["task-lost"]);
      expect(made).toEqual([]);
      expect((await only()).state).toBe("refused");
      expect(await reservations()).toEqual([]);
    });

    it("untapped, it says the true day on the next one, and on the day itself comes back in other words", async () => {
      await birthday();
      expect(made[0]?.text).toContain("大后天");
      await later(at("2026-09-14", "09:10"));
      expect(cancelled).toHaveLength(1);
      expect(made).toHaveLength(2);
      expect(made[1]?.text).toContain("后天");
      expect(made[1]?.text).not.toContain("大后天");
      await later(at("2026-09-14", "09:20"));
      expect(made).toHaveLength(2);
      await later(at("2026-09-16", "09:10"));
      expect(cancelled).toHaveLength(2);
      expect(made).toHaveLength(2);
      const again = await only();
      expect(again).toMatchObject({ state: "draft", taskId: null, approvedAt: null });
      expect(again.text).toContain("今天");
      expect(again.templateKey).toMatch(/today/);
      expect(await reservations()).toEqual([]);
      expect((await told()).join()).toContain("说法换了一下");
      const { cards } = await say({ kind: "care.edit", which: `#${again.id}`, change: "another" });
      await press(cards[0]);
      await deliverAll(delivering());
      expect(made[2]?.text).toContain("今天");
    });

    it("a tap that comes just before it is withdrawn counts as sent", async () => {
      await birthday();
      duringCancel = async () => {
        status = "sent";
      };
      await later(at("2026-09-14", "09:10"));
      expect(await only()).toMatchObject({ state: "sent" });
      expect(made).toHaveLength(1);
      expect(await touches()).toHaveLength(1);
    });

    it("what is learnt of her meanwhile stops words that hurt", async () => {
      const { cards } = await draft("wang-fang-younger", "care", { about: "店里新烤了蛋糕给您留着" });
      await press(cards[0]);
      await deliverAll(delivering());
      expect(made).toHaveLength(1);
      const fact = await run((tx) =>
        tx.fact.create({
          data: { customerId: "wang-fang-younger", kind: "negative", topic: "忌口", value: "不吃甜", recordedAt: now },
        }),
      );
      await later(at("2026-09-13", "10:10"));
      expect(cancelled).toHaveLength(1);
      expect(await only()).toMatchObject({ state: "refused" });
      await run((tx) => tx.fact.delete({ where: { id: fact.id } }));
    });

    it("her wish counts and the night is kept although her allowance is used up besides", async () => {
      await birthday();
      const used = [1, 2].map((days) => ({
        customerId: "wang-fang-younger",
        staffId: "linyue",
        direction: "out",
        means: "message",
        at: new Date(NOW.getTime() - days * 86_400_000),
      }));
      await run((tx) => tx.touch.createMany({ data: used }));
      await run((tx) =>
        tx.customer.update({
          where: { id: "wang-fang-younger" },
          data: { doNotDisturb: true, doNotDisturbUntil: at("2026-09-15", "00:00") },
        }),
      );
      await later(at("2026-09-13", "10:10"));
      expect(cancelled).toHaveLength(1);
      expect((await only()).stateReason).toContain("免打扰");
      await run((tx) => tx.customer.update({ where: { id: "wang-fang-younger" }, data: { doNotDisturbUntil: null } }));
    });

    it("a kind she does not want any more is not sent because it was approved before", async () => {
      const { cards } = await draft("wang-fang-younger");
      await press(cards[0]);
      const wish = { customerId: "wang-fang-younger", occasion: "birthday", enabled: false, changedAt: now };
      const row = await run((tx) => tx.careSwitch.create({ data: wish }));
      await deliverAll(delivering());
      expect(made).toEqual([]);
      expect((await only()).state).toBe("refused");
      await run((tx) => tx.careSwitch.delete({ where: { id: row.id } }));
    });
  });

  describe("following up", () => {
    beforeEach(async () => {
      const { cards } = await draft("wang-fang-younger", "care");
      await press(cards[0]);
      await deliverAll(delivering());
    });

    it("sent becomes a touch, once", async () => {
      await pollCustomerMessages(jobs(), now);
      expect((await only()).state).toBe("task_created");
      status = "sent";
      now = at("2026-09-13", "11:00");
      await pollCustomerMessages(jobs(), now);
      await pollCustomerMessages(jobs(), now);
      expect(await only()).toMatchObject({ state: "sent", sentAt: now });
      expect(await touches()).toMatchObject([{ direction: "out", means: "message", at: now }]);
      expect((await draft("wang-fang-younger", "promotion")).text).toContain("今天已经发过");
    });

    it("over the platform's limit the text is offered to copy", async () => {
      status = "limit-reached";
      await pollCustomerMessages(jobs(), now);
      expect((await only()).state).toBe("failed");
      expect((await told()).join()).toContain("可以复制下面的文字一对一发");
      expect(await reservations()).toEqual([]);
      expect((await draft("wang-fang-younger", "care")).text).toContain("本月的群发已到平台上限");
    });

    it("no longer friends: told, and known from then on", async () => {
      status = "not-a-friend";
      await pollCustomerMessages(jobs(), now);
      expect((await told()).join()).toContain("客户已不在您的好友里");
      expect((await draft("wang-fang-younger", "care")).text).toContain("不在您的企业微信客户列表里");
    });

    it("unconfirmed for seven days it is cancelled", async () => {
      now = at("2026-09-20", "09:59");
      await run((tx) => tx.careMessage.updateMany({ data: { expiresAt: at("2026-12-01") } }));
      await pollCustomerMessages(jobs(), now);
      expect(cancelled).toEqual([]);
      now = at("2026-09-20", "10:00");
      await pollCustomerMessages(jobs(), now);
      expect(cancelled).toHaveLength(1);
      expect(await only()).toMatchObject({ state: "expired", stateReason: "七天没有在群发助手里点「发送」，已撤回" });
      expect(await reservations()).toEqual([]);
    });

    it("who says no after the approval is not written to", async () => {
      await run((tx) => tx.customer.update({ where: { id: "wang-fang-younger" }, data: { doNotDisturb: true } }));
      await pollCustomerMessages(jobs(), now);
      expect(cancelled).toHaveLength(1);
      expect((await only()).state).toBe("refused");
    });
  });

  describe("greetings by the clock", () => {
    beforeEach(() => {
      shop = { ...shop, occasions: ["birthday", "anniversary", "thanks", "holiday"] };
    });

    const of = async (customerId: string) => (await rows()).filter((row) => row.customerId === customerId);

    it("drafts birthdays ahead by both calendars, first purchases, and holidays; once", async () => {
      now = morning("2026-09-13");
      await draftGreetings(jobs(), now);
      const first = await rows();
      expect(first.map((row) => `${row.occasion} ${row.customerId} ${row.state}`).sort()).toEqual([
        "birthday wang-fang-younger draft",
        "thanks huang-lei draft",
        "thanks xu-jing draft",
        "thanks zhang-li draft",
      ]);
      expect((await of("wang-fang-younger"))[0]?.text).toContain("大后天");
      await draftGreetings(jobs(), now);
      expect(await rows()).toEqual(first);
      now = morning("2026-09-14");
      await draftGreetings(jobs(), now);
      expect(await of("wang-fang-younger")).toHaveLength(1);
    });

    it("records what the gate refuses, with the reason", async () => {
      now = morning("2026-09-18");
      await draftGreetings(jobs(), now);
      expect(await of("chen-guodong")).toMatchObject([
        { occasion: "birthday", state: "refused", stateReason: expect.stringContaining("投诉") },
      ]);
      expect((await say({ kind: "care.list", state: "refused" })).text).toContain("陈国栋 生日祝福：9月10日的投诉");
    });

    it("after two days off makes up for what was missed, in words that say so", async () => {
      now = morning("2026-09-18");
      await draftGreetings(jobs(), now);
      const [late] = await of("wang-fang-younger");
      expect(late?.text).toMatch(/前天/);
      expect(late?.text).toMatch(/补|晚/);
      now = morning("2026-09-19");
      await run((tx) => tx.careMessage.deleteMany());
      await draftGreetings(jobs(), now);
      expect(await of("wang-fang-younger")).toEqual([]);
    });

    it("lunar birthday and mid-autumn on one day: the birthday goes first, the holiday yields", async () => {
      await run((tx) =>
        tx.touch.create({
          data: {
            customerId: "zhang-lihua",
            staffId: "linyue",
            direction: "out",
            means: "message",
            at: at("2026-09-10"),
          },
        }),
      );
      now = morning("2026-09-22");
      await draftGreetings(jobs(), now);
      const hers = await of("zhang-lihua");
      expect(hers.map((row) => `${row.occasion} ${row.state}`).sort()).toEqual(["birthday draft", "holiday refused"]);
      expect(hers.find((row) => row.occasion === "holiday")?.stateReason).toContain("名额要留给更要紧的生日祝福");
    });

    it("tells each associate once: cards to press when few, a list when many, nothing to those who want none", async () => {
      await run((tx) => tx.staff.update({ where: { id: "hejing" }, data: { nudgesOff: true } }));
      now = morning("2026-09-13");
      await draftGreetings(jobs(), now);
      await draftGreetings(jobs(), now);
      const cards = await run((tx) => tx.delivery.findMany({ where: { kind: "card" }, orderBy: { staffId: "asc" } }));
      expect(cards.map((row) => row.staffId)).toEqual(["chenchen", "linyue"]);
      expect(JSON.stringify(cards[1]?.reply)).toContain("care:approve:");
      await run((tx) => tx.staff.update({ where: { id: "hejing" }, data: { nudgesOff: false } }));

      now = morning("2026-09-22");
      await draftGreetings(jobs(), now);
      const list = await run((tx) => tx.delivery.findMany({ where: { kind: "card", staffId: "linyue" } }));
      expect(JSON.stringify(list.at(-1)?.reply)).toContain("条祝福写好了，等您过目");
      now = at("2026-09-22", "09:30");
      const listed = await say(care.button?.("care:list", {}) ?? { kind: "" });
      expect(listed.text).toMatch(/^等着发的消息（\d+），先看5条：\n1\. /);
      expect((await say({ kind: "care.approve", which: "第一条", confirmed: true })).text).toContain("排上了");
    });

    it("a card of the job sends when it is pressed", async () => {
      now = morning("2026-09-13");
      await draftGreetings(jobs(), now);
      const row = await run((tx) => tx.delivery.findFirstOrThrow({ where: { kind: "card", staffId: "linyue" } }));
      const key = /care:approve:[^"]+/.exec(JSON.stringify(row.reply))?.[0] ?? "";
      now = at("2026-09-13", "09:30");
      expect((await say(care.button?.(key, {}) ?? { kind: "" })).text).toContain("给王芳的消息排上了");
    });
  });

  if (engine === "server") {
    it("two processes drafting the same morning make each greeting once", async () => {
      now = morning("2026-09-13");
      await Promise.all([draftGreetings(jobs(), now), draftGreetings(jobs(), now)]);
      expect(new Set((await rows()).map((row) => row.occurrenceKey)).size).toBe((await rows()).length);
    });
  }
});
