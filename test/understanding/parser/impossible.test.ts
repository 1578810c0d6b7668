// Days and hours that cannot be are named with the reason; those that can be are let through.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRealDate } from "../../../src/calendar/day.ts";
import { findImpossible } from "../../../src/understanding/parser/impossible.ts";

describe("what no calendar has", () => {
  test.each([
    ["2月30日提醒我给张姐打电话", "2月只有29天"],
    ["张姐生日13月5日", "没有13月"],
    ["十一月三十一号来", "11月只有30天"],
    ["2025年2月29日", "2025年的2月只有28天"],
    ["王芳生日2/30", "2月只有29天"],
    ["张姐生日0月5日", "没有0月"],
    ["明天25点提醒我", "一天没有25点"],
    ["25点提醒我看货", "一天没有25点"],
    ["26点半提醒我看货", "一天没有26点"],
    ["提醒我25点看货", "一天没有25点"],
    ["农历八月三十一日", "农历一个月最多30天"],
  ])("%s", (text, why) => expect(findImpossible(text)?.why).toBe(why));

  test.each([
    "2月29日",
    "农历二月三十日",
    "3个月没来",
    "2026年12月",
    "买了15月饼",
    "24点",
    "积分30点",
    "23点提醒我",
    "送她50点，提醒我发货",
    "二月三十",
    "生日5.3",
    "14月卡",
  ])("%s may be", (text) => expect(findImpossible(text)).toBeNull());

  test("any month and day: refused exactly when the calendar lacks it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2030 }), fc.nat(15), fc.nat(40), (year, month, day) => {
        expect(findImpossible(`${year}年${month}月${day}日`) === null).toBe(isRealDate(year, month, day));
      }),
    );
  });
});
