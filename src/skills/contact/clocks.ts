// The three clocks of a customer: touch, review and message allowance. Pure dates; never the clock itself.
import { addDays, type Day, dayOf } from "../../calendar/day.ts";

/** Purchase class. */
export type CustomerClass = "重要" | "主要" | "普通" | "小";

/** Any contact at least so often: weekly, every two weeks, monthly, quarterly. */
export const TOUCH_DAYS: Readonly<Record<CustomerClass, number>> = { 重要: 7, 主要: 14, 普通: 30, 小: 90 };

/** A structured review: monthly, quarterly, half-yearly; none is asked for small customers. */
export const REVIEW_DAYS: Readonly<Record<CustomerClass, number | null>> = { 重要: 30, 主要: 90, 普通: 180, 小: null };

export interface ContactClock {
  lastOn: Day | null;
  everyDays: number;
  /** The day by which the next one is due; today when there was none yet. */
  dueOn: Day;
}

export function touchClock(of: CustomerClass, lastAt: Date | null, today: Day, zone: string): ContactClock {
  return clock(TOUCH_DAYS[of], lastAt, today, zone);
}

export function reviewClock(of: CustomerClass, lastAt: Date | null, today: Day, zone: string): ContactClock | null {
  const everyDays = REVIEW_DAYS[of];
  return everyDays === null ? null : clock(everyDays, lastAt, today, zone);
}

function clock(everyDays: number, lastAt: Date | null, today: Day, zone: string): ContactClock {
  const lastOn = lastAt === null ? null : dayOf(lastAt, zone);
  return { lastOn, everyDays, dueOn: lastOn === null ? today : addDays(lastOn, everyDays) };
}
