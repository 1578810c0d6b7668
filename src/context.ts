// The effects that exist, as one plain object. `app.ts` builds it; everything else receives it.
import type { Channel } from "./channel.ts";
import type { Claim } from "./conversation/claim.ts";
import type { Db } from "./db/db.ts";
import type { Vault } from "./db/vault.ts";
import type { Log } from "./log.ts";
import type { Settings } from "./settings.ts";
import type { Skill } from "./skill.ts";
import type { Lexicon } from "./understanding/parser/lattice.ts";
import type { Understanding } from "./understanding/understand.ts";

export interface Context {
  db: Db;
  channel: Channel;
  understanding: Understanding;
  skills: readonly Skill[];
  vault: Vault;
  log: Log;
  now: () => Date;
  /** The shop's time zone: business days, quiet hours and the timetable are in it. */
  zone: string;
  /** The shop's rules; read anew when `version` is another one. */
  settings(version?: string): Promise<Settings>;
  /** Folder of the reports' pictures; none where data are kept in memory. */
  pictures?: string;
  /** Only where nobody works here yet and no directory tells who does: how the owner makes herself known. */
  claim?: Claim;
  /** The shop's own names for tiers, tags, stores, staff and categories; with the same `version`. */
  lexicon(version?: string): Promise<Lexicon>;
  /** Tells the loops that there is work: an inbound message stored, a delivery queued. */
  wake(what: "inbox" | "outbox"): void;
}
