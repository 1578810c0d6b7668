// A follow-up that something told of a customer brings with it. The table belongs to the skill of follow-ups; this is the
// one way for the skills below it to write there.
import type { Tx } from "../../db/db.ts";
import type { UndoStep } from "../../skill.ts";

export interface RuleTask {
  /** What it is for, by rule: two that say the same are one, whoever writes it and however often. */
  ruleKey: string;
  customerId: string;
  staffId: string;
  createdById: string;
  text: string;
  dueAt: Date;
  sourceMessageId?: string | null;
  createdAt?: Date;
}

/** How to take it back; null when it was there before. */
export async function addTaskOnce(tx: Tx, task: RuleTask): Promise<UndoStep | null> {
  const [made] = await tx.followUp.createManyAndReturn({ data: [task], select: { id: true }, skipDuplicates: true });
  return made ? { op: "delete", table: "followUp", where: { id: made.id } } : null;
}
