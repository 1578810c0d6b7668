// No plan reads or writes a person's data without an audit row: each example sentence of each plan, said in the demo
// shop by an associate, and the first of each plan by a manager, each undone afterwards.
import { beforeAll, expect, test } from "vitest";
import type { Context } from "../../src/context.ts";
import { type Answered, takeTurn } from "../../src/conversation/turn.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import type { PlanSpec, StaffMember } from "../../src/skill.ts";
import { everySkill } from "../../src/skills/all.ts";
import { loadStaff } from "../../src/skills/staff/store.ts";
import { describeInWorld } from "../support/world.ts";

const specs = everySkill().flatMap((skill) => skill.plans);
/** Names are shown to ask who is meant; whoever answers leaves a row with what she then sees. */
const ASKING = /^(ambiguous|not-found|needs-confirmation)$/u;

/** So that there is something to stop, to approve and to put right. */
const SCENE = ["每周一提醒我给张丽华打电话", "给张丽华写条生日祝福", "记一下张丽华下月搬家"];

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

/** In one sandbox after SCENE, each sentence in a sandbox of its own. */
async function sayAll(
  context: Context,
  userId: string,
  examples: (spec: PlanSpec) => readonly string[],
): Promise<Said[]> {
  // Read outside: inside the sandbox there is only its own database.
  const [settings, lexicon] = [await context.settings(), await context.lexicon()];
  const staff = await context.db.transaction(system, (tx) => loadStaff(tx, userId));
  if (!staff) throw new Error(`nobody here is called ${userId}`);
  const within = (db: Db): Context => ({
    ...context,
    db,
    settings: async () => settings,
    lexicon: async () => lexicon,
  });
  return context.db.sandbox(async (scene) => {
    for (const sentence of SCENE) await say(within(scene), staff, sentence);
    const said: Said[] = [];
    const before = await rowsOf(scene);
    for (const sentence of specs.flatMap(examples))
      said.push(
        await scene.sandbox(async (db) => {
          const answered = await say(within(db), staff, sentence);
          return { sentence, answered, audited: (await rowsOf(db)) - before };
        }),
      );
    return said;
  });
}

const say = (context: Context, staff: StaffMember, text: string) =>
  takeTurn(context, { staff, now: context.now(), inboundId: null, said: { kind: "text", text } });

const rowsOf = (db: Db) => db.transaction(system, (tx) => tx.auditEntry.count());
