// The house's occasions as one list: who is due, what the occurrence is called, how long it makes sense. Pure but for
// `find`, which asks the database; the rules behind are in occasions.ts.
import { addDays, type Day, instantOf, splitDay } from "../../calendar/day.ts";
import type { Tx } from "../../db/db.ts";
import type { Settings } from "../../settings.ts";
import type { ContactKind } from "../contact/gate.ts";
import { causeOf } from "./cause.ts";
import {
  anniversariesDue,
  birthdaysDue,
  complaintsDue,
  type Due,
  firstDaysDue,
  firstPurchases,
  giftsDue,
  holidayDue,
  leadsDue,
  type Page,
  replenishDue,
  silentDue,
} from "./due-store.ts";
import type { CustomerFacts } from "./facts-store.ts";
import {
  COMPLAINT_DAYS,
  celebratedOn,
  festivalName,
  GIFT_LEAD_DAYS,
  GONE_DAYS,
  greetable,
  greetingDays,
  holidaysBetween,
  LATE_DAYS,
  LEAD_HOURS,
  type OccasionRule,
  occurrenceKey,
  REPLENISH_DAYS,
  type SwitchRow,
  THANKS_DAYS,
  yearsWords,
} from "./occasions.ts";
import type { Cause } from "./templates.ts";

export interface Source {
  rule: OccasionRule;
  kind: ContactKind;
  festival: string | null;
  /** Drafted where nobody switched it. */
  usual: boolean;
  /** One page in the order of customers' ids. */
  find(tx: Tx, page: Page): Promise<Due[]>;
  /** Where finding is dear (all customers are ranked) it is done once, and the answer is bounded by itself. */
  pageSize?: number;
  key(due: Due): string;
  /** When it is too late. */
  expiresOn(due: Due): Day;
  /** The words speak of the day. */
  ofADay: boolean;
  anniversary(due: Due): string | null;
  cause(customer: CustomerFacts): Cause | null;
}

/** More than so many holiday greetings nobody reads one by one before sending; those who spent most come first. */
const HOLIDAY_PER_STAFF = 30;
/** First purchases and memberships of one day, for one associate: kindnesses, not a day's work. */
const FIRST_DAYS_PER_STAFF = 2;
/** New ones each morning: after the shop has run for years there are hundreds of quiet customers on the first day. */
const SILENT_PER_STAFF = 1;
/** All associates of a chain of three thousand shops together. */
const RANKED_MAX = 300_000;
/** A draft for somebody quiet may lie for a week. */
const QUIET_DRAFT_DAYS = 7;
/** Whoever was in touch in these days is not asked after as somebody gone quiet. */
const QUIET_DAYS = 30;
/** Habits are read from two years of purchases. */
const HABIT_DAYS = 730;
/** A gift's task missed while the house was down is still made in these days. */
const GIFT_LATE_DAYS = 3;

export interface SourcesOf {
  settings: Settings;
  switches: readonly SwitchRow[];
  now: Date;
  today: Day;
  zone: string;
}

/** In the order of the gate's priorities. */
export function sourcesOf(of: SourcesOf): Source[] {
  const { settings, now, today, zone } = of;
  const days = greetingDays(today, settings.greetingDaysAhead);
  const birthdays = days.flatMap((day) => celebratedOn(day).map((key) => ({ ...key, occursOn: day })));
  const dates = birthdays.filter((one) => one.calendar === "solar");
  const at = (day: Day) => instantOf(day, "00:00", zone);
  const source = (
    rule: Exclude<OccasionRule, "gift">,
    kind: ContactKind,
    own: Pick<Source, "find"> & Partial<Source>,
  ) => ({
    rule,
    kind,
    festival: null,
    usual: settings.occasions.includes(rule),
    key: (due: Due) => occurrenceKey(rule, due.customerId, due.occursOn),
    expiresOn: (due: Due) => addDays(due.occursOn, LATE_DAYS),
    ofADay: false,
    anniversary: () => null,
    cause: () => null,
    ...own,
  });
  const quietSince = at(addDays(today, -QUIET_DAYS));
  const ranked = { pageSize: RANKED_MAX, expiresOn: () => addDays(today, QUIET_DRAFT_DAYS) };
  return [
    source("complaint", "complaint", {
      find: (tx, page) =>
        complaintsDue(
          tx,
          { from: at(addDays(today, -COMPLAINT_DAYS.to)), to: at(addDays(today, 1 - COMPLAINT_DAYS.from)), zone },
          page,
        ),
      key: (due) => occurrenceKey("complaint", due.customerId, due.name ?? ""),
      expiresOn: (due) => addDays(due.occursOn, COMPLAINT_DAYS.to + QUIET_DRAFT_DAYS),
    }),
    source("birthday", "birthday", { find: (tx, page) => birthdaysDue(tx, birthdays, page), ofADay: true }),
    source("anniversary", "anniversary", {
      find: (tx, page) => anniversariesDue(tx, dates, page),
      ofADay: true,
      anniversary: (due) => due.name,
    }),
    source("anniversary", "anniversary", {
      find: (tx, page) => firstDaysDue(tx, { days: dates, zone, perStaff: FIRST_DAYS_PER_STAFF }, page),
      pageSize: RANKED_MAX,
      key: (due) => {
        const [name = ""] = (due.name ?? "").split(":");
        return occurrenceKey("anniversary", due.customerId, `${name}-${splitDay(due.occursOn).year}`);
      },
      ofADay: true,
      anniversary: (due) => firstDayName(due.name),
    }),
    source("thanks", "thanks", {
      find: (tx, page) => firstPurchases(tx, { from: at(addDays(today, -THANKS_DAYS)), to: at(today), zone }, page),
      key: (due) => occurrenceKey("thanks", due.customerId, "first"),
      expiresOn: (due) => addDays(due.occursOn, THANKS_DAYS),
    }),
    source("lead", "lead", {
      find: (tx, page) => leadsDue(tx, { from: new Date(now.getTime() - LEAD_HOURS * HOUR_MS), to: now, zone }, page),
      key: (due) => occurrenceKey("lead", due.customerId, "first"),
      expiresOn: (due) => addDays(due.occursOn, LEAD_HOURS / 24),
    }),
    ...holidaySources(of, source),
    source("winback", "winback", {
      ...ranked,
      find: (tx, page) => {
        const span = { from: addDays(today, -GONE_DAYS), to: addDays(today, -settings.lostAfterDays - 1) };
        return silentDue(
          tx,
          { rule: "winback", ...span, quietSince, dayStart: at(today), zone, perStaff: SILENT_PER_STAFF },
          page,
        );
      },
      cause: causeOf,
    }),
    source("dormant", "care", {
      ...ranked,
      find: (tx, page) => {
        const span = { from: addDays(today, -settings.lostAfterDays), to: addDays(today, -settings.dormantAfterDays) };
        return silentDue(
          tx,
          { rule: "dormant", ...span, quietSince, dayStart: at(today), zone, perStaff: SILENT_PER_STAFF },
          page,
        );
      },
      cause: () => "dormant",
    }),
    source("replenish", "replenish", {
      ...ranked,
      find: (tx, page) => {
        const span = { from: addDays(today, -REPLENISH_DAYS.late), to: addDays(today, REPLENISH_DAYS.ahead) };
        const since = at(addDays(today, -HABIT_DAYS));
        return replenishDue(tx, { ...span, since, dayStart: at(today), zone, perStaff: SILENT_PER_STAFF }, page);
      },
    }),
  ];
}

const HOUR_MS = 3_600_000;

/** "first:2" → 初次光临两周年. */
function firstDayName(name: string | null): string {
  const [which = "", years = ""] = (name ?? "").split(":");
  const words = yearsWords(Number(years));
  return which === "member" ? `入会${words}` : `第一次来店${words}`;
}

/** The shop's holidays, and those somebody switched on. */
function holidaySources(
  { settings, switches, today, zone }: SourcesOf,
  source: (rule: "holiday", kind: "holiday", own: Pick<Source, "find"> & Partial<Source>) => Source,
): Source[] {
  const usual = new Set(settings.holidays.map(festivalName));
  const asked = switches.flatMap((one) => (one.enabled && one.festival !== null ? [festivalName(one.festival)] : []));
  const names = [...usual, ...asked].filter((name) => greetable.includes(name) || usual.has(name));
  return holidaysBetween(names, today, addDays(today, settings.greetingDaysAhead)).map((holiday) => {
    const key = `${holiday.name}:${splitDay(holiday.day).year}`;
    const since = instantOf(addDays(today, -settings.classes.days), "00:00", zone);
    return source("holiday", "holiday", {
      festival: holiday.name,
      usual: settings.occasions.includes("holiday") && usual.has(holiday.name),
      pageSize: RANKED_MAX,
      find: (tx, page) => holidayDue(tx, { ...holiday, key, since, perStaff: HOLIDAY_PER_STAFF }, page),
      key: (due) => occurrenceKey("holiday", due.customerId, key),
      expiresOn: (due) => due.occursOn,
      ofADay: true,
    });
  });
}

/** Gifts to be ordered now, for the loyal and the VIP; null where no tier is. */
export function giftTasksOf({ settings, today }: { settings: Settings; today: Day }): {
  find(tx: Tx, page: Page): ReturnType<typeof giftsDue>;
} | null {
  const tiers = settings.tiers.filter((tier) => tier.family !== "普通").map((tier) => tier.name);
  if (tiers.length === 0) return null;
  const days = Array.from({ length: GIFT_LATE_DAYS + 1 }, (_, late) => addDays(today, GIFT_LEAD_DAYS - late));
  const birthdays = days.flatMap((day) => celebratedOn(day).map((key) => ({ ...key, occursOn: day })));
  return { find: (tx, page) => giftsDue(tx, birthdays, tiers, page) };
}
