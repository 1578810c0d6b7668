// One turn of talk, from a sentence (or a pressed button) to what is to be said. It writes everything it decides in one
// transaction under the speaker's row security; `receive.ts` gives it a message, the command line gives it a sentence.
import { randomUUID } from "node:crypto";
import { dayOf } from "../calendar/day.ts";
import type { Context } from "../context.ts";
import type { Actor } from "../db/actor.ts";
import type { Tx } from "../db/db.ts";
import { type Card, storable, storableParts } from "../message.ts";
import type { Settings } from "../settings.ts";
import type { MadeFile, Plan, Shown, Skill, StaffMember, Turn } from "../skill.ts";
import { namesIn } from "../skills/customers/lexicon.ts";
import { shopVersion } from "../skills/lexicon.ts";
import type { Reading } from "../understanding/understand.ts";
import { answerCommand } from "./commands.ts";
import { type Dispatched, dispatch } from "./dispatch.ts";
import { ofHerOnShow } from "./ellipsis.ts";
import { goneOn } from "./follow-on.ts";
import { type LastTurn, recallShown } from "./memory.ts";
import {
  type Asked,
  closeQuestion,
  confirm,
  findQuestion,
  isLateAnswer,
  openQuestion,
  pick,
  questionCard,
  readAnswer,
} from "./pending.ts";
import { readReportLine } from "./report-line.ts";
import { meantByShort } from "./short.ts";
import { isFinal, undoLast } from "./undo.ts";
import {
  besidesWords,
  beyondWords,
  cancelledWords,
  doubtfulWords,
  expiredWords,
  finalWords,
  impossibleWords,
  leftoverWords,
  nothingAskedWords,
  nothingToUndoWords,
  notUnderstoodWords,
  settledWords,
  shortWords,
  tooLateWords,
  typeNumberWords,
  undoneWords,
} from "./words.ts";

export interface Heard {
  staff: StaffMember;
  now: Date;
  /** The message this is the turn of; null from the command line. */
  inboundId: string | null;
  said:
    | { kind: "text"; text: string }
    | { kind: "button"; key: string; selected: Record<string, string[]> }
    /** A page asks for exactly this. */
    | { kind: "plan"; plan: Plan };
  /** The customer this is about, where the place it was said at tells; else the one on show. */
  about?: string;
  /** What she quoted: whom it names is whom 「她」 means. */
  quoted?: string;
}

export interface Answered {
  turnId: string;
  plans: Plan[];
  leftover: string[];
  by: Reading["by"] | "button";
  outcomes: { kind: string }[];
  text: string;
  cards: Card[];
  files: MadeFile[];
  /** The pressed card is finished: these words replace its buttons. */
  settled: string | null;
  /** Something was written that 撤销 takes back. */
  undoable: boolean;
}

/** What to write when the turn is written: receive puts the answer into the outbox in the same transaction. */
export type AlsoWrite = (tx: Tx, answered: Answered) => Promise<void>;

export async function takeTurn(
  context: Context,
  told: Heard,
  alsoWrite: AlsoWrite = async () => {},
): Promise<Answered> {
  const { said } = told;
  const heard: Heard = said.kind === "text" ? { ...told, said: { ...said, text: storable(said.text) } } : told;
  const actor = actorOf(heard.staff);
  const recalled = await context.db.transaction(actor, (tx) => recall(tx, heard));
  const command = heard.said.kind === "text" ? await answerCommand(context, heard.staff, heard.said.text) : null;
  const reading = command === null ? await understand(context, heard, recalled) : nothingRead;
  const settings = await context.settings(recalled.version);
  return context.db.transaction(actor, async (tx) => {
    const turn = turnOf(context, { tx, heard, shown: recalled.shown, settings });
    const turnId = randomUUID();
    const { answered, dispatched } = await answer(context, turn, reading, {
      asked: recalled.asked,
      last: recalled.last,
      command,
      heard,
      turnId,
    });
    await writeTurn(tx, heard, {
      answered,
      dispatched,
      shown: dispatched?.shown ?? recalled.shown,
      finishedAt: context.now(),
    });
    await alsoWrite(tx, answered);
    return answered;
  });
}

export function turnOf(
  { zone, vault }: Pick<Context, "zone" | "vault">,
  { tx, heard, shown, settings }: { tx: Tx; heard: Heard; shown: Shown; settings: Settings },
): Turn {
  const { staff, now, said, inboundId } = heard;
  return {
    tx,
    actor: actorOf(staff),
    staff,
    now,
    zone,
    today: dayOf(now, zone),
    text: said.kind === "text" ? said.text : "",
    messageId: inboundId,
    shown,
    settings,
    vault,
  };
}

const nothingRead: Reading = { plans: [], leftover: [], by: "parser", doubtful: false, spans: [], impossible: null };

export function actorOf(staff: StaffMember): Extract<Actor, { kind: "staff" }> {
  return { kind: "staff", staffId: staff.id, storeId: staff.storeId, scope: staff.scope };
}

interface Recalled {
  shown: Shown;
  last: LastTurn | null;
  asked: Asked | null;
  people: string[];
  /** Of the shop's names and rules. */
  version: string;
}

async function recall(tx: Tx, heard: Heard): Promise<Recalled> {
  const { shown: recalled, last } = await recallShown(tx, heard.staff.id, heard.now);
  const about = heard.about ?? (await quotedCustomer(tx, heard.quoted));
  const shown = about === null ? recalled : { ...recalled, customers: [about], focus: about };
  const asked = await findQuestion(tx, heard.staff.id, heard.now);
  const people = heard.said.kind === "text" ? await namesIn(tx, heard.said.text) : [];
  return { shown, last, asked, people, version: await shopVersion(tx) };
}

async function understand(context: Context, heard: Heard, recalled: Recalled): Promise<Reading> {
  if (heard.said.kind !== "text") return nothingRead;
  const lexicon = await context.lexicon(recalled.version);
  const when = { now: heard.now, zone: context.zone, people: recalled.people };
  const { text } = heard.said;
  const { asked, shown } = recalled;
  const read = (words: string) => context.understanding.parse(words, when, lexicon);
  if (asked || shown.focus !== null) {
    const parsed = read(text);
    // An answer to our own question, or a question about the one on show, needs no model.
    if (asked && readAnswer(asked, text, parsed.plans, recalled.last).kind !== "none") return parsed;
    const looks = (plan: Plan) => isRead(context.skills, plan);
    const hers = shown.focus === null ? null : ofHerOnShow(text, parsed, { read, looks });
    if (hers) return hers;
  }
  return context.understanding.read(text, when, lexicon);
}

interface Waiting {
  asked: Asked | null;
  last: LastTurn | null;
  /** The answer to an administrator's command. */
  command: string | null;
  heard: Heard;
  turnId: string;
}

async function answer(
  context: Context,
  turn: Turn,
  reading: Reading,
  waiting: Waiting,
): Promise<{ answered: Answered; dispatched: Dispatched | null }> {
  const { heard, turnId } = waiting;
  const step = await stepOf(context, turn, reading, waiting);
  const by = heard.said.kind === "text" ? reading.by : ("button" as const);
  const base = { turnId, by, leftover: reading.leftover, settled: null as string | null, undoable: false };
  if (step.kind === "say") {
    const { text, outcome, settled = null, plans = [] } = step;
    return { answered: { ...base, plans, outcomes: [outcome], text, cards: [], files: [], settled }, dispatched: null };
  }
  const dispatched = await dispatch(turn, context.skills, step.plans);
  const cards = [...dispatched.cards];
  let text = dispatched.texts.join("\n");
  if (dispatched.asking) {
    const asked = await openQuestion(turn.tx, turn.staff.id, dispatched.asking, turn.now);
    cards.push(questionCard(asked, text));
  }
  if (!step.answers && reading.leftover.length > 0 && heard.said.kind === "text" && worthSaying(reading))
    text += `\n${leftoverWords(reading.leftover)}`;
  const looked = dispatched.asking === null && step.plans.every((plan) => isRead(context.skills, plan));
  const settled = heard.said.kind === "button" && !looked ? (dispatched.settled ?? settledWords) : null;
  return {
    answered: {
      ...base,
      plans: step.plans,
      outcomes: dispatched.outcomes,
      text,
      cards,
      files: dispatched.files,
      settled,
      undoable: dispatched.wrote,
    },
    dispatched,
  };
}

function stepOf(context: Context, turn: Turn, reading: Reading, waiting: Waiting): Promise<Step> {
  const { said } = waiting.heard;
  switch (said.kind) {
    case "text":
      return spoken(context, turn, reading, waiting);
    case "button":
      return pressed(context, turn, said, waiting);
    case "plan":
      return Promise.resolve({ kind: "run", plans: [said.plan] });
  }
}

type Step =
  /** `answers`: the sentence was the answer to a question, and every word of it was meant so. */
  | { kind: "run"; plans: Plan[]; answers?: true }
  | { kind: "say"; text: string; outcome: { kind: string }; settled?: string; plans?: Plan[] };

async function spoken(
  context: Pick<Context, "skills">,
  turn: Turn,
  reading: Reading,
  { asked, last, command }: Waiting,
): Promise<Step> {
  if (command !== null) return { kind: "say", text: command, outcome: { kind: "command" } };
  if (asked) {
    const given = readAnswer(asked, turn.text, reading.plans, last);
    if (given.kind === "beyond") return { kind: "say", text: beyondWords(given.count), outcome: { kind: "ambiguous" } };
    if (given.kind === "type")
      return { kind: "say", text: typeNumberWords(given.number), outcome: { kind: "needs-confirmation" } };
    if (given.kind !== "none") {
      if (!(await closeQuestion(turn.tx, asked.id, turn.now)))
        return { kind: "say", text: expiredWords, outcome: { kind: "expired" } };
      return given.kind === "declined"
        ? { kind: "say", text: cancelledWords, outcome: { kind: "declined" } }
        : { kind: "run", plans: given.plans, answers: true };
    }
  }
  if (await isLateAnswer(turn.tx, turn.staff.id, { text: turn.text, plans: reading.plans, now: turn.now }))
    return { kind: "say", text: expiredWords, outcome: { kind: "expired" } };
  if (reading.impossible)
    return { kind: "say", text: impossibleWords(reading.impossible), outcome: { kind: "impossible-date" } };
  const line = await readReportLine(turn);
  if (line) return { kind: "run", plans: [line] };
  const [first] = reading.plans;
  if (!first) return { kind: "say", text: missedWords(reading), outcome: { kind: "not-understood" } };
  if (first.kind === "talk.undo") {
    // 「撤销陈晨的操作」 is not her own last one, and 「撤销，张姐买了裙子」 would lose its second half.
    if (reading.plans.every((plan) => plan.kind.startsWith("talk."))) return undo(turn, null, reading.plans);
    return { kind: "say", text: doubtfulWords(reading.leftover), outcome: { kind: "doubtful" }, plans: reading.plans };
  }
  const short = reading.plans.length === 1 ? meantByShort(first, turn.text, turn.shown, last) : null;
  if (typeof short === "string")
    return { kind: "say", text: shortWords[short], outcome: { kind: "small-talk" }, plans: reading.plans };
  if (short?.kind === "talk.undo") return undo(turn, null, reading.plans);
  if (short?.kind === "talk.send") return sendAfterAll(context, turn, reading.plans);
  if (short !== null) return { kind: "run", plans: [checked(context.skills, short)] };
  const plans = reading.plans
    .filter((plan) => !plan.kind.startsWith("talk."))
    .map((plan) => goneOn(plan, turn.shown, turn.text));
  if (plans.length === 0) {
    // 「好的」 with nothing asked is politeness, 「不是」 is a question to us.
    const text = first.kind === "talk.yes" ? "好的。" : nothingAskedWords;
    return { kind: "say", text, outcome: { kind: "small-talk" }, plans: reading.plans };
  }
  if (reading.doubtful && !plans.every((plan) => isRead(context.skills, plan)))
    return { kind: "say", text: doubtfulWords(reading.leftover), outcome: { kind: "doubtful" }, plans };
  return { kind: "run", plans };
}

/** 「还是发吧」 after 「先不发」: the draft waits again, and is asked about as any other. */
async function sendAfterAll(context: Pick<Context, "skills">, turn: Turn, plans: Plan[]): Promise<Step> {
  const back = await undo(turn, null, plans);
  return back.kind === "say" && back.outcome.kind === "undone"
    ? { kind: "run", plans: [checked(context.skills, { kind: "care.approve", which: null })] }
    : back;
}

/** With what its schema adds. */
function checked(skills: readonly Skill[], plan: Plan): Plan {
  const spec = skills.flatMap(({ plans }) => plans).find(({ kind }) => kind === plan.kind);
  return spec ? (spec.schema.parse(plan) as Plan) : plan;
}

/** Plans that only look: a half understood question may be answered with its reading stated, a half understood order may not. */
export function isRead(skills: readonly Skill[], plan: Plan): boolean {
  return skills.some((skill) => skill.plans.some((spec) => spec.kind === plan.kind && spec.effect === "read"));
}

/** Where part of it made sense, the part that did not is quoted: she sees which words to change. */
function missedWords({ spans, leftover }: Reading): string {
  return spans.length > 0 && leftover.length > 0 ? besidesWords(leftover) : notUnderstoodWords;
}

/** A stray syllable is left unmentioned. */
function worthSaying(reading: Reading): boolean {
  return reading.by === "parser" && reading.leftover.some((words) => [...words].length >= 2);
}

async function pressed(
  context: Context,
  turn: Turn,
  said: { key: string; selected: Record<string, string[]> },
  waiting: Waiting,
): Promise<Step> {
  const [scope, verb, id = "", rest] = said.key.split(":");
  if (scope !== "talk") {
    const skill = context.skills.find((candidate) => candidate.name === scope);
    const plan = skill?.button?.(said.key, said.selected) ?? null;
    return plan ? { kind: "run", plans: [plan] } : { kind: "say", text: expiredWords, outcome: { kind: "expired" } };
  }
  if (verb === "undo") return undo(turn, id, []);
  const { asked } = waiting;
  const typed = asked?.question.kind === "confirm" ? asked.question.type : undefined;
  if (asked?.id === id && verb === "yes" && typed !== undefined)
    return { kind: "say", text: typeNumberWords(typed), outcome: { kind: "needs-confirmation" } };
  if (!asked || asked.id !== id || !(await closeQuestion(turn.tx, id, turn.now)))
    return { kind: "say", text: expiredWords, outcome: { kind: "expired" }, settled: "已过期" };
  if (verb === "yes") {
    const more = asked.question.kind === "confirm" ? asked.question.with : undefined;
    return { kind: "run", plans: confirm(asked.plans, more) };
  }
  if (verb === "choose" && asked.question.kind === "choose-customer") {
    const chosen = asked.question.candidates[Number(rest)];
    if (chosen) return { kind: "run", plans: pick(asked.plans, asked.question.said, chosen.id) };
  }
  return { kind: "say", text: cancelledWords, outcome: { kind: "declined" }, settled: "没有做" };
}

async function undo(turn: Turn, turnId: string | null, plans: Plan[]): Promise<Step> {
  if (turnId === null && (await isFinal(turn.tx, turn.staff.id, turn.now)))
    return { kind: "say", text: finalWords, outcome: { kind: "final" }, plans };
  const undone = await undoLast(turn.tx, turn.staff.id, turn.now, turnId);
  if (!undone)
    return {
      kind: "say",
      text: nothingToUndoWords,
      outcome: { kind: "nothing-to-undo" },
      settled: "撤销不了了",
      plans,
    };
  if (undone.kind === "too-late")
    return { kind: "say", text: tooLateWords(undone.text), outcome: undone, settled: "来不及撤销", plans };
  return { kind: "say", text: undoneWords(undone.text), outcome: undone, settled: "已撤销", plans };
}

interface Written {
  answered: Answered;
  dispatched: Dispatched | null;
  shown: Shown;
  finishedAt: Date;
}

/** The one customer whom a quoted text names first; null when it names nobody, or a name that two have. */
async function quotedCustomer(tx: Tx, quoted: string | undefined): Promise<string | null> {
  const [name] = quoted === undefined ? [] : await namesIn(tx, quoted);
  if (name === undefined) return null;
  const bearers = await tx.customer.findMany({ where: { name }, select: { id: true }, take: 2 });
  return bearers.length === 1 ? (bearers[0]?.id ?? null) : null;
}

function wordsOf(said: Heard["said"]): string {
  if (said.kind === "text") return said.text;
  return said.kind === "button" ? said.key : `侧边栏 ${said.plan.kind}`;
}

async function writeTurn(tx: Tx, heard: Heard, { answered, dispatched, shown, finishedAt }: Written): Promise<void> {
  const json = (value: unknown) => JSON.parse(JSON.stringify(value, storableParts));
  await tx.turnLog.createMany({
    data: [
      {
        id: answered.turnId,
        staffId: heard.staff.id,
        inboundId: heard.inboundId,
        text: wordsOf(heard.said),
        readBy: answered.by,
        plans: json(answered.plans),
        leftover: json(answered.leftover),
        outcomes: json(answered.outcomes),
        reply: answered.text,
        undo: json(dispatched?.undo ?? []),
        shown: json(shown),
        startedAt: heard.now,
        finishedAt,
      },
    ],
  });
  if (dispatched && dispatched.audit.length > 0) await writeAudit(tx, heard, dispatched.audit);
}

/** In one statement: a message to many leaves a line about each of them. */
async function writeAudit(tx: Tx, { now, staff }: Heard, notes: Dispatched["audit"]): Promise<void> {
  const actions = notes.map((note) => note.action);
  const customerIds = notes.map((note) => note.customerId);
  const details = notes.map((note) => JSON.stringify(note.detail ?? {}, storableParts));
  await tx.$executeRaw`
    INSERT INTO audit_entry (at, actor_id, action, customer_id, detail)
    SELECT ${now}::timestamptz, ${staff.id}, note.action, note.customer_id, note.detail::jsonb
    FROM unnest(${actions}::text[], ${customerIds}::text[], ${details}::text[]) AS note(action, customer_id, detail)`;
}
