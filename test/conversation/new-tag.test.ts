// A tag that was made a sentence ago is known in the next one, by every process.
import { expect, test } from "vitest";
import { takeTurn } from "../../src/conversation/turn.ts";
import { system } from "../../src/db/actor.ts";
import { openHouse } from "../../src/house.ts";
import { silentLog } from "../../src/log.ts";
import { loadStaff } from "../../src/skills/staff/store.ts";
import { DAY, openDemo, testConfig } from "../support/world.ts";

test("a question about a tag just made", async () => {
  const { db } = await openDemo();
  const now = () => new Date(`${DAY}T10:00:00+08:00`);
  const parts = { config: testConfig(), log: silentLog, now, db, demo: false };
  const [one, other] = [await openHouse(parts), await openHouse(parts)];
  try {
    const staff = await db.transaction(system, (tx) => loadStaff(tx, "linyue"));
    if (!staff) throw new Error("the demo shop has her");
    const say = (house: typeof one, text: string) =>
      takeTurn(house.context, { staff, now: now(), inboundId: null, said: { kind: "text", text } });
    await say(other, "你好");
    await say(one, "给张姐打标签 待激活");
    for (const house of [one, other]) {
      const { plans, text } = await say(house, "有待激活标签的客户有哪些");
      expect(plans).toMatchObject([{ kind: "customers.find", where: [{ field: "tag", in: ["待激活"] }] }]);
      expect(text).toContain("张丽华");
    }
  } finally {
    await one.close();
  }
});
