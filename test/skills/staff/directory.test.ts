// Departments read as shops, leaders as managers.
import { describe, expect, it } from "vitest";
import type { DirectoryStaff } from "../../../src/channel.ts";
import { readDirectory } from "../../../src/skills/staff/directory.ts";

const departments = [
  { id: 1, name: "云裳", parentId: 0 },
  { id: 2, name: "徐汇店", parentId: 1 },
  { id: 3, name: "静安店", parentId: 1 },
  { id: 4, name: "空部门", parentId: 1 },
];
const member = (id: string, departmentIds: number[], leads: number[] = []): DirectoryStaff => ({
  id,
  name: id,
  departmentIds,
  leads,
  active: true,
});

describe("readDirectory", () => {
  it("takes departments with people for shops, and leaders for managers", () => {
    const { stores, staff } = readDirectory(departments, [
      member("boss", [1], [1]),
      member("zhou", [2], [2]),
      member("lin", [2]),
      member("he", [3]),
    ]);
    expect(stores).toEqual([
      { departmentId: 2, name: "徐汇店" },
      { departmentId: 3, name: "静安店" },
    ]);
    expect(staff.map(({ id, departmentId, role, scope }) => [id, departmentId, role, scope])).toEqual([
      ["boss", null, "admin", "all"],
      ["zhou", 2, "manager", "store"],
      ["lin", 2, "associate", "own"],
      ["he", 3, "associate", "own"],
    ]);
  });
  it("takes the root for the shop where there is no other", () => {
    const { stores, staff } = readDirectory(departments.slice(0, 1), [member("owner", [1], [1]), member("lin", [1])]);
    expect(stores).toEqual([{ departmentId: 1, name: "云裳" }]);
    expect(staff.map(({ departmentId, role }) => [departmentId, role])).toEqual([
      [1, "admin"],
      [1, "associate"],
    ]);
  });
  it("gives nobody more than the directory says when the root is out of sight", () => {
    const { staff } = readDirectory(departments.slice(1, 3), [member("lin", [2])]);
    expect(staff[0]).toMatchObject({ role: "associate", scope: "own" });
  });
});
