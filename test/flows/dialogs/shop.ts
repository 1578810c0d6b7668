// Talks over the demo shop: each in a sandbox of its own, checked by SQL that knows nothing of the skills.

import type { Context } from "../../../src/context.ts";
import { type Answered, takeTurn } from "../../../src/conversation/turn.ts";
import { system } from "../../../src/db/actor.ts";
import type { Db, Tx } from "../../../src/db/db.ts";
import { openHouse, wordsAndRules } from "../../../src/house.ts";
import { silentLog } from "../../../src/log.ts";
import type { StaffMember } from "../../../src/skill.ts";
import { loadStaff } from "../../../src/skills/staff/store.ts";
import { everywhere, hasServer } from "../../support/database.ts";
import { openDemo, openDemoOnServer, testConfig } from "../../support/world.ts";

/** A Tuesday, with Thanksgiving, the year's end and the lunar New Year ahead. */
export const TODAY = "2026-11-24";
const START = Date.parse(`${TODAY}T10:00:00+08:00`);
/** People take their time between two sentences. */
const TYPING_MS = 5_000;

/** Rows of a query, as the house itself sees them: no row security, no skill's store. */
export type Sql = <Row = Record<string, unknown>>(text: TemplateStringsArray, ...values: unknown[]) => Promise<Row[]>;
/** Says a sentence, or presses the button of the latest card that has it: 「[撤销]」. The answer, as it is read. */
export type Say = (text: string) => Promise<string>;
export type Talk = (say: Say, sql: Sql) => Promise<void>;

export interface Dialog {
  name: string;
  /** A userid. */
  as: string;
  talk: Talk;
}

export const dialog = (name: string, as: string, talk: Talk): Dialog => ({ name, as, talk });

export interface Shop {
  /** Plays it and leaves nothing behind; answers how many turns it had. */
  play(one: Dialog): Promise<number>;
  sql: Sql;
  close(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  // What is said does not depend on the engine, and the server's costs half.
  const { db, close } = await (hasServer() && !everywhere ? openDemoOnServer(TODAY) : openDemo(TODAY));
  const now = () => new Date(START);
  const house = await openHouse({ config: testConfig(), log: silentLog, now, db, demo: false });
  const play = async ({ as, talk }: Dialog) => {
    const staff = await db.transaction(system, (tx) => loadStaff(tx, as));
    if (!staff) throw new Error(`no such member of staff: ${as}`);
    return db.sandbox(async (sandbox) => {
      let turns = 0;
      const at = () => new Date(START + turns * TYPING_MS);
      const context: Context = { ...house.context, db: sandbox, now: at, ...wordsAndRules(sandbox, at) };
      const heard: Answered[] = [];
      await talk(async (text) => {
        turns++;
        const answered = await hear(context, staff, text, heard);
        heard.push(answered);
        return wordsOf(answered);
      }, sqlOf(sandbox));
      return turns;
    });
  };
  return { play, sql: sqlOf(db), close };
}

async function hear(
  context: Context,
  staff: StaffMember,
  text: string,
  before: readonly Answered[],
): Promise<Answered> {
  const label = /^\[(.+)\]$/u.exec(text)?.[1];
  if (label === undefined)
    return takeTurn(context, { staff, now: context.now(), inboundId: null, said: { kind: "text", text } });
  const buttons = before.flatMap((one) => one.cards.flatMap((card) => card.buttons));
  const key = buttons.findLast((button) => button.text === label)?.key;
  if (key === undefined) throw new Error(`no card has a button ${text}`);
  return takeTurn(context, {
    staff,
    now: context.now(),
    inboundId: null,
    said: { kind: "button", key, selected: {} },
  });
}

function wordsOf({ text, cards }: Answered): string {
  const drawn = cards
    .filter((card) => !card.id.startsWith("ask-"))
    .map(({ title, subtitle, body, fields = [], buttons }) =>
      [title, subtitle, body, ...fields.map(({ name, value }) => `${name}：${value}`)]
        .concat(buttons.map((button) => `[${button.text}]`).join(" "))
        .filter(Boolean)
        .join("\n"),
    );
  return [text, ...drawn].filter(Boolean).join("\n");
}

function sqlOf(db: Db): Sql {
  return (text, ...values) => db.transaction(system, (tx: Tx) => tx.$queryRaw(text, ...values)) as never;
}
