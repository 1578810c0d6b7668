// Example sentences of plans, said by one colleague in the sandboxes of a demo shop in which a little has happened.
import type { Context } from "../../src/context.ts";
import { type Answered, takeTurn } from "../../src/conversation/turn.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { loadStaff } from "../../src/skills/staff/store.ts";

/** Something to stop, to approve and to put right; the last is what must never be taken back in place of an act. */
const SCENE = ["每周一提醒我给张丽华打电话", "给张丽华写条生日祝福", "记一下张丽华下月搬家"];

export type Say = (db: Db, text: string) => Promise<Answered>;

/** Plays in a sandbox after SCENE; `say` says a sentence there, or in a sandbox within. */
export async function afterScene<Result>(
  context: Context,
  userId: string,
  play: (scene: Db, say: Say) => Promise<Result>,
): Promise<Result> {
  // Read outside: inside the sandbox there is only its own database.
  const [settings, lexicon] = [await context.settings(), await context.lexicon()];
  const staff = await context.db.transaction(system, (tx) => loadStaff(tx, userId));
  if (!staff) throw new Error(`nobody here is called ${userId}`);
  const say: Say = (db, text) =>
    takeTurn(
      { ...context, db, settings: async () => settings, lexicon: async () => lexicon },
      { staff, now: context.now(), inboundId: null, said: { kind: "text", text } },
    );
  return context.db.sandbox(async (scene) => {
    for (const sentence of SCENE) await say(scene, sentence);
    return play(scene, say);
  });
}
