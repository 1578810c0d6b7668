// Writes the demo shop into an empty database, as the house itself. It never touches a shop that has somebody in it.
import { type Day, SHANGHAI } from "../calendar/day.ts";
import { insertRows } from "../cli/import/bulk.ts";
import type { Rows } from "../cli/import/tables.ts";
import { system } from "../db/actor.ts";
import type { Db } from "../db/db.ts";
import type { Vault } from "../db/vault.ts";
import { type DemoCustomer, type DemoShop, demoShop } from "./shop.ts";

/**
 * The demo shop for a start day: two years of trade that end the evening before. Deterministic but for the seals of
 * phones and addresses. Answers false, and writes nothing, when there is any store already.
 */
export async function seedDemo(db: Db, vault: Vault, startDay: Day, zone: string = SHANGHAI): Promise<boolean> {
  // Looked at first: making the shop costs a second and a hundred megabytes.
  if (await hasShop(db)) return false;
  const shop = demoShop(startDay, zone);
  // One transaction: a crash in the middle leaves an empty database that the next start fills.
  return db.transaction(system, async (tx) => {
    if ((await tx.store.count()) > 0) return false;
    await insertRows(tx, "store", shop.store);
    await insertRows(tx, "staff", shop.staff);
    await insertRows(
      tx,
      "customer",
      shop.customer.map((customer) => sealed(customer, vault)),
    );
    for (const table of afterCustomers) await insertRows(tx, table, shop[table]);
    return true;
  });
}

function hasShop(db: Db): Promise<boolean> {
  return db.transaction(system, async (tx) => (await tx.store.count()) > 0);
}

/** In an order that foreign keys allow. */
const afterCustomers = [
  "customerAlias",
  "consent",
  "relation",
  "tag",
  "customerTag",
  "fact",
  "note",
  "order",
  "orderLine",
  "visit",
  "touch",
  "followUp",
  "complaint",
  "complaintEvent",
  "benefit",
  "pointsEntry",
  "tierChange",
] as const satisfies readonly (keyof DemoShop)[];

function sealed({ phone, address, ...customer }: DemoCustomer, vault: Vault): Rows["customer"] {
  return {
    ...customer,
    phoneCipher: phone === null ? null : vault.seal(phone),
    phoneHash: phone === null ? null : vault.hashPhone(phone),
    phoneTail: phone?.slice(-4) ?? null,
    addressCipher: address === null ? null : vault.seal(address),
  };
}
