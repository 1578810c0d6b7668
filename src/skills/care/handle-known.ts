// What every handler of this skill needs: the gate's answer, refusals, undo.
import type { CareState } from "../../db/generated/client.ts";
import type { Outcome, Turn, UndoStep } from "../../skill.ts";
import { type ContactKind, mayContactFirst, policyOf, type Verdict } from "../contact/gate.ts";
import { loadHistory, staffNames } from "../contact/store.ts";
import { causeOf } from "./cause.ts";
import { type Known, viewOf } from "./known.ts";
import type { CareResult } from "./result.ts";
import { askOf, type CareMessage } from "./store.ts";
import type { Cause } from "./templates.ts";

/** What the associate says of the reason counts; else what the house can tell. */
export function causeSaid(turn: Turn, occasion: ContactKind, known: Known): Cause | null {
  if (occasion !== "winback") return null;
  if (/服务|投诉|态度|失误|没做好/u.test(turn.text)) return "service";
  if (/竞争|别家|对手|新品|上新/u.test(turn.text)) return "competitor";
  return causeOf(known.customer);
}

export async function askGate(turn: Turn, message: CareMessage): Promise<Verdict> {
  const history = await loadHistory(turn.tx, askOf(message), turn.now);
  if (history === null) return { verdict: "never", reason: { code: "not-a-contact" } };
  return mayContactFirst(message.occasion, history, policyOf(turn.settings, turn.zone), turn.now);
}

/** Her own draft; a manager may act for her associates, who still confirm on their own phones. */
export function isHers(turn: Turn, message: CareMessage): boolean {
  return message.staffId === turn.staff.id || turn.staff.role !== "associate";
}

export function refuseSettled(turn: Turn, message: CareMessage, known: Known): Outcome<CareResult> {
  const view = viewOf(turn, message, known, null);
  const kind = isHers(turn, message) ? ("settled" as const) : ("not-mine" as const);
  return { result: { kind: "approved", ends: [{ kind, view }], names: {} } };
}

/** Back to how it was, as long as it is still in the state that this turn gave it. */
export function restoreStep(message: CareMessage, from: CareState): UndoStep {
  return {
    op: "restore",
    table: "careMessage",
    where: { id: message.id, state: from },
    before: {
      staffId: message.staffId,
      templateKey: message.templateKey,
      templateVersion: message.templateVersion,
      draftedText: message.draftedText,
      text: message.text,
      basis: message.basis,
      sentAt: message.sentAt,
      state: message.state,
      stateReason: message.stateReason,
      notBefore: message.notBefore,
      expiresAt: message.expiresAt,
      approvedAt: message.approvedAt,
      approvedById: message.approvedById,
      // Measured when it was let go; a draft has none.
      ...(message.state === "draft" ? { editDistance: null } : {}),
    },
  };
}

export function keepShown(turn: Turn, id: string | null): string[] {
  if (id === null) return turn.shown.careMessages;
  return turn.shown.careMessages.includes(id) ? turn.shown.careMessages : [id];
}

export function namesIn(turn: Turn, verdicts: readonly Verdict[]): Promise<Record<string, string>> {
  const ids = verdicts.flatMap((verdict) =>
    verdict.verdict !== "allow" && "staffId" in verdict.reason && verdict.reason.staffId !== null
      ? [verdict.reason.staffId]
      : [],
  );
  return ids.length === 0 ? Promise.resolve({}) : staffNames(turn.tx, ids);
}
