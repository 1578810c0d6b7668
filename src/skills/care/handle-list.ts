// Drafts dismissed, and lists of what waits, went out or was refused.
import type { CareState } from "../../db/generated/client.ts";
import type { AuditNote, Outcome, Plan, Turn } from "../../skill.ts";
import { release } from "../contact/store.ts";
import { isHers, keepShown, refuseSettled, restoreStep } from "./handle-known.ts";
import { viewOf } from "./known.ts";
import { knownOf, viewsOf } from "./known-store.ts";
import { dismissPlan, listPlan } from "./plan.ts";
import { findAll, findMeant } from "./resolve.ts";
import { type CareResult, LIST_MAX } from "./result.ts";
import { changeMessage, listMessages, lockMessage } from "./store.ts";
import { toldWords } from "./words.ts";

const SENT_DAYS = 7;
const REFUSED_DAYS = 14;
const DAY_MS = 86_400_000;

export async function dismiss(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = dismissPlan.parse(plan);
  if (said.which === "全部") return dismissAll(turn);
  const found = await findMeant(turn, said.which);
  if (!("message" in found)) return found;
  const message = await lockMessage(turn.tx, found.message.id);
  const known = message ? await knownOf(turn, message) : null;
  if (message === null || known === null) return { result: { kind: "nothing-waiting" } };
  const stoppable = ["draft", "approved", "queued", "task_created"].includes(message.state);
  if (!isHers(turn, message) || !stoppable) return refuseSettled(turn, message, known);

  // A task on the platform is cancelled by the next look at it; no network here.
  if (message.state === "task_created") {
    const withdrawn = { expiresAt: turn.now, stateReason: toldWords.withdrawn, now: turn.now };
    await changeMessage(turn.tx, message.id, { state: message.state }, withdrawn);
  } else {
    await changeMessage(turn.tx, message.id, { state: message.state }, { state: "dismissed", now: turn.now });
    if (message.state === "queued") await release(turn.tx, [message.id], turn.now);
  }
  const view = { ...viewOf(turn, message, known, null), state: "dismissed" as const };
  return {
    result: { kind: "dismissed", view, before: message.state },
    // The numbers of a list on show stay: after the first was dropped the second is still the second.
    shown: { focus: message.customerId, careMessages: keepShown(turn, message.id) },
    undo: message.state === "draft" ? [restoreStep(message, "dismissed")] : [],
    audit: [{ action: "care.dismiss", customerId: message.customerId }],
  };
}

/** All drafts on show, or all that wait; what is on its way already is let go one by one. */
async function dismissAll(turn: Turn): Promise<Outcome<CareResult>> {
  const meant = await findAll(turn);
  if (!("messages" in meant)) return meant;
  const drafts = meant.messages.filter((message) => message.state === "draft" && isHers(turn, message));
  for (const { id } of drafts)
    await changeMessage(turn.tx, id, { state: "draft" }, { state: "dismissed", now: turn.now });
  const views = await viewsOf(turn, drafts);
  return {
    result:
      views.length === 0
        ? { kind: "nothing-waiting" }
        : { kind: "all-dismissed", names: views.map(({ name }) => name) },
    undo: drafts.map((message) => restoreStep(message, "dismissed")),
    audit: drafts.map(({ customerId }) => ({ action: "care.dismiss", customerId })),
  };
}

export async function list(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = listPlan.parse(plan);
  const states: Record<typeof said.state, CareState[]> = {
    waiting: ["draft", "approved", "queued", "task_created"],
    sent: ["sent"],
    refused: ["refused", "failed", "expired"],
  };
  const days = { waiting: null, sent: SENT_DAYS, refused: REFUSED_DAYS }[said.state];
  const { messages, total } = await listMessages(
    turn.tx,
    {
      states: states[said.state],
      // An associate's own; row security shows a manager those of her shop.
      ...(turn.staff.role === "associate" ? { staffId: turn.staff.id } : {}),
      ...(days === null ? {} : { since: new Date(turn.now.getTime() - days * DAY_MS) }),
    },
    { now: turn.now, limit: LIST_MAX },
  );
  const views = await viewsOf(turn, messages);
  return {
    result: { kind: "listed", of: said.state, views, total },
    shown: {
      careMessages: views.map((view) => view.id),
      customers: messages.map((message) => message.customerId),
      focus: null,
      find: null,
      rest: total - views.length,
    },
    audit: messages.map((message): AuditNote => ({ action: "care.list", customerId: message.customerId })),
  };
}
