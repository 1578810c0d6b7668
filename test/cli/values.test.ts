import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  guarded,
  type Read,
  readBirthday,
  readDay,
  readInstant,
  readInt,
  readList,
  readMoney,
  readPhone,
  readText,
  readYesNo,
  withoutGuard,
  writeBirthday,
  writeInstant,
  writeMoney,
} from "../../src/cli/import/values.ts";

const shanghai = "Asia/Shanghai";

function check<T>(reader: (cell: string) => Read<T>, cases: readonly (readonly [string, unknown])[]): void {
  for (const [cell, expected] of cases) {
    const read = reader(cell);
    const value = "value" in read ? (read.value instanceof Date ? read.value.toISOString() : read.value) : null;
    expect([cell, value]).toEqual([cell, expected]);
  }
}

describe("cells", () => {
  test("money", () => {
    check(readMoney, [
      ["1280", 128_000],
      ["1,280.50", 128_050],
      ["¥1,280.5", 128_050],
      ["￥ 99", 9_900],
      ["$11.77", 1_177],
      ["1280元", 128_000],
      ["１２８", 12_800],
      ["1.2万", 1_200_000],
      [".5", 50],
      ["0.005", 1],
      ["12.344", 1_234],
      ["-12.00", -1_200],
      ["¥-12", -1_200],
      ["0.00", 0],
      ["1e3", null],
      ["abc", null],
      ["12.3.4", null],
      ["21474836.47", 2_147_483_647],
      ["21474836.48", null],
    ]);
  });

  test("money is written as it is read", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_147_483_647, max: 2_147_483_647 }), (fen) => {
        expect(readMoney(writeMoney(fen))).toEqual({ value: fen === 0 ? 0 : fen });
      }),
    );
  });

  test("instants are local to the shop", () => {
    check(
      (cell) => readInstant(cell, shanghai),
      [
        ["2026-05-03 14:30", "2026-05-03T06:30:00.000Z"],
        ["2026-05-03T14:30:15.250", "2026-05-03T06:30:15.250Z"],
        ["2026/5/3 14:30:15", "2026-05-03T06:30:15.000Z"],
        ["2026年5月3日14时30分", "2026-05-03T06:30:00.000Z"],
        ["2026.5.3", "2026-05-02T16:00:00.000Z"],
        ["20260503", "2026-05-02T16:00:00.000Z"],
        ["20260503143015", "2026-05-03T06:30:15.000Z"],
        ["2026-05-03T06:30:00Z", "2026-05-03T06:30:00.000Z"],
        ["2026-05-03T14:30:00+08:00", "2026-05-03T06:30:00.000Z"],
        ["46145.604166667", "2026-05-03T06:30:00.000Z"],
        ["2026-02-29", null],
        ["2026-05-03 25:00", null],
        ["5/3/2026", null],
        ["明天", null],
      ],
    );
  });

  test("instants are written as they are read, in any zone", () => {
    const instant = fc.date({ min: new Date("1995-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom(shanghai, "UTC", "Asia/Tokyo"), (at, zone) => {
        expect(readInstant(writeInstant(at, zone), zone)).toEqual({ value: at });
      }),
    );
  });

  test("days, numbers, lists, yes and no", () => {
    check(readDay, [
      ["2026-05-03", "2026-05-03T00:00:00.000Z"],
      ["2026/5/3 14:30", "2026-05-03T00:00:00.000Z"],
      ["2026-13-03", null],
    ]);
    check(readInt, [
      ["12", 12],
      ["1.0", 1],
      ["3件", 3],
      ["1,200", 1200],
      ["-1", -1],
      ["1.5", null],
      ["9999999999", null],
    ]);
    check(readList, [["张姐、 Annie；张姐,老张", ["张姐", "Annie", "老张"]]]);
    check(readYesNo, [
      ["是", true],
      ["否", false],
      ["TRUE", true],
      ["也许", null],
    ]);
  });

  test("birthdays, solar and lunar", () => {
    const solar = (year: number | null, month: number, day: number) => ({
      calendar: "solar",
      year,
      month,
      day,
      leap: false,
    });
    const lunar = (year: number | null, month: number, day: number, leap = false) => ({
      calendar: "lunar",
      year,
      month,
      day,
      leap,
    });
    check(readBirthday, [
      ["1990-05-03", solar(1990, 5, 3)],
      ["1990/5/3 0:00", solar(1990, 5, 3)],
      ["19900503", solar(1990, 5, 3)],
      ["05-03", solar(null, 5, 3)],
      ["5月3日", solar(null, 5, 3)],
      ["1996年2月29日", solar(1996, 2, 29)],
      ["02-29", solar(null, 2, 29)],
      ["1997-02-29", null],
      ["农历八月十五", lunar(null, 8, 15)],
      ["农历1968年闰四月初八", lunar(1968, 4, 8, true)],
      ["阴历1968-8-15", lunar(1968, 8, 15)],
      ["农历正月初一", lunar(null, 1, 1)],
      ["农历腊月廿三", lunar(null, 12, 23)],
      ["农历十一月三十", lunar(null, 11, 30)],
      ["32874", solar(1990, 1, 1)],
      ["29190.0", solar(1979, 12, 1)],
      ["90574", null],
      ["1899-05-03", solar(null, 5, 3)],
      ["1990", null],
      ["九月", null],
    ]);
  });

  test("birthdays are written as they are read", () => {
    const any = fc.record({
      calendar: fc.constantFrom("solar" as const, "lunar" as const),
      year: fc.option(fc.integer({ min: 1930, max: 2010 })),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      leap: fc.boolean(),
    });
    fc.assert(
      fc.property(any, (birthday) => {
        const one = { ...birthday, leap: birthday.leap && birthday.calendar === "lunar" };
        expect(readBirthday(writeBirthday(one))).toEqual({ value: one });
      }),
    );
  });

  test("phones, and what spreadsheets do to them", () => {
    check(readPhone, [
      ["138 0000 1111", "13800001111"],
      ["+86-138-0000-1111", "13800001111"],
      ["'13800001111", "13800001111"],
      ["1380000111", null],
      ["138****1111", null],
      ["1.38E+10", null],
    ]);
    expect(readPhone("1.38E+10")).toMatchObject({ why: expect.stringContaining("科学记数") });
  });

  test("a cell that a spreadsheet would run is made text, and comes back as it was", () => {
    expect(guarded("=1+1")).toBe("'=1+1");
    expect(guarded("张姐")).toBe("张姐");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "a", "张"), maxLength: 6 }), (text) => {
        expect(guarded(text)).not.toMatch(/^[=+\-@]/);
        expect(withoutGuard(guarded(text))).toBe(text);
      }),
    );
    expect(readText("坏\uFFFD字")).toMatchObject({ why: expect.any(String) });
  });
});
