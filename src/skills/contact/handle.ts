// Do-not-disturb, why a customer may not be written to, and contacts told by the associate. Load, decide, write.
import { addDays, instantOf } from "../../calendar/day.ts";
import { FESTIVAL_NAMES } from "../../calendar/holidays.ts";
import type { CustomerRef, Outcome, Plan, Turn } from "../../skill.ts";
import { type AnswerHours, answerHours } from "./answer-hours.ts";
import { loadAnswers } from "./answer-store.ts";
import { type ContactClock, type CustomerClass, reviewClock, touchClock } from "./clocks.ts";
import {
  allowanceAt,
  type ContactHistory,
  type ContactKind,
  type ContactPolicy,
  mayContactFirst,
  policyOf,
  type Verdict,
} from "./gate.ts";
import { logPlan, quietPlan, whyPlan } from "./plan.ts";
import {
  addConsent,
  addTouch,
  loadClass,
  loadHistory,
  loadQuiet,
  loadTouches,
  saveQuiet,
  staffNames,
} from "./store.ts";

export interface Clocks {
  class: CustomerClass;
  touch: ContactClock;
  review: ContactClock | null;
  allowance: { used: number; limit: number; throttled: boolean; unanswered: number; days: number };
  /** Null where she has no habit. */
  answers: AnswerHours | null;
}

export type ContactResult =
  | { kind: "quiet"; name: string; on: boolean; until: string | null; already: boolean }
  | {
      kind: "why";
      name: string;
      asked: ContactKind | null;
      verdicts: { kind: ContactKind; verdict: Verdict }[];
      clocks: Clocks;
      names: Record<string, string>;
    }
  | {
      kind: "logged";
      name: string;
      means: "message" | "phone" | "visit";
      direction: "out" | "in";
      about: string | null;
      clocks: Clocks;
      released: boolean;
    };

export async function handle(turn: Turn, plan: Plan, customer: CustomerRef | null): Promise<Outcome<ContactResult>> {
  if (customer === null) {
    return { result: { kind: "missing", what: "customer", example: "现在能联系张姐吗" } };
  }
  switch (plan.kind) {
    case "contact.quiet":
      return quiet(turn, plan, customer);
    case "contact.why":
      return why(turn, plan, customer);
    default:
      return log(turn, plan, customer);
  }
}

async function quiet(turn: Turn, plan: Plan, customer: CustomerRef): Promise<Outcome<ContactResult>> {
  const said = quietPlan.parse(plan);
  const before = await loadQuiet(turn.tx, customer.id);
  const history = await historyOf(turn, customer);
  if (before === null || history === null) return notFound(said.who);

  // "到年底" includes the last day.
  const until = said.on && said.until !== null ? instantOf(addDays(said.until, 1), "00:00", turn.zone) : null;
  const after = { doNotDisturb: said.on, doNotDisturbUntil: until, doNotDisturbWhy: said.on ? said.why : null };
  // A wish without an end is a refusal of advertising; taking it back gives that consent again only if it was refused.
  const refuses = said.on && until === null && history.consent.marketing !== false;
  const consents = refuses || (!said.on && history.consent.marketing === false);

  await saveQuiet(turn.tx, customer.id, after);
  const consentId = consents
    ? await addConsent(turn.tx, {
        customerId: customer.id,
        kind: "marketing",
        granted: !said.on,
        saidAs: turn.text,
        recordedById: turn.staff.id,
        sourceMessageId: turn.messageId,
        recordedAt: turn.now,
      })
    : null;
  const same = before.doNotDisturb === said.on && before.doNotDisturbUntil?.getTime() === until?.getTime();
  return {
    result: { kind: "quiet", name: customer.name, on: said.on, until: said.on ? said.until : null, already: same },
    shown: { focus: customer.id },
    undo: [
      { op: "restore", table: "customer", where: { id: customer.id }, before: { ...before } },
      ...(consentId ? [{ op: "delete" as const, table: "consent" as const, where: { id: consentId } }] : []),
    ],
    audit: [{ action: said.on ? "contact.quiet-on" : "contact.quiet-off", customerId: customer.id }],
  };
}

async function why(turn: Turn, plan: Plan, customer: CustomerRef): Promise<Outcome<ContactResult>> {
  const said = whyPlan.parse(plan);
  const history = await historyOf(turn, customer);
  if (history === null) return notFound(said.who);
  const clocks = await clocksOf(turn, customer, history);
  const festival = FESTIVAL_NAMES.find((name) => said.occasion?.includes(name)) ?? null;

  const policy = policyOf(turn.settings, turn.zone);
  const asked = said.occasion === null ? null : kindSaid(said.occasion);
  // Without an occasion the two ends are told: plain care, and advertising, which is stopped first.
  const kinds: ContactKind[] = asked === null ? ["care", "promotion"] : [asked];
  const verdicts: { kind: ContactKind; verdict: Verdict }[] = [];
  for (const kind of kinds) {
    const of = (await historyOf(turn, customer, { kind, festival })) ?? history;
    verdicts.push({ kind, verdict: mayContactFirst(kind, of, policy, turn.now) });
  }

  return {
    result: { kind: "why", name: customer.name, asked, verdicts, clocks, names: await namesIn(turn, verdicts) },
    shown: { focus: customer.id },
    audit: [{ action: "contact.why", customerId: customer.id }],
  };
}

async function log(turn: Turn, plan: Plan, customer: CustomerRef): Promise<Outcome<ContactResult>> {
  const said = logPlan.parse(plan);
  const before = await historyOf(turn, customer);
  if (before === null) return notFound(said.who);
  const policy = policyOf(turn.settings, turn.zone);
  const wasThrottled = allowanceAt(before, policy, turn.now).throttled;

  const id = await addTouch(turn.tx, {
    customerId: customer.id,
    staffId: turn.staff.id,
    direction: said.direction,
    means: said.means,
    topic: said.about,
    at: turn.now,
  });
  const history = (await historyOf(turn, customer)) ?? before;
  const clocks = await clocksOf(turn, customer, history);
  return {
    result: {
      kind: "logged",
      name: customer.name,
      means: said.means,
      direction: said.direction,
      about: said.about,
      clocks,
      released: wasThrottled && !clocks.allowance.throttled,
    },
    shown: { focus: customer.id },
    undo: [{ op: "delete", table: "touch", where: { id } }],
    audit: [{ action: "contact.log", customerId: customer.id }],
  };
}

/** What an occasion is called in talk, by kind. Anything else counts as plain care. */
export function kindSaid(occasion: string): ContactKind {
  const words: [RegExp, ContactKind][] = [
    [/投诉|complaint/, "complaint"],
    [/生日|birthday/, "birthday"],
    [/纪念|周年|anniversary/, "anniversary"],
    [/节|春节|中秋|国庆|holiday/, "holiday"],
    [/致谢|感谢|首购|回访|thanks/, "thanks"],
    [/召回|唤醒|沉睡|winback/, "winback"],
    [/补货|复购|回购|replenish/, "replenish"],
    [/新客|资料|lead/, "lead"],
    [/道歉|抱歉|致歉|apology/, "apology"],
    [/优惠|促销|活动|推广|上新|新品|广告|promotion/, "promotion"],
  ];
  return words.find(([pattern]) => pattern.test(occasion))?.[1] ?? "care";
}

/** The three clocks of one customer, and when of a day she answers. */
export async function clocksOf(turn: Turn, customer: CustomerRef, history: ContactHistory): Promise<Clocks> {
  const policy: ContactPolicy = policyOf(turn.settings, turn.zone);
  const { lastTouchAt, lastReviewAt } = await loadTouches(turn.tx, customer.id);
  const of = await loadClass(turn.tx, customer.id);
  const answers = (await loadAnswers(turn.tx, [customer.id])).get(customer.id) ?? [];
  return {
    class: of,
    touch: touchClock(of, lastTouchAt, turn.today, turn.zone),
    review: reviewClock(of, lastReviewAt, turn.today, turn.zone),
    allowance: allowanceAt(history, policy, turn.now),
    answers: answerHours(answers, turn.zone),
  };
}

function historyOf(
  turn: Turn,
  customer: CustomerRef,
  of: { kind: ContactKind; festival: string | null } = { kind: "care", festival: null },
): Promise<ContactHistory | null> {
  // Asked in the name of her who would write: herself, or the owner where a manager looks.
  const senderId = turn.staff.role === "associate" ? turn.staff.id : (customer.ownerId ?? turn.staff.id);
  return loadHistory(turn.tx, { customerId: customer.id, senderId, ...of }, turn.now);
}

function namesIn(turn: Turn, verdicts: readonly { verdict: Verdict }[]): Promise<Record<string, string>> {
  const ids = verdicts.flatMap(({ verdict }) =>
    verdict.verdict !== "allow" && "staffId" in verdict.reason && verdict.reason.staffId !== null
      ? [verdict.reason.staffId]
      : [],
  );
  return staffNames(turn.tx, ids);
}

function notFound(said: string): Outcome<ContactResult> {
  return { result: { kind: "not-found", said, nearest: [] } };
}
