// The platform's directory read as a chain of shops: which department is a shop, who works where and leads what. Pure.
import type { DirectoryDepartment, DirectoryStaff } from "../../channel.ts";

export interface ReadStore {
  departmentId: number;
  name: string;
}
export interface ReadStaff {
  id: string;
  name: string;
  departmentId: number | null;
  role: "associate" | "manager" | "admin";
  scope: "own" | "store" | "all";
  active: boolean;
}

/**
 * A department with people in it is a shop; the root is one only when there is no other. Leaders of the root are head
 * office and see all, leaders of a shop manage it, everybody else sees her own customers.
 */
export function readDirectory(
  departments: readonly DirectoryDepartment[],
  members: readonly DirectoryStaff[],
): { stores: ReadStore[]; staff: ReadStaff[] } {
  const known = new Map(departments.map((department) => [department.id, department]));
  const isRoot = (id: number) => !known.has(known.get(id)?.parentId ?? Number.NaN);
  const peopled = new Set(members.flatMap((member) => member.departmentIds).filter((id) => known.has(id)));
  const branches = [...peopled].filter((id) => !isRoot(id));
  const shops = new Set(branches.length > 0 ? branches : peopled);
  const stores = departments.filter(({ id }) => shops.has(id)).map(({ id, name }) => ({ departmentId: id, name }));
  const staff = members.map((member): ReadStaff => {
    const led = member.leads.filter((id) => known.has(id));
    const home = led.find((id) => shops.has(id)) ?? member.departmentIds.find((id) => shops.has(id)) ?? null;
    const rank = rankOf(led, { shops, isRoot });
    return { id: member.id, name: member.name, departmentId: home, active: member.active, ...rank };
  });
  return { stores, staff };
}

function rankOf(
  led: readonly number[],
  { shops, isRoot }: { shops: ReadonlySet<number>; isRoot: (id: number) => boolean },
): Pick<ReadStaff, "role" | "scope"> {
  if (led.some(isRoot)) return { role: "admin", scope: "all" };
  if (led.some((id) => shops.has(id))) return { role: "manager", scope: "store" };
  return { role: "associate", scope: "own" };
}
