// The local WeCom lists whoever is in the database: the demo shop's people.
import { beforeAll, expect, test } from "vitest";
import { system } from "../src/db/actor.ts";
import type { Db } from "../src/db/db.ts";
import { seedDemo } from "../src/demo/seed.ts";
import { demoStaff } from "../src/demo/staff.ts";
import { readLocalDirectory } from "../src/local-directory.ts";
import { describeOnOneEngine } from "./support/database.ts";
import { testVault } from "./support/vault.ts";

describeOnOneEngine("local directory", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedDemo(db, testVault, "2026-09-13");
  });

  test("has the shops, the staff and the contacts of the demo shop", async () => {
    const directory = await readLocalDirectory(db, "云裳");
    expect(directory.departments[0]).toEqual({ id: 1, name: "云裳", parentId: 0 });
    expect(directory.departments).toHaveLength(4);
    expect(new Set(directory.members.map((member) => member.userId))).toEqual(new Set(demoStaff.map((one) => one.id)));
    expect(directory.members.find((member) => member.userId === "zhouhang")).toMatchObject({
      position: "店长",
      leads: [2],
      departmentIds: [2],
    });
    const reachable = await db.transaction(system, (tx) =>
      tx.customer.count({ where: { externalId: { not: null }, relations: { some: { endedAt: null } } } }),
    );
    expect(directory.customers).toHaveLength(reachable);
    expect(reachable).toBeGreaterThan(180);
  });

  test("a second seed changes nothing", async () => {
    expect(await seedDemo(db, testVault, "2026-09-14")).toBe(false);
  });
});
