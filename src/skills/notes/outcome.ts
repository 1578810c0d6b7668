// What every handler of notes needs: a fact as it is written and as it is said, and the outcome of a write or a look.
import { Bug } from "../../errors.ts";
import type { AuditNote, CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import type { NotesResult, SaidFact } from "./result.ts";
import { mindOf, withoutPhones } from "./rules.ts";
import type { NewFact, StoredFact } from "./store.ts";

export function newFact(turn: Turn, customer: CustomerRef, fact: Pick<NewFact, "kind" | "topic" | "value">): NewFact {
  return {
    ...fact,
    customerId: customer.id,
    saidAs: turn.text === "" ? null : withoutPhones(turn.text).text,
    recordedById: turn.staff.id,
    recordedAt: turn.now,
    sourceMessageId: turn.messageId,
  };
}

export function saidFact(fact: StoredFact, names: ReadonlyMap<string, string>): SaidFact {
  const { dislike } = mindOf(fact);
  return {
    topic: fact.topic,
    value: fact.value,
    dislike: fact.kind === "preference" && dislike,
    by: nameOf(fact.recordedById, names),
    origin: fact.origin,
    at: fact.recordedAt,
  };
}

export function nameOf(staffId: string | null, names: ReadonlyMap<string, string>): string | null {
  return staffId === null ? null : (names.get(staffId) ?? null);
}

export function idOf(step: UndoStep): string {
  if (typeof step.where.id !== "string") throw new Bug("a fact's undo names no id");
  return step.where.id;
}

export function written(
  customer: CustomerRef,
  action: string,
  result: NotesResult,
  undo: UndoStep[],
): Outcome<NotesResult> {
  return { result, shown: { focus: customer.id }, undo, audit: [note(action, customer)] };
}

export function read(customer: CustomerRef, action: string, result: NotesResult): Outcome<NotesResult> {
  return { result, shown: { focus: customer.id }, audit: [note(action, customer)] };
}

export function note(action: string, customer: CustomerRef): AuditNote {
  return { action, customerId: customer.id };
}
