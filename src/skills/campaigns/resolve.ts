// Whom a mass message is for and with which words: the owners' customers, a text given or from a template, and the lint
// on what each of them would read.
import type { Turn } from "../../skill.ts";
import { lintFactsOf } from "../care/check.ts";
import { addressOf } from "../care/draft.ts";
import { type CustomerFacts, loadFacts, loadTemplates } from "../care/facts-store.ts";
import { blocks, type Finding, lintDraft } from "../care/lint.ts";
import type { Holiday } from "../care/occasions.ts";
import { type Field, fieldsIn, fill, settleClauses, type Template } from "../care/templates.ts";
import { listBenefits } from "../members/member-store.ts";
import type { MassKind } from "./plan.ts";
import { type Receiver, type RefusedOne, textFor } from "./rules.ts";
import { loadCandidates, pagesOf } from "./store.ts";
import { aboutSentence } from "./words.ts";

export interface Chosen {
  /** With the fields {称呼}, {导购}, {店名} still in it. */
  body: string;
  receivers: Receiver[];
  /** Who cannot get it whatever the gate says: nobody looks after her, or these words are not for her. */
  refused: RefusedOne[];
  /** What is wrong with the words for everybody; then nobody gets them. */
  findings: Finding[];
}

/** Null when there is no template for what it is about. */
export async function choose(
  turn: Turn,
  wish: Wording & { ids: readonly string[]; text: string | null },
): Promise<Chosen | null> {
  const body = wish.text ?? bodyOf((await loadTemplates(turn.tx, []))(""), wish);
  if (body === null) return null;
  const candidates = await loadCandidates(turn.tx, wish.ids);
  const refused: RefusedOne[] = [];
  const receivers: Receiver[] = [];
  const checked = new Map<string, Finding[]>();
  let findings: Finding[] = [];
  const benefits = await listBenefits(turn.tx);
  for (const page of pagesOf(candidates)) {
    const known = await loadFacts(
      turn.tx,
      page.map((one) => one.customerId),
      turn,
    );
    for (const { customerId, name, staffId, staffName, shopName } of page) {
      const of = known.get(customerId);
      if (!of || staffId === null || staffName === null) {
        refused.push({ customerId, name, code: "no-owner" });
        continue;
      }
      const address = addressOf({ ...of.facts }, wish.as, turn.today);
      const receiver = { customerId, name, staffId, staffName, shopName, address };
      const found = findingsFor(receiver, of);
      if (blocks(found)) {
        refused.push({ customerId, name, code: "wording" });
        findings = found;
      } else receivers.push(receiver);
    }
  }
  return { body, receivers, refused, findings: receivers.length === 0 ? findings : [] };

  /** Customers of one tier without sore points read the same words; those are looked at once. */
  function findingsFor(receiver: Receiver, { facts }: CustomerFacts): Finding[] {
    const text = textFor(body ?? "", receiver, true);
    const key = facts.negatives.length > 0 ? null : `${facts.tier}\n${textFor(body ?? "", receiver, false)}`;
    const before = key === null ? undefined : checked.get(key);
    if (before) return before;
    const of = { facts: { ...facts, staffName: receiver.staffName }, benefits };
    const found = lintDraft(text, lintFactsOf({ occasion: wish.as, occursOn: null }, of, turn.today));
    if (key !== null) checked.set(key, found);
    return found;
  }
}

const common: readonly Field[] = ["称呼", "导购", "店名"];

interface Wording {
  about: string | null;
  as: MassKind;
  festival: Holiday | null;
}

/** The first wording that needs nothing but what is common to all, and says what it is about. */
function bodyOf(templates: readonly Template[], { about, as, festival }: Wording): string | null {
  // 中秋祝福 names the festival and nothing besides.
  const event = festival !== null && isGreeting(about, festival) ? null : about;
  const values = { 事: event === null ? undefined : aboutSentence(event), 节日: festival?.name };
  const has = (field: Field) => common.includes(field) || (field in values && values[field as "事"] !== undefined);
  for (const template of templates) {
    if (template.occasion !== as || template.cause !== null || template.lifecycle !== null) continue;
    if (template.when !== null || (template.festival !== null && template.festival !== festival?.name)) continue;
    const body = settleClauses(template.body, has, []);
    if (!fieldsIn(body).every(has) || (event !== null && !body.includes("{事}"))) continue;
    return fill(body, values);
  }
  return null;
}

function isGreeting(about: string | null, { name }: Holiday): boolean {
  return (about ?? "").replace(name, "").replace(/节|日|的|祝福|问候|祝贺|贺词|快乐/gu, "") === "";
}
