// When of a day a customer usually answers, learnt from her answers so far (E08). Pure.
import { minutesOf } from "../../calendar/day.ts";

/** Whole hours of the shop's clock, `from` ≤ hour < `to`; `hits` of the last `of` answers fell into them. */
export interface AnswerHours {
  from: number;
  to: number;
  hits: number;
  of: number;
}

/** Older answers say little of today's habits. */
export const ANSWERS_MAX = 12;
const ANSWERS_MIN = 3;
const WINDOW_HOURS = 3;

/**
 * The three hours that hold most of her latest answers; null with fewer than three answers, or where fewer than two
 * thirds of them fall together: then there is no habit to go by.
 * @param answers When she answered, in any order.
 */
export function answerHours(answers: readonly Date[], zone: string): AnswerHours | null {
  const latest = answers.toSorted((a, b) => b.getTime() - a.getTime()).slice(0, ANSWERS_MAX);
  const hours = latest.map((at) => Math.floor(minutesOf(at, zone) / 60));
  let best = { from: 0, hits: 0 };
  // A window starts with an answer, so that it is no wider to the left than she is.
  for (const from of new Set(hours.toSorted((a, b) => a - b))) {
    const hits = hours.filter((hour) => hour >= from && hour < from + WINDOW_HOURS).length;
    if (hits > best.hits) best = { from, hits };
  }
  const of = latest.length;
  if (of < ANSWERS_MIN || best.hits * 3 < of * 2) return null;
  return { ...best, to: Math.min(24, best.from + WINDOW_HOURS), of };
}
