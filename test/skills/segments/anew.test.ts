// Sunday's night works out everybody, whatever stands there.
import { beforeAll, expect, test } from "vitest";
import { addDays, instantOf, SHANGHAI, weekday } from "../../../src/calendar/day.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db } from "../../../src/db/db.ts";
import { defaultSettings } from "../../../src/settings.ts";
import { refreshSegments } from "../../../src/skills/segments/jobs.ts";
import { describeOnOneEngine } from "../../support/database.ts";
import { seedPeople, TODAY } from "../../support/people.ts";
import { testVault } from "../../support/vault.ts";

describeOnOneEngine("segments of a night that was wrong", (open) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await seedPeople(db, testVault);
  });
  const night = (day: string) =>
    refreshSegments({ db, zone: SHANGHAI, settings: async () => defaultSettings }, instantOf(day, "04:37", SHANGHAI));
  const frequencies = () =>
    db.transaction(system, (tx) =>
      tx.customerSegment.findMany({
        select: { customerId: true, orders: true, class: true },
        orderBy: { customerId: "asc" },
      }),
    );

  test("are right again after Sunday's", async () => {
    const sunday = addDays(TODAY, 7 - weekday(TODAY) + 7);
    await night(addDays(sunday, -2));
    const right = await frequencies();
    const wrong = { orders: 99, digest: 0n };
    await db.transaction(system, (tx) => tx.customerSegment.updateMany({ where: { orders: { gt: 0 } }, data: wrong }));
    await night(addDays(sunday, -1));
    expect(await frequencies()).not.toEqual(right);
    await night(sunday);
    expect(await frequencies()).toEqual(right);
  });
});
