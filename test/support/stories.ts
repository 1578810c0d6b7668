// Handlers' tests as stories: one database with the whole cast, and each story in a sandbox of it.
import { beforeAll, test } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { seedPeople } from "./people.ts";
import { testVault } from "./vault.ts";

/** Declares stories of one suite: what one writes no other sees. `give` gets the sandbox before each. */
export function stories(
  open: () => Promise<Db>,
  give: (db: Db) => void,
): (name: string, play: () => Promise<void>) => void {
  let whole: Db;
  beforeAll(async () => {
    whole = await open();
    await seedPeople(whole, testVault);
  });
  return (name, play) =>
    test(name, () =>
      whole.sandbox(async (db) => {
        give(db);
        await play();
      }),
    );
}
