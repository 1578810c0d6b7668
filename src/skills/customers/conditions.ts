// The ways of saying a condition on customers, of all subjects.
import type { ConditionRule } from "./condition-rule.ts";
import { DONE } from "./conditions-done.ts";
import { FACTS } from "./conditions-facts.ts";
import { SERVICE } from "./conditions-service.ts";
import { TRAITS } from "./conditions-traits.ts";

export const CONDITIONS: readonly ConditionRule[] = [...TRAITS, ...FACTS, ...DONE, ...SERVICE];
