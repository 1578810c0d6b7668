// 「生日祝福都发了」: sent by the associate's own hand. One is recorded at once, several are asked about.
import type { Outcome, Plan, Turn, UndoStep } from "../../skill.ts";
import { isHers, refuseSettled, restoreStep } from "./handle-known.ts";
import { viewOf } from "./known.ts";
import { knownOf, viewsOf } from "./known-store.ts";
import { markPlan } from "./plan.ts";
import { findMeant, waiting } from "./resolve.ts";
import type { CareResult, MessageView } from "./result.ts";
import { type CareMessage, changeMessage, lockMessage, recordSent } from "./store.ts";
import { editDistance } from "./wording.ts";

export async function mark(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = markPlan.parse(plan);
  const meant = await meantBy(turn, said);
  if (!("messages" in meant)) return meant;
  if (meant.messages.length > 1 && !said.confirmed) {
    const views = await viewsOf(turn, meant.messages);
    return {
      result: { kind: "ask-mark", views },
      shown: { careMessages: views.map((view) => view.id) },
      question: { kind: "confirm", what: views.map((view) => view.name).join("、") },
      audit: meant.messages.map((message) => ({ action: "care.show", customerId: message.customerId })),
    };
  }
  const views: MessageView[] = [];
  const undo: UndoStep[] = [];
  for (const { id } of meant.messages.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
    const message = await lockMessage(turn.tx, id);
    const known = message ? await knownOf(turn, message) : null;
    if (message === null || known === null) continue;
    if (!isHers(turn, message) || message.state !== "draft") {
      if (meant.messages.length === 1) return refuseSettled(turn, message, known);
      continue;
    }
    const { text } = viewOf(turn, message, known, null);
    const sent = { state: "sent" as const, text, sentAt: turn.now, approvedAt: turn.now, approvedById: turn.staff.id };
    await changeMessage(
      turn.tx,
      id,
      { state: "draft" },
      { ...sent, editDistance: editDistance(text, text), now: turn.now },
    );
    await recordSent(turn.tx, message, turn.now);
    views.push(viewOf(turn, { ...message, ...sent }, known, null));
    undo.push(restoreStep(message, "sent"), { op: "delete", table: "touch", where: { careMessageId: id } });
  }
  if (views.length === 0) return { result: { kind: "nothing-waiting" } };
  return {
    result: { kind: "marked", views },
    undo,
    audit: meant.messages.map((message) => ({ action: "care.mark", customerId: message.customerId })),
  };
}

async function meantBy(
  turn: Turn,
  said: ReturnType<typeof markPlan.parse>,
): Promise<{ messages: CareMessage[] } | Outcome<CareResult>> {
  if (!said.all) {
    const found = await findMeant(turn, said.which);
    return "message" in found ? { messages: [found.message] } : found;
  }
  const shown = turn.shown.careMessages;
  const ofKind = (messages: readonly CareMessage[]) =>
    messages.filter((message) => said.occasion === null || message.occasion === said.occasion);
  const onShow = shown.length > 0 ? ofKind(await waiting(turn, { ids: shown })) : [];
  const messages = onShow.length > 0 ? onShow : ofKind(await waiting(turn, {}));
  return messages.length > 0 ? { messages } : { result: { kind: "nothing-waiting" } };
}
