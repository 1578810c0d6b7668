// What a sentence means, without a database: JSONL on stdin, JSONL on stdout, line by line, so that it can be kept open
// as a pipe. {"text","now","people"?} → plans; {"text","now","only":"date"} → dates; {"text","only":"number"} → numbers.
import { createInterface } from "node:readline";
import { z } from "zod";
import { readConfig } from "../config.ts";
import { houseGrammar } from "../grammar.ts";
import { describe } from "../log.ts";
import { defaultSettings } from "../settings.ts";
import { everySkill } from "../skills/all.ts";
import { openModel } from "../understanding/model/open.ts";
import { datesForInterface } from "../understanding/parser/dates.ts";
import { numbersForInterface } from "../understanding/parser/numbers.ts";
import { createUnderstanding } from "../understanding/understand.ts";
import { command, commandLog } from "./run.ts";

const line = z.object({
  text: z.string(),
  now: z.string().optional(),
  people: z.array(z.string()).optional(),
  only: z.enum(["date", "number"]).optional(),
});

await command(async () => {
  const config = readConfig(process.env);
  const log = commandLog();
  const specs = everySkill().flatMap((skill) => skill.plans);
  const model = openModel(config.model, { specs, now: () => new Date(), record: () => {} });
  const understanding = createUnderstanding({
    grammar: houseGrammar(),
    specs,
    model,
    log,
  });
  const words = { tags: [], staff: [], stores: [], categories: [] };
  const lexicon = { ...words, tiers: defaultSettings.tiers.flatMap((tier) => [tier.name, ...tier.aliases]) };

  for await (const raw of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (raw.trim() === "") continue;
    console.log(JSON.stringify(await answer(raw).catch((error) => ({ error: describe(error) }))));
  }

  async function answer(raw: string): Promise<unknown> {
    const { text, now, people = [], only } = line.parse(JSON.parse(raw));
    if (only === "number") return numbersForInterface(text);
    const at = now ?? new Date().toISOString();
    if (only === "date") return datesForInterface(text, at, config.zone);
    const read = await understanding.read(
      text,
      { now: instant(at), zone: config.zone, people: people.filter((name) => text.includes(name)) },
      lexicon,
    );
    const { plans, leftover, by, spans } = read;
    return { plans, leftover, by, spans };
  }
});

function instant(iso: string): Date {
  const at = new Date(/(?:Z|[+-]\d\d:?\d\d)$/u.test(iso) ? iso : `${iso}+08:00`);
  if (Number.isNaN(at.getTime())) throw new Error(`now ${iso}: write it as 2026-11-22T10:00:00+08:00`);
  return at;
}
