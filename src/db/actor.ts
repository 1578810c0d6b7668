// In whose name a transaction runs. The database's row security is set from this and from nothing else.

export type Actor =
  /** A member of staff, limited to her own customers, her shop's, or all. */
  | { kind: "staff"; staffId: string; storeId: string | null; scope: "own" | "store" | "all" }
  /** The house itself: inbox, outbox, jobs, import. Never reached from a sentence. */
  | { kind: "system" };

export const system: Actor = { kind: "system" };

export function actorId(actor: Actor): string {
  return actor.kind === "staff" ? actor.staffId : "system";
}
