import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { ANSWERS_MAX, answerHours } from "../../../src/skills/contact/answer-hours.ts";

const at = (...times: string[]) => times.map((time, ahead) => instantOf(`2026-09-${10 + ahead}`, time, SHANGHAI));
const hours = (...times: string[]) => answerHours(at(...times), SHANGHAI);

describe("when she answers", () => {
  it("is the three hours with most of her answers", () => {
    expect(hours("19:05", "20:40", "21:59")).toEqual({ from: 19, to: 22, hits: 3, of: 3 });
    expect(hours("12:10", "19:05", "20:40", "21:10")).toEqual({ from: 19, to: 22, hits: 3, of: 4 });
    expect(hours("23:10", "23:50", "22:00")).toEqual({ from: 22, to: 24, hits: 3, of: 3 });
  });

  it("is not known with two answers, nor where they lie all over the day", () => {
    expect(hours("19:05", "19:40")).toBeNull();
    expect(hours("09:00", "13:00", "17:00", "21:00")).toBeNull();
    expect(hours("09:00", "09:30", "17:00", "21:00")).toBeNull();
    expect(answerHours([], SHANGHAI)).toBeNull();
  });

  it("follows a new habit: old answers fall out", () => {
    const old = Array.from({ length: 20 }, () => "09:00");
    const fresh = Array.from({ length: ANSWERS_MAX }, () => "20:00");
    const answers = [...old, ...fresh].map(
      (time, day) => instantOf("2026-01-01", time, SHANGHAI).getTime() + day * 864e5,
    );
    expect(
      answerHours(
        answers.map((one) => new Date(one)),
        SHANGHAI,
      ),
    ).toMatchObject({ from: 20, of: ANSWERS_MAX });
  });

  it("holds at least two thirds of the answers it counted, starts with one, in any order", () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(fc.array(minute, { maxLength: ANSWERS_MAX }), fc.nat(), (minutes, seed) => {
        const midnight = instantOf("2026-09-10", "00:00", SHANGHAI).getTime();
        const answers = minutes.map((one, day) => new Date(midnight + day * 864e5 + one * 60_000));
        const found = answerHours(answers, SHANGHAI);
        const turn = seed % Math.max(1, answers.length);
        expect(answerHours([...answers.slice(turn), ...answers.slice(0, turn)], SHANGHAI)).toEqual(found);
        const hits = (from: number) => minutes.filter((one) => one >= from * 60 && one < (from + 3) * 60).length;
        const most = Math.max(0, ...Array.from({ length: 24 }, (_, hour) => hits(hour)));
        expect(found !== null).toBe(minutes.length >= 3 && most * 3 >= minutes.length * 2);
        if (found === null) return;
        expect(found.hits).toBe(most);
        expect(found.hits).toBe(hits(found.from));
        expect(minutes.some((one) => Math.floor(one / 60) === found.from)).toBe(true);
        expect(found.to).toBeLessThanOrEqual(24);
      }),
    );
  });
});
