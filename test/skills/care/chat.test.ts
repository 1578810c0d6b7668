// Care by chat on the real engines: switches, what was sent by hand, wordings shown and changed, effects, own words kept.
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import type { Channel } from "../../../src/channel.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { silentLog } from "../../../src/log.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import type { CustomerRef, Outcome, Plan, Shown } from "../../../src/skill.ts";
import { draftGreetings } from "../../../src/skills/care/draft-jobs.ts";
import { care } from "../../../src/skills/care/skill.ts";
import { contact } from "../../../src/skills/contact/skill.ts";
import { describeOnEveryEngine } from "../../support/database.ts";
import { NOW, person, seedPeople } from "../../support/people.ts";
import { withTurn } from "../../support/turn.ts";
import { testVault } from "../../support/vault.ts";

const at = (day: string, time = "10:00") => instantOf(day, time, SHANGHAI);
const DAY = 86_400_000;

function ref(id: string): CustomerRef {
  const one = person(id);
  return { id, name: one.name, ownerId: one.owner, storeId: one.store };
}

describeOnEveryEngine("care by chat", (open) => {
  let db: Db;
  let now = NOW;
  let shown: Partial<Shown> = {};
  let shop: Settings = defaultSettings;
  const run = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(system, work);
  const noChannel = {} as Channel;
  const jobs = () => ({
    db,
    channel: noChannel,
    now: () => now,
    log: silentLog,
    zone: SHANGHAI,
    settings: async () => shop,
  });
  const only = () => run((tx) => tx.careMessage.findFirstOrThrow({ orderBy: { createdAt: "desc" } }));

  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
    await run((tx) =>
      tx.benefit.createMany({
        data: [{ key: "b1", kind: "gift", text: "定制香囊一份", occasion: "birthday", tiers: [] }],
      }),
    );
  });

  beforeEach(async () => {
    now = NOW;
    shown = {};
    shop = defaultSettings;
    await run(async (tx) => {
      await tx.touch.deleteMany();
      await tx.careMessage.deleteMany();
      await tx.careSwitch.deleteMany();
      await tx.careTemplate.deleteMany();
      await tx.careWording.deleteMany();
      await tx.followUp.deleteMany({ where: { ruleKey: { not: null } } });
    });
  });

  async function say(plan: Plan, who: string | null = null, staffId = "linyue", text = "说的话") {
    const skill = plan.kind.startsWith("contact.") ? contact : care;
    return withTurn(db, staffId, { shown, text, now, settings: shop }, async (turn) => {
      const full = who === null ? plan : { who: person(who).name, ...plan };
      const outcome: Outcome = await skill.handle(turn, full, who === null ? null : ref(who));
      shown = { ...shown, ...outcome.shown };
      return { outcome, text: skill.words(outcome.result, turn).text };
    });
  }

  describe("switches", () => {
    const holiday = { kind: "care.switch", scope: "customer", occasion: "holiday", on: false };

    it("a customer who wants no holiday greetings gets none, not even asked for; birthdays go on", async () => {
      expect((await say({ ...holiday, festival: "中秋" }, "wang-fang-older")).text).toBe(
        "记下了：王芳不要中秋祝福，以后不起草也不发。",
      );
      const asked = { kind: "care.draft", occasion: "holiday", about: null };
      expect((await say(asked, "wang-fang-older", "linyue", "写条中秋祝福")).text).toContain("说过不要这类消息");
      expect((await say(asked, "wang-fang-older", "linyue", "写条国庆祝福")).text).toContain("国庆");
      const why = { kind: "contact.why", occasion: "中秋祝福" };
      expect((await say(why, "wang-fang-older")).text).toContain("不能发：今天说过不要这类消息");
      await say({ ...holiday, festival: "中秋", on: true }, "wang-fang-older");
      now = new Date(now.getTime() + 1000);
      expect((await say(why, "wang-fang-older")).text).toContain("可以发");
    });

    it("for one associate, one shop, the house: the morning's drafts follow", async () => {
      const festivals = async () => {
        await run((tx) => tx.careMessage.deleteMany());
        now = at("2026-09-22", "08:07");
        await draftGreetings(jobs(), now);
        const rows = await run((tx) => tx.careMessage.findMany({ where: { occasion: "holiday" } }));
        return [...new Set(rows.map((row) => row.staffId))].toSorted();
      };
      expect(await festivals()).toEqual(["chenchen", "hejing", "linyue"]);
      const mine = { kind: "care.switch", scope: "mine", occasion: "holiday", festival: "中秋节", on: false };
      const { outcome } = await say(mine);
      expect(await festivals()).toEqual(["chenchen", "hejing"]);
      expect(outcome.undo).toMatchObject([{ op: "delete", table: "careSwitch" }]);

      const all = { kind: "care.switch", scope: "shop", occasion: "holiday", festival: "中秋", on: false };
      expect((await say(all)).text).toContain("店长");
      expect((await say(all, null, "zhouhang")).outcome.question).toBeDefined();
      await say({ ...all, confirmed: true }, null, "zhouhang");
      expect(await festivals()).toEqual(["hejing"]);
    });

    it("a festival the house leaves out is greeted where the shop wants it", async () => {
      now = at("2026-10-15", "08:07"); // 重阳 is the 18th.
      await draftGreetings(jobs(), now);
      expect(await run((tx) => tx.careMessage.count({ where: { occasion: "holiday" } }))).toBe(0);
      const on = {
        kind: "care.switch",
        scope: "shop",
        occasion: "holiday",
        festival: "重阳",
        on: true,
        confirmed: true,
      };
      await say(on, null, "zhouhang");
      await draftGreetings(jobs(), now);
      const rows = await run((tx) => tx.careMessage.findMany({ where: { occasion: "holiday", state: "draft" } }));
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect([row.text.includes("重阳"), row.staffId]).not.toContain("hejing");
    });
  });

  describe("sent by hand", () => {
    it("one is recorded at once and counted; several are asked about; undo gives them back", async () => {
      await say({ kind: "care.draft", occasion: "birthday", about: null }, "wang-fang-younger");
      const { outcome, text } = await say({ kind: "care.mark" });
      expect(text).toBe("记下了：王芳的生日祝福您已经发过。");
      expect(await run((tx) => tx.touch.count({ where: { careMessageId: { not: null } } }))).toBe(1);
      expect(await only()).toMatchObject({ state: "sent", editDistance: 0 });
      expect(outcome.undo).toHaveLength(2);
      const again = { kind: "contact.why", occasion: "优惠" };
      expect((await say(again, "wang-fang-younger")).text).toContain("一天最多1条");
    });

    it("生日祝福都发了 asks first, then marks those of birthdays alone", async () => {
      await say({ kind: "care.draft", occasion: "birthday", about: null }, "wang-fang-younger");
      await say({ kind: "care.draft", occasion: "birthday", about: null }, "zhang-lihua");
      await say({ kind: "care.draft", occasion: "care", about: null }, "li-wen-f");
      shown = {};
      const all = { kind: "care.mark", occasion: "birthday", all: true };
      const asked = await say(all);
      expect(asked.outcome.question).toBeDefined();
      expect(asked.text).toContain("这2条都记成您自己发过了吗");
      expect(await run((tx) => tx.touch.count())).toBe(0);
      expect((await say({ ...all, confirmed: true })).text).toBe("记下了：2条您已经发过。");
      const states = await run((tx) => tx.careMessage.findMany({ select: { occasion: true, state: true } }));
      expect(states.filter((row) => row.state === "sent").map((row) => row.occasion)).toEqual(["birthday", "birthday"]);
    });
  });

  describe("wordings", () => {
    const set = (text: string) => ({ kind: "care.template", occasion: "birthday", action: "set", text });

    it("are shown to everybody, changed by the owner of the rules alone", async () => {
      expect((await say({ kind: "care.templates", occasion: "birthday" })).text).toMatch(
        /^生日祝福模板（\d+条，先看8条）/,
      );
      expect((await say({ kind: "care.templates" })).text).toContain("节日");
      expect((await say(set("{称呼}，生日快乐！"))).text).toContain("客户关系主管");
      expect((await say(set("{称呼}，生日快乐！"), null, "zhouhang")).text).toContain("客户关系主管");
    });

    it("are shown on a customer, asked about, versioned, used, and taken back", async () => {
      const mine = set("【称呼】，{日子词}就是您的好日子，生日快乐！〔给您留好了：{礼遇}。〕——{导购}");
      const asked = await say(mine, null, "boss");
      expect(asked.outcome.question).toBeDefined();
      expect(asked.text).toContain("给");
      expect(asked.text).toContain("大后天就是您的好日子，生日快乐！给您留好了：定制香囊一份。");
      await say({ ...mine, confirmed: true }, null, "boss");
      await say({ kind: "care.draft", occasion: "birthday", about: null }, "wang-fang-younger");
      expect(await only()).toMatchObject({
        text: "王姐，大后天就是您的好日子，生日快乐！给您留好了：定制香囊一份。——林悦",
        templateKey: "birthday/shop",
        templateVersion: 1,
      });
      await say({ ...set("{称呼}，{日子词}是您生日，开心！——{导购}"), confirmed: true }, null, "boss");
      expect(
        (await say({ kind: "care.template", occasion: "birthday", action: "restore", confirmed: true }, null, "boss"))
          .text,
      ).toBe("换回去了。");
      await say({ kind: "care.draft", occasion: "birthday", about: null }, "zhang-lihua");
      expect((await only()).text).toContain("好日子");
      expect(await run((tx) => tx.careTemplate.count())).toBe(3);
    });

    it("恢复 takes back what was changed last, to the house's own words where there were no others", async () => {
      const body = "{称呼}，{日子词}是您的纪念日，都好。——{导购}";
      const change = { kind: "care.template", occasion: "anniversary", confirmed: true };
      const seen = async () => {
        const { outcome } = await say({ kind: "care.templates", occasion: "anniversary" });
        return (outcome.result as unknown as { templates: { body: string }[] }).templates
          .map((one) => one.body)
          .toSorted();
      };
      const before = await seen();
      await say({ ...change, action: "set", which: "第2条", text: body }, null, "boss");
      expect(await seen()).toContain(body);
      expect(await seen()).toHaveLength(before.length);
      await say({ ...change, action: "restore" }, null, "boss");
      expect(await seen()).toEqual(before);
      expect((await say({ kind: "care.templates", occasion: "anniversary" })).text).not.toContain("【本店");
    });

    it.each([
      ["{昵称}，生日快乐！", "没有{昵称}这种空格"],
      ["{称呼}，后天是您的生日", "换成{日子词}"],
      ["生日快乐！——{导购}", "开头要有{称呼}"],
      ["{称呼}，生日快乐，来店送蛋糕一个", "没有对应的有效礼遇"],
      ["{称呼}，生日快乐，全网第一的礼盒等您", "广告法不让用的说法"],
      ["{称呼}，生日快乐〔{礼遇}", "〔〕要成对"],
    ])("refuses %s, saying why", async (text, why) => {
      const { outcome, text: told } = await say(set(text), null, "boss");
      expect(told).toContain(why);
      expect(outcome.question).toBeUndefined();
    });

    it("an associate's own way of putting it comes first the next time, without the other customer in it", async () => {
      await say({ kind: "care.draft", occasion: "birthday", about: null }, "wang-fang-younger");
      const text = "王姐，大后天您过生日，林悦先在这里祝您事事如意，天天都有好心情！";
      await say({ kind: "care.edit", text });
      await say({ kind: "care.approve", confirmed: true });
      const sent = await only();
      expect(sent.state).toBe("queued");
      expect(sent.editDistance).toBeGreaterThan(5);
      expect(await run((tx) => tx.careWording.findMany({ select: { body: true, staffId: true } }))).toEqual([
        { body: "{称呼}，{日子词}您过生日，{导购}先在这里祝您事事如意，天天都有好心情！", staffId: "linyue" },
      ]);
      now = at("2026-09-22");
      shown = {};
      await say({ kind: "care.draft", occasion: "birthday", about: null }, "zhang-lihua");
      expect((await only()).text).toBe("张姐，大后天您过生日，林悦先在这里祝您事事如意，天天都有好心情！");
    });

    it("the note behind the words is shown; formal is formal", async () => {
      const { text } = await say({ kind: "care.draft", occasion: "care", about: null }, "zhang-lihua");
      expect(text).toMatch(/📎 依据：.*记下「喜欢真丝」|📎 依据：7月7日买的真丝半裙|📎 依据/u);
      expect((await say({ kind: "care.edit", change: "formal" })).text).toMatch(/您好。/u);
    });
  });

  describe("a morning with every occasion", () => {
    it("drafts each once, the quiet bounded, the gift's task once; run again, or half-way again, nothing more", async () => {
      now = at("2026-09-13", "08:07");
      await run(async (tx) => {
        await tx.customer.update({
          where: { id: "li-wen-f" },
          data: { birthdayCalendar: "solar", birthdayMonth: 9, birthdayDay: 27, birthdayYear: null },
        });
        await tx.relation.updateMany({ data: { endedAt: null } });
      });
      await draftGreetings(jobs(), now);
      const rows = () => run((tx) => tx.careMessage.findMany({ orderBy: { id: "asc" } }));
      const first = await rows();
      const rules = new Set(first.map((row) => row.occurrenceKey?.split(":")[0]));
      for (const rule of ["birthday", "thanks", "winback", "dormant"]) expect(rules, rule).toContain(rule);
      for (const staffId of ["linyue", "chenchen", "hejing"]) {
        const quiet = first.filter(
          (row) => row.staffId === staffId && /^(winback|dormant)/.test(row.occurrenceKey ?? ""),
        );
        expect(quiet.length, staffId).toBeLessThanOrEqual(2);
      }
      const gifts = () => run((tx) => tx.followUp.findMany({ where: { ruleKey: { startsWith: "gift:" } } }));
      const told = "生日，给TA备一份定制的小礼物（印名字的要提前订）";
      // The lunar one is the 25th: due two days ago, when nobody ran.
      expect((await gifts()).map((row) => row.text).toSorted()).toEqual([
        `张丽华 9月25日${told}`,
        `李雯 9月27日${told}`,
      ]);
      await draftGreetings(jobs(), now);
      expect(await rows()).toEqual(first);
      expect(await gifts()).toHaveLength(2);
    });
  });

  describe("effects", () => {
    it("counts answers in a week and purchases to the last message before them, by wording", async () => {
      const sentAt = new Date(NOW.getTime() - 40 * DAY);
      const message = (id: string, customerId: string, days: number, templateKey: string) => ({
        id,
        customerId,
        staffId: "linyue",
        occasion: "winback",
        templateKey,
        cause: templateKey.includes("need") ? "need" : "service",
        draftedText: "您好",
        text: "您好",
        state: "sent" as const,
        sentAt: new Date(sentAt.getTime() + days * DAY),
        editDistance: id === "m1" ? 3 : 0,
      });
      await run(async (tx) => {
        await tx.careMessage.createMany({
          data: [
            message("m1", "zhang-lihua", 0, "winback/need-busy"),
            message("m2", "zhang-lihua", 20, "winback/need-last"),
            message("m3", "li-wen-f", 0, "winback/need-busy"),
            message("m4", "wang-fang-older", 35, "winback/service-short"),
          ],
        });
        const touch = { customerId: "zhang-lihua", staffId: "linyue", direction: "in", means: "message" };
        await tx.touch.createMany({
          data: [
            { ...touch, at: new Date(sentAt.getTime() + 3 * DAY) },
            { ...touch, customerId: "li-wen-f", at: new Date(sentAt.getTime() + 8 * DAY) },
          ],
        });
        await tx.order.createMany({
          data: [
            { id: "e1", customerId: "zhang-lihua", amountFen: 100_00, paidAt: new Date(sentAt.getTime() + 25 * DAY) },
          ],
        });
      });
      const { outcome, text } = await say({ kind: "care.effects", occasion: "winback" });
      const rows = (outcome.result as unknown as { rows: { templateKey: string }[] }).rows;
      expect(rows).toMatchObject([
        { templateKey: "winback/need-busy", sent: 2, answered: 1, bought: 0, edited: 1, returned: 1 },
        { templateKey: "winback/need-last", sent: 1, answered: 0, bought: 1, amountFen: 100_00, returned: 1 },
        { templateKey: "winback/service-short", sent: 1, answered: 0, returned: 0 },
      ]);
      // She who was written to twice came back once.
      expect(text).toContain("60天内回来2位（50%）");
      expect(text).toContain("· 服务没做好：发1条，回来0位（0%）");
      expect(text).toContain("· 需求变了：发3条，回来2位（67%）");
      // A colleague sees her own customers' messages only.
      expect((await say({ kind: "care.effects" }, null, "chenchen")).text).toContain("还没有发出过");
      await run((tx) => tx.order.deleteMany({ where: { id: "e1" } }));
    });
  });
});
