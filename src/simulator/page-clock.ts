// Where the page's clock buttons lead. Beijing time, as everything on the phones.
import { InputError } from "../errors.ts";
import { beijingOffsetMs } from "./world.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const openingHour = 9;

export function clockTarget(now: Date, move: "hour" | "tomorrow" | "monday" | "to", at: string): Date {
  switch (move) {
    case "hour":
      return new Date(now.getTime() + hourMs);
    case "tomorrow":
      return opening(now, 1);
    case "monday": {
      const weekday = new Date(now.getTime() + beijingOffsetMs).getUTCDay();
      return opening(now, (8 - weekday) % 7 || 7);
    }
    case "to": {
      // As a datetime-local field writes it.
      if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(at)) throw new InputError("时间的写法不对");
      const instant = new Date(`${at}+08:00`);
      if (Number.isNaN(instant.getTime())) throw new InputError("没有这个时间");
      return instant;
    }
  }
}

function opening(now: Date, daysAhead: number): Date {
  const localMidnight = Math.floor((now.getTime() + beijingOffsetMs) / dayMs) * dayMs;
  return new Date(localMidnight + daysAhead * dayMs + openingHour * hourMs - beijingOffsetMs);
}
