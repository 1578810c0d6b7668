// What runs by the clock, on one screen. Minutes are odd on purpose: everybody pushes at :00 and :30.
import type { Context } from "./context.ts";
import { settleCards } from "./conversation/settle-jobs.ts";
import { maintain } from "./db/maintain.ts";
import { checkTimetable, type Job } from "./scheduler/timetable.ts";
import { pollCampaigns } from "./skills/campaigns/jobs.ts";
import { draftGreetings } from "./skills/care/draft-jobs.ts";
import { pollCustomerMessages } from "./skills/care/jobs.ts";
import { watchComplaints } from "./skills/complaints/jobs.ts";

import { askToVerify, syncCustomers } from "./skills/customers/jobs.ts";
import { writeBack } from "./skills/customers/writeback-jobs.ts";

import { nudgeDueFollowups, remindAtTheHour, rollRepeats, suggestByRule } from "./skills/followups/jobs.ts";
import { climbLadder } from "./skills/followups/ladder-jobs.ts";
import { sendReports } from "./skills/insights/jobs.ts";
import { draftOwnWeeks } from "./skills/insights/own-week-jobs.ts";
import { FOLLOW_JOB, followPlatform } from "./skills/platform/jobs.ts";
import { refreshSegments } from "./skills/segments/jobs.ts";
import { syncDirectory } from "./skills/staff/jobs.ts";
import { transferContacts } from "./skills/staff/transfer-jobs.ts";

const HOUR = 3_600_000;

export const timetable: readonly Job<Context>[] = checkTimetable<Context>([
  {
    name: "roll-repeats",
    cron: "13 0,6 * * *",
    catchUp: "latest",
    staleAfterMs: 24 * 7 * HOUR,
    run: async (context, slotAt) => `${await rollRepeats(context, slotAt)} written`,
  },
  {
    name: "compute-segments",
    cron: "37 4 * * *",
    catchUp: "latest",
    staleAfterMs: 24 * HOUR,
    run: (context, slotAt) => refreshSegments(context, slotAt),
  },
  {
    name: "draft-greetings",
    cron: "7 8 * * *",
    catchUp: "latest",
    staleAfterMs: 24 * 7 * HOUR,
    run: async (context, slotAt) => void (await draftGreetings(context, slotAt)),
  },
  {
    name: "daily-digest",
    cron: "43 8 * * *",
    catchUp: "latest",
    staleAfterMs: 20 * HOUR,
    run: async (context, slotAt) => `${await sendReports(context, slotAt, "day")} queued`,
  },
  {
    // After the day's own report, so that the two come in order.
    name: "weekly-report",
    cron: "51 8 * * 1",
    catchUp: "latest",
    staleAfterMs: 4 * 24 * HOUR,
    run: async (context, slotAt) => `${await sendReports(context, slotAt, "week")} queued`,
  },
  {
    name: "own-week",
    cron: "43 16 * * 5",
    catchUp: "latest",
    // On Monday nobody writes last week's any more.
    staleAfterMs: 48 * HOUR,
    run: async (context, slotAt) => `${await draftOwnWeeks(context, slotAt)} queued`,
  },
  {
    name: "monthly-report",
    cron: "53 8 1 * *",
    catchUp: "latest",
    staleAfterMs: 7 * 24 * HOUR,
    run: async (context, slotAt) => `${await sendReports(context, slotAt, "month")} queued`,
  },
  {
    name: "suggest-follow-ups",
    cron: "27 6 * * *",
    catchUp: "latest",
    staleAfterMs: 20 * HOUR,
    run: async (context, slotAt) => `${await suggestByRule(context, slotAt)} written`,
  },
  {
    name: "climb-ladder",
    cron: "17 10 * * *",
    catchUp: "latest",
    staleAfterMs: 10 * HOUR,
    run: async (context, slotAt) => `${await climbLadder(context, slotAt)} told`,
  },
  {
    name: "nudge-follow-ups",
    // Shifts begin at any quarter of an hour; each person has her card once, when hers has begun.
    cron: "1,16,31,46 7-21 * * *",
    catchUp: "latest",
    staleAfterMs: 11 * HOUR,
    run: async (context, slotAt) => void (await nudgeDueFollowups(context, slotAt)),
  },
  {
    name: "remind-at-the-hour",
    cron: "*/5 6-23 * * *",
    catchUp: "latest",
    staleAfterMs: 12 * HOUR,
    run: async (context, slotAt) => void (await remindAtTheHour(context, slotAt)),
  },
  {
    name: "watch-complaints",
    cron: "2-59/5 * * * *",
    catchUp: "latest",
    staleAfterMs: 24 * HOUR,
    run: async (context, slotAt) => void (await watchComplaints(context, slotAt)),
  },
  {
    name: "poll-customer-messages",
    cron: "*/10 * * * *",
    catchUp: "latest",
    staleAfterMs: HOUR,
    run: async (context, slotAt) => {
      await pollCustomerMessages(context, slotAt);
      await pollCampaigns(context);
    },
  },
  {
    name: "ask-to-verify",
    cron: "52 9 * * 2",
    catchUp: "latest",
    staleAfterMs: 4 * 24 * HOUR,
    run: async (context, slotAt) => void (await askToVerify(context, slotAt)),
  },
  {
    name: "sync-directory",
    cron: "11 4 * * *",
    catchUp: "latest",
    staleAfterMs: 24 * HOUR,
    run: async (context) => `${await syncDirectory(context)}; ${await syncCustomers(context)}`,
  },
  {
    // Events of the platform, and readings that were asked for or interrupted, are followed up within minutes.
    name: FOLLOW_JOB,
    cron: "*/2 * * * *",
    catchUp: "latest",
    staleAfterMs: HOUR,
    run: (context) => followPlatform(context),
  },
  {
    name: "settle-cards",
    cron: "1-59/2 * * * *",
    catchUp: "latest",
    staleAfterMs: HOUR,
    run: async (context) => `${await settleCards(context)} settled`,
  },
  {
    name: "tell-the-platform",
    cron: "3-59/5 * * * *",
    catchUp: "latest",
    staleAfterMs: HOUR,
    run: (context) => writeBack(context),
  },
  {
    name: "hand-over-contacts",
    cron: "9-59/10 * * * *",
    catchUp: "latest",
    staleAfterMs: HOUR,
    run: (context) => transferContacts(context),
  },
  {
    name: "maintain-database",
    cron: "17 3 * * *",
    catchUp: "none",
    staleAfterMs: HOUR,
    run: async (context) => void (await maintain(context.db, context.now())),
  },
]);
