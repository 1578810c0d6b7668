// What happens when something is told about a customer: load → decide → write. Every write can be taken back.
import type { z } from "zod";
import type { Day } from "../../calendar/day.ts";
import { nextBirthday } from "../../calendar/lunar.ts";
import { Bug, unreachable } from "../../errors.ts";
import type { AuditNote, CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import { type ClaimResult, claimColumn, claimFact } from "../customers/handle-claims.ts";
import type {
  addPlan,
  birthdayPlan,
  correctPlan,
  familyPlan,
  negativePlan,
  pinPlan,
  preferPlan,
  showPlan,
  tagPlan,
} from "./plan.ts";
import {
  aboutOf,
  anniversaryIn,
  type BirthdaySaid,
  birthdayFault,
  comparePreference,
  DISLIKE,
  decideCorrection,
  guessTopic,
  isAboutMinor,
  isMarried,
  isSingle,
  mindOf,
  relativeIn,
  saysChanged,
  supersededFacts,
  withoutChange,
  withoutPhones,
  writtenRows,
} from "./rules.ts";
import {
  addFact,
  addNote,
  addTags,
  FACTS_SHOWN_MAX,
  findFacts,
  findNotes,
  findTags,
  findTagsNamed,
  findWrittenRows,
  getBirthday,
  lastWrites,
  type MovableRow,
  moveRow,
  type NewFact,
  NOTES_SHOWN_MAX,
  namesOfStaff,
  removeTags,
  type StoredBirthday,
  type StoredFact,
  setBirthday,
  setPinned,
  supersede,
  unsupersede,
} from "./store.ts";
import { birthdayQuestion, birthdayWords, preferenceWords } from "./words.ts";

export type NotesPlan =
  | z.infer<typeof addPlan>
  | z.infer<typeof tagPlan>
  | z.infer<typeof preferPlan>
  | z.infer<typeof negativePlan>
  | z.infer<typeof birthdayPlan>
  | z.infer<typeof familyPlan>
  | z.infer<typeof pinPlan>
  | z.infer<typeof showPlan>
  | z.infer<typeof correctPlan>;

/** Where a word about a customer comes from (B15): who wrote it down and when; `by` is null for an import. */
export interface Source {
  by: string | null;
  origin: string;
  at: Date;
}
export type SaidFact = { topic: string | null; value: string; dislike: boolean } & Source;

export type NotesResult =
  | ClaimResult
  | { kind: "noted"; name: string; text: string; phonesHidden: number }
  | { kind: "tagged"; name: string; added: string[]; already: string[]; removed: string[]; absent: string[] }
  | {
      kind: "preferred";
      name: string;
      topic: string | null;
      value: string;
      dislike: boolean;
      replaced: SaidFact[];
      others: SaidFact[];
    }
  | { kind: "known"; name: string; fact: SaidFact }
  | { kind: "pinned"; name: string; topic: string; value: string }
  | { kind: "pin-set"; name: string; value: string; on: boolean; known: boolean }
  | { kind: "birthday-set"; name: string; birthday: BirthdaySaid; next: Day; old: BirthdaySaid | null }
  | { kind: "birthday-asked"; name: string; birthday: BirthdaySaid; old: BirthdaySaid | null }
  | { kind: "birthday-known"; name: string; birthday: BirthdaySaid; next: Day }
  | {
      kind: "birthday-impossible";
      name: string;
      said: BirthdaySaid;
      why: "no-such-day" | "no-such-leap-month" | "not-born-yet" | "too-long-ago";
    }
  | { kind: "family-noted"; name: string; text: string; minor: boolean; phonesHidden: number }
  | { kind: "anniversary-set"; name: string; topic: string; month: number; day: number; next: Day }
  | {
      kind: "notes-shown";
      name: string;
      about: string | null;
      facts: ({ factKind: StoredFact["kind"]; disputed: boolean } & SaidFact)[];
      notes: ({ text: string } & Source)[];
      tags: string[];
      /** How many there are in all, where not all are shown. */
      factsTotal: number;
      notesTotal: number;
    }
  | { kind: "moved"; from: string; to: string; rows: { table: MovableRow["table"]; text: string }[]; left: boolean }
  | { kind: "not-correctable"; to: string; why: "none" | "too-old" | "same" | "several" | "other"; names: string[] };

export async function handle(turn: Turn, plan: NotesPlan, customer: CustomerRef | null): Promise<Outcome<NotesResult>> {
  if (!customer) throw new Bug(`${plan.kind} came without its customer`);
  switch (plan.kind) {
    case "notes.add":
      return add(turn, plan, customer);
    case "notes.tag":
      return tag(turn, plan, customer);
    case "notes.prefer":
      return prefer(turn, plan, customer);
    case "notes.negative":
      return negative(turn, plan, customer);
    case "notes.birthday":
      return birthday(turn, plan, customer);
    case "notes.family":
      return family(turn, plan, customer);
    case "notes.pin":
      return pin(turn, plan, customer);
    case "notes.show":
      return show(turn, plan, customer);
    case "notes.correct":
      return correct(turn, customer);
    default:
      return unreachable(plan);
  }
}

async function add(turn: Turn, plan: z.infer<typeof addPlan>, customer: CustomerRef): Promise<Outcome<NotesResult>> {
  const { text, hidden } = withoutPhones(plan.text.trim());
  if (text === "") return { result: { kind: "missing", what: "text", example: `记一下${customer.name}下月搬家` } };
  const anniversary = anniversaryIn(text);
  if (anniversary) return keepAnniversary(turn, text, anniversary, customer);

  const undo = await addNote(turn.tx, {
    customerId: customer.id,
    text,
    authorId: turn.staff.id,
    sourceMessageId: turn.messageId,
    createdAt: turn.now,
  });
  return written(customer, "notes.add", { kind: "noted", name: customer.name, text, phonesHidden: hidden }, [undo]);
}

async function tag(turn: Turn, plan: z.infer<typeof tagPlan>, customer: CustomerRef): Promise<Outcome<NotesResult>> {
  const names = [
    ...new Set(plan.tags.map((name) => name.replace(/^[#＃\s]+|\s+$/g, "")).filter((name) => name !== "")),
  ];
  if (names.length === 0)
    return { result: { kind: "missing", what: "tag", example: `给${customer.name}打标签 爱旅游` } };
  const has = await findTagsNamed(turn.tx, customer.id, names);

  const already = names.filter((name) => has.some((one) => one.name === name));
  const absent = names.filter((name) => !already.includes(name));

  if (plan.remove) {
    const undo = await removeTags(turn.tx, customer.id, has);
    const result = { kind: "tagged", name: customer.name, added: [], already: [], removed: already, absent } as const;
    return written(customer, "notes.untag", { ...result, added: [], already: [] }, undo);
  }
  const undo = await addTags(turn.tx, customer.id, absent, { staffId: turn.staff.id, at: turn.now });
  return written(
    customer,
    "notes.tag",
    { kind: "tagged", name: customer.name, added: absent, already, removed: [], absent: [] },
    undo,
  );
}

async function prefer(
  turn: Turn,
  plan: z.infer<typeof preferPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const value = withoutChange(withoutPhones(plan.value.trim()).text);
  if (value === "") return { result: { kind: "missing", what: "value", example: `${customer.name}喜欢真丝` } };
  const known = await findFacts(turn.tx, customer.id, "preference");

  const topic = plan.dislike ? DISLIKE : (plan.topic ?? guessTopic(value));
  const { same, others } = comparePreference({ topic, value }, known);
  const replaced = saysChanged(turn.text) ? others : [];

  const names = await namesOfStaff(
    turn.tx,
    [same, ...others].map((fact) => fact?.recordedById ?? null),
  );
  if (same && others.length === 0) {
    return read(customer, "notes.prefer", { kind: "known", name: customer.name, fact: saidFact(same, names) });
  }
  const undo = await addFact(turn.tx, newFact(turn, customer, { kind: "preference", topic, value }));
  const undone = await supersede(
    turn.tx,
    replaced.map((fact) => fact.id),
    idOf(undo),
  );
  const [against] = others.filter((fact) => !replaced.includes(fact));
  if (against && (isSingle(topic) || mindOf(against).thing === mindOf({ topic, value }).thing)) {
    const rivals = others.filter((fact) => !replaced.includes(fact));
    const asked = await claimFact(turn, customer, {
      what: isSingle(topic) && topic !== null ? topic : "喜好",
      old: {
        ids: rivals.map((fact) => fact.id),
        shown: rivals.map((fact) => preferenceWords(fact)).join("、"),
        byId: against.recordedById,
        at: against.recordedAt,
      },
      fresh: { id: idOf(undo), shown: preferenceWords({ topic, value }) },
    });
    return { ...asked, undo: [undo, ...(asked.undo ?? [])] };
  }
  const result: NotesResult = {
    kind: "preferred",
    name: customer.name,
    topic,
    value,
    dislike: plan.dislike,
    replaced: replaced.map((fact) => saidFact(fact, names)),
    others: others.filter((fact) => !replaced.includes(fact)).map((fact) => saidFact(fact, names)),
  };
  return written(customer, "notes.prefer", result, [undo, ...undone]);
}

async function negative(
  turn: Turn,
  plan: z.infer<typeof negativePlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const { text: value } = withoutPhones(plan.value.trim());
  if (value === "") return { result: { kind: "missing", what: "value", example: `${customer.name}对羊毛过敏` } };
  const known = await findFacts(turn.tx, customer.id, "negative");

  const same = known.find((fact) => fact.value === value && fact.topic === plan.topic);

  if (same) {
    const names = await namesOfStaff(turn.tx, [same.recordedById]);
    return read(customer, "notes.negative", { kind: "known", name: customer.name, fact: saidFact(same, names) });
  }
  const fact = newFact(turn, customer, { kind: "negative", topic: plan.topic, value });
  const undo = await addFact(turn.tx, { ...fact, pinned: true });
  const married = plan.topic === "离异" ? (await findFacts(turn.tx, customer.id, "family")).filter(isMarried) : [];
  if (married.length > 0) return maritalClaim(turn, customer, { undo, value, rivals: married });
  return written(customer, "notes.negative", { kind: "pinned", name: customer.name, topic: plan.topic, value }, [undo]);
}

async function birthday(
  turn: Turn,
  plan: z.infer<typeof birthdayPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const { calendar, year, month, day } = plan;
  const said: BirthdaySaid = { calendar, year, month, day, leap: calendar === "lunar" && plan.leap };
  const why = birthdayFault(said, turn.today);
  if (why) return { result: { kind: "birthday-impossible", name: customer.name, said, why } };
  const before = await getBirthday(turn.tx, customer.id);

  const old = saidBirthday(before);
  const next = nextBirthday(said, turn.today);
  const isSame = old !== null && sameDay(old, said) && (said.year === null || said.year === old.year);
  if (isSame)
    return read(customer, "notes.birthday", { kind: "birthday-known", name: customer.name, birthday: old, next });
  // Saying the day again without the year does not make the year unknown.
  const kept: BirthdaySaid = old !== null && sameDay(old, said) ? { ...said, year: said.year ?? old.year } : said;

  // 「是11月12号吧」: a doubt takes nothing's place silently.
  if (plan.unsure && !plan.confirmed)
    return {
      ...read(customer, "notes.birthday", { kind: "birthday-asked", name: customer.name, birthday: kept, old }),
      question: { kind: "confirm", what: birthdayQuestion(customer.name, kept) },
    };

  // Another day than the one on record: both sides are shown, and a tap decides (B19).
  if (old !== null && !sameDay(old, kept) && !plan.confirmed && !saysChanged(turn.text))
    return claimColumn(turn, customer, {
      what: "生日",
      oldShown: birthdayWords(old),
      newShown: birthdayWords(kept),
      change: { ...storedBirthday(kept) },
    });

  const undo = await setBirthday(turn.tx, customer.id, storedBirthday(kept), before);
  return written(
    customer,
    "notes.birthday",
    { kind: "birthday-set", name: customer.name, birthday: kept, next, old: old && !sameDay(old, kept) ? old : null },
    [undo],
  );
}

async function family(
  turn: Turn,
  plan: z.infer<typeof familyPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const { text, hidden } = withoutPhones(plan.text.trim());
  if (text === "") return { result: { kind: "missing", what: "text", example: `${customer.name}女儿下月结婚` } };
  const anniversary = anniversaryIn(text);
  if (anniversary) return keepAnniversary(turn, text, anniversary, customer);
  const known = await findFacts(turn.tx, customer.id, "family");

  const same = known.find((fact) => fact.value === text);

  if (same) {
    const names = await namesOfStaff(turn.tx, [same.recordedById]);
    return read(customer, "notes.family", { kind: "known", name: customer.name, fact: saidFact(same, names) });
  }
  const undo = await addFact(
    turn.tx,
    newFact(turn, customer, { kind: "family", topic: relativeIn(text), value: text }),
  );
  const divorced = isMarried({ value: text })
    ? (await findFacts(turn.tx, customer.id, "negative")).filter((fact) => fact.topic === "离异")
    : [];
  if (divorced.length > 0) return maritalClaim(turn, customer, { undo, value: text, rivals: divorced });
  const result: NotesResult = {
    kind: "family-noted",
    name: customer.name,
    text,
    minor: isAboutMinor(text),
    phonesHidden: hidden,
  };
  return written(customer, "notes.family", result, [undo]);
}

/** 「置顶」: what must be seen first leads the card (B18); what is not on record yet is recorded. */
async function pin(turn: Turn, plan: z.infer<typeof pinPlan>, customer: CustomerRef): Promise<Outcome<NotesResult>> {
  const { text: value } = withoutPhones(plan.value.trim());
  if (value === "")
    return { result: { kind: "missing", what: "value", example: `置顶${customer.name} 关键决策人是她先生` } };
  const known = (await findFacts(turn.tx, customer.id)).find(
    (fact) => fact.value === value || fact.value.includes(value) || value.includes(fact.value),
  );
  const name = customer.name;

  if (known) {
    const undo = known.pinned === plan.on ? [] : [await setPinned(turn.tx, known, plan.on)];
    return written(
      customer,
      "notes.pin",
      { kind: "pin-set", name, value: known.value, on: plan.on, known: true },
      undo,
    );
  }
  if (!plan.on) return { result: { kind: "not-found", said: value, nearest: [] }, shown: { focus: customer.id } };
  const topic = /决策/u.test(value) ? "决策人" : "置顶";
  const fact = newFact(turn, customer, { kind: "other", topic, value });
  const undo = await addFact(turn.tx, { ...fact, pinned: true });
  return written(customer, "notes.pin", { kind: "pin-set", name, value, on: true, known: false }, [undo]);
}

/** Married here, divorced there: a greeting to the wrong side hurts, so somebody who knows decides (B19). */
async function maritalClaim(
  turn: Turn,
  customer: CustomerRef,
  { undo, value, rivals }: { undo: UndoStep; value: string; rivals: readonly StoredFact[] },
): Promise<Outcome<NotesResult>> {
  const [latest] = rivals;
  if (!latest) throw new Bug("a contradiction without its other side");
  const asked = await claimFact(turn, customer, {
    what: "婚姻状况",
    old: {
      ids: rivals.map((fact) => fact.id),
      shown: rivals.map((fact) => fact.value).join("、"),
      byId: latest.recordedById,
      at: latest.recordedAt,
    },
    fresh: { id: idOf(undo), shown: value },
  });
  return { ...asked, undo: [undo, ...(asked.undo ?? [])] };
}

async function keepAnniversary(
  turn: Turn,
  text: string,
  said: NonNullable<ReturnType<typeof anniversaryIn>>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const { topic, year, month, day } = said;
  const fact = newFact(turn, customer, { kind: "anniversary", topic, value: text });
  const undo = await addFact(turn.tx, { ...fact, onYear: year, onMonth: month, onDay: day });
  const next = nextBirthday({ calendar: "solar", month, day }, turn.today);
  return written(
    customer,
    "notes.anniversary",
    { kind: "anniversary-set", name: customer.name, topic, month, day, next },
    [undo],
  );
}

async function show(turn: Turn, plan: z.infer<typeof showPlan>, customer: CustomerRef): Promise<Outcome<NotesResult>> {
  const about = aboutOf(plan.about);
  const words = typeof about === "object" ? about.words : undefined;
  const allFacts = await findFacts(turn.tx, customer.id);
  const { notes, total } = await findNotes(turn.tx, customer.id, { containing: words, take: NOTES_SHOWN_MAX });
  const tags = await findTags(turn.tx, customer.id);

  const wantsNotes = about === "all" || about === "note" || words !== undefined;
  const wantsTags = about === "all" || about === "tag";
  const facts = allFacts.filter((fact) => {
    if (about === "all") return true;
    if (words !== undefined) return `${fact.topic ?? ""}${fact.value}`.includes(words);
    return fact.kind === about;
  });
  const shownFacts = facts.slice(0, FACTS_SHOWN_MAX);
  const shownNotes = wantsNotes ? notes : [];

  const names = await namesOfStaff(turn.tx, [
    ...shownFacts.map((fact) => fact.recordedById),
    ...shownNotes.map((note) => note.authorId),
  ]);
  return read(customer, "notes.show", {
    kind: "notes-shown",
    name: customer.name,
    about: plan.about?.trim() || null,
    facts: shownFacts.map((fact) => ({
      ...saidFact(fact, names),
      factKind: fact.kind,
      disputed: isDisputed(fact, allFacts),
    })),
    notes: shownNotes.map(({ text, authorId, createdAt }) => ({
      text,
      by: nameOf(authorId, names),
      origin: "person",
      at: createdAt,
    })),
    tags: wantsTags ? tags.map((one) => one.name) : [],
    factsTotal: facts.length,
    notesTotal: wantsNotes ? total : 0,
  });
}

async function correct(turn: Turn, right: CustomerRef): Promise<Outcome<NotesResult>> {
  const last = await lastWrites(turn.tx, turn.staff.id);
  const wrote = last && writtenRows(last.steps);
  const rows = wrote ? await findWrittenRows(turn.tx, wrote.rows) : [];

  const decided = decideCorrection(last && { at: last.at, rows, left: wrote?.left ?? [] }, right.id, turn.now);
  if (decided.kind === "not-correctable") return { result: { ...decided, to: right.name } };

  const undo = await unsupersede(turn.tx, decided.fromId, last ? supersededFacts(last.steps) : []);
  for (const row of decided.rows) undo.push(...(await moveRow(turn.tx, row, right.id)));
  return {
    result: {
      kind: "moved",
      from: decided.fromName,
      to: right.name,
      // A touch goes along with the purchase or visit it belongs to and needs no mention.
      rows: decided.rows.filter((row) => row.table !== "touch").map(({ table, text }) => ({ table, text })),
      left: (wrote?.left.length ?? 0) > 0,
    },
    shown: { focus: right.id },
    undo,
    audit: [
      { action: "notes.correct", customerId: right.id, detail: { from: decided.fromId, rows: decided.rows.length } },
      { action: "notes.correct", customerId: decided.fromId, detail: { to: right.id, rows: decided.rows.length } },
    ],
  };
}

/** Another fact that holds today says something else about the same thing (P9). */
function isDisputed(fact: StoredFact, all: readonly StoredFact[]): boolean {
  if (fact.kind !== "preference") return false;
  const rest = all.filter((one) => one.kind === "preference" && one.id !== fact.id);
  return comparePreference(fact, rest).others.length > 0;
}

function newFact(turn: Turn, customer: CustomerRef, fact: Pick<NewFact, "kind" | "topic" | "value">): NewFact {
  return {
    ...fact,
    customerId: customer.id,
    saidAs: turn.text === "" ? null : withoutPhones(turn.text).text,
    recordedById: turn.staff.id,
    recordedAt: turn.now,
    sourceMessageId: turn.messageId,
  };
}

function saidFact(fact: StoredFact, names: ReadonlyMap<string, string>): SaidFact {
  const { dislike } = mindOf(fact);
  return {
    topic: fact.topic,
    value: fact.value,
    dislike: fact.kind === "preference" && dislike,
    by: nameOf(fact.recordedById, names),
    origin: fact.origin,
    at: fact.recordedAt,
  };
}

function nameOf(staffId: string | null, names: ReadonlyMap<string, string>): string | null {
  return staffId === null ? null : (names.get(staffId) ?? null);
}

function idOf(step: UndoStep): string {
  if (typeof step.where.id !== "string") throw new Bug("a fact's undo names no id");
  return step.where.id;
}

function saidBirthday(stored: StoredBirthday): BirthdaySaid | null {
  const { birthdayCalendar: calendar, birthdayMonth: month, birthdayDay: day } = stored;
  if (!calendar || !month || !day) return null;
  return { calendar, year: stored.birthdayYear, month, day, leap: stored.birthdayLeap };
}

function storedBirthday(said: BirthdaySaid): StoredBirthday {
  return {
    birthdayCalendar: said.calendar,
    birthdayYear: said.year,
    birthdayMonth: said.month,
    birthdayDay: said.day,
    birthdayLeap: said.leap,
  };
}

function sameDay(one: BirthdaySaid, other: BirthdaySaid): boolean {
  return (
    one.calendar === other.calendar && one.month === other.month && one.day === other.day && one.leap === other.leap
  );
}

function written(customer: CustomerRef, action: string, result: NotesResult, undo: UndoStep[]): Outcome<NotesResult> {
  return { result, shown: { focus: customer.id }, undo, audit: [note(action, customer)] };
}

function read(customer: CustomerRef, action: string, result: NotesResult): Outcome<NotesResult> {
  return { result, shown: { focus: customer.id }, audit: [note(action, customer)] };
}

function note(action: string, customer: CustomerRef): AuditNote {
  return { action, customerId: customer.id };
}
