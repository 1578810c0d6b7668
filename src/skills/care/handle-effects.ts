// What the messages brought: by wording, by occasion, and of win-backs who came again.
import type { Outcome, Plan, Turn } from "../../skill.ts";
import { contactKinds } from "../contact/gate.ts";
import { loadEffects } from "./effect-store.ts";
import { loadTemplates } from "./facts-store.ts";
import { effectsPlan } from "./plan.ts";
import type { CareResult } from "./result.ts";

/** A quarter of a year: long enough to count, short enough to be about now. */
const EFFECT_DAYS = 90;
const DAY_MS = 86_400_000;

export async function effects(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = effectsPlan.parse(plan);
  const days = said.days ?? EFFECT_DAYS;
  const since = new Date(turn.now.getTime() - days * DAY_MS);
  const rows = await loadEffects(turn.tx, { since, occasion: said.occasion });
  const templates = (await loadTemplates(turn.tx, [turn.staff.id]))(turn.staff.id);
  const bodies = new Map(templates.map((template) => [template.key, template.body]));
  return {
    result: {
      kind: "effects",
      occasion: contactKinds.find((kind) => kind === said.occasion) ?? null,
      days,
      rows: rows.map((row) => ({
        ...row,
        body: row.templateKey === null ? null : (bodies.get(row.templateKey) ?? null),
      })),
    },
    audit: [{ action: "care.effects", customerId: null }],
  };
}
