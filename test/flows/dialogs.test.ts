// Whole talks over the demo shop, as different members of staff: what is answered is what the tables say.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askedOn } from "./dialogs/asked-on.ts";
import { coaching } from "./dialogs/coaching.ts";
import { rows } from "./dialogs/facts.ts";
import { figures } from "./dialogs/figures.ts";
import { finding } from "./dialogs/finding.ts";
import { knowing } from "./dialogs/knowing.ts";
import { mistakes } from "./dialogs/mistakes.ts";
import { nothing } from "./dialogs/nothing.ts";
import { promises } from "./dialogs/promises.ts";
import { several } from "./dialogs/several.ts";
import { openShop, type Shop } from "./dialogs/shop.ts";
import { telling } from "./dialogs/telling.ts";
import { unsaid } from "./dialogs/unsaid.ts";

let shop: Shop;
let atFirst: Record<string, number>;
beforeAll(async () => {
  shop = await openShop();
  atFirst = await rows(shop.sql);
});
afterAll(() => shop.close());

for (const [about, dialogs] of Object.entries({
  finding,
  knowing,
  telling,
  promises,
  figures,
  nothing,
  mistakes,
  unsaid,
  coaching,
  several,
  askedOn,
}))
  describe(about, () => {
    for (const one of dialogs) test(`${one.as}: ${one.name}`, () => shop.play(one));
  });

test("nothing of any talk remains", async () => {
  expect(await rows(shop.sql)).toEqual(atFirst);
  expect(await shop.sql`SELECT 1 FROM turn_log UNION ALL SELECT 1 FROM pending`).toEqual([]);
});
