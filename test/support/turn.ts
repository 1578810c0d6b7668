// One turn of talk for handlers' tests: a transaction in somebody's name and everything a handler may use.
import { dayOf, SHANGHAI } from "../../src/calendar/day.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import type { Vault } from "../../src/db/vault.ts";
import { defaultSettings, type Settings } from "../../src/settings.ts";
import { nothingShown, type Shown, type Turn } from "../../src/skill.ts";
import { loadStaff } from "../../src/skills/staff/store.ts";
import { NOW } from "./people.ts";
import { testVault } from "./vault.ts";

export interface TurnOptions {
  now?: Date;
  shown?: Partial<Shown>;
  text?: string;
  messageId?: string | null;
  settings?: Partial<Settings>;
  zone?: string;
  vault?: Vault;
}

/** Runs `work` as one turn of this member of staff: commits when it resolves, rolls back when it throws. */
export async function withTurn<T>(
  db: Db,
  staffId: string,
  options: TurnOptions,
  work: (turn: Turn) => Promise<T>,
): Promise<T> {
  const member = await db.transaction(system, (tx) => loadStaff(tx, staffId));
  if (!member) throw new Error(`no such member of staff: ${staffId}`);
  const actor = { kind: "staff", staffId, storeId: member.storeId, scope: member.scope } as const;
  const now = options.now ?? NOW;
  const zone = options.zone ?? SHANGHAI;
  return db.transaction(actor, (tx) =>
    work({
      tx,
      actor,
      staff: member,
      now,
      zone,
      today: dayOf(now, zone),
      text: options.text ?? "",
      messageId: options.messageId ?? null,
      shown: { ...nothingShown, ...options.shown },
      settings: { ...defaultSettings, ...options.settings },
      vault: options.vault ?? testVault,
    }),
  );
}
