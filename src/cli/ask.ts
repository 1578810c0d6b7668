// One sentence on the command line, as a member of staff: `npm run -s ask -- --as linyue "3456"`. It runs for real;
// with --batch each line of the file runs in a sandbox of its own, undone afterwards.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Context } from "../context.ts";
import { actorless } from "../conversation/stranger.ts";
import { type Answered, takeTurn } from "../conversation/turn.ts";
import { system } from "../db/actor.ts";
import { InputError } from "../errors.ts";
import { wordsAndRules } from "../house.ts";
import { describe } from "../log.ts";
import { loadStaff } from "../skills/staff/store.ts";
import { command, openFromEnvironment, readArguments } from "./run.ts";

const USAGE =
  'usage: npm run -s ask -- --as USERID [--now 2026-11-22T10:00:00+08:00] [--json] "话"\n       npm run -s ask -- --batch FILE.jsonl     lines of {"id","as","now","turns":["…"]}; FILE - is stdin';

const batchLine = z.object({
  id: z.union([z.string(), z.number()]),
  as: z.string(),
  now: z.string().optional(),
  turns: z.array(z.string()).max(100),
});

await command(async () => {
  const { values, positionals } = readArguments(
    { as: { type: "string" }, now: { type: "string" }, json: { type: "boolean" }, batch: { type: "string" } },
    USAGE,
  );
  if (typeof values.batch === "string") return batch(values.batch);
  const text = positionals.join(" ");
  if (typeof values.as !== "string" || text === "") throw new InputError(USAGE);
  const { house } = await openFromEnvironment({ demo: true });
  try {
    const context = typeof values.now === "string" ? at(house.context, values.now) : house.context;
    const answered = await ask(context, values.as, text);
    console.log(values.json ? JSON.stringify(jsonOf(answered)) : replyOf(answered));
  } finally {
    await house.close();
  }
});

async function batch(file: string): Promise<void> {
  const { house } = await openFromEnvironment({ demo: true });
  try {
    const input = file === "-" ? process.stdin : createReadStream(file, "utf8");
    let number = 0;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() !== "") console.log(JSON.stringify(await runLine(house.context, line, `${file}:${number}`)));
    }
  } finally {
    await house.close();
  }
}

async function runLine(context: Context, line: string, place: string): Promise<unknown> {
  let read: z.infer<typeof batchLine>;
  try {
    read = batchLine.parse(JSON.parse(line));
  } catch (error) {
    throw new InputError(`${place}: not a line of {"id","as","now","turns":["…"]}: ${describe(error)}`);
  }
  const { id, as, now, turns } = read;
  const outcome = await context.db.sandbox(async (db) => {
    const timed = now === undefined ? context : at(context, now);
    // A tag made or a rule changed in the sandbox counts in its next sentence, and nowhere else.
    const sandboxed = { ...timed, db, ...wordsAndRules(db, timed.now) };
    const answers: unknown[] = [];
    for (const text of turns) answers.push(jsonOf(await ask(sandboxed, as, text)));
    return answers;
  });
  return { id, turns: outcome };
}

/** The same house at another time; each turn of a talk is one second later than the one before. */
function at(context: Context, iso: string): Context {
  const start = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/u.test(iso) ? iso : `${iso}+08:00`);
  if (Number.isNaN(start)) throw new InputError(`--now ${iso}: write it as 2026-11-22T10:00:00+08:00`);
  let turn = 0;
  return { ...context, now: () => new Date(start + turn++ * 1000) };
}

async function ask(context: Context, as: string, text: string): Promise<Answered> {
  const now = context.now();
  const staff = await context.db.transaction(system, (tx) => loadStaff(tx, as.toLowerCase()));
  if (!staff) return actorless(as);
  return takeTurn(context, { staff, now, inboundId: null, said: { kind: "text", text } });
}

function jsonOf(answered: Answered) {
  return {
    plans: answered.plans,
    outcome: answered.outcomes.length === 1 ? answered.outcomes[0] : answered.outcomes,
    reply: replyOf(answered),
    by: answered.by,
    leftover: answered.leftover,
  };
}

function replyOf({ text, cards, files }: Answered): string {
  const drawn = cards
    .filter((card) => !card.id.startsWith("ask-"))
    .map((card) =>
      [
        card.title,
        card.subtitle,
        card.body,
        ...(card.fields ?? []).map(({ name, value }) => `${name}：${value}`),
        card.buttons.map((button) => `[${button.text}]`).join(" "),
      ]
        .filter((line) => line)
        .join("\n"),
    );
  const sent = files.map((file) => `[文件 ${file.name}]`);
  return [text, ...drawn, ...sent].filter((part) => part !== "").join("\n");
}
