// One plan told to one skill as the conversation would: checked by its schema, handled in a turn, logged with its undo.
import { addDays } from "../../../src/calendar/day.ts";
import { undoLast } from "../../../src/conversation/undo.ts";
import type { Db } from "../../../src/db/db.ts";
import type { Prisma } from "../../../src/db/generated/client.ts";
import type { Outcome, Shown, Skill } from "../../../src/skill.ts";
import { NOW, TODAY } from "../../support/people.ts";
import { turnRow } from "../../support/rows.ts";
import { type TurnOptions, withTurn } from "../../support/turn.ts";

export interface Told {
  text: string;
  outcome: Outcome;
  /** The result as data, for looking into. */
  result: Record<string, unknown> & { kind: string };
  shown: Partial<Shown>;
}

export interface TellOptions extends TurnOptions {
  as?: string;
}

/** `who` is a customer's id, or null. */
export async function tell(
  db: Db,
  skill: Skill,
  plan: { kind: string } & Record<string, unknown>,
  who: string | null,
  options: TellOptions = {},
): Promise<Told> {
  const spec = skill.plans.find((one) => one.kind === plan.kind);
  if (!spec) throw new Error(`no plan ${plan.kind}`);
  const checked = spec.schema.parse({ ...(spec.who === "none" ? {} : { who }), ...plan });
  const staffId = options.as ?? "linyue";
  return withTurn(db, staffId, options, async (turn) => {
    const customer = who
      ? await turn.tx.customer.findUnique({
          where: { id: who },
          select: { id: true, name: true, ownerId: true, storeId: true },
        })
      : null;
    if (who && !customer) throw new Error(`${staffId} cannot see ${who}`);
    const outcome = await skill.handle(turn, { ...checked, kind: plan.kind }, customer);
    const { text } = skill.words(outcome.result, turn);
    await turn.tx.turnLog.create({
      data: {
        ...turnRow(turn.now),
        staffId,
        text: turn.text,
        reply: text,
        undo: JSON.parse(JSON.stringify(outcome.undo ?? [])) as Prisma.InputJsonValue,
      },
    });
    return { text, outcome, result: { ...outcome.result }, shown: outcome.shown ?? {} };
  });
}

/** 「撤销」 */
export function takeBack(db: Db, options: { as?: string; now?: Date } = {}): Promise<boolean> {
  const { as = "linyue", now = NOW } = options;
  return withTurn(db, as, { now }, async ({ tx }) => (await undoLast(tx, as, now, null)) !== null);
}

export const minutesLater = (minutes: number, from = NOW): Date => new Date(from.getTime() + minutes * 60_000);
export const day = (ahead: number): string => addDays(TODAY, ahead);
