// No plan reads or writes a person's data without an audit row: each example sentence of each plan, said in the demo
// shop by an associate, and the first of each plan by a manager, each undone afterwards.
import { beforeAll, expect, test } from "vitest";
import type { Context } from "../../src/context.ts";
import type { Answered } from "../../src/conversation/turn.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import type { PlanSpec } from "../../src/skill.ts";
import { everySkill } from "../../src/skills/all.ts";
import { afterScene } from "../support/examples.ts";
import { describeInWorld } from "../support/world.ts";

const specs = everySkill().flatMap((skill) => skill.plans);
/** Names are shown to ask who is meant; whoever answers leaves a row with what she then sees. */
const ASKING = /^(ambiguous|not-found|needs-confirmation)$/u;

interface Said {
  sentence: string;
  answered: Answered;
  audited: number;
}

describeInWorld(
  "every plan's examples",
  (world) => {
    let names: string[] = [];
    beforeAll(async () => {
      names = (await world().sql<{ name: string }>("SELECT DISTINCT name FROM customer")).map((row) => row.name);
    });

    /** Something was written, or somebody's name is in the answer. */
    const concernsSomebody = ({ answered }: Said) =>
      !answered.plans.every((plan) => plan.kind.startsWith("help.")) &&
      (answered.undoable ||
        (!answered.outcomes.every((outcome) => ASKING.test(outcome.kind)) &&
          names.some((name) => JSON.stringify([answered.text, answered.cards]).includes(name))));

    test("leave a row wherever they concern somebody", { timeout: 300_000 }, async () => {
      const said = [
        ...(await sayAll(world().app.context, "linyue", (spec) => spec.examples)),
        ...(await sayAll(world().app.context, "zhouhang", (spec) => spec.examples.slice(0, 1))),
      ];
      const silent = said.filter((one) => concernsSomebody(one) && one.audited === 0);
      expect(silent.map(({ sentence, answered }) => `${sentence} → ${answered.text}`)).toEqual([]);

      // That the above looked at anything. The others are about colleagues, about the assistant, ask first, or find nothing that day.
      const audited = new Set(
        said.flatMap((one) => (one.audited > 0 ? one.answered.plans.map((plan) => plan.kind) : [])),
      );
      expect(specs.filter(({ kind }) => audited.has(kind)).length).toBeGreaterThan(specs.length * 0.7);
    });
  },
  { on: "server" },
);

/** In one sandbox, each sentence in a sandbox of its own. */
async function sayAll(
  context: Context,
  userId: string,
  examples: (spec: PlanSpec) => readonly string[],
): Promise<Said[]> {
  return afterScene(context, userId, async (scene, say) => {
    const said: Said[] = [];
    const before = await rowsOf(scene);
    for (const sentence of specs.flatMap(examples))
      said.push(
        await scene.sandbox(async (db) => {
          const answered = await say(db, sentence);
          return { sentence, answered, audited: (await rowsOf(db)) - before };
        }),
      );
    return said;
  });
}

const rowsOf = (db: Db) => db.transaction(system, (tx) => tx.auditEntry.count());
