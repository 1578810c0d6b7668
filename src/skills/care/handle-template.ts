// The wordings shown, and changed by the owner of the rules: shown on a real customer first, versioned, never lost.

import { addDays } from "../../calendar/day.ts";
import type { Outcome, Plan, Turn } from "../../skill.ts";
import { readSaid } from "../customers/said.ts";
import type { Benefit } from "../members/benefits.ts";
import { checkMessage } from "./check.ts";
import { type DraftCase, draftAll } from "./draft.ts";
import { loadTemplates } from "./facts-store.ts";
import { houseTemplates } from "./house.ts";
import { knownOf } from "./known-store.ts";
import { blocks, type Finding } from "./lint.ts";
import { festivalName } from "./occasions.ts";
import { templatePlan, templatesPlan } from "./plan.ts";
import { type CareResult, LIST_MAX } from "./result.ts";
import { addTemplateVersion, lastChanged, sampleCustomer, templateHistory } from "./template-store.ts";
import { faultOf, normaliseFields, storedTemplate, type Template } from "./templates.ts";
import { punctuate } from "./wording.ts";

export async function templates(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = templatesPlan.parse(plan);
  const all = await wordings(turn, { ...said, occasion: said.occasion });
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one.occasion, (counts.get(one.occasion) ?? 0) + 1);
  return {
    result: {
      kind: "templates",
      occasion: said.occasion,
      festival: said.festival === null ? null : festivalName(said.festival),
      templates: said.occasion === null ? [] : all.slice(0, TEMPLATES_SHOWN),
      total: all.length,
      counts: [...counts].map(([occasion, count]) => ({ occasion, count })),
      mayChange: mayChange(turn),
    },
    audit: [{ action: "care.templates", customerId: null }],
  };
}

/** One screen; the rest is in the files. */
const TEMPLATES_SHOWN = LIST_MAX + 3;

export async function template(turn: Turn, plan: Plan): Promise<Outcome<CareResult>> {
  const said = templatePlan.parse(plan);
  if (!mayChange(turn)) return { result: { kind: "not-yours", what: "template" } };
  const festival = said.festival === null ? null : festivalName(said.festival);
  const occasion = festival === null ? said.occasion : "holiday";
  const all = await wordings(turn, { occasion, festival });
  const own = `${occasion}/shop${festival === null ? "" : `-${festival}`}`;
  const nth = said.which === null ? null : readSaid(said.which.replace(/^第(.+)条$/u, "第$1个"));
  const at = nth?.kind === "ordinal" ? (nth.position < 0 ? all.length + nth.position : nth.position - 1) : -1;
  const meant = nth === null ? (all.find((one) => one.key === own) ?? null) : (all[at] ?? null);
  if (nth !== null && meant === null) return { result: { kind: "no-template", occasion, total: all.length } };
  const unnumbered = nth === null && said.action !== "set" ? await lastChanged(turn.tx, { occasion, festival }) : null;
  const key = unnumbered?.key ?? meant?.key ?? own;
  if (said.action !== "set")
    return changeState(turn, { key, meant, occasion, action: said.action, confirmed: said.confirmed });
  if (said.text === null) return { result: { kind: "missing", what: "text", example: "把生日模板改成：{称呼}，……" } };

  const body = punctuate(normaliseFields(said.text.trim()));
  const fault = faultOf(body, occasion);
  if (fault !== null) return { result: { kind: "template-fault", fault, body } };
  const timing = meant?.when ?? (/提前/u.test(body) ? ("ahead" as const) : null);
  const tone = { lifecycle: meant?.lifecycle ?? null, formal: meant?.formal ?? false };
  const row = {
    key,
    occasion,
    timing,
    festival: meant?.festival ?? festival,
    cause: meant?.cause ?? null,
    ...tone,
    body,
  };
  const fresh = storedTemplate({ ...row, version: 1, origin: "shop" });
  const preview = fresh === null ? null : await previewOf(turn, fresh);
  if (fresh === null || preview === null)
    return { result: { kind: "template-fault", fault: { code: "no-sample" }, body } };
  const told = { occasion, festival: row.festival, body, preview };
  if (blocks(preview.findings)) return { result: { kind: "template-lint", ...told } };
  if (!said.confirmed) {
    return { result: { kind: "ask-template", ...told }, question: { kind: "confirm", what: body } };
  }
  const stored = { ...row, active: true, createdById: turn.staff.id, createdAt: turn.now };
  const version = await addTemplateVersion(turn.tx, stored);
  return {
    result: { kind: "template-set", ...told, version },
    audit: [{ action: "care.template", customerId: null, detail: { key, version } }],
  };
}

/** Who owns the rules: the CRM owner, and head office where there is none. */
function mayChange(turn: Turn): boolean {
  return turn.staff.role === "crm_admin" || turn.staff.role === "admin";
}

async function wordings(
  turn: Turn,
  of: { occasion: string | null; festival: string | null },
): Promise<readonly Template[]> {
  const all = (await loadTemplates(turn.tx, [turn.staff.id]))(turn.staff.id);
  const festival = of.festival === null ? null : festivalName(of.festival);
  const occasion = festival === null ? of.occasion : "holiday";
  return all.filter(
    (one) => (occasion === null || one.occasion === occasion) && (festival === null || one.festival === festival),
  );
}

async function changeState(
  turn: Turn,
  of: { key: string; meant: Template | null; occasion: string; action: "stop" | "restore"; confirmed: boolean },
): Promise<Outcome<CareResult>> {
  const history = await templateHistory(turn.tx, of.key);
  const [newest] = history;
  // Back to what was in use before; else to the house's own words; what only the shop had is put away.
  const earlier = history.slice(1).find((one) => one.active && one.body !== newest?.body) ?? null;
  const house = houseTemplates().find((one) => one.key === of.key) ?? null;
  const back = of.action === "restore" && newest ? (earlier ?? house) : null;
  const body = of.action === "stop" ? (of.meant?.body ?? null) : (back?.body ?? newest?.body ?? null);
  if (body === null) return { result: { kind: "no-template", occasion: of.occasion, total: 0 } };
  const told = { occasion: of.occasion, action: of.action, body, house: of.action === "restore" && earlier === null };
  if (!of.confirmed) {
    return { result: { kind: "ask-template-state", ...told }, question: { kind: "confirm", what: body } };
  }
  // What it is for stays as it was; of the house's own words there is no version yet.
  const meta = newest ?? {
    festival: null,
    cause: null,
    lifecycle: null,
    formal: false,
    ...of.meant,
    timing: of.meant?.when ?? null,
  };
  const version = await addTemplateVersion(turn.tx, {
    key: of.key,
    occasion: of.occasion,
    timing: meta.timing,
    festival: meta.festival,
    cause: meta.cause,
    lifecycle: meta.lifecycle,
    formal: meta.formal,
    body,
    active: back !== null,
    createdById: turn.staff.id,
    createdAt: turn.now,
  });
  return {
    result: { kind: "template-state", ...told },
    audit: [{ action: "care.template", customerId: null, detail: { key: of.key, version, action: of.action } }],
  };
}

export interface Preview {
  name: string;
  text: string;
  findings: Finding[];
}

/** How it reads for a customer that exists, with everything it asks for; null when the shop has no customer yet. */
async function previewOf(turn: Turn, fresh: Template): Promise<Preview | null> {
  const sample = await sampleCustomer(turn.tx, turn.shown.focus);
  const known = sample ? await knownOf(turn, { customerId: sample.id, staffId: sample.ownerId }) : null;
  if (known === null) return null;
  const ahead = fresh.when === "today" ? 0 : fresh.when === "late" ? -1 : turn.settings.greetingDaysAhead;
  const { facts } = known;
  // A template may ask for what this customer lacks; the preview shows it all the same.
  const stand: Benefit = {
    kind: "gift",
    text: "（这里写礼遇原文）",
    occasion: fresh.occasion,
    tiers: [],
    activeFrom: null,
    activeTo: null,
  };
  const of: DraftCase = {
    occasion: fresh.occasion,
    facts: {
      ...facts,
      preferences: facts.preferences.length > 0 ? facts.preferences : [{ topic: null, value: "真丝" }],
      family: facts.family.length > 0 ? facts.family : [{ topic: "家人", value: "妈妈" }],
      lastItem: facts.lastItem ?? "上次选的那件",
    },
    benefits: known.benefits,
    occursOn: fresh.occasion === "thanks" ? null : addDays(turn.today, ahead),
    sendOn: turn.today,
    festival: fresh.festival ?? "中秋",
    anniversary: "入会周年",
    cause: fresh.cause,
    about: "店里周末照常开门",
    withoutBenefit: false,
  };
  const first = draftAll(of, [fresh])[0];
  const benefits = first ? known.benefits : [...known.benefits, stand];
  const draft = first ?? draftAll({ ...of, benefits }, [fresh])[0];
  if (!draft) return null;
  const message = { occasion: fresh.occasion, occursOn: of.occursOn, text: draft.text, draftedText: draft.draftedText };
  const checked = checkMessage(message, { facts: { ...of.facts, negatives: [] }, benefits }, of.sendOn);
  return { name: facts.name, text: draft.text, findings: checked.findings };
}
