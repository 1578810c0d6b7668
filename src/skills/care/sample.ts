// A wording looked at without a customer: filled for somebody made up who has everything it may ask for. Pure.

import { type Day, makeDay } from "../../calendar/day.ts";
import type { Benefit } from "../members/benefits.ts";
import { checkMessage } from "./check.ts";
import { type DraftFacts, draftAll } from "./draft.ts";
import type { Finding } from "./lint.ts";
import { dayOfTiming } from "./occasions.ts";
import type { Template } from "./templates.ts";

const somebody: DraftFacts = {
  customerId: "sample",
  name: "张丽华",
  gender: "female",
  birthdayYear: 1975,
  tier: "VIP",
  aliases: ["张姐"],
  preferences: [{ topic: null, value: "真丝" }],
  negatives: [],
  family: [{ topic: "家人", value: "妈妈" }],
  lastItem: "真丝半裙",
  lastItemOn: null,
  lifecycle: "old",
  labels: ["普通", "忠实", "VIP"],
  staffName: "林悦",
  shopName: "徐汇店",
};
const SEND_ON: Day = makeDay(2026, 3, 5);

/** What the lint says of it whoever gets it; null when it cannot be filled at all. */
export function lintTemplate(template: Template): { text: string; findings: Finding[] } | null {
  const { occasion, cause } = template;
  const benefit: Benefit = {
    kind: "gift",
    text: "（礼遇原文）",
    occasion,
    tiers: [],
    activeFrom: null,
    activeTo: null,
  };
  const facts = { ...somebody, lifecycle: template.lifecycle ?? somebody.lifecycle };
  const of = {
    occasion,
    facts,
    benefits: [benefit],
    occursOn: dayOfTiming(template.when, SEND_ON),
    sendOn: SEND_ON,
    festival: template.festival ?? "中秋",
    anniversary: "入会周年",
    cause,
    about: "店里周末照常开门",
    withoutBenefit: false,
    formal: template.formal,
  };
  const [draft] = draftAll(of, [template]);
  if (!draft) return null;
  const message = { occasion, occursOn: of.occursOn, text: draft.text, draftedText: draft.draftedText };
  return { text: draft.text, findings: checkMessage(message, { facts, benefits: [benefit] }, SEND_ON).findings };
}
