import { beforeEach, expect, test } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { purchases } from "../../../src/skills/purchases/skill.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { NOW, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";
import { day, minutesLater, type TellOptions, takeBack, tell } from "../notes/tell.ts";

const zhang = "zhang-lihua";
const zhao = "zhao-min";

describeOnOneEngine("purchases", (open) => {
  let db: Db;
  let whole: Db;
  beforeEach(async () => {
    if (!whole) {
      whole = await open();
      await seedPeople(whole, testVault);
    }
  });
  const story = (name: string, play: () => Promise<void>) =>
    test(name, () =>
      whole.sandbox(async (inner) => {
        db = inner;
        await play();
      }),
    );
  const say = (plan: { kind: string } & Record<string, unknown>, who = zhang, options: TellOptions = {}) =>
    tell(db, purchases, plan, who, options);
  const buy = (item: string | null, amount: number | null, who = zhang, more: object = {}, options: TellOptions = {}) =>
    say({ kind: "purchases.record", items: item ? [{ item }] : [], amount, ...more }, who, options);
  const rows = (customerId: string) =>
    withTurn(db, "boss", {}, async ({ tx }) => ({
      orders: await tx.order.count({ where: { customerId } }),
      lines: await tx.orderLine.count({ where: { customerId } }),
      touches: await tx.touch.count({ where: { customerId } }),
      visits: await tx.visit.count({ where: { customerId } }),
      followUps: await tx.followUp.count({ where: { customerId } }),
    }));

  story("a purchase gives something back: the year so far (P18); 撤销 leaves no trace", async () => {
    const before = await rows(zhang);
    const { text, outcome } = await buy("真丝裙", 3280);
    expect(text).toBe("记下了：张丽华 真丝裙 3,280元\n今年第3次，一共15,580元。");
    expect(outcome.audit?.[0]).toMatchObject({ action: "purchases.record", customerId: zhang });
    expect(await rows(zhang)).toEqual({ ...before, orders: 4, lines: 4, touches: 1 });
    await takeBack(db);
    expect(await rows(zhang)).toEqual(before);
  });

  story("several articles, a day of last year, no articles", async () => {
    const items = [
      { item: "白衬衫", amount: 800 },
      { item: "丝巾", quantity: 2 },
    ];
    const { text } = await say({ kind: "purchases.record", items, amount: 1200, on: "2025-12-31" });
    expect(text).toBe("记下了：张丽华 2025年12月31日白衬衫、丝巾×2 1,200元\n· 白衬衫 800元\n· 丝巾×2 400元");
    const stored = await withTurn(db, "linyue", {}, ({ tx }) =>
      tx.order.findFirst({
        where: { customerId: zhang, channel: "chat" },
        include: { lines: { orderBy: { amountFen: "desc" } } },
      }),
    );
    expect(stored?.paidAt.toISOString()).toBe("2025-12-31T04:00:00.000Z");
    expect(stored?.lines.map((line) => [line.category, line.quantity, line.amountFen])).toEqual([
      ["上衣", 1, 80000],
      ["配饰", 2, 40000],
    ]);
    expect((await buy(null, 99.9)).text).toContain("记下了：张丽华 一笔 99.90元");
  });

  story("no amount asks kindly; a day to come and a slip of zeros are refused; nothing is written", async () => {
    const before = await rows(zhang);
    expect((await buy("真丝裙", null)).text).toBe("多少钱呢？连金额一起说，我就记上，比如「张丽华买了真丝裙3280」");
    expect((await buy("裙", 100, zhang, { on: day(1) })).text).toContain("明天还没到呢");
    expect((await buy("裙", 100, zhang, { on: "2026-02-30" })).text).toContain("不存在");
    expect(
      (
        await say({
          kind: "purchases.record",
          items: [
            { item: "裙", amount: 9e6 },
            { item: "衫", amount: 9e6 },
          ],
          amount: null,
        })
      ).text,
    ).toContain("多打了几个零");
    expect(await rows(zhang)).toEqual(before);
  });

  story("the same sum within ten minutes is asked about, and done after 是", async () => {
    await buy("真丝裙", 3280);
    const asked = await buy("真丝裙", 3280, zhang, {}, { now: minutesLater(4) });
    expect(asked.text).toContain("4分钟前已经给张丽华记过一笔 3,280元");
    expect(asked.outcome.question?.kind).toBe("confirm");
    expect(asked.outcome.undo).toBeUndefined();
    expect((await buy("真丝裙", 3280, zhang, { confirmed: true }, { now: minutesLater(4) })).result.kind).toBe(
      "recorded",
    );
    expect((await buy("真丝裙", 3280, zhang, {}, { now: minutesLater(15) })).result.kind).toBe("recorded");
    expect((await buy("真丝裙", 3281, zhang, {}, { now: minutesLater(15) })).result.kind).toBe("recorded");
    expect((await buy("真丝裙", 3280, "sun-li", {}, { now: minutesLater(15) })).result.kind).toBe("recorded");
  });

  story("after the first purchase she is asked within three days, once (E05)", async () => {
    const { text } = await buy("真丝裙", 3280, zhao);
    expect(text).toContain("这是第一次买。后天我提醒你问问用得怎么样，先不推新品。");
    const task = await withTurn(db, "linyue", {}, ({ tx }) => tx.followUp.findFirst({ where: { customerId: zhao } }));
    expect(task).toMatchObject({ staffId: "linyue", ruleKey: "first-purchase:zhao-min", dueHasTime: false });
    expect(task?.dueAt.toISOString()).toBe("2026-09-15T02:00:00.000Z");
    expect(task?.text).toBe("首购回访：问问真丝裙用得怎么样，不推新品");
    await takeBack(db);
    expect((await rows(zhao)).followUps).toBe(0);
    await buy("真丝裙", 3280, zhao, {}, { now: minutesLater(20) });
    await buy("丝巾", 299, zhao, {}, { now: minutesLater(30) });
    expect((await rows(zhao)).followUps).toBe(1);
  });

  story("told by the manager, the newcomer's own associate is to ask; told too late, nobody", async () => {
    await buy("真丝裙", 3280, zhao, {}, { as: "zhouhang" });
    const task = await withTurn(db, "linyue", {}, ({ tx }) => tx.followUp.findFirst({ where: { customerId: zhao } }));
    expect(task).toMatchObject({ staffId: "linyue", createdById: "zhouhang" });
    await buy("领带", 100, "ma-chao", { on: day(-5) }, { as: "hejing" });
    expect((await rows("ma-chao")).followUps).toBe(0);
  });

  const visit = (who = zhang, more: object = {}, options: TellOptions = {}) =>
    say({ kind: "purchases.visit", ...more }, who, options);

  story("one visit a day: the second says so, and may add what it was for (B05)", async () => {
    expect((await visit()).text).toBe("记下了：张丽华 今天到店，第1次到店。".replace("第1次", "第一次"));
    const again = await visit(zhang, { purpose: "看礼服" }, { now: minutesLater(30) });
    expect(again.text).toBe("张丽华今天已经记过到店了。补上了来意：看礼服");
    expect((await visit()).text).toBe("张丽华今天已经记过到店了。");
    expect(await rows(zhang)).toMatchObject({ visits: 1, touches: 1 });
    expect((await visit(zhang, { on: day(-1), purpose: "没买" })).text).toBe(
      "记下了：张丽华 昨天到店（没买），第2次到店。",
    );
    expect((await visit(zhang, { on: day(1) })).text).toContain("还没到呢");
  });

  story("the day is the shop's day: 23:30 and 00:30 are two", async () => {
    await visit(zhang, {}, { now: new Date("2026-09-13T15:30:00Z") });
    expect((await visit(zhang, {}, { now: new Date("2026-09-13T16:30:00Z") })).result.kind).toBe("visit-recorded");
    expect((await visit(zhang, {}, { now: new Date("2026-09-13T16:40:00Z") })).result.kind).toBe("visit-known");
  });

  const refund = (more: object, who = zhang, options: TellOptions = {}) =>
    say({ kind: "purchases.refund", ...more }, who, options);

  story("a refund asks first, then is done, then undone", async () => {
    const asked = await refund({ item: "那条裙子" });
    expect(asked.text).toBe(
      "给张丽华退「真丝半裙」3,280元（全退，7月7日那笔，实付3,280元），对吗？\n回「是」我就记上。",
    );
    expect(asked.outcome.question).toEqual({ kind: "confirm", what: asked.text.split("\n")[0] });
    expect(asked.outcome.undo).toBeUndefined();
    const done = await refund({ item: "那条裙子", confirmed: true });
    expect(done.text).toBe("退款记好了：张丽华 真丝半裙 3,280元（7月7日那笔）。今年净消费9,020元。");
    expect((await say({ kind: "purchases.list", what: "真丝半裙" })).text).toContain("（已全退）");
    await takeBack(db);
    expect((await say({ kind: "purchases.list", what: "真丝半裙" })).text).not.toContain("已全退");
  });

  story("never more than was paid, also in two parts", async () => {
    expect((await refund({ amount: 99999 })).text).toBe("张丽华单笔最多还能退9,020元，99,999元超过了实付，我先没记。");
    await refund({ amount: 12000, confirmed: true }, "li-wen-f");
    expect((await refund({ amount: 1 }, "li-wen-f")).text).toBe("李雯没有还能退的订单。");
    expect((await refund({ item: "皮草" }, zhang)).text).toBe(
      "没找到张丽华买过「皮草」。最近买的是：\n· 7月7日 真丝半裙 3,280元\n· 3月8日 真丝连衣裙 9,020元\n· 2025年11月11日 羊绒大衣 5,000元",
    );
    expect((await refund({}, zhao)).text).toBe("赵敏没有还能退的订单。");
  });

  story("what she bought: all, a kind, a time, the last one", async () => {
    expect((await say({ kind: "purchases.list" })).text).toBe(
      "张丽华买过3次，净消费17,300元\n· 7月7日 真丝半裙 3,280元\n· 3月8日 真丝连衣裙 9,020元\n· 2025年11月11日 羊绒大衣 5,000元",
    );
    expect((await say({ kind: "purchases.list", what: "裙子" })).text).toContain("「裙子」买过2次，净消费12,300元");
    const range = { from: "2025-01-01", to: "2026-01-01" };
    expect((await say({ kind: "purchases.list", range })).text).toContain("去年买过1次，净消费5,000元");
    expect((await say({ kind: "purchases.list" }, zhang, { text: "张姐上次买的什么" })).text).toBe(
      "张丽华上次买是7月7日 真丝半裙 3,280元".replace("买是", "买的是"),
    );
    expect((await say({ kind: "purchases.list" }, zhao)).text).toBe("赵敏还没有购买记录。");
    expect((await say({ kind: "purchases.list" }, "li-wen-f")).text).toContain("皮草大衣 16,000元（已退4,000元）");
    expect((await say({ kind: "purchases.list" })).outcome.audit).toEqual([
      { action: "purchases.read", customerId: zhang },
    ]);
  });

  story("two messages at once make one visit", async () => {
    await Promise.all([visit("sun-li"), visit("sun-li"), visit("sun-li")]);
    expect((await rows("sun-li")).visits).toBe(1);
  });

  test("two turns at once in two connections make one visit and give money back once", async () => {
    const both = (plan: { kind: string } & Record<string, unknown>, who: string) =>
      Promise.all([1, 2, 3].map(() => tell(whole, purchases, plan, who)));
    await both({ kind: "purchases.visit", on: day(-3) }, "liu-yang");
    const refunds = await both({ kind: "purchases.refund", confirmed: true }, "liu-yang");
    expect(refunds.map(({ result }) => result.kind).sort()).toEqual([
      "refund-impossible",
      "refund-impossible",
      "refunded",
    ]);
    const stored = await withTurn(whole, "linyue", { now: NOW }, async ({ tx }) => ({
      visits: await tx.visit.count({ where: { customerId: "liu-yang" } }),
      order: await tx.order.findFirst({ where: { customerId: "liu-yang" } }),
    }));
    expect(stored).toMatchObject({ visits: 1, order: { refundedFen: 52000, state: "refunded" } });
  });
});
