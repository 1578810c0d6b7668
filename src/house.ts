// The house without its doors: database, key, settings, understanding and skills, wired. `app.ts` adds the doors (HTTP,
// loops, timetable); the command line uses it as it is.
import { join } from "node:path";
import { dayOf } from "./calendar/day.ts";
import type { Channel } from "./channel.ts";
import type { Config } from "./config.ts";
import type { Context } from "./context.ts";
import { system } from "./db/actor.ts";
import type { Db } from "./db/db.ts";
import { openDatabase } from "./db/open.ts";
import { createVault, loadKey } from "./db/personal.ts";
import type { Vault } from "./db/vault.ts";
import { seedDemo } from "./demo/seed.ts";
import { ChannelError } from "./errors.ts";
import { houseGrammar } from "./grammar.ts";
import { describe, type Log } from "./log.ts";
import { loadSettings } from "./settings-store.ts";
import type { Skill } from "./skill.ts";
import { everySkill } from "./skills/all.ts";
import { loadLexicon } from "./skills/lexicon.ts";
import { firstSegments } from "./skills/segments/jobs.ts";
import type { ModelUse } from "./understanding/model/call.ts";
import { openModel } from "./understanding/model/open.ts";
import { createUnderstanding } from "./understanding/understand.ts";

export interface House {
  context: Context;
  db: Db;
  close(): Promise<void>;
}

export interface HouseParts {
  config: Config;
  log: Log;
  now: () => Date;
  /** Overrides for tests and for the command line. */
  db?: Db;
  vault?: Vault;
  channel?: Channel;
  wake?: Context["wake"];
  claim?: Context["claim"];
  /** Fill an empty database with the demo shop. */
  demo: boolean;
}

/** Names and settings change seldom; a change is seen within this time in every process, a new tag or rule in the next sentence. */
const CACHE_MS = 30_000;

export async function openHouse(parts: HouseParts): Promise<House> {
  const { config, log, now } = parts;
  const db =
    parts.db ??
    (await openDatabase({ ...(config.databaseUrl ? { url: config.databaseUrl } : {}), dataDir: config.dataDir, log }));
  try {
    const vault = parts.vault ?? createVault(loadKey({ dataDir: config.dataDir, value: config.dataKey }));
    if (parts.demo) await seedDemo(db, vault, dayOf(now(), config.zone), config.zone);
    const { settings, lexicon } = wordsAndRules(db, now);
    if (parts.demo) await firstSegments({ db, zone: config.zone, settings }, now());
    const skills = everySkill();
    const context: Context = {
      db,
      channel: parts.channel ?? noChannel,
      understanding: openUnderstanding(parts, db, skills),
      skills,
      vault,
      log,
      now,
      zone: config.zone,
      settings,
      lexicon,
      wake: parts.wake ?? (() => {}),
      ...(config.dataDir.includes("://") ? {} : { pictures: join(config.dataDir, "pictures") }),
      ...(parts.claim ? { claim: parts.claim } : {}),
    };
    return { context, db, close: () => db.close() };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** The shop's rules and its words as that database holds them: the house's own, or a sandbox's. */
export function wordsAndRules(db: Db, now: () => Date): Pick<Context, "settings" | "lexicon"> {
  const settings = cached(now, () => db.transaction(system, loadSettings));
  return { settings, lexicon: cached(now, async (version) => loadLexicon(db, await settings(version))) };
}

function openUnderstanding({ config, log, now }: HouseParts, db: Db, skills: readonly Skill[]) {
  const specs = skills.flatMap((skill) => skill.plans);
  const record = (use: ModelUse) => {
    db.transaction(system, (tx) =>
      tx.modelCall.createMany({ data: [{ ...use, purpose: "understand", at: now() }] }),
    ).catch((error) => log.warn("model.not-recorded", { error: describe(error) }));
  };
  const model = openModel(config.model, { specs, now, record });
  return createUnderstanding({ grammar: houseGrammar(), specs, model, log });
}

function cached<T>(now: () => Date, load: (version?: string) => Promise<T>): (version?: string) => Promise<T> {
  let held: { value: T; at: number; version: string | undefined } | null = null;
  return async (version) => {
    const at = now().getTime();
    const stale = held !== null && version !== undefined && version !== held.version;
    if (held === null || stale || Math.abs(at - held.at) > CACHE_MS) held = { value: await load(version), at, version };
    return held.value;
  };
}

const refuse = (method: string) => async (): Promise<never> => {
  throw new ChannelError(method, null, "configure", "this command has no channel to send by");
};
/** The command line talks to nobody. */
const noChannel: Channel = {
  send: refuse("send"),
  createCustomerMessage: refuse("createCustomerMessage"),
  findCustomerMessage: refuse("findCustomerMessage"),
  customerMessageStatus: refuse("customerMessageStatus"),
  cancelCustomerMessage: refuse("cancelCustomerMessage"),
  createMassMessage: refuse("createMassMessage"),
  findMassMessages: refuse("findMassMessages"),
  massMessageStatuses: refuse("massMessageStatuses"),
  remindMassMessage: refuse("remindMassMessage"),
  welcome: refuse("welcome"),
  departments: refuse("departments"),
  staff: refuse("staff"),
  customersOf: () => {
    throw new ChannelError("customersOf", null, "configure", "this command has no channel to ask");
  },
  customer: refuse("customer"),
  tags: refuse("tags"),
  createTag: refuse("createTag"),
  markTag: refuse("markTag"),
  remark: refuse("remark"),
  transferCustomers: refuse("transferCustomers"),
  transferResults: refuse("transferResults"),
  recall: refuse("recall"),
  post: refuse("post"),
  upload: refuse("upload"),
};
