// Who may hand a customer over, and to whom; who a colleague's name means. Pure.
import type { StaffMember } from "../../skill.ts";

/** Handing over is the manager's or the house's. */
export function mayAssign(by: Pick<StaffMember, "role">): boolean {
  return by.role === "manager" || by.role === "crm_admin" || by.role === "admin";
}

/**
 * A manager moves customers within her shop; across shops only those who see all may. Null: allowed; otherwise the
 * key of the reason.
 */
export function refusesTarget(
  by: Pick<StaffMember, "scope" | "storeId">,
  to: Pick<StaffMember, "storeId">,
): "other-store" | null {
  return by.scope === "all" || (to.storeId !== null && to.storeId === by.storeId) ? null : "other-store";
}

export type Meant<T> = { kind: "one"; one: T } | { kind: "several"; names: string[] } | { kind: "nobody" };

/** The colleague meant: by name, else by part of it (小林 → 林悦). Equal fits are several. */
export function colleagueMeant<T extends { id: string; name: string }>(
  said: string,
  colleagues: readonly T[],
): Meant<T> {
  const word = said.trim();
  const bare = word.replace(/^(小|老|阿)(?=.)/u, "").replace(/(姐|哥|店长|同事|导购)$/u, "") || word;
  const steps: ((one: T) => boolean)[] = [
    (one) => one.name === word || one.id === word.toLowerCase(),
    (one) => one.name.includes(word),
    (one) => one.name.includes(bare),
  ];
  for (const step of steps) {
    const found = colleagues.filter(step);
    const [only, ...others] = found;
    if (only && others.length === 0) return { kind: "one", one: only };
    if (only) return { kind: "several", names: found.map((one) => one.name) };
  }
  return { kind: "nobody" };
}
