// Two sides of a fact and who settles them; a customer's life in order; who looked; what is verified.
import { expect, test } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import type { Card } from "../../../src/message.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { completenessOf } from "../../../src/skills/customers/completeness.ts";
import type { CustomerFile } from "../../../src/skills/customers/file-store.ts";
import { verifyCard } from "../../../src/skills/customers/history-words.ts";
import { askToVerify } from "../../../src/skills/customers/jobs.ts";
import { customers } from "../../../src/skills/customers/skill.ts";
import { notes } from "../../../src/skills/notes/skill.ts";
import { toCardMessages } from "../../../src/wecom/cards.ts";
import { describeOnEveryEngine } from "../../support/database.ts";
import { NOW } from "../../support/people.ts";
import { stories } from "../../support/stories.ts";
import { minutesLater, type TellOptions, takeBack, tell } from "../notes/tell.ts";

const zhang = "zhang-lihua";

describeOnEveryEngine("a customer's file", (open) => {
  let db: Db;
  const story = stories(open, (sandbox) => {
    db = sandbox;
  });
  const say = (
    kind: string,
    plan: Record<string, unknown> = {},
    options: TellOptions = {},
    who: string | null = zhang,
  ) => tell(db, kind.startsWith("notes.") ? notes : customers, { kind, ...plan }, who, options);
  const settle = (as: string | null, options: TellOptions = {}, plan: Record<string, unknown> = {}) =>
    say("customers.settle", { as, ...plan }, options, null);
  const row = () => db.transaction(system, (tx) => tx.customer.findUniqueOrThrow({ where: { id: zhang } }));
  const newDay = { calendar: "solar", month: 5, day: 8 };

  story("another birthday is not put in the place of the old: a tap decides, and can be taken back", async () => {
    const { text } = await say("notes.birthday", newDay);
    expect(text).toContain("原来：农历1975年八月十五（2025年1月5日登记的）\n现在：5月8日（您今天说的）");
    expect((await row()).birthdayCalendar).toBe("lunar");
    expect((await say("customers.card", { part: "basic" })).text).toContain("⚠ 生日有两种说法：也有人说5月8日");
    expect((await settle("new")).text).toBe("好，张丽华的生日改成5月8日，原来的农历1975年八月十五留在记录里。");
    expect(await row()).toMatchObject({ birthdayCalendar: "solar", birthdayMonth: 5, birthdayDay: 8 });
    await takeBack(db);
    expect(await row()).toMatchObject({
      birthdayCalendar: "lunar",
      birthdayMonth: 8,
      birthdayDay: 15,
      birthdayYear: 1975,
    });
    expect((await settle("old")).text).toBe("好，张丽华的生日还是农历1975年八月十五。");
    expect((await settle("new")).text).toBe("没有等您定的两种说法。");
  });

  story("both sides may stay", async () => {
    await say("notes.birthday", newDay);
    await settle("both");
    expect((await row()).birthdayCalendar).toBe("lunar");
    expect((await say("notes.show", {})).text).toContain("生日也可能是5月8日");
  });

  story("two sizes: the new one in the place of the old, or gone again", async () => {
    const size = (value: string, minutes: number) =>
      say("notes.prefer", { value, topic: null }, { now: minutesLater(minutes) });
    await size("M码", 0);
    await size("L码", 1);
    await settle("new", { now: minutesLater(2) });
    expect((await say("notes.show", {})).text).not.toContain("M码");
    await size("XL码", 3);
    await settle("old", { now: minutesLater(4) });
    expect((await say("notes.show", {})).text).toMatch(/L码/u);
    expect((await say("notes.show", {})).text).not.toContain("XL码");
  });

  story("married here, divorced there: who knows decides", async () => {
    await say("notes.family", { text: "老公是医生" });
    const { text } = await say("notes.negative", { value: "离婚了", topic: "离异" }, { now: minutesLater(1) });
    expect(text).toContain("张丽华的婚姻状况有两种说法");
    await settle("new", { now: minutesLater(2) });
    const seen = (await say("notes.show", {})).text;
    expect(seen).toContain("⚠ 离异：离婚了");
    expect(seen).not.toContain("老公是医生");
  });

  story("another phone is asked about, sealed all the while; changed in so many words it is changed", async () => {
    const phone = { field: "phone", value: "13700003333" };
    const { text } = await say("customers.update", phone, { text: "张姐电话13700003333" });
    expect(text).toContain("张丽华的电话有两种说法\n原来：138****3456");
    expect(text).not.toContain("两个都留");
    const claims = await db.transaction(system, (tx) => tx.claim.findMany());
    expect(JSON.stringify(claims)).not.toContain("13700003333");
    await settle("new");
    expect((await row()).phoneTail).toBe("3333");
    expect((await say("customers.card", { part: "phone" })).text).toContain("13700003333");
    await say("customers.update", { field: "phone", value: "13811113456" }, { text: "张姐电话改成13811113456" });
    expect((await row()).phoneTail).toBe("3456");
  });

  story("a colleague does not settle what she cannot see", async () => {
    await say("notes.birthday", newDay);
    const [claim] = await db.transaction(system, (tx) => tx.claim.findMany());
    expect((await settle("new", { as: "hejing" }, { claim: claim!.id })).text).toBe("没有等您定的两种说法。");
  });

  story("what is pinned leads the card, after what must never be got wrong (B18)", async () => {
    await say("notes.pin", { value: "关键决策人是她老公" });
    expect((await say("customers.card")).text.split("\n")[0]).toBe("张丽华（金卡） ⚠ 对羊毛过敏；关键决策人是她老公");
    await say("notes.pin", { value: "关键决策人是她老公", on: false }, { now: minutesLater(1) });
    expect((await say("customers.card")).text.split("\n")[0]).toBe("张丽华（金卡） ⚠ 对羊毛过敏");
  });

  story("her life in one order, what she gave back, in whole or for some days", async () => {
    await say("notes.add", { text: "下月搬家" });
    const { text } = await say("customers.timeline");
    const lines = text.split("\n");
    expect(lines[0]).toMatch(/^张丽华的时间线（\d+条）$/u);
    expect(lines[1]).toBe("今天 备注：下月搬家（林悦）");
    expect(text).toContain("7月7日 买了真丝半裙 3,280元");
    expect(text.indexOf("真丝半裙")).toBeLessThan(text.indexOf("真丝连衣裙"));
    const march = await say("customers.timeline", { range: { from: "2026-03-01", to: "2026-04-01" } });
    expect(march.text).toBe("张丽华的时间线（1条）\n3月8日 买了真丝连衣裙 9,020元（林悦）");
    expect((await say("customers.timeline", { of: "returns" })).text).toBe("张丽华没有退过货。");
    const li = await say("customers.timeline", { of: "returns" }, {}, "li-wen-f");
    expect(li.text).toBe("李雯退过1次，共4,000元，占消费的25%\n6月15日 皮草大衣 16,000元，退4,000元");
  });

  story("managers see who looked; an associate does not", async () => {
    const at = NOW;
    await db.transaction(system, (tx) =>
      tx.auditEntry.createMany({
        data: [
          { at, actorId: "linyue", action: "customers.card.phone", customerId: zhang },
          { at, actorId: "linyue", action: "notes.add", customerId: zhang },
          { at, actorId: "boss", action: "customers.card.all", customerId: zhang },
        ],
      }),
    );
    const { text } = await say("customers.readers", {}, { as: "zhouhang" });
    expect(text).toContain("林悦 看过1次、改过1次、⚠ 看电话地址1次，最近今天10:00");
    expect(text).toContain("老板 看过1次");
    expect((await say("customers.readers")).text).toContain("店长");
  });

  story("each week a few to verify, those who spend most first; a tick takes one off the list", async () => {
    const weekly = (now = NOW) =>
      askToVerify({ db, now: () => now, zone: SHANGHAI, settings: async () => defaultSettings }, now);
    expect(await weekly()).toBeGreaterThan(0);
    expect(await weekly()).toBe(0);
    const card = await db.transaction(system, async (tx) => {
      const sent = await tx.delivery.findFirstOrThrow({ where: { key: { startsWith: "verify-linyue-" } } });
      return (sent.reply as unknown as { card: Card }).card;
    });
    expect(card.title).toBe("这周核实5位客户");
    expect(card.buttons).toHaveLength(5);
    const before = await say("customers.unverified", {}, {}, null);
    expect(before.text).toContain("张丽华（尾号3456，还没核实过");
    const plan = customers.button?.(`customers:verified:${zhang}`, {});
    expect(plan).toEqual({ kind: "customers.verify", who: `#id:${zhang}` });
    expect((await say("customers.verify")).text).toBe("记下了：张丽华的资料今天核实过。");
    expect((await say("customers.unverified", {}, {}, null)).text).not.toContain("张丽华");
    const nextQuarter = instantOf("2026-12-20", "10:00", SHANGHAI);
    expect((await say("customers.unverified", {}, { now: nextQuarter }, null)).text).toContain(
      "张丽华（尾号3456，上次9月13日",
    );
    expect((await say("customers.card", { part: "basic" })).text).toMatch(
      /资料完整度\d+%，还缺.+ · 今天核实过\n下次顺口问：「.+」/u,
    );
  });
});

test("completeness counts to a hundred and asks one thing at a time", () => {
  const empty = {
    facts: [],
    aliases: [],
    phoneTail: null,
    birthdayMonth: null,
    gender: "unknown",
    occupation: null,
    company: null,
    source: null,
  };
  const none = completenessOf(empty as unknown as CustomerFile);
  expect(none.score).toBe(0);
  expect(none.ask).toContain("电话");
  const fact = (kind: string, value: string) => ({ kind, topic: null, value, pinned: false, at: 0, by: null });
  const full = {
    ...empty,
    phoneTail: "3456",
    birthdayMonth: 5,
    gender: "female",
    occupation: "医生",
    source: "walk-in",
    facts: [fact("preference", "穿M码"), fact("negative", "羊毛过敏"), fact("need", "婚宴"), fact("family", "女儿")],
  };
  expect(completenessOf(full as unknown as CustomerFile)).toEqual({ score: 100, missing: [], ask: null });
});

test("the week's five to verify find room on one card", () => {
  const one = { phoneTail: "2477", verifiedAt: null, addedAt: new Date(0), paidFen: 16_238_890, total: 137 };
  const names = ["欧阳雪梅", "陈子豪", "王美琴", "罗晨", "上官婉儿"];
  const people = names.map((name, index) => ({ ...one, id: String(index), name }));
  for (const verifiedAt of [null, new Date("2026-10-17T10:00:00+08:00")]) {
    const seen = people.map((person) => ({ ...person, verifiedAt }));
    const card = verifyCard("verify", seen, { zone: SHANGHAI, today: "2026-12-01" });
    expect(toCardMessages(card).before).toBeNull();
    expect(card.body).toContain("1 欧阳雪梅 尾号2477 ");
    expect(card.body).toContain(" 162,389元");
  }
});
