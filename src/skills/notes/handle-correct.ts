// What was told of the wrong person moves to the right one.
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import type { NotesResult } from "./result.ts";
import { decideCorrection, supersededFacts, writtenRows } from "./rules.ts";
import { findWrittenRows, lastWrites, moveRow, unsupersede } from "./store.ts";

export async function correct(turn: Turn, right: CustomerRef): Promise<Outcome<NotesResult>> {
  const last = await lastWrites(turn.tx, turn.staff.id);
  const wrote = last && writtenRows(last.steps);
  const rows = wrote ? await findWrittenRows(turn.tx, wrote.rows) : [];

  const decided = decideCorrection(last && { at: last.at, rows, left: wrote?.left ?? [] }, right.id, turn.now);
  if (decided.kind === "not-correctable") return { result: { ...decided, to: right.name } };

  const undo = await unsupersede(turn.tx, decided.fromId, last ? supersededFacts(last.steps) : []);
  for (const row of decided.rows) undo.push(...(await moveRow(turn.tx, row, right.id)));
  return {
    result: {
      kind: "moved",
      from: decided.fromName,
      to: right.name,
      // A touch goes along with the purchase or visit it belongs to and needs no mention.
      rows: decided.rows.filter((row) => row.table !== "touch").map(({ table, text }) => ({ table, text })),
      left: (wrote?.left.length ?? 0) > 0,
    },
    shown: { focus: right.id },
    undo,
    audit: [
      { action: "notes.correct", customerId: right.id, detail: { from: decided.fromId, rows: decided.rows.length } },
      { action: "notes.correct", customerId: decided.fromId, detail: { to: right.id, rows: decided.rows.length } },
    ],
  };
}
