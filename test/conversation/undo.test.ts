// 「撤销」 right after an act: either all is as it was before, or it is said that this cannot be taken back; what was done
// before that stays in both cases. Each example sentence of each plan that acts is said in the demo shop and, where it asks,
// answered with a yes.
import { expect, test } from "vitest";
import type { Context } from "../../src/context.ts";
import type { Answered } from "../../src/conversation/turn.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import { Prisma } from "../../src/db/generated/client.ts";
import type { PlanSpec } from "../../src/skill.ts";
import { everySkill } from "../../src/skills/all.ts";
import { afterScene, type Say } from "../support/examples.ts";
import { describeInWorld } from "../support/world.ts";

const acting = everySkill()
  .flatMap((skill) => skill.plans)
  .filter((spec) => spec.effect !== "read");

/** Talk and what becomes of it: none of it is what was done. */
const TALK = new Set(["turn_log", "pending", "audit_entry", "delivery", "inbound", "model_call"]);
/** What stays behind on purpose, with the reason. */
const STAYS: Readonly<Record<string, string>> = {
  orders_changed: "the night works a customer out once more than it must",
};

interface Act {
  as: string;
  sentence: string;
  kinds: string[];
  /** Tables that the act wrote to. */
  wrote: string[];
  /** Tables that 「撤销」 left otherwise than they were. */
  differs: string[];
  answer: Pick<Answered, "text" | "outcomes">;
  olderStands: boolean;
}

describeInWorld(
  "撤销 after each example",
  (world) => {
    test("takes all of it back, or says that it cannot; nothing older goes", { timeout: 600_000 }, async () => {
      const acts: Act[] = [];
      for (const as of ["linyue", "boss"])
        acts.push(...(await actAll(world().app.context, as, (spec) => spec.examples)));
      acts.push(...(await actAll(world().app.context, "zhouhang", (spec) => spec.examples.slice(0, 1))));
      const told = ({ as, sentence, answer, wrote, differs }: Act) =>
        `${as} 「${sentence}」 (${wrote.join(", ")}) → ${answer.text}${differs.length > 0 ? `; otherwise: ${differs.join(", ")}` : ""}`;
      const kindOf = ({ answer }: Act) => answer.outcomes[0]?.kind ?? "";
      const isRight = (act: Act) =>
        act.olderStands &&
        (kindOf(act) === "undone" ? act.differs.length === 0 : ["final", "too-late"].includes(kindOf(act)));
      expect(acts.filter((act) => !isRight(act)).map(told)).toEqual([]);
      // That the above looked at anything. The others find nothing to do that day, or need what no sentence makes.
      const kinds = new Set(acts.flatMap((act) => act.kinds));
      expect(acting.filter(({ kind }) => kinds.has(kind)).length).toBeGreaterThan(acting.length * 0.7);
    });
  },
  { on: "server" },
);

async function actAll(
  context: Context,
  userId: string,
  examples: (spec: PlanSpec) => readonly string[],
): Promise<Act[]> {
  return afterScene(context, userId, async (scene, say) => {
    const older = await lastTurn(scene);
    const asItWas = new Map<string, string>();
    const acts: Act[] = [];
    for (const sentence of acting.flatMap(examples)) {
      const act = await scene.sandbox(async (db) => {
        const before = await writesIn(db);
        const said = await say(db, sentence);
        const done = await answered(db, said, say);
        const after = await writesIn(db);
        const wrote = [...after].filter(([table, n]) => n !== (before.get(table) ?? 0)).map(([table]) => table);
        if (wrote.length === 0) return null;
        const kinds = done.plans.map((plan) => plan.kind);
        const answer = await say(db, "撤销").catch(broken);
        const left = new Map<string, string>();
        for (const table of wrote) left.set(table, await contentOf(db, table));
        return { as: userId, sentence, kinds, wrote, answer, left, olderStands: await stand(db, older) };
      });
      if (act === null) continue;
      const { left, ...rest } = act;
      const differs: string[] = [];
      for (const [table, content] of left) {
        if (!asItWas.has(table)) asItWas.set(table, await contentOf(scene, table));
        if (content !== asItWas.get(table) && !(table in STAYS)) differs.push(table);
      }
      acts.push({ ...rest, differs });
    }
    return acts;
  });
}

/** A question is answered with a yes, the number it asks to have typed, or the first of several. */
async function answered(db: Db, said: Answered, say: Say): Promise<Answered> {
  let last = said;
  for (let round = 0; round < QUESTIONS_MAX; round++) {
    const asked = await db.transaction(system, (tx) => tx.pending.findFirst({ where: { closedAt: null } }));
    if (!asked) return last;
    const { question } = asked.question as { question: { kind: string; type?: number; candidates?: unknown[] } };
    const answer =
      question.kind === "confirm" ? String(question.type ?? "是") : question.candidates?.length === 1 ? "是" : "1";
    last = await say(db, answer);
  }
  return last;
}
const QUESTIONS_MAX = 3;

/** As the conversation apologises: told with what went wrong. */
const broken = (error: unknown): Pick<Answered, "text" | "outcomes"> => ({
  text: String(error).slice(-200),
  outcomes: [{ kind: "broken" }],
});

/** Rows written in the sandbox until now, by table. */
const writesIn = (db: Db) =>
  db.transaction(system, async (tx) => {
    const rows = await tx.$queryRaw<{ table: string; n: bigint }[]>`
      SELECT relname AS table, n_tup_ins + n_tup_upd + n_tup_del AS n FROM pg_stat_xact_user_tables
      WHERE schemaname = current_schema() AND n_tup_ins + n_tup_upd + n_tup_del > 0`;
    return new Map(rows.filter(({ table }) => !TALK.has(table)).map(({ table, n }) => [table, Number(n)]));
  });

/** Everything in a table but when it was last touched. */
const contentOf = (db: Db, table: string) =>
  db.transaction(system, async (tx) => {
    const [row] = await tx.$queryRaw<{ content: string | null }[]>`
      SELECT md5(string_agg(line, ',' ORDER BY line)) AS content
      FROM (SELECT (to_jsonb(t) - 'updated_at')::text AS line FROM ${Prisma.raw(`"${table}"`)} t) AS lines`;
    return row?.content ?? "";
  });

/** The last turn before; a turn about an erased customer has no words any more, but keeps its place. */
const lastTurn = (db: Db) =>
  db.transaction(system, async (tx) => (await tx.turnLog.aggregate({ _max: { seq: true } }))._max.seq ?? 0n);
const stand = (db: Db, until: bigint) =>
  db.transaction(system, async (tx) => {
    const undone = await tx.turnLog.count({ where: { seq: { lte: until }, undoneAt: { not: null } } });
    return undone === 0;
  });
