// A definition changed: what was said becomes settings, or the reason why it cannot. Pure.
import type { Settings } from "../../settings.ts";
import type { CHANGES } from "./plan.ts";

export interface Change {
  change: (typeof CHANGES)[number];
  value: number | null;
  basis: "rank" | "cumulativeAmount" | null;
}

export type Changed =
  | {
      kind: "changed";
      key: "lostAfterDays" | "newForDays" | "classes" | "frequencyBands";
      settings: Settings;
      /** The classes and bands begin elsewhere: everybody must be in sight to tell where. */
      movesLines: boolean;
      before: number | string;
      after: number | string;
    }
  | { kind: "out-of-range"; low: number; high: number }
  | { kind: "the-same" };

/** Longer than anybody waits, shorter than a season's end. */
const LOST_MIN = 30;
const DAYS_MAX = 1095;

export function changedBy({ change, value, basis }: Change, settings: Settings): Changed {
  switch (change) {
    case "lost-days": {
      const low = Math.max(LOST_MIN, settings.newForDays);
      if (value === null || !Number.isInteger(value) || value < low || value > DAYS_MAX)
        return { kind: "out-of-range", low, high: DAYS_MAX };
      return changed(settings, "lostAfterDays", value, [settings.lostAfterDays, value], false);
    }
    case "new-days": {
      const high = settings.lostAfterDays;
      if (value === null || !Number.isInteger(value) || value < 1 || value > high)
        return { kind: "out-of-range", low: 1, high };
      return changed(settings, "newForDays", value, [settings.newForDays, value], false);
    }
    case "important-share": {
      const [first, second, third] = settings.classes.shares;
      const share = value === null ? Number.NaN : value < 1 ? value : value / 100;
      if (!(share > 0 && share < second)) return { kind: "out-of-range", low: 1, high: Math.round(second * 100) - 1 };
      const classes = { ...settings.classes, shares: [share, second, third] satisfies [number, number, number] };
      return changed(settings, "classes", classes, [percent(first), percent(share)], true);
    }
    case "class-basis": {
      const to = basis ?? "rank";
      const classes = { ...settings.classes, basis: to };
      return changed(settings, "classes", classes, [SAID[settings.classes.basis], SAID[to]], true);
    }
    case "high-orders": {
      if (value === null || !Number.isInteger(value) || value < 2 || value > 100)
        return { kind: "out-of-range", low: 2, high: 100 };
      const mid = Math.max(1, Math.min(settings.frequencyBands?.mid ?? Math.ceil(value / 2), value - 1));
      const before = settings.frequencyBands ? `${settings.frequencyBands.high}次` : "前三分之一";
      return changed(settings, "frequencyBands", { high: value, mid }, [before, `${value}次`], true);
    }
  }
}

const SAID = { rank: "按排名", cumulativeAmount: "按金额占比" } as const;
const percent = (share: number) => `前${Math.round(share * 1000) / 10}%`;

function changed<K extends "lostAfterDays" | "newForDays" | "classes" | "frequencyBands">(
  settings: Settings,
  key: K,
  value: Settings[K],
  [before, after]: [number | string, number | string],
  movesLines: boolean,
): Changed {
  if (before === after) return { kind: "the-same" };
  return { kind: "changed", key, settings: { ...settings, [key]: value }, movesLines, before, after };
}
