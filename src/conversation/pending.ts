// Questions the bot asked and still waits for.
//
// A question is a row: the plans that wait and what was offered. It is open until it is answered, the person says
// something else, or it expires. States: open (closed_at null, expires_at in the future) → closed. Whoever answers
// closes it in the same transaction that runs the plans, so a second press or a repeated 「是」 finds nothing open.
// A crash leaves it open: the answer can be given again.
import type { Tx } from "../db/db.ts";
import type { Card } from "../message.ts";
import type { Plan, Question } from "../skill.ts";
import { splitSaid } from "../skills/customers/said.ts";
import type { LastTurn } from "./memory.ts";
import { whichOf } from "./which-one.ts";

export interface Asked {
  id: string;
  question: Question;
  plans: Plan[];
}

/** A question asked longer ago is no longer what is talked about. */
export const PENDING_MS = 10 * 60_000;

export async function openQuestion(
  tx: Tx,
  staffId: string,
  asking: { question: Question; plans: Plan[] },
  now: Date,
): Promise<Asked> {
  await tx.pending.updateMany({ where: { staffId, closedAt: null }, data: { closedAt: now } });
  const row = await tx.pending.create({
    data: {
      staffId,
      kind: asking.question.kind,
      question: JSON.parse(JSON.stringify(asking)),
      askedAt: now,
      expiresAt: new Date(now.getTime() + PENDING_MS),
    },
  });
  return { id: row.id, ...asking };
}

export async function findQuestion(tx: Tx, staffId: string, now: Date): Promise<Asked | null> {
  const row = await tx.pending.findFirst({
    where: { staffId, closedAt: null, expiresAt: { gt: now } },
    orderBy: { askedAt: "desc" },
  });
  return row ? { id: row.id, ...(row.question as unknown as { question: Question; plans: Plan[] }) } : null;
}

/** So long after it was asked a bare 「2」 or 「是」 is taken for a late answer to it. */
const LATE_MS = 60 * 60_000;
/** And so long when she has said nothing since: 「好的」 to her 是 would read as if it were done. */
const LATE_ALONE_MS = 12 * 60 * 60_000;

/** Whether these words, which answer nothing that is open, were meant for a question that has run out. */
export async function isLateAnswer(
  tx: Tx,
  staffId: string,
  said: { text: string; plans: readonly Plan[]; now: Date },
): Promise<boolean> {
  const bare = NUMBER.test(wordsOf(said.text)) || (said.plans.length === 1 && said.plans[0]?.kind === "talk.yes");
  if (!bare) return false;
  const since = new Date(said.now.getTime() - LATE_ALONE_MS);
  const asked = await tx.pending.findFirst({
    where: { staffId, closedAt: null, expiresAt: { lte: said.now }, askedAt: { gte: since } },
    orderBy: { askedAt: "desc" },
  });
  if (asked === null) return false;
  if (asked.askedAt.getTime() >= said.now.getTime() - LATE_MS) return true;
  return (await tx.turnLog.count({ where: { staffId, startedAt: { gt: asked.askedAt } } })) === 0;
}

/** True for the one who closed it; false when it was closed already. */
export async function closeQuestion(tx: Tx, id: string, now: Date): Promise<boolean> {
  const closed = await tx.pending.updateMany({ where: { id, closedAt: null }, data: { closedAt: now } });
  return closed.count === 1;
}

export type Answer =
  | { kind: "plans"; plans: Plan[] }
  | { kind: "declined" }
  /** A number that is not on the list: the question stays open. */
  | { kind: "beyond"; count: number }
  /** 是 where a number is to be typed: the question stays open. */
  | { kind: "type"; number: number }
  | { kind: "none" };

const NUMBER = /^(?:第)?([1-9一二三四五六七八九])(?:个|位|号)?$/u;

function wordsOf(text: string): string {
  return text.trim().replace(/[。.！!，,\s]+$/u, "");
}

/** What `text` means as an answer; "none" when it is something else altogether. Pure. */
export function readAnswer(asked: Asked, text: string, said: readonly Plan[], last: LastTurn | null = null): Answer {
  const words = wordsOf(text);
  const yes = said.length === 1 && said[0]?.kind === "talk.yes";
  const no =
    said.length === 1 && (said[0]?.kind === "talk.no" || isUnsent(asked, said[0]) || isTakenBack(asked, said[0], last));
  if (asked.question.kind === "confirm") {
    const { type, with: more } = asked.question;
    const typed = type === undefined ? null : (/^(\d{1,7})(?:个|位|人)?$/u.exec(words)?.[1] ?? null);
    if (type === undefined ? yes : Number(typed) === type && typed !== null)
      return { kind: "plans", plans: confirm(asked.plans, more) };
    if (type !== undefined && (yes || typed !== null)) return { kind: "type", number: type };
    return no ? { kind: "declined" } : { kind: "none" };
  }
  const { candidates, said: who } = asked.question;
  if (no) return { kind: "declined" };
  if (yes && candidates.length === 1) return { kind: "plans", plans: pick(asked.plans, who, candidates[0]?.id ?? "") };
  const which = whichOf(candidates, text);
  if (which === null) return { kind: "none" };
  const chosen = candidates[which];
  return chosen
    ? { kind: "plans", plans: pick(asked.plans, who, chosen.id) }
    : { kind: "beyond", count: candidates.length };
}

/** 「撤回」 right after 「这样发给李雯吗」: what waits is not done, and nothing older goes. */
function isTakenBack({ plans }: Asked, said: Plan | undefined, last: LastTurn | null): boolean {
  return said?.kind === "talk.undo" && last !== null && !last.wrote && last.plans[0]?.kind === plans[0]?.kind;
}

/** 「算了 先不发」 where a mass message is asked about: no draft is meant. */
function isUnsent({ plans }: Asked, said: Plan | undefined): boolean {
  return said?.kind === "care.dismiss" && said.which === null && plans.every(({ kind }) => kind === "campaigns.send");
}

export function confirm(plans: readonly Plan[], more: Record<string, unknown> = {}): Plan[] {
  return plans.map((plan, index) => (index === 0 ? { ...plan, ...more, confirmed: true } : plan));
}

export function pick(plans: readonly Plan[], said: string, id: string): Plan[] {
  return plans.map((plan) => {
    if (plan.who === said || (said === "" && (plan.who === "她" || plan.who === "")))
      return { ...plan, who: `#id:${id}` };
    // 张姐和王芳: one of several; whoever says which 王芳 means both of them, and is not asked again.
    const parts = typeof plan.who === "string" ? splitSaid(plan.who) : [];
    if (parts.length < 2 || !parts.includes(said)) return chosenIn(plan, said, id) as Plan;
    const who = parts.map((part) => (part === said ? `#id:${id}` : part)).join("、");
    return { ...plan, who, confirmedMany: true };
  });
}

/** A name inside a question (张姐和李姐谁买得多) is a condition; the one chosen takes its place there. */
function chosenIn(value: unknown, said: string, id: string): unknown {
  if (Array.isArray(value)) return value.map((one) => chosenIn(one, said, id));
  if (typeof value !== "object" || value === null) return value;
  if ("field" in value && value.field === "name" && "like" in value && value.like === said)
    return { ...value, like: `#id:${id}` };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, chosenIn(one, said, id)]));
}

/** The same question with buttons. */
export function questionCard(asked: Asked, text: string): Card {
  const [title = "", ...rest] = text.split("\n");
  const common = { id: `ask-${asked.id}`, title };
  if (asked.question.kind === "confirm")
    return {
      ...common,
      body: rest.join("\n"),
      buttons: [
        ...(asked.question.type === undefined
          ? [{ key: `talk:yes:${asked.id}`, text: "确认", style: "primary" as const }]
          : []),
        { key: `talk:no:${asked.id}`, text: "不要", style: "plain" },
      ],
    };
  return {
    ...common,
    body: rest.join("\n"),
    buttons: asked.question.candidates.slice(0, 5).map((candidate, index) => ({
      key: `talk:choose:${asked.id}:${index}`,
      text: `${index + 1} ${candidate.name}`,
      style: "plain" as const,
    })),
  };
}
