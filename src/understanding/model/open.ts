// The model as configured, or none.
import { readFileSync } from "node:fs";
import type { PlanSpec } from "../../skill.ts";
import { createPlanModel, type ModelConfig, type ModelUse, type PlanModel } from "./call.ts";

export function openModel(
  config: ModelConfig | null,
  parts: { specs: readonly PlanSpec[]; now: () => Date; record(use: ModelUse): void },
): PlanModel | null {
  if (!config) return null;
  const prompt = readFileSync(new URL("../../../prompts/understand.md", import.meta.url), "utf8");
  return createPlanModel({ config, prompt, ...parts });
}
