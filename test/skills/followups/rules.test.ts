import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, instantOf, minutesOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { defaultSettings, type Settings } from "../../../src/settings.ts";
import { button, buttonKey, LIST_KEY, nudgeCardId, nudgeKey } from "../../../src/skills/followups/card.ts";
import {
  clockOf,
  comesAt,
  contactMeans,
  type DueItem,
  dueOf,
  isOverdue,
  matchWhich,
  mayNudge,
  type Nameable,
  pickForCard,
  rankToday,
  type Standing,
  snoozedTo,
  struckSince,
  tomorrowMorning,
  type Weight,
  weightOf,
  weightWords,
} from "../../../src/skills/followups/rules.ts";
import { NOW, TODAY } from "../../support/people.ts";

const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11) || "10:00", SHANGHAI);
const item = (id: string, due: string, more: Partial<DueItem> = {}): DueItem => ({
  id,
  kind: "follow_up",
  dueAt: at(due),
  dueHasTime: due.length > 10,
  ...more,
});

const anyItem = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom("follow_up" as const, "promise" as const),
  dueAt: fc.integer({ min: -40 * 1440, max: 900 }).map((minutes) => new Date(NOW.getTime() + minutes * 60_000)),
  dueHasTime: fc.boolean(),
  lastNudgedOn: fc.option(fc.integer({ min: 1, max: 30 }).map((days) => addDays(TODAY, -days))),
});

describe("what comes first today", () => {
  test("promises, then what is late, then the rest; an hour that was said before a mere day", () => {
    const items = [
      item("today", "2026-09-13"),
      item("soon", "2026-09-13 11:00"),
      item("late", "2026-09-11"),
      item("missed", "2026-09-13 09:00"),
      item("promise", "2026-09-13", { kind: "promise" }),
      item("late-promise", "2026-09-12", { kind: "promise" }),
      item("later", "2026-08-01"),
    ];
    expect(
      rankToday(items, NOW, SHANGHAI).map(({ item: { id }, why, daysLate }) => `${id} ${why} ${daysLate}`),
    ).toEqual([
      "late-promise promise-overdue 1",
      "promise promise 0",
      "later overdue 43",
      "missed overdue 0",
      "late overdue 2",
      "soon today 0",
      "today today 0",
    ]);
  });

  test("ranking keeps every item once, puts no promise behind, and does not depend on the order given", () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 30 }), (items) => {
        const ranked = rankToday(items, NOW, SHANGHAI).map((one) => one.item);
        expect(new Set(ranked)).toEqual(new Set(items));
        expect(ranked.length).toBe(items.length);
        const firstPlain = ranked.findIndex((one) => one.kind === "follow_up");
        if (firstPlain >= 0) expect(ranked.slice(firstPlain).every((one) => one.kind === "follow_up")).toBe(true);
        expect(rankToday([...items].reverse(), NOW, SHANGHAI).map((one) => one.item.id)).toEqual(
          ranked.map((one) => one.id),
        );
      }),
    );
  });

  test.each([
    ["2026-09-13", false],
    ["2026-09-12", true],
    ["2026-09-13 09:59", true],
    ["2026-09-13 10:00", false],
    ["2026-09-14 00:00", false],
  ])("at ten, %s is late: %s", (due, late) => expect(isOverdue(item("x", due), NOW, SHANGHAI)).toBe(late));
});

describe("what matters most", () => {
  const weight = (more: Partial<Weight> = {}): Weight => ({ value: 1, atRisk: false, closing: false, ...more });
  const order = (items: DueItem[]) => rankToday(items, NOW, SHANGHAI).map((one) => one.item.id);

  test("value × risk × moment, among those of one urgency", () => {
    expect(
      order([
        item("plain", "2026-09-13"),
        item("gold", "2026-09-13", { weight: weight({ value: 2 }) }),
        item("lead", "2026-09-13", { weight: weight({ closing: true }) }),
        item("vip at risk", "2026-09-13", { weight: weight({ value: 3, atRisk: true }) }),
        item("vip", "2026-09-13", { weight: weight({ value: 3 }) }),
        item("at three", "2026-09-13 15:00"),
      ]),
    ).toEqual(["vip at risk", "vip", "gold", "lead", "at three", "plain"]);
    // A promise comes before all else, whoever she is.
    expect(
      order([
        item("vip", "2026-09-01", { weight: weight({ value: 3, atRisk: true }) }),
        item("promise", "2026-09-13", { kind: "promise" }),
      ]),
    ).toEqual(["promise", "vip"]);
  });

  test("more of value, risk or lateness never puts a thing further behind", () => {
    const more = fc.constantFrom<Partial<Weight>>({ value: 3 }, { atRisk: true }, { closing: true });
    fc.assert(
      fc.property(fc.array(anyItem, { minLength: 1, maxLength: 12 }), more, (items, better) => {
        const first: DueItem = items[0] ?? item("x", "2026-09-13");
        const before = order(items).indexOf(first.id);
        const after = order([{ ...first, weight: weight(better) }, ...items.slice(1)]).indexOf(first.id);
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  test("in words: what is of no use later, who may be lost, who she is", () => {
    const say = (standing: Standing, ruleKey: string | null = null) =>
      weightWords(weightOf(standing, ruleKey, defaultSettings), standing);
    expect(say({ tier: "普通", class: "小", rfm: null })).toEqual([]);
    expect(say({ tier: "金卡", class: null, rfm: "有流失风险" })).toEqual(["快流失", "金卡"]);
    expect(say({ tier: "普通", class: "重要", rfm: null })).toEqual(["重要客户"]);
    expect(say({ tier: null, class: "主要", rfm: null }, "lead:x")).toEqual(["过期就晚了", "主要客户"]);
  });
});

describe("the few on the card", () => {
  test("those that matter most among what was not shown yet; what is days late and was never shown goes before", () => {
    const at = (id: string, due: string, value: number) => ({
      ...item(id, due, { weight: { value, atRisk: false, closing: false } }),
      lastNudgedOn: null,
    });
    const picked = pickForCard(
      [
        at("old", "2026-09-10", 1),
        at("plain", "2026-09-13", 1),
        at("gold", "2026-09-13", 2),
        at("vip", "2026-09-13", 3),
      ],
      NOW,
      SHANGHAI,
      3,
    );
    expect(picked.map((one) => one.id).sort()).toEqual(["gold", "old", "vip"]);
  });

  test("of equals the one due first is picked, then by id, in whatever order they come; names say nothing", () => {
    const equal = (id: string, due: string) => ({ ...item(id, due), lastNudgedOn: null, customerName: "阿" });
    const items = [
      { ...equal("b", "2026-09-13 12:00"), customerName: "阿" },
      { ...equal("c", "2026-09-13 11:00"), customerName: "周" },
      { ...equal("a", "2026-09-13 12:00"), customerName: "张" },
    ];
    for (const some of [items, [...items].reverse()])
      expect(pickForCard(some, NOW, SHANGHAI, 2).map((one) => one.id)).toEqual(["c", "a"]);
  });

  test("never more than asked, promises first, and nothing is left out for ever (P1)", () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 25 }), fc.integer({ min: 1, max: 5 }), (items, max) => {
        const waiting = new Map(items.map((one) => [one.id, { ...one, kind: "follow_up" as const }]));
        const seen = new Set<string>();
        for (let day = 0; day < Math.ceil(items.length / max); day++) {
          const picked = pickForCard([...waiting.values()], NOW, SHANGHAI, max);
          expect(picked.length).toBeLessThanOrEqual(max);
          for (const one of picked) {
            seen.add(one.id);
            waiting.set(one.id, { ...one, lastNudgedOn: addDays(TODAY, day) });
          }
        }
        expect(seen.size).toBe(waiting.size);
        const picked = pickForCard(items, NOW, SHANGHAI, max);
        const promises = items.filter((one) => one.kind === "promise").length;
        expect(picked.filter((one) => one.kind === "promise").length).toBe(Math.min(promises, max, picked.length));
      }),
    );
  });
});

describe("whether a card may go", () => {
  const ask = (history: object, when = NOW, settings: Partial<Settings> = {}) => {
    const answer = mayNudge(
      { zone: SHANGHAI, nudgesOff: false, cardsToday: 0, itemsDue: 3, ...history },
      { ...defaultSettings, ...settings },
      when,
    );
    return answer.nudge ? answer.itemsMax : answer.why;
  };
  const always = { shifts: [{ from: "00:00", to: "24:00" }], daysOff: "daily" as const };
  const split = [
    { from: "10:00", to: "14:00" },
    { from: "17:00", to: "22:00" },
  ];
  const twice = { openingHours: { shifts: split, daysOff: "daily" as const } };
  const onWorkdays = { openingHours: { ...defaultSettings.openingHours, daysOff: "chinese" as const } };
  const weekdays = { nudges: { ...defaultSettings.nudges, weekends: false } };
  test.each<[object, string, Partial<Settings>, number | string]>([
    [{}, "2026-09-14 09:30", {}, 5],
    [{ itemsDue: 0 }, "2026-09-14 09:30", {}, "nothing-due"],
    [{ cardsToday: 1 }, "2026-09-14 09:30", {}, "enough-today"],
    [{ nudgesOff: true }, "2026-09-14 09:30", {}, "off"],
    [{}, "2026-09-14 21:00", {}, "quiet-hours"],
    [{}, "2026-09-14 08:59", {}, "quiet-hours"],
    [{}, "2026-09-13 09:30", {}, 5],
    [{}, "2026-09-13 09:30", weekdays, "rest-day"],
    [{}, "2026-10-01 09:30", weekdays, "rest-day"],
    [{}, "2026-09-20 09:30", weekdays, 5],
    // Her own hours and the shop's: not before, not between, not after; a holiday of the shop is one.
    [{ shifts: split }, "2026-09-14 09:59", {}, "before-work"],
    [{ shifts: split }, "2026-09-14 10:00", {}, 5],
    [{ shifts: split }, "2026-09-14 14:00", {}, "off-work"],
    [{ shifts: split }, "2026-09-14 17:00", {}, 5],
    [{ shifts: [] }, "2026-09-14 10:00", {}, "on-leave"],
    [{}, "2026-09-14 09:30", twice, 5],
    [{}, "2026-09-14 15:30", twice, "off-work"],
    [{}, "2026-09-14 17:00", twice, 5],
    [{}, "2026-10-01 11:00", onWorkdays, "rest-day"],
    [{}, "2026-09-20 11:00", onWorkdays, 5],
    [{ shifts: split }, "2026-10-01 11:00", onWorkdays, 5],
    [{}, "2026-09-14 11:00", { closedDays: ["2026-09-14"] }, "rest-day"],
    [{}, "2026-09-14 09:30", { nudges: { ...defaultSettings.nudges, itemsMax: 9 } }, 5],
    [{}, "2026-09-14 09:30", { nudges: { ...defaultSettings.nudges, itemsMax: 2 } }, 2],
  ])("%j at %s", (history, when, settings, answer) => expect(ask(history, at(when), settings)).toBe(answer));

  test("never above the caps, never in quiet hours, never against her wish", () => {
    const clock = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
    const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    fc.assert(
      fc.property(
        fc.record({
          nudgesOff: fc.boolean(),
          cardsToday: fc.integer({ min: 0, max: 3 }),
          itemsDue: fc.integer({ min: 0, max: 50 }),
        }),
        fc.record({
          itemsMax: fc.integer({ min: 0, max: 20 }),
          cardsPerDay: fc.integer({ min: 0, max: 3 }),
          weekends: fc.boolean(),
        }),
        fc.record({ from: clock, to: clock }),
        fc.integer({ min: 0, max: 60 * 24 * 365 }),
        fc.constantFrom(SHANGHAI, "Asia/Urumqi", "America/New_York"),
        (history, nudges, quietHours, minute, zone) => {
          const now = new Date(Date.UTC(2026, 0, 1) + minute * 60_000);
          const answer = mayNudge(
            { ...history, zone },
            { nudges: { ...nudges, at: "09:30" }, quietHours, closedDays: [], openingHours: always },
            now,
          );
          if (!answer.nudge) return;
          expect(history.nudgesOff).toBe(false);
          expect(history.cardsToday).toBeLessThan(nudges.cardsPerDay);
          expect(answer.itemsMax).toBeLessThanOrEqual(Math.min(5, nudges.itemsMax));
          expect(history.itemsDue).toBeGreaterThan(0);
          const [from, to, local] = [minutes(quietHours.from), minutes(quietHours.to), minutesOf(now, zone)];
          const isQuiet = from <= to ? local >= from && local < to : local >= from || local < to;
          expect(isQuiet).toBe(false);
        },
      ),
    );
  });
});

describe("when a thing is due", () => {
  const due = (said: string, hasTime: boolean) => {
    const answer = dueOf({ at: said, hasTime }, NOW, SHANGHAI);
    return answer.kind === "no-such-day" ? answer.kind : `${answer.kind} ${answer.dueAt.toISOString()}`;
  };
  test.each([
    ["2026-09-16T15:00", true, "due 2026-09-16T07:00:00.000Z"],
    ["2026-09-16T00:00", false, "due 2026-09-16T02:00:00.000Z"],
    ["2026-09-13T00:00", false, "due 2026-09-13T02:00:00.000Z"],
    ["2026-09-13T09:59", true, "past 2026-09-13T01:59:00.000Z"],
    ["2026-09-12T23:00", false, "past 2026-09-12T02:00:00.000Z"],
    ["2026-02-30T10:00", true, "no-such-day"],
    ["2026-09-30T25:00", true, "no-such-day"],
  ])("%s %s → %s", (said, hasTime, expected) => expect(due(said, hasTime)).toBe(expected));

  test("nothing said: tomorrow at ten", () => {
    expect(tomorrowMorning(NOW, SHANGHAI)).toMatchObject({ kind: "due", day: "2026-09-14", hasTime: false });
  });

  test("put off: the hour is kept unless another is said", () => {
    const moved = (one: DueItem, until: Parameters<typeof snoozedTo>[1]) => {
      const answer = snoozedTo(one, until, NOW, SHANGHAI);
      return answer.kind === "no-such-day"
        ? answer.kind
        : `${answer.kind} ${answer.day} ${answer.hasTime ? clockOf(answer.dueAt, SHANGHAI) : "-"}`;
    };
    const timed = item("t", "2026-09-13 15:00");
    expect(moved(timed, null)).toBe("due 2026-09-14 15:00");
    expect(moved(timed, { at: "2026-09-18T00:00", hasTime: false })).toBe("due 2026-09-18 15:00");
    expect(moved(timed, { at: "2026-09-18T09:00", hasTime: true })).toBe("due 2026-09-18 09:00");
    expect(moved(item("d", "2026-09-11"), null)).toBe("due 2026-09-14 -");
    expect(moved(timed, { at: "2026-09-12T09:00", hasTime: true })).toBe("past 2026-09-12 09:00");
  });

  test("a day said in any zone is that day there, and put off is never before now", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2000 }),
        fc.constantFrom(SHANGHAI, "America/New_York", "Asia/Kathmandu"),
        (days, zone) => {
          const day = addDays(dayOf(NOW, zone), days);
          const answer = dueOf({ at: `${day}T00:00`, hasTime: false }, NOW, zone);
          expect(answer.kind).toBe("due");
          if (answer.kind === "due") expect(dayOf(answer.dueAt, zone)).toBe(day);
        },
      ),
    );
  });
});

test.each([
  ["回访棉麻裙穿着感受", "review"],
  ["给陈总打电话", "phone"],
  ["问问婚宴礼服", "message"],
  ["留一件M码", null],
])("%s reaches her by %s", (text, means) => expect(contactMeans(text)).toBe(means));

describe("which one is meant", () => {
  const customer = (id: string, name: string, gender: "female" | "male", ...aliases: string[]) => ({
    id,
    name,
    gender,
    aliases,
  });
  const zhang = customer("zhang", "张丽华", "female", "张姐");
  const wei = customer("wei", "张伟", "male");
  const li = customer("li", "李雯", "female");
  const open: Nameable[] = [
    { id: "a", text: "问问婚宴礼服", customer: zhang },
    { id: "b", text: "回访", customer: wei },
    { id: "c", text: "回访风衣", customer: li },
    { id: "d", text: "送修鞋子", customer: li },
    { id: "e", text: "盘点丝巾", customer: null },
  ];
  const shownFirst = ["c", "a", "b"];
  const check = (said: string, shown = shownFirst, focus: string | null = null, seen = true, since = false) => {
    const which = matchWhich(said, { shown, seen, focus, since, open });
    switch (which.kind) {
      case "these":
        return which.ids.join("");
      case "many":
        return `? ${which.ids.join("")}`;
      case "no-such-number":
        return `of ${which.count}`;
      case "unknown":
        return `unknown ${which.name}`;
    }
  };
  test.each([
    ["第一条", "c"],
    ["第二个", "a"],
    ["第3件", "b"],
    ["3", "b"],
    ["最后一条", "b"],
    ["1和3", "cb"],
    ["第一、二条", "ca"],
    ["前两条", "ca"],
    ["第四条", "of 3"],
    ["第十条", "of 3"],
    ["都", "cab"],
    ["全部", "cab"],
    ["张姐的", "a"],
    ["张姐", "a"],
    ["张丽华那条", "a"],
    ["张先生的", "b"],
    ["张伟的回访", "b"],
    ["李雯的", "c"],
    ["李雯的风衣", "c"],
    ["李女士送修的那个", "d"],
    ["婚宴那条", "a"],
    ["盘点", "e"],
    ["回访", "? bc"],
    ["#e", "e"],
    ["#id:e", "e"],
    ["#a,#b", "ab"],
    ["赵敏的", "unknown 赵敏"],
    ["", "? cab"],
    ["那条", "? cab"],
  ])("「%s」 → %s", (said, expected) => expect(check(said)).toBe(expected));
  test("with one on show, 这条 is that one", () => expect(check("这条", ["d"])).toBe("d"));
  test("这个 is hers who was looked at since the list came, where one of it is", () => {
    expect(check("这个", ["c", "a", "b"], "zhang", true, true)).toBe("a");
    expect(check("", ["c", "a", "b"], "zhang", true, true)).toBe("a");
    expect(check("这个", ["c", "a", "b"], "zhang", true, false)).toBe("? cab");
    expect(check("这个", ["c", "b"], "zhang", true, true)).toBe("? cb");
    expect(check("这个", ["c", "d", "b"], "li", true, true)).toBe("? cdb");
  });
  test("她的 is hers who was spoken of", () => expect(check("她的", [], "zhang")).toBe("a"));
  test("of several of one customer, the one on show", () => expect(check("李雯的", ["d", "a"])).toBe("d"));
  test("of several of one customer, none when the list was not seen", () => {
    expect(check("李雯的", ["d", "a"], null, false)).toBe("? cd");
  });
  test("nothing on show: numbers count nothing", () => expect(check("第一条", [])).toBe("of 0"));
});

describe("card keys", () => {
  test("ids are unique per person and day and have only letters a card allows", () => {
    expect(nudgeKey("linyue", TODAY, 1)).toBe("nudge-linyue-2026-09-13");
    expect(nudgeKey("linyue", TODAY, 2)).toBe("nudge-linyue-2026-09-13-2");
    expect(nudgeCardId(nudgeKey("lin.yue", TODAY, 1))).toMatch(/^[0-9A-Za-z_\-@]+$/);
    expect(nudgeCardId("a.b")).not.toBe(nudgeCardId("a_b"));
  });
  test.each([
    [buttonKey("done", ["a", "b"]), { kind: "followups.done", which: "#a,#b", outcome: null }],
    [buttonKey("snooze", ["a"]), { kind: "followups.snooze", which: "#a", until: null }],
    [buttonKey("cancel", ["a"]), { kind: "followups.cancel", which: "#a" }],
    [LIST_KEY, { kind: "followups.list", range: null, state: "open", who: null, of: null }],
    ["followups:done:", null],
    ["followups:eat:a", null],
    ["care:done:a", null],
    ["", null],
  ])("%s", (key, plan) => expect(button(key)).toEqual(plan));
});

describe("reminders of the night", () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const clock = (of: number) => `${String(Math.floor(of / 60)).padStart(2, "0")}:${String(of % 60).padStart(2, "0")}`;

  test.each([
    ["03:00", "2026-09-13 06:00"],
    ["05:59", "2026-09-13 06:00"],
    ["06:00", "2026-09-13 06:00"],
    ["23:55", "2026-09-13 23:55"],
    ["23:58", "2026-09-14 06:00"],
  ])("for %s comes at %s", (time, expected) => {
    const { day, time: at } = comesAt("2026-09-13", time);
    expect(`${day} ${at}`).toBe(expected);
  });

  test("every reminder is found by the first run at or after the hour it is said to come", () => {
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 119 }), (of, late) => {
        const comes = comesAt("2026-09-13", clock(of));
        const dueAt = instantOf("2026-09-13", clock(of), SHANGHAI);
        const run = new Date(instantOf(comes.day, comes.time, SHANGHAI).getTime() + late * 60_000);
        expect(dueAt > struckSince(run, SHANGHAI) && dueAt <= run).toBe(true);
      }),
    );
  });
});
