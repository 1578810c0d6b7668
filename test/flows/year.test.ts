// A year of care in a house of customers: greetings drafted, approved and tapped, messages to many, two processes that die
// in the middle, associates who move, customers who answer, refuse and complain. Every day is random but repeatable; what
// the platform sent is counted by the platform's own book, not by the house's.
// YEAR=full plays 10,000 customers for 365 days, YEAR=<customers>x<days> anything between.
import { expect, it } from "vitest";
import { addDays, type Day, dayOf, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import type { Channel } from "../../src/channel.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { silentLog } from "../../src/log.ts";
import type { CustomerMessageStatus, MassMessage } from "../../src/message.ts";
import { type DeliverContext, deliverAll } from "../../src/outbox/deliver.ts";
import { defaultSettings } from "../../src/settings.ts";
import { everyCustomerMessageHandler } from "../../src/skills/campaigns/deliver.ts";
import { pollCampaigns } from "../../src/skills/campaigns/jobs.ts";
import { campaigns } from "../../src/skills/campaigns/skill.ts";
import { draftGreetings } from "../../src/skills/care/draft-jobs.ts";
import { pollCustomerMessages } from "../../src/skills/care/jobs.ts";
import { dayWord } from "../../src/skills/care/occasions.ts";
import { care } from "../../src/skills/care/skill.ts";
import { describeOnOneEngine } from "../support/database.ts";
import { seedStaff } from "../support/people.ts";
import { withTurn } from "../support/turn.ts";

const SMALL = "60x25";
const [CUSTOMERS = 0, DAYS = 0] = (process.env.YEAR === "full" ? "10000x365" : (process.env.YEAR ?? SMALL))
  .split("x")
  .map(Number);
const FIRST: Day = "2026-03-02";
const DAY_MS = 86_400_000;
const LONG = CUSTOMERS * DAYS > 10_000;
const ASSOCIATES = ["linyue", "chenchen"] as const;

/** Small and repeatable. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** What care asks of a platform. */
type Called =
  | "send"
  | "createCustomerMessage"
  | "findCustomerMessage"
  | "customerMessageStatus"
  | "cancelCustomerMessage"
  | "createMassMessage"
  | "findMassMessages"
  | "massMessageStatuses"
  | "remindMassMessage";

/** The platform with a book of its own; it loses answers after it has done what was asked. */
function openPlatform(random: () => number, now: () => Date) {
  const tasks = new Map<
    string,
    { message: MassMessage; at: Date; cancelled: boolean; status: Map<string, CustomerMessageStatus> }
  >();
  const book: { externalId: string; at: Date; text: string }[] = [];
  const figures = { tasks: 0, lost: 0, cancelled: 0 };
  const create = (message: MassMessage) => {
    figures.tasks += 1;
    const taskId = `task-${figures.tasks}`;
    const waiting = message.externalIds.map((id) => [id, "waiting"] as const);
    tasks.set(taskId, { message, at: now(), cancelled: false, status: new Map(waiting) });
    if (random() < 0.15) {
      figures.lost += 1;
      throw new Error("the process died before it read the answer");
    }
    return taskId;
  };
  const like = (message: MassMessage, since: Date) =>
    [...tasks].flatMap(([id, task]) =>
      task.message.sender === message.sender &&
      task.message.text === message.text &&
      task.at.getTime() >= since.getTime() - 60_000 &&
      message.externalIds.some((externalId) => task.status.has(externalId))
        ? [id]
        : [],
    );
  const channel: Pick<Channel, Called> = {
    send: async () => ({ messageId: "m", alreadySent: false }),
    createCustomerMessage: async ({ sender, externalId, text }) => ({
      taskId: create({ sender, externalIds: [externalId], text }),
      refused: false,
    }),
    findCustomerMessage: async ({ sender, externalId, text }, since) => {
      const [taskId] = like({ sender, externalIds: [externalId], text }, since);
      return taskId === undefined ? null : { taskId };
    },
    customerMessageStatus: async (taskId, _sender, externalId) =>
      tasks.get(taskId)?.status.get(externalId) ?? "waiting",
    cancelCustomerMessage: async (taskId) => {
      const task = tasks.get(taskId);
      if (task) task.cancelled = true;
      figures.cancelled += 1;
    },
    createMassMessage: async (message) => ({ taskId: create(message), refused: [] }),
    findMassMessages: async (message, since) => like(message, since),
    massMessageStatuses: async (taskId) => new Map(tasks.get(taskId)?.status),
    remindMassMessage: async () => {},
  };
  /** The associates' taps of the day; what goes to many lies longer, and greetings are approved meanwhile. */
  const tap = (share: number) => {
    for (const task of tasks.values()) {
      if (task.cancelled || random() > (task.status.size > 1 ? share / 2 : share)) continue;
      for (const [externalId, status] of task.status) {
        if (status !== "waiting") continue;
        task.status.set(externalId, "sent");
        book.push({ externalId, at: now(), text: task.message.text });
      }
    }
  };
  return { channel: channel as Channel, tap, book, figures };
}

describeOnOneEngine(`${CUSTOMERS} customers for ${DAYS} days`, (open) => {
  it("never breaks a cap, greets no occurrence twice and forgets none without a reason", {
    timeout: 6 * 3_600_000,
  }, async () => {
    const random = dice(20_260_302);
    const db = await open();
    let today: Day = FIRST;
    let time = "08:07";
    const now = () => instantOf(today, time, SHANGHAI);
    const birthdays = await seed(db, random);
    const { channel, tap, book, figures } = openPlatform(random, now);
    const settings = async () => defaultSettings;
    const killed = { times: 0 };
    /** A process that dies at one of its next transactions. */
    const mortal = (): Db => {
      let left = 1 + Math.floor(random() * 6);
      const transaction: Db["transaction"] = (actor, work, options) => {
        left -= 1;
        if (left > 0) return db.transaction(actor, work, options);
        killed.times += 1;
        return Promise.reject(new Error("killed"));
      };
      return { ...db, engine: db.engine, transaction };
    };
    const context = (on: Db) => ({ db: on, channel, log: silentLog, now, zone: SHANGHAI, settings });
    const delivering: DeliverContext = {
      db,
      channel,
      now,
      log: silentLog,
      random: () => 0,
      handlers: { customerMessage: everyCustomerMessageHandler({ zone: SHANGHAI, settings }) },
    };
    /** Two at once, one of which may die; the one that lives goes on. */
    const both = (job: (on: Db) => Promise<unknown>) =>
      Promise.all([job(random() < 0.3 ? mortal() : db).catch(() => {}), job(db)]);
    const look = async (at: string) => {
      time = at;
      await both((on) => pollCustomerMessages(context(on), now()));
      await both((on) => pollCampaigns(context(on)));
    };
    const asked = { campaigns: 0, queued: 0 };
    /** Who wants no messages any more, and since when. */
    const leftAlone = new Map<string, Date>();

    for (let day = 0; day < DAYS; day += 1) {
      today = addDays(FIRST, day);
      if (day > 0 && day % 30 === 0 && LONG) console.log(`day ${day}: ${book.length} sent`);
      time = "08:07";
      await both((on) => draftGreetings(context(on), now()));
      await look("09:30");
      time = "10:00";
      for (const staffId of ASSOCIATES) await approveAll(db, staffId, now());
      if (day % 9 === 4) {
        asked.campaigns += 1;
        asked.queued += await sendToMany(db, now());
      }
      for (const minutes of ["10:01", "10:20", "11:30"]) {
        time = minutes;
        await Promise.all([deliverAll(delivering), deliverAll(delivering)]);
      }
      await look("11:40");
      time = "12:00";
      tap(0.7);
      await look("12:10");
      time = "15:00";
      await live(db, random, now(), { day, leftAlone });
      await look("15:10");
    }
    // Everything on its way comes to an end: a task untapped for seven days is called off, one made anew without somebody
    // who refused, or who gets something more important, begins its seven days anew.
    for (let day = 0; day < 21; day += 1) {
      today = addDays(today, 1);
      time = "12:10";
      await Promise.all([deliverAll(delivering), deliverAll(delivering)]);
      // A round asks about some hundreds of tasks; a day has a hundred rounds.
      for (let round = 0; round < 12; round += 1) {
        await pollCustomerMessages(context(db), now());
        await pollCampaigns(context(db));
      }
    }

    expect(overCap(book)).toEqual([]);
    const disturbed = book.filter(({ externalId, at }) => at > (leftAlone.get(externalId) ?? at));
    expect(disturbed).toEqual([]);
    const rows = await db.transaction(system, (tx) =>
      tx.careMessage.findMany({
        select: {
          customerId: true,
          occurrenceKey: true,
          state: true,
          stateReason: true,
          occursOn: true,
          text: true,
        },
      }),
    );
    const sent = rows.filter((row) => row.state === "sent");
    expect(book.length).toBe(sent.length);
    const occurrences = sent.flatMap((row) => row.occurrenceKey ?? []);
    expect(new Set(occurrences).size).toBe(occurrences.length);
    // By the day of the tap, which the house may hear of a day later.
    const dayOfText = new Map(sent.map(({ customerId, text, occursOn }) => [`x-${customerId} ${text}`, occursOn]));
    const wrongDay = book.filter(({ externalId, text, at }) => {
      const occursOn = dayOfText.get(`${externalId} ${text}`)?.toISOString().slice(0, 10);
      return occursOn !== undefined && !text.includes(dayWord(occursOn, dayOf(at, SHANGHAI)));
    });
    expect(wrongDay).toEqual([]);
    const silent = rows.filter((row) => ["refused", "failed", "expired"].includes(row.state) && !row.stateReason);
    expect(silent).toEqual([]);
    const keys = new Map(rows.map((row) => [row.occurrenceKey, row]));
    const forgotten = birthdays
      .filter(({ on }) => on >= addDays(FIRST, 4) && on < addDays(FIRST, DAYS - 1))
      .filter(({ id, on }) => !keys.has(`birthday:${id}:${on}`));
    expect(forgotten).toEqual([]);
    const held = await db.transaction(system, (tx) =>
      tx.contactReservation.count({
        where: { releasedAt: null, careMessage: { state: { notIn: ["sent", "draft"] } } },
      }),
    );
    expect(held).toBe(0);
    expect(sent.length).toBeGreaterThan(CUSTOMERS / 4);
    expect(killed.times).toBeGreaterThan(0);
    expect(asked.queued).toBeGreaterThan(0);
    const states = Object.fromEntries(
      [...new Set(rows.map((row) => row.state))].map((state) => [
        state,
        rows.filter((row) => row.state === state).length,
      ]),
    );
    const gaveWay = rows.filter((row) => row.stateReason?.startsWith("让给")).length;
    if (CUSTOMERS * DAYS >= 60_000) expect(gaveWay).toBeGreaterThan(0);
    console.log(
      JSON.stringify({
        CUSTOMERS,
        DAYS,
        sent: book.length,
        states,
        gaveWay,
        ...figures,
        ...asked,
        killed: killed.times,
      }),
    );
  });
});

/** More than the allowance in any rolling window, or two on one day. */
function overCap(book: readonly { externalId: string; at: Date }[]): string[] {
  const { days, messages, perDay } = defaultSettings.allowance;
  const byCustomer = new Map<string, number[]>();
  for (const { externalId, at } of book)
    byCustomer.set(externalId, [...(byCustomer.get(externalId) ?? []), at.getTime()]);
  return [...byCustomer].flatMap(([externalId, times]) => {
    const most = (span: number) =>
      Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + span).length));
    const found = [most(days * DAY_MS), most(DAY_MS / 2)];
    return (found[0] ?? 0) > messages || (found[1] ?? 0) > perDay ? [`${externalId}: ${found.join(", ")}`] : [];
  });
}

async function seed(db: Db, random: () => number): Promise<{ id: string; on: Day }[]> {
  await seedStaff(db);
  const all = Array.from({ length: CUSTOMERS }, (_, index) => ({
    id: `c${String(index).padStart(6, "0")}`,
    name: `客${index}`,
    month: 1 + Math.floor(random() * 12),
    day: 1 + Math.floor(random() * 28),
    owner: ASSOCIATES[index % 2] as string,
  }));
  const since = instantOf("2025-01-01", "10:00", SHANGHAI);
  for (let from = 0; from < all.length; from += 500) {
    const page = all.slice(from, from + 500);
    await db.transaction(system, async (tx) => {
      await tx.customer.createMany({
        data: page.map(({ id, name, month, day, owner }) => ({
          id,
          name,
          namePinyin: id,
          storeId: "xuhui",
          ownerId: owner,
          externalId: `x-${id}`,
          gender: "female" as const,
          birthdayCalendar: "solar" as const,
          birthdayMonth: month,
          birthdayDay: day,
        })),
      });
      await tx.relation.createMany({
        data: page.flatMap(({ id }) => ASSOCIATES.map((staffId) => ({ staffId, customerId: id, addedAt: since }))),
      });
    });
  }
  const two = (value: number) => String(value).padStart(2, "0");
  return all.flatMap(({ id, month, day }) =>
    [2026, 2027].map((year) => ({ id, on: `${year}-${two(month)}-${two(day)}` })),
  );
}

/** As with the buttons: each draft that is hers. What the gate or the lint says no to stays a draft or ends with a reason. */
async function approveAll(db: Db, staffId: string, now: Date): Promise<void> {
  const ids = await db.transaction(system, (tx) =>
    tx.careMessage.findMany({
      where: { staffId, state: "draft", OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
      select: { id: true },
      orderBy: { customerId: "asc" },
    }),
  );
  for (const { id } of ids)
    await withTurn(db, staffId, { now, text: "发送" }, (turn) =>
      care.handle(
        turn,
        { kind: "care.approve", which: `#${id}`, all: false, confirmed: true, textHash: null, byHand: false },
        null,
      ),
    );
}

/** A manager writes to everybody; confirmed a turn later with the number that was reported. Returns how many were queued. */
async function sendToMany(db: Db, now: Date): Promise<number> {
  const wish = { kind: "campaigns.send", where: [], text: "店里换季了，得空来坐坐。", as: "promotion" };
  const say = (more: object) =>
    withTurn(db, "zhouhang", { now, text: "群发" }, (turn) => campaigns.handle(turn, { ...wish, ...more }, null));
  const { question } = await say({ confirmed: false });
  if (question?.kind !== "confirm") return 0;
  const { result } = await say({ ...question.with, confirmed: true });
  return "report" in result ? (result.report as { receivers: number }).receivers : 0;
}

/** Answers, refusals, complaints, and customers handed from one associate to the other. */
async function live(
  db: Db,
  random: () => number,
  now: Date,
  { day, leftAlone }: { day: number; leftAlone: Map<string, Date> },
): Promise<void> {
  const some = () => `c${String(Math.floor(random() * CUSTOMERS)).padStart(6, "0")}`;
  const each = Math.max(1, Math.round(CUSTOMERS / 60));
  for (let one = 0; one < each; one += 1) {
    await db.transaction(system, async (tx) => {
      await tx.touch.create({
        data: { customerId: some(), staffId: "linyue", direction: "in", means: "message", at: now },
      });
      if (day % 5 === 0) {
        const customerId = some();
        const owner = ASSOCIATES[Math.floor(random() * 2)] as string;
        await tx.customer.update({ where: { id: customerId }, data: { ownerId: owner } });
        await tx.careMessage.updateMany({ where: { customerId, state: "draft" }, data: { staffId: owner } });
      }
      if (day % 11 === 3) {
        const { id } = await tx.customer.update({ where: { id: some() }, data: { doNotDisturb: true } });
        if (!leftAlone.has(`x-${id}`)) leftAlone.set(`x-${id}`, now);
      }
      if (day % 7 === 2)
        await tx.complaint.create({ data: { customerId: some(), content: "袖口开线", openedAt: now } });
      if (day % 7 === 5)
        await tx.complaint.updateMany({
          where: { customerId: some(), state: "open" },
          data: { state: "closed", closedAt: now, satisfaction: 2 },
        });
    });
  }
}
