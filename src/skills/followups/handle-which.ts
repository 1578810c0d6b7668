// Which follow-ups are meant: by number, by name, by what is on show; asked where it is not clear.
import { unreachable } from "../../errors.ts";
import type { Outcome, Plan, Turn } from "../../skill.ts";
import { resolveCustomer } from "../customers/resolve.ts";
import { nudgeKey } from "./card.ts";
import { dayBounds, describe, weighed } from "./handle-list.ts";
import { type FollowUpsResult, LISTED_MAX } from "./result.ts";
import { matchWhich, rankToday, type Which } from "./rules.ts";
import { findByIds, findCardOnShow, findOpen, type StoredFollowUp } from "./store.ts";

export interface Meant {
  /** Open ones, in the order meant. */
  items: StoredFollowUp[];
  /** How many of those meant were settled already. */
  gone: number;
  /** What numbers counted; kept on show so that 「第二条」 stays the second after the first is done. */
  shown: readonly string[];
}

/** The follow-ups meant, or the answer when it is not clear which; of one's own, unless `among` says of which. */
export async function meantBy(
  turn: Turn,
  said: string,
  among?: readonly StoredFollowUp[],
): Promise<Meant | { outcome: Outcome<FollowUpsResult> }> {
  const open = among ?? (await findOpen(turn.tx, turn.staff.id));
  const { ids: shown, seen, since } = await onShow(turn, open);
  const { focus } = turn.shown;
  const which = await namedOtherwise(turn, matchWhich(said, { shown, seen, focus, since, open }), open);
  switch (which.kind) {
    case "no-such-number":
      return { outcome: { result: { kind: "no-such-number", count: which.count } } };
    case "unknown": {
      if (open.length === 0) return { outcome: { result: { kind: "nothing-open" } } };
      const nearest = open.slice(0, 3).map((item) => item.text);
      return { outcome: { result: { kind: "not-found", said: which.name, nearest } } };
    }
    case "many":
      return { outcome: await askWhich(turn, which.ids) };
    case "these": {
      const items = await findByIds(turn.tx, which.ids);
      const left = items.filter((item) => item.state === "open");
      if (left.length === 0) {
        const result = items.length === 0 ? ({ kind: "nothing-open" } as const) : settledAlready(items.length);
        return { outcome: { result } };
      }
      return { items: left, gone: items.length - left.length, shown };
    }
    default:
      return unreachable(which);
  }
}

/** The one customer of what is meant by 第二条, for what is said of her beside it. */
export async function whose(turn: Turn, { which }: Plan): Promise<string | null> {
  const meant = typeof which === "string" ? await meantBy(turn, which) : null;
  if (meant === null || "outcome" in meant) return null;
  const ids = new Set(meant.items.map(({ customer }) => customer?.id ?? null));
  return ids.size === 1 ? ([...ids][0] ?? null) : null;
}

function settledAlready(count: number): FollowUpsResult {
  return { kind: "already-settled", count };
}

/** What numbers count: today's card when nothing was said since, else what was shown last, else today's list. */
async function onShow(
  turn: Turn,
  open: readonly StoredFollowUp[],
): Promise<{ ids: readonly string[]; seen: boolean; since: boolean }> {
  const card = await findCardOnShow(turn.tx, turn.staff.id, nudgeKey(turn.staff.id, turn.today, 1));
  if (card) return { ids: card, seen: true, since: false };
  // A list says of whom it is; whoever is in focus otherwise was spoken of after it.
  if (turn.shown.followUps.length > 0) return { ids: turn.shown.followUps, seen: true, since: true };
  const { to } = dayBounds(turn.today, turn.zone);
  const due = open.filter((item) => item.dueAt < to);
  const ranked = rankToday(await weighed(turn, due), turn.now, turn.zone).map(({ item }) => item.id);
  return { ids: ranked.slice(0, LISTED_MAX), seen: false, since: false };
}

/** A name spelt otherwise than stored (李闻 for 李雯) is looked up as customers are. */
async function namedOtherwise(turn: Turn, which: Which, open: readonly StoredFollowUp[]): Promise<Which> {
  if (which.kind !== "unknown") return which;
  const found = await resolveCustomer(turn, which.name);
  if (found.kind === "not-found") return which;
  const ids = found.kind === "one" ? [found.customer.id] : found.candidates.map((candidate) => candidate.id);
  const theirs = open.filter((item) => item.customer && ids.includes(item.customer.id)).map((item) => item.id);
  if (theirs.length === 0) return which;
  return theirs.length === 1 ? { kind: "these", ids: theirs, byNumber: false } : { kind: "many", ids: theirs };
}

async function askWhich(turn: Turn, ids: readonly string[]): Promise<Outcome<FollowUpsResult>> {
  const found = (await findByIds(turn.tx, ids)).filter((item) => item.state === "open");
  if (found.length === 0) return { result: { kind: "nothing-open" } };
  const first = await weighed(turn, found.slice(0, LISTED_MAX));
  const { items, audit } = await describe(turn, first, false);
  return {
    result: { kind: "which-asked", items, total: found.length },
    shown: { followUps: first.map((item) => item.id) },
    audit: audit("followups.list"),
  };
}
