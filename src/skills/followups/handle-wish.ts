// What somebody wants to be told unasked, and what not: of herself, kind by kind. What she asked for herself, what is
// due at an hour and what goes up the ladder comes all the same.
import type { z } from "zod";
import type { Outcome, Turn, UndoStep } from "../../skill.ts";
import { NUDGE_KINDS, type wishPlan } from "./plan.ts";
import type { FollowUpsResult } from "./result.ts";

export async function wish(
  { tx, now, staff }: Turn,
  { what, wanted }: z.infer<typeof wishPlan>,
): Promise<Outcome<FollowUpsResult>> {
  const kinds = what === "all" ? NUDGE_KINDS : [what];
  const where = { staffId: staff.id, kind: { in: [...kinds] } };
  const before = await tx.nudgeWish.findMany({ where, take: NUDGE_KINDS.length });
  const undo: UndoStep[] = [];
  if (wanted) {
    await tx.nudgeWish.deleteMany({ where });
    for (const { kind, createdAt } of before)
      undo.push({
        op: "restore",
        table: "nudgeWish",
        where: { staffId: staff.id, kind },
        before: { createdAt: createdAt.toISOString() },
      });
  } else {
    const added = kinds.filter((kind) => !before.some((one) => one.kind === kind));
    await tx.nudgeWish.createMany({ data: added.map((kind) => ({ staffId: staff.id, kind, createdAt: now })) });
    for (const kind of added) undo.push({ op: "delete", table: "nudgeWish", where: { staffId: staff.id, kind } });
  }
  return {
    result: { kind: "wish-kept", what, wanted, changed: undo.length > 0 },
    undo,
    audit: [{ action: "followups.wish", customerId: null, detail: { what, wanted } }],
  };
}
