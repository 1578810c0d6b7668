import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, isRealDate } from "../../../src/calendar/day.ts";
import { birthdayInYear, nextBirthday } from "../../../src/calendar/lunar.ts";
import {
  aboutOf,
  anniversaryIn,
  type BirthdaySaid,
  birthdayFault,
  comparePreference,
  decideCorrection,
  guessTopic,
  isAboutMinor,
  mindOf,
  saysChanged,
  supersededFacts,
  withoutChange,
  withoutPhones,
  writtenRows,
} from "../../../src/skills/notes/rules.ts";

const TODAY = "2026-09-13";

describe("what a preference is about", () => {
  test.each([
    ["M码", "尺码"],
    ["XL", "尺码"],
    ["165/88A", "尺码"],
    ["38码", "鞋码"],
    ["真丝", "面料"],
    ["红色", "颜色"],
    ["咖啡要热的", "冷热"],
    ["不加糖", "甜度"],
    ["靠窗的位置", "座位"],
    ["薰衣草香薰", "香味"],
    ["修身", "版型"],
    ["爵士乐", null],
  ])("%s → %s", (value, topic) => expect(guessTopic(value)).toBe(topic));
});

describe("the mind behind a value", () => {
  test.each([
    ["面料", "喜欢真丝", false, "真丝"],
    [null, "真丝", false, "真丝"],
    ["颜色", "不喜欢红色", true, "红色"],
    ["不喜欢", "红色", true, "红色"],
    [null, "讨厌浓香", true, "浓香"],
  ])("%s %s", (topic, value, dislike, thing) => expect(mindOf({ topic, value })).toEqual({ dislike, thing }));
});

describe("contradictions", () => {
  const known = [
    { id: "size", topic: "尺码", value: "M码" },
    { id: "silk", topic: "面料", value: "喜欢真丝" },
    { id: "red", topic: "不喜欢", value: "红色" },
  ];
  const check = (topic: string | null, value: string) => {
    const { same, others } = comparePreference({ topic, value }, known);
    return [same?.id ?? null, others.map((one) => one.id)];
  };
  test.each([
    ["尺码", "M码", "size", []],
    ["尺码", "M", "size", []],
    ["尺码", "m号", "size", []],
    ["尺码", "L码", null, ["size"]],
    ["面料", "真丝", "silk", []],
    ["面料", "羊绒", null, ["silk"]],
    ["颜色", "红色", null, ["red"]],
    ["不喜欢", "真丝", null, ["silk"]],
    ["不喜欢", "红色", "red", []],
    ["不喜欢", "绿色", null, []],
    [null, "爵士乐", null, []],
  ])("%s：%s", (topic, value, same, others) => expect(check(topic, value)).toEqual([same, others]));
});

test.each([
  ["张姐尺码改成L", true],
  ["她现在喜欢羊绒", true],
  ["她穿L了 以前是M", true],
  ["张姐喜欢羊绒", false],
])("%s says the old is over: %s", (text, changed) => expect(saysChanged(text)).toBe(changed));

test.each([
  ["改成L码", "L码"],
  ["现在换成了真丝", "真丝"],
  ["改良旗袍", "改良旗袍"],
])("%s is now %s", (value, now) => expect(withoutChange(value)).toBe(now));

describe("birthdays that can be", () => {
  const said = (text: string): BirthdaySaid => {
    const [calendar, year, month, day, leap] = text.split(" ");
    return {
      calendar: calendar === "农" ? "lunar" : "solar",
      year: year === "-" ? null : Number(year),
      month: Number(month),
      day: Number(day),
      leap: leap === "闰",
    };
  };
  test.each([
    ["阳 - 5 3", null],
    ["阳 - 2 29", null],
    ["阳 1996 2 29", null],
    ["阳 1997 2 29", "no-such-day"],
    ["阳 - 2 30", "no-such-day"],
    ["阳 - 4 31", "no-such-day"],
    ["阳 2030 1 1", "not-born-yet"],
    ["农 - 8 15", null],
    ["农 - 12 30", null],
    ["农 - 1 31", "no-such-day"],
    ["农 1990 5 10 闰", null],
    ["农 1991 5 10 闰", "no-such-leap-month"],
    ["农 - 6 3 闰", null],
    ["农 - 1 3 闰", "no-such-leap-month"],
  ])("%s → %s", (text, fault) => expect(birthdayFault(said(text), TODAY)).toBe(fault));

  test("whatever is accepted comes round within fourteen months, on or after today", () => {
    const birthday = fc.record({
      calendar: fc.constantFrom("solar" as const, "lunar" as const),
      year: fc.option(fc.integer({ min: 1930, max: 2026 })),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
      leap: fc.boolean(),
    });
    const from = fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2024-01-01", days));
    fc.assert(
      fc.property(birthday, from, (one, today) => {
        fc.pre(birthdayFault({ ...one, leap: one.leap && one.calendar === "lunar" }, "2026-12-31") === null);
        const next = nextBirthday(one, today);
        expect(next >= today).toBe(true);
        expect(next <= addDays(today, 430)).toBe(true);
        const years = [Number(next.slice(0, 4)), Number(next.slice(0, 4)) - 1];
        expect(years.map((year) => birthdayInYear(one, year))).toContain(next);
      }),
      { numRuns: 300 },
    );
  });

  test("a solar day of a year is refused exactly when the calendar has no such day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2026 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const fault = birthdayFault({ calendar: "solar", year, month, day, leap: false }, TODAY);
          expect(fault === null).toBe(isRealDate(year, month, day));
        },
      ),
    );
  });
});

test.each([
  ["结婚纪念日是5月20日", { topic: "结婚纪念日", year: null, month: 5, day: 20 }],
  ["2015年10月1日结婚纪念日", { topic: "结婚纪念日", year: 2015, month: 10, day: 1 }],
  ["纪念日2月30日", null],
  ["女儿下月结婚", null],
])("%s", (text, expected) => expect(anniversaryIn(text)).toEqual(expected));

test.each([
  ["孙子的幼儿园在旁边", true],
  ["女儿下月结婚", false],
  ["儿子上小学", true],
  ["老公出差", false],
])("%s concerns a small child: %s", (text, minor) => expect(isAboutMinor(text)).toBe(minor));

describe("phones do not stay in free words", () => {
  test.each([
    ["她换号了13800001111", "她换号了尾号1111", 1],
    ["打138-0000-1111或+86 139 2222 0001", "打尾号1111或尾号0001", 2],
    ["订单号20260913380000111122", "订单号20260913380000111122", 0],
    ["买了3280", "买了3280", 0],
  ])("%s", (text, kept, hidden) => expect(withoutPhones(text)).toEqual({ text: kept, hidden }));
});

test.each([
  [null, "all"],
  ["忌讳", "negative"],
  ["过敏", "negative"],
  ["喜欢什么", "preference"],
  ["家里", "family"],
  ["标签", "tag"],
  ["备注", "note"],
  ["搬家", { words: "搬家" }],
])("asked about %s", (said, about) => expect(aboutOf(said)).toEqual(about));

describe("moving a slip", () => {
  const at = new Date("2026-09-13T02:00:00Z");
  const row = (customerId: string) => ({ customerId, customerName: customerId });
  const decide = (customers: string[] | null, minutes = 1, left: "customer"[] = []) => {
    const written = customers && { at, rows: customers.map(row), left };
    const decided = decideCorrection(written, "right", new Date(at.getTime() + minutes * 60_000));
    return decided.kind === "move" ? `${decided.rows.length} from ${decided.fromId}` : decided.why;
  };
  test.each([
    [["wrong"], 1, "1 from wrong"],
    [["wrong", "wrong", "right"], 30, "2 from wrong"],
    [["wrong"], 31, "too-old"],
    [["right"], 1, "same"],
    [["wrong", "other"], 1, "several"],
    [[], 1, "none"],
    [null, 1, "none"],
  ])("%j after %i minutes: %s", (customers, minutes, answer) => expect(decide(customers, minutes)).toBe(answer));
  test("a birthday alone cannot be moved", () => expect(decide([], 1, ["customer"])).toBe("other"));

  test("made rows and moved rows count, rows put back do not", () => {
    const { rows, left } = writtenRows([
      { op: "delete", table: "fact", where: { id: "f" } },
      { op: "restore", table: "fact", where: { id: "old" }, before: { supersededById: null } },
      { op: "restore", table: "note", where: { id: "n" }, before: { customerId: "wrong" } },
      { op: "restore", table: "followUp", where: { id: "done" }, before: { state: "open" } },
      { op: "restore", table: "customer", where: { id: "c" }, before: { birthdayDay: 3 } },
    ]);
    expect(rows.map((one) => one.where.id)).toEqual(["f", "n"]);
    expect(left).toEqual(["customer"]);
    expect(
      supersededFacts([{ op: "restore", table: "fact", where: { id: "old" }, before: { supersededById: null } }]),
    ).toEqual(["old"]);
  });
});
