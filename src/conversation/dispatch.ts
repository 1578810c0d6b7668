// Plans → what happened. Everything of one sentence runs in the caller's transaction, in order; people are resolved
// before anything is written, so that a doubt about the second half leaves nothing half done.
import { Bug } from "../errors.ts";
import type { Card } from "../message.ts";
import type {
  AuditNote,
  CustomerRef,
  MadeFile,
  Outcome,
  Plan,
  PlanSpec,
  Question,
  Shown,
  Skill,
  SplitStep,
  Turn,
  UndoStep,
} from "../skill.ts";
import { resolveCustomer, resolveMany } from "../skills/customers/resolve.ts";
import { chooseWords, notEnteredWords, notFoundWords } from "./words.ts";

export interface Dispatched {
  texts: string[];
  cards: Card[];
  files: MadeFile[];
  outcomes: { kind: string; final?: true }[];
  undo: (UndoStep | SplitStep)[];
  audit: AuditNote[];
  shown: Shown;
  /** Set when the talk waits for an answer before (the rest of) the plans run. */
  asking: { question: Question; plans: Plan[] } | null;
  /** Something was written. */
  wrote: boolean;
  /** What takes the place of a pressed card's buttons. */
  settled: string | null;
  /** Drafts and things to do that were made or touched here. */
  made: string[];
}

/** More people at once is a mass action, and those have their own way. */
const PEOPLE_AT_ONCE_MAX = 10;
const PRONOUN = /^(?:她|他|ta|)$/iu;
const NUMBERED = /^第/u;
/** What asks before it is done, and needs not ask again of each of many. */
const ASKED_ONCE: ReadonlySet<string> = new Set(["staff.assign"]);
const PLURAL = /^(她们|他们|这些人|这几个|这几位|这些客户|这些|上面这些|上面几个|以上这些|这批)$/u;

export async function dispatch(turn: Turn, skills: readonly Skill[], plans: readonly Plan[]): Promise<Dispatched> {
  const done: Dispatched = {
    texts: [],
    cards: [],
    files: [],
    outcomes: [],
    undo: [],
    audit: [],
    shown: turn.shown,
    asking: null,
    wrote: false,
    settled: null,
    made: [],
  };
  const resolved = await resolveAll(turn, skills, plans);
  if ("answer" in resolved) return { ...done, ...resolved.answer };
  for (const [index, { plan, spec, skill, customer, created }] of resolved.steps.entries()) {
    const before: Turn = { ...turn, shown: done.shown };
    // Nobody was entered (the phone is somebody's already): what was told of her is told of nobody.
    if (created && !done.wrote) {
      done.texts.push(notEnteredWords);
      break;
    }
    const about = created ? await newcomer(before) : customer;
    const outcome = await skill.handle(before, plan, about);
    take(done, { plan, outcome, customer: about, looks: spec.effect === "read" });
    if (outcome.question) {
      done.asking = {
        question: outcome.question,
        plans: [plan, ...resolved.steps.slice(index + 1).map((step) => step.plan)],
      };
      const words = skill.words(outcome.result, before);
      done.texts.push(words.text);
      done.cards.push(...(words.cards ?? []));
      break;
    }
    const words = skill.words(outcome.result, before);
    done.settled ??= words.settled ?? null;
    if (words.text !== "" && !words.cardsSayAll) done.texts.push(words.text);
    done.cards.push(...(words.cards ?? []));
  }
  return done;
}

interface Step {
  plan: Plan;
  spec: PlanSpec;
  skill: Skill;
  customer: CustomerRef | null;
  /** About her whom an earlier plan of the same sentence makes: known only once she is. */
  created?: boolean;
}

/** Whoever was just entered: the newcomer is the one spoken of. */
async function newcomer(turn: Turn): Promise<CustomerRef> {
  const found = await resolveCustomer(turn, "她");
  if (found.kind !== "one") throw new Bug("a newcomer who is not there");
  return found.customer;
}

async function resolveAll(
  turn: Turn,
  skills: readonly Skill[],
  plans: readonly Plan[],
): Promise<{ steps: Step[] } | { answer: Partial<Dispatched> }> {
  const steps: Step[] = [];
  const known = new Map<string, CustomerRef>();
  /** The plan before that points to something: 她 after it is she whose that is. */
  let pointing: Plan | null = null;
  for (const said of plans) {
    const whose: string | null = pointing && isPronoun(said) ? await whoseIs(turn, skills, pointing) : null;
    if (pointing && whose === null && isPronoun(said) && isNumbered(pointing))
      return { answer: refuse({ kind: "not-found", said: String(pointing.which), nearest: [] }, plans) };
    const plan: Plan = whose === null ? said : { ...said, who: `#id:${whose}` };
    const { skill, spec } = findSpec(skills, plan.kind);
    if ("which" in plan) pointing = plan;
    const who = typeof plan.who === "string" ? plan.who : null;
    if (who !== null && !PRONOUN.test(who)) pointing = null;
    if (spec.who === "none" || (spec.who === "optional" && who === null)) {
      steps.push({ plan, spec, skill, customer: null });
      continue;
    }
    const name = who ?? "";
    if (steps.some((step) => step.plan.kind === "customers.create" && step.plan.name === name)) {
      steps.push({ plan, spec, skill, customer: null, created: true });
      continue;
    }
    if (PLURAL.test(name) || /[、和]/u.test(name)) {
      const many = await resolveMany(turn, name);
      if (many.kind !== "many") return { answer: refuse(many, plans) };
      if (many.customers.length > PEOPLE_AT_ONCE_MAX)
        return { answer: { texts: [`一次最多${PEOPLE_AT_ONCE_MAX}位，请分几次说。`] } };
      if (many.customers.length > 1 && spec.effect !== "read" && plan.confirmedMany !== true) {
        const asked = ASKED_ONCE.has(plan.kind) ? { confirmed: true } : {};
        const expanded = many.customers.map((customer) => ({ ...plan, ...asked, who: `#id:${customer.id}` }));
        const names = many.customers.map((customer) => customer.name).join("、");
        return {
          answer: {
            texts: [`给这${many.customers.length}位都做吗（${spec.help}）：${names}？`],
            outcomes: [{ kind: "needs-confirmation" }],
            asking: { question: { kind: "confirm", what: names }, plans: expanded },
          },
        };
      }
      for (const customer of many.customers)
        steps.push({ plan: { ...plan, who: `#id:${customer.id}` }, spec, skill, customer });
      continue;
    }
    let customer = known.get(name);
    if (!customer) {
      const one = await resolveCustomer(turn, name, { fallbackFocus: true });
      if (one.kind !== "one") return { answer: refuse(one, plans) };
      // Nobody is spelt so; one sounds so. Good enough to look, not to write.
      if (one.heard && spec.effect !== "read")
        return { answer: refuse({ kind: "ambiguous", said: name, candidates: [one.customer] }, plans) };
      customer = one.customer;
      known.set(name, customer);
    }
    steps.push({ plan, spec, skill, customer });
  }
  return { steps };
}

const isPronoun = ({ who }: Plan): boolean => typeof who === "string" && PRONOUN.test(who);

const isNumbered = ({ which }: Plan): boolean => typeof which === "string" && NUMBERED.test(which);

/** 「第二条跳过 她家里办丧事」: she is whoever the second is about, not whoever was spoken of before. */
async function whoseIs(turn: Turn, skills: readonly Skill[], pointing: Plan): Promise<string | null> {
  return (await findSpec(skills, pointing.kind).skill.whose?.(turn, pointing)) ?? null;
}

function refuse(
  found:
    | { kind: "ambiguous"; said: string; candidates: CustomerRef[] }
    | { kind: "not-found"; said: string; nearest: string[] },
  plans: readonly Plan[],
): Partial<Dispatched> {
  if (found.kind === "not-found") return { texts: [notFoundWords(found)], outcomes: [found] };
  const question: Question = { kind: "choose-customer", said: found.said, candidates: found.candidates };
  return {
    texts: [chooseWords(found)],
    outcomes: [{ kind: "ambiguous", said: found.said, candidates: found.candidates } as { kind: string }],
    asking: { question, plans: [...plans] },
  };
}

function findSpec(skills: readonly Skill[], kind: string): { skill: Skill; spec: PlanSpec } {
  for (const skill of skills) {
    const spec = skill.plans.find((candidate) => candidate.kind === kind);
    if (spec) return { skill, spec };
  }
  throw new Bug(`no skill handles ${kind}`);
}

/** 「第二条」 is of the list shown last: of things to do, or of drafts. */
function instead(shown: Outcome["shown"]): Partial<Shown> {
  if ((shown?.followUps?.length ?? 0) > 0) return { careMessages: [] };
  return (shown?.careMessages?.length ?? 0) > 0 ? { followUps: [] } : {};
}

/** As many as one screen and one sentence can point to. */
const SHOWN_MAX = 50;

interface Came {
  plan: Plan;
  outcome: Outcome;
  customer: CustomerRef | null;
  looks: boolean;
}

function take(done: Dispatched, { plan, outcome, customer, looks }: Came): void {
  done.outcomes.push(outcome.final ? { ...outcome.result, final: true } : outcome.result);
  done.files.push(...(outcome.files ?? []));
  done.undo.push(...(outcome.undo ?? []));
  const audit = outcome.audit ?? [];
  done.audit.push(...audit);
  // A refusal too tells something of the one it is about.
  if (customer && audit.length === 0) done.audit.push({ action: plan.kind, customerId: customer.id });
  done.wrote ||= (outcome.undo?.length ?? 0) > 0;
  const shown = { ...done.shown, ...(looks ? instead(outcome.shown) : null), ...outcome.shown };
  // Whoever a plan was about is the one spoken of next, unless the skill says otherwise.
  if (customer && outcome.shown?.focus === undefined) shown.focus = customer.id;
  // Several were written in one go: 「都不发了」「第二条」 are said of all of them.
  for (const list of ["careMessages", "followUps"] as const) {
    const [made, ...more] = outcome.shown?.[list] ?? [];
    if (looks || made === undefined || more.length > 0) continue;
    if (!done.made.includes(made)) done.made.push(made);
    const before = done.shown[list].filter((id) => id !== made && done.made.includes(id));
    if (before.length > 0 && before.length === done.shown[list].length) shown[list] = [...before, made];
  }
  // One of a list was looked at: 「第二个」 and 「下一个」 are still of the list.
  const [only, ...others] = outcome.shown?.customers ?? [];
  const isPerson = looks && others.length === 0 && outcome.shown?.find === undefined;
  const inList = isPerson && only !== undefined && done.shown.customers.includes(only);
  if (inList) shown.customers = done.shown.customers;
  done.shown = { ...shown, customers: shown.customers.slice(0, SHOWN_MAX) };
}
