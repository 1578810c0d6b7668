// A sentence → plans that their schemas accept. The parser reads first; the model is asked only about what the parser
// could not place, and only when one is configured. Nothing here touches the database.
import type { Log } from "../log.ts";
import { describe } from "../log.ts";
import type { Plan, PlanSpec } from "../skill.ts";
import type { PlanModel } from "./model/call.ts";
import { hideNames } from "./model/mask.ts";
import type { Grammar } from "./parser/grammar.ts";
import type { Lexicon, SaidWhen } from "./parser/lattice.ts";
import { parse } from "./parser/parse.ts";
import type { ParserReading } from "./parser/reading.ts";

export interface Reading {
  plans: Plan[];
  leftover: string[];
  by: "parser" | "model";
  /** Something important was not understood: nothing may be written on the strength of this reading. */
  doubtful: boolean;
  spans: ParserReading["spans"];
  /** A day or hour that no calendar has: there are no plans then, and the person is told which part cannot be. */
  impossible: ParserReading["impossible"];
}

export interface Understanding {
  /** The parser alone: no network, no cost. */
  parse(text: string, when: SaidWhen, lexicon: Lexicon): Reading;
  /** The parser, then the model about what is left. Never throws: without the model it is the parser's reading. */
  read(text: string, when: SaidWhen, lexicon: Lexicon): Promise<Reading>;
}

export interface UnderstandingParts {
  grammar: Grammar;
  specs: readonly PlanSpec[];
  model: PlanModel | null;
  log: Log;
}

/** Words that turn a sentence round, or make it a question. Left unread, they make any writing wrong. */
const TURNING = /[不没别未勿非无删错退撤停怎谁哪吗]|除了|取消|多少|什么|为[啥何什]/u;
/** More unread than this, and the reading is a guess. */
const UNEXPLAINED_MAX = 0.34;
/** More unread than read: an answer to what was read would be an answer to another question. */
const BESIDE_THE_POINT = 0.6;

export function createUnderstanding({ grammar, specs, model, log }: UnderstandingParts): Understanding {
  const schemas = new Map(specs.map((spec) => [spec.kind, spec.schema]));
  const looks = new Set(specs.filter(({ effect }) => effect === "read").map(({ kind }) => kind));
  const check = (plan: Plan): Plan | null => {
    // Plans of the talk itself (talk.undo) are made into others, which their schemas check, or into words.
    if (plan.kind.startsWith("talk.")) return plan;
    const checked = schemas.get(plan.kind)?.safeParse(plan);
    return checked?.success ? (checked.data as Plan) : null;
  };

  function read(text: string, when: SaidWhen, lexicon: Lexicon): Reading {
    const parsed = parse(grammar, text, when, lexicon);
    const { impossible } = parsed;
    if (impossible !== null)
      return { plans: [], leftover: [], by: "parser", doubtful: true, spans: parsed.spans, impossible };
    const plans = parsed.plans.map(check);
    const good = plans.filter((plan) => plan !== null);
    const doubtful =
      good.length < plans.length ||
      parsed.unexplained > UNEXPLAINED_MAX ||
      parsed.leftover.some((words) => TURNING.test(words)) ||
      parsed.astray ||
      (parsed.torn && good.some(({ kind }) => looks.has(kind)));
    const { leftover, spans } = parsed;
    const beside =
      (parsed.vague || parsed.torn || parsed.unexplained > BESIDE_THE_POINT) &&
      good.every(({ kind }) => looks.has(kind));
    return { plans: beside ? [] : good, leftover, by: "parser", doubtful: beside || doubtful, spans, impossible };
  }

  return {
    parse: read,
    async read(text, when, lexicon) {
      const parsed = read(text, when, lexicon);
      if (model === null || parsed.impossible !== null || !asksForModel(parsed)) return parsed;
      const hidden = hideNames(text, [...when.people, ...namesSaid(parsed.plans)]);
      try {
        const answer = await model.plan(hidden.text, { now: when.now, zone: when.zone, lexicon });
        const plans = answer.map((plan) => check(hidden.reveal(plan))).filter((plan) => plan !== null);
        if (plans.length === 0) return parsed;
        return { plans, leftover: [], by: "model", doubtful: false, spans: parsed.spans, impossible: null };
      } catch (error) {
        log.warn("model.unavailable", { error: describe(error) });
        return parsed;
      }
    },
  };
}

/** A stray syllable is not worth a call; a word is. */
function asksForModel(reading: Reading): boolean {
  return reading.plans.length === 0 || reading.doubtful || reading.leftover.some((words) => [...words].length >= 2);
}

function namesSaid(plans: readonly Plan[]): string[] {
  return plans.flatMap((plan) =>
    [plan.who, plan.name].filter((name): name is string => typeof name === "string" && name !== ""),
  );
}
