// Colleagues and shops as stored. The only queries of this skill; row security decides what they see.
import type { Tx } from "../../db/db.ts";
import type { StaffMember } from "../../skill.ts";

/** The member of staff with this id, or null when nobody has it or she has left. */
export async function loadStaff(tx: Tx, id: string): Promise<StaffMember | null> {
  const row = await tx.staff.findUnique({
    where: { id },
    select: { id: true, name: true, role: true, scope: true, storeId: true, active: true },
  });
  if (!row?.active) return null;
  const { active: _, ...member } = row;
  return member;
}
