// The laws of the gate: caps, quiet hours, refusals, throttle and its release, and that "later" is the truth.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, instantOf, SHANGHAI } from "../../../src/calendar/day.ts";
import { inQuietHours } from "../../../src/calendar/hours.ts";
import { defaultSettings } from "../../../src/settings.ts";
import {
  type ContactHistory,
  type ContactKind,
  type ContactPolicy,
  comparePriority,
  contactKinds,
  lesserOf,
  mayContact,
  mayContactFirst,
  mayStillGo,
  type OutMessage,
  policyOf,
  unansweredAt,
} from "../../../src/skills/contact/gate.ts";
import { openHistory } from "./history.ts";

const policy = policyOf(defaultSettings, SHANGHAI);
const now = instantOf("2026-09-13", "10:00", SHANGHAI);
const DAY = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * DAY);

const open = openHistory;
const sent = (days: number, staffId = "linyue") => ({ at: ago(days), staffId, pendingUntil: null, kind: null });
const pending = (of: ContactKind, days = 2, until = ago(days - 7)) => ({
  at: ago(days),
  staffId: "linyue",
  pendingUntil: until,
  kind: of,
});

/** "allow", "never code" or "later code day time". */
function answer(
  kind: ContactKind,
  history: Partial<ContactHistory>,
  at = now,
  by: Partial<ContactPolicy> = {},
): string {
  const verdict = mayContact(kind, { ...open, ...history }, { ...policy, ...by }, at);
  if (verdict.verdict === "allow") return "allow";
  if (verdict.verdict === "never") return `never ${verdict.reason.code}`;
  const local = new Date(verdict.when.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
  return `later ${verdict.reason.code} ${local}`;
}

describe("mayContact", () => {
  const fact = (topic: string | null, value: string, recordedAt = ago(10)) => ({ topic, value, recordedAt });
  const cases: [string, ContactKind, Partial<ContactHistory>, string][] = [
    ["nothing against it", "promotion", {}, "allow"],
    ["do not disturb", "apology", { doNotDisturb: true }, "never do-not-disturb"],
    [
      "do not disturb until",
      "care",
      { doNotDisturb: true, doNotDisturbUntil: instantOf("2026-10-01", "00:00", SHANGHAI) },
      "later do-not-disturb 2026-10-01 09:00",
    ],
    ["do not disturb is over", "care", { doNotDisturb: true, doNotDisturbUntil: ago(1) }, "allow"],
    ["frozen", "apology", { membership: "frozen" }, "never membership"],
    ["cancelled", "care", { membership: "cancelled" }, "never membership"],
    ["not a contact", "care", { isContact: false }, "never not-a-contact"],
    ["no advertising", "promotion", { consent: { ...open.consent, marketing: false } }, "never consent-withdrawn"],
    ["no advertising, birthday", "birthday", { consent: { ...open.consent, marketing: false } }, "allow"],
    ["no care, apology", "apology", { consent: { ...open.consent, care: false } }, "allow"],
    ["no data", "apology", { consent: { ...open.consent, contactData: false } }, "never consent-withdrawn"],
    ["complaint, promotion", "promotion", { openComplaintSince: ago(1) }, "never open-complaint"],
    ["complaint, birthday", "birthday", { openComplaintSince: ago(1) }, "never open-complaint"],
    ["complaint, apology", "apology", { openComplaintSince: ago(1) }, "allow"],
    ["complaint, care", "care", { openComplaintSince: ago(1) }, "allow"],
    ["closed, not content", "promotion", { contentment: { closedAt: ago(5), score: 3 } }, "never discontent"],
    ["closed, not content, win-back", "winback", { contentment: { closedAt: ago(5), score: 1 } }, "never discontent"],
    ["closed, not content, birthday", "birthday", { contentment: { closedAt: ago(5), score: 3 } }, "allow"],
    ["closed and content", "promotion", { contentment: { closedAt: ago(5), score: 4 } }, "allow"],
    ["bereaved, holiday", "holiday", { negatives: [fact("丧亲", "父亲走了")] }, "never bereavement"],
    [
      "bereaved, promotion",
      "promotion",
      { negatives: [fact("丧亲", "父亲走了")] },
      "later bereavement 2026-12-12 10:00",
    ],
    ["bereaved, care", "care", { negatives: [fact("丧亲", "父亲走了")] }, "allow"],
    ["bereaved in words only", "birthday", { negatives: [fact(null, "母亲去世")] }, "never bereavement"],
    ["bereaved long ago", "birthday", { negatives: [fact("丧亲", "父亲走了", ago(100))] }, "allow"],
    ["divorced, anniversary", "anniversary", { negatives: [fact("离异", "去年离婚")] }, "never divorce"],
    ["divorced, birthday", "birthday", { negatives: [fact("离异", "去年离婚")] }, "allow"],
    ["greeted", "birthday", { greeted: true }, "never greeted"],
    ["one today", "care", { messages: [sent(0.01)] }, "later daily 2026-09-14 09:00"],
    ["two in thirty days", "care", { messages: [sent(5), sent(20)] }, "later allowance 2026-09-23 10:00"],
    ["the older one is out", "care", { messages: [sent(5), sent(30)] }, "allow"],
    ["counts colleagues", "care", { messages: [sent(5, "chenchen"), sent(20)] }, "later allowance 2026-09-23 10:00"],
    ["three unanswered", "care", { messages: [sent(20), sent(50), sent(80)] }, "later throttled 2026-09-23 10:00"],
    ["three, answered since", "care", { messages: [sent(20), sent(50), sent(80)], lastAnswerAt: ago(3) }, "allow"],
    ["two after the answer", "care", { messages: [sent(20), sent(50), sent(80)], lastAnswerAt: ago(60) }, "allow"],
    ["a colleague yesterday", "care", { messages: [sent(1, "chenchen")] }, "later collision 2026-09-14 10:00"],
    ["a colleague yesterday, apology", "apology", { messages: [sent(1, "chenchen")] }, "allow"],
    ["one on its way", "care", { messages: [pending("promotion")] }, "later pending 2026-09-18 10:00"],
    ["one that never went", "care", { messages: [pending("promotion", 9)] }, "allow"],
    [
      "keeps the last place for the birthday",
      "promotion",
      { messages: [sent(10)], waiting: [{ kind: "birthday", until: ago(-3), approved: false }] },
      "later yields 2026-09-16 10:00",
    ],
    ["two places", "promotion", { waiting: [{ kind: "birthday", until: ago(-3), approved: false }] }, "allow"],
    [
      "two places, and the birthday is approved",
      "promotion",
      { waiting: [{ kind: "birthday", until: ago(-3), approved: true }] },
      "later yields 2026-09-16 10:00",
    ],
    [
      "the birthday does not yield",
      "birthday",
      { messages: [sent(10)], waiting: [{ kind: "promotion", until: ago(-3), approved: true }] },
      "allow",
    ],
    ["the platform refused", "care", { platformRefusedAt: ago(1) }, "later platform-limit 2026-10-01 09:00"],
    ["the platform refused last month", "care", { platformRefusedAt: ago(20) }, "allow"],
  ];
  it.each(cases)("%s", (_name, kind, history, expected) => {
    expect(answer(kind, history)).toBe(expected);
  });

  it("waits for the end of quiet hours, over midnight too", () => {
    expect(answer("care", {}, instantOf("2026-09-13", "21:00", SHANGHAI))).toBe("later quiet-hours 2026-09-14 09:00");
    expect(answer("care", {}, instantOf("2026-09-13", "08:59", SHANGHAI))).toBe("later quiet-hours 2026-09-13 09:00");
    expect(answer("care", {}, instantOf("2026-09-13", "09:00", SHANGHAI))).toBe("allow");
  });

  it("knows the platform's ceiling where the shop's own is higher", () => {
    const messages = Array.from({ length: 30 }, (_, i) => sent(i * 0.3 + 0.7));
    const many = { allowance: { ...policy.allowance, messages: 99, throttledMessages: 99, perDay: 99 } };
    expect(answer("care", { messages, lastAnswerAt: now }, now, many)).toBe("later platform-limit 2026-10-01 09:00");
  });

  it("stays shut when the time is unknown", () => {
    expect(answer("care", {}, new Date(Number.NaN))).toBe("never unknown-time");
  });

  it("goes by priority", () => {
    const order: ContactKind[] = ["promotion", "holiday", "thanks", "birthday", "apology"];
    expect(order.toSorted(comparePriority)).toEqual(["apology", "birthday", "thanks", "holiday", "promotion"]);
  });
});

const START = instantOf("2026-01-01", "00:00", SHANGHAI).getTime();
const instant = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => new Date(START + minutes * 60_000));
const kind = fc.constantFrom(...contactKinds);
const staffId = fc.constantFrom("linyue", "chenchen");
const message = fc.record({
  at: instant,
  staffId: fc.option(staffId),
  pendingUntil: fc.option(instant),
  kind: fc.option(kind),
});
const history: fc.Arbitrary<ContactHistory> = fc.record({
  senderId: staffId,
  doNotDisturb: fc.boolean(),
  doNotDisturbUntil: fc.option(instant),
  doNotDisturbWhy: fc.constant(null),
  membership: fc.constantFrom("none", "active", "frozen", "cancelled"),
  isContact: fc.boolean(),
  consent: fc.record({
    contactData: fc.option(fc.boolean()),
    marketing: fc.option(fc.boolean()),
    care: fc.option(fc.boolean()),
  }),
  openComplaintSince: fc.option(instant),
  contentment: fc.option(fc.record({ closedAt: instant, score: fc.integer({ min: 1, max: 5 }) })),
  negatives: fc.array(
    fc.record({ topic: fc.constantFrom("丧亲", "离异", "过敏", null), value: fc.string(), recordedAt: instant }),
    { maxLength: 3 },
  ),
  messages: fc.array(message, { maxLength: 8 }),
  lastAnswerAt: fc.option(instant),
  festival: fc.option(fc.constantFrom("中秋", "母亲节", "七夕")),
  unwantedSince: fc.option(instant),
  greeted: fc.boolean(),
  platformRefusedAt: fc.option(instant),
  waiting: fc.array(fc.record({ kind, until: instant, approved: fc.boolean() }), { maxLength: 3 }),
});
/** Most random histories are refused for good; these leave only what time can heal. */
const hopeful = history.map((one) => ({
  ...one,
  doNotDisturb: one.doNotDisturb && one.doNotDisturbUntil !== null,
  membership: "active" as const,
  isContact: true,
  consent: open.consent,
  openComplaintSince: null,
  unwantedSince: null,
  contentment: null,
  greeted: false,
}));
const anyPolicy: fc.Arbitrary<ContactPolicy> = fc.record({
  zone: fc.constantFrom(SHANGHAI, "America/New_York"),
  quietHours: fc.constantFrom(
    { from: "21:00", to: "09:00" },
    { from: "12:00", to: "14:00" },
    { from: "08:00", to: "08:00" },
  ),
  allowance: fc.record({
    days: fc.integer({ min: 1, max: 40 }),
    messages: fc.integer({ min: 0, max: 4 }),
    unansweredLimit: fc.integer({ min: 1, max: 4 }),
    throttledMessages: fc.integer({ min: 0, max: 2 }),
    perDay: fc.integer({ min: 1, max: 2 }),
  }),
  collisionDays: fc.integer({ min: 0, max: 5 }),
  contentFrom: fc.integer({ min: 1, max: 5 }),
});

describe("laws of the gate", () => {
  it("answers whatever it is given, broken times too", () => {
    const broken = fc.oneof(instant, fc.constant(new Date(Number.NaN)), fc.date());
    const mad = history.chain((one) => broken.map((at) => ({ ...one, doNotDisturbUntil: at, lastAnswerAt: at })));
    fc.assert(
      fc.property(kind, mad, anyPolicy, broken, (of, what, by, at) => {
        expect(["allow", "later", "never"]).toContain(mayContact(of, what, by, at).verdict);
      }),
    );
  });

  it("says a `later` that holds, and is itself later than now", () => {
    fc.assert(
      fc.property(kind, hopeful, anyPolicy, instant, (of, what, by, at) => {
        const verdict = mayContact(of, what, by, at);
        if (verdict.verdict !== "later") return;
        expect(verdict.when.getTime()).toBeGreaterThan(at.getTime());
        const then = mayContact(of, what, by, verdict.when);
        // A limit of nothing at all can come only with the throttle, whose end is her answer.
        if (then.verdict === "never") expect(then.reason.code).toMatch(/allowance|throttled/);
        else expect(then.verdict).toBe("allow");
      }),
      { numRuns: 500 },
    );
  });

  it("never lets through what she or the house refused, nor in quiet hours", () => {
    fc.assert(
      fc.property(kind, history, anyPolicy, instant, (of, what, by, at) => {
        if (mayContact(of, what, by, at).verdict !== "allow") return;
        expect(what.doNotDisturb && (what.doNotDisturbUntil === null || what.doNotDisturbUntil > at)).toBe(false);
        expect(["frozen", "cancelled"]).not.toContain(what.membership);
        expect(what.isContact).toBe(true);
        expect(what.consent.contactData).not.toBe(false);
        expect(what.unwantedSince).toBe(null);
        if (of === "promotion") expect(what.consent.marketing).not.toBe(false);
        if (of === "promotion" || of === "birthday") expect(what.openComplaintSince).toBe(null);
        if (of === "promotion" && what.contentment !== null)
          expect(what.contentment.score).toBeGreaterThanOrEqual(by.contentFrom);
        expect(inQuietHours(at, by.quietHours, by.zone)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps every cap in every rolling window, whoever asks and however often", () => {
    const attempts = fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 4000 }),
        kind,
        staffId,
        answered: fc.integer({ min: 0, max: 9 }),
      }),
      {
        minLength: 50,
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(attempts, anyPolicy, (steps, by) => {
        const { days, messages: cap, perDay, unansweredLimit, throttledMessages } = by.allowance;
        let what: ContactHistory = open;
        let at = START;
        const sentAt: { at: number; unansweredBefore: number }[] = [];
        for (const step of steps) {
          at += step.minutes * 60_000;
          what = { ...what, senderId: step.staffId };
          if (step.answered === 0) what = { ...what, lastAnswerAt: new Date(at) };
          const moment = new Date(at);
          if (mayContact(step.kind, what, by, moment).verdict !== "allow") continue;
          sentAt.push({ at, unansweredBefore: unansweredAt(what, moment) });
          what = { ...what, messages: [...what.messages, { ...sent(0, step.staffId), at: moment }] };
        }
        for (const one of sentAt) {
          const window = sentAt.filter((other) => other.at > one.at - days * DAY && other.at <= one.at);
          expect(window.length).toBeLessThanOrEqual(cap);
          if (one.unansweredBefore >= unansweredLimit) expect(window.length).toBeLessThanOrEqual(throttledMessages);
          const day = dayOf(new Date(one.at), by.zone);
          const sameDay = sentAt.filter((other) => dayOf(new Date(other.at), by.zone) === day);
          expect(sameDay.length).toBeLessThanOrEqual(perDay);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("lets what is more important go first: unsent and less important alone is looked away from, and never to its harm", () => {
    fc.assert(
      fc.property(kind, history, anyPolicy, instant, (of, what, by, at) => {
        const lesser = lesserOf(of, what, at);
        expect(lesser.every((one) => one.pendingUntil !== null && one.pendingUntil > at)).toBe(true);
        expect(lesser.every((one) => one.kind !== null && comparePriority(of, one.kind) < 0)).toBe(true);
        const plain = mayContact(of, what, by, at);
        const first = mayContactFirst(of, what, by, at);
        if (lesser.length === 0) expect(first).toEqual(plain);
        if (plain.verdict === "allow") expect(first).toEqual(plain);
        if (plain.verdict === "later") expect(first.verdict).not.toBe("never");
        if (plain.verdict === "later" && first.verdict === "later")
          expect(first.when.getTime()).toBeLessThanOrEqual(plain.when.getTime());
        // As soon as they are withdrawn it is the answer; nothing is promised that does not hold.
        const messages = what.messages.filter((one) => !lesser.includes(one));
        expect(mayContact(of, { ...what, messages }, by, at)).toEqual(first);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps every cap while places wait for a tap, lesser ones give way, and taps are faster than withdrawals", () => {
    const attempts = fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 2000 }),
        kind,
        staffId,
        answered: fc.integer({ min: 0, max: 9 }),
        taps: fc.boolean(),
        faster: fc.boolean(),
      }),
      { minLength: 30, maxLength: 60 },
    );
    fc.assert(
      fc.property(attempts, anyPolicy, (steps, by) => {
        const { days, messages: cap, perDay } = by.allowance;
        let messages: OutMessage[] = [];
        let lastAnswerAt: Date | null = null;
        let at = START;
        const tapped = (which: (one: OutMessage) => boolean) => {
          const sentNow = messages.filter((one) => one.pendingUntil !== null && which(one));
          const rest = messages.filter((one) => !sentNow.includes(one));
          messages = [...rest, ...sentNow.map((one) => ({ ...one, at: new Date(at), pendingUntil: null }))];
        };
        for (const step of steps) {
          at += step.minutes * 60_000;
          const moment = new Date(at);
          if (step.answered === 0) lastAnswerAt = moment;
          messages = messages.filter((one) => one.pendingUntil === null || one.pendingUntil > moment);
          if (step.taps) tapped(() => true);
          const what = () => ({ ...open, senderId: step.staffId, lastAnswerAt, messages });
          const may = () => mayContact(step.kind, what(), by, moment).verdict === "allow";
          const lesser = lesserOf(step.kind, what(), moment);
          let free = may();
          if (!free && lesser.length > 0 && mayContactFirst(step.kind, what(), by, moment).verdict === "allow") {
            if (step.faster) tapped((one) => lesser.includes(one));
            else messages = messages.filter((one) => !lesser.includes(one));
            free = may();
          }
          if (!free) continue;
          const place = { at: moment, staffId: step.staffId, pendingUntil: new Date(at + 7 * DAY), kind: step.kind };
          messages = [...messages, place];
        }
        const sentAt = messages.flatMap((one) => (one.pendingUntil === null ? [one.at.getTime()] : []));
        for (const one of sentAt) {
          expect(sentAt.filter((other) => other > one - days * DAY && other <= one).length).toBeLessThanOrEqual(cap);
          const day = dayOf(new Date(one), by.zone);
          expect(sentAt.filter((other) => dayOf(new Date(other), by.zone) === day).length).toBeLessThanOrEqual(perDay);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("once the place is taken, wishes and misfortunes stop it at any hour, caps never, and it waits out the night", () => {
    const many = fc.array(message, { maxLength: 8 });
    fc.assert(
      fc.property(kind, history, anyPolicy, instant, many, (of, what, by, at, messages) => {
        const still = mayStillGo(of, what, by, at);
        // How often she was written to, by whom and which drafts wait makes no difference.
        const waiting = what.waiting.filter((one) => one.approved);
        expect(mayStillGo(of, { ...what, messages, waiting, greeted: false, platformRefusedAt: at }, by, at)).toEqual(
          still,
        );
        const before = waiting.some((one) => comparePriority(one.kind, of) < 0 && one.until > at);
        if (before) expect(still.verdict).toBe("never");
        const wished = what.doNotDisturb && (what.doNotDisturbUntil === null || what.doNotDisturbUntil > at);
        if (wished || what.unwantedSince !== null || what.consent.contactData === false || !what.isContact)
          expect(still.verdict).toBe("never");
        if (inQuietHours(at, by.quietHours, by.zone)) expect(still.verdict).not.toBe("allow");
        if (still.verdict === "later") expect(mayStillGo(of, what, by, still.when).verdict).not.toBe("later");
        // Nothing is stricter the second time.
        if (mayContact(of, what, by, at).verdict === "allow") expect(still.verdict).toBe("allow");
      }),
      { numRuns: 500 },
    );
  });

  it("throttles after three unanswered and lets go at her answer", () => {
    const messages = [sent(33), sent(32), sent(31)];
    const slow = { ...open, messages };
    expect(mayContact("care", slow, policy, now).verdict).toBe("allow");
    const fourth = { ...slow, messages: [...messages, sent(10)] };
    expect(answer("care", fourth)).toBe("later throttled 2026-10-03 10:00");
    expect(answer("care", { ...fourth, lastAnswerAt: ago(1) })).toBe("allow");
  });
});
