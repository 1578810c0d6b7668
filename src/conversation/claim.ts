// The first person of an installation that has no directory to read (the robot alone): whoever says the code that the
// terminal showed at the start owns the shop. Good until somebody has said it, for a few wrong tries, and for this start.
import { randomInt } from "node:crypto";
import { system } from "../db/actor.ts";
import type { Db } from "../db/db.ts";
import { addOwner } from "../skills/staff/store.ts";

export interface Claim {
  code: string;
  /** What the words mean: nothing to do with a claim, a wrong code, too many of them, or the name said beside the right one. */
  read(
    text: string,
  ): { kind: "other" } | { kind: "wrong" } | { kind: "closed" } | { kind: "right"; name: string | null };
}

/** Six digits stand against guessing when this many tries end it. */
const TRIES_MAX = 5;

export function createClaim(code: string = String(randomInt(100_000, 1_000_000))): Claim {
  let wrong = 0;
  return {
    code,
    read(text) {
      const said = /^我是(?:店主|老板|管理员)[\s，,：:]*(\d{6})[\s，,。]*(\p{Script=Han}{2,8})?[。\s]*$/u.exec(
        text.trim(),
      );
      if (!said) return { kind: "other" };
      if (wrong >= TRIES_MAX) return { kind: "closed" };
      if (said[1] !== code) {
        wrong += 1;
        return { kind: "wrong" };
      }
      return { kind: "right", name: said[2] ?? null };
    },
  };
}

/** False when somebody is there already. */
export function claimShop(db: Db, owner: { id: string; name: string }, shopName: string): Promise<boolean> {
  return db.transaction(system, (tx) => addOwner(tx, owner, shopName));
}

/** Whether nobody works here yet. */
export async function isUnclaimed(db: Db): Promise<boolean> {
  return (await db.transaction(system, (tx) => tx.staff.count({ where: { active: true } }))) === 0;
}
