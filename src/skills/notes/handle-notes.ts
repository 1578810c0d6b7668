// Free words and tags about a customer, and all that is on record of her.

import type { z } from "zod";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { keepAnniversary } from "./handle-dates.ts";
import { nameOf, read, saidFact, written } from "./outcome.ts";
import type { addPlan, showPlan, tagPlan } from "./plan.ts";
import type { NotesResult } from "./result.ts";
import { aboutOf, anniversaryIn, comparePreference, withoutPhones } from "./rules.ts";
import {
  addNote,
  addTags,
  FACTS_SHOWN_MAX,
  findFacts,
  findNotes,
  findTags,
  findTagsNamed,
  NOTES_SHOWN_MAX,
  namesOfStaff,
  removeTags,
  type StoredFact,
} from "./store.ts";

export async function add(
  turn: Turn,
  plan: z.infer<typeof addPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
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

export async function tag(
  turn: Turn,
  plan: z.infer<typeof tagPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const names = [
    ...new Set(plan.tags.map((name) => name.replace(/^[#＃\s]+|\s+$/g, "")).filter((name) => name !== "")),
  ];
  if (names.length === 0)
    return { result: { kind: "missing", what: "tag", example: `给${customer.name}打标签 爱旅游` } };
  const has = await findTagsNamed(turn.tx, customer.id, names);

  // What a rule gave, a person may make her own: then no rule takes it back.
  const ruled = has.filter(({ origin }) => origin === "rule");
  const already = names.filter((name) =>
    has.some((one) => one.name === name && (plan.remove || one.origin !== "rule")),
  );
  const absent = names.filter((name) => !already.includes(name));

  if (plan.remove) {
    const undo = await removeTags(turn.tx, customer.id, has);
    const result = { kind: "tagged", name: customer.name, removed: already, absent } as const;
    const byRule = ruled.map(({ name }) => name);
    return written(customer, "notes.untag", { ...result, added: [], already: [], byRule }, undo);
  }
  const freed = await removeTags(turn.tx, customer.id, ruled);
  const given = await addTags(turn.tx, customer.id, absent, { staffId: turn.staff.id, at: turn.now });
  const undo = [...freed, ...given];
  return written(
    customer,
    "notes.tag",
    { kind: "tagged", name: customer.name, added: absent, already, removed: [], absent: [], byRule: [] },
    undo,
  );
}

export async function show(
  turn: Turn,
  plan: z.infer<typeof showPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
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
    tags: wantsTags ? tags.map(({ name, origin }) => ({ name, origin })) : [],
    factsTotal: facts.length,
    notesTotal: wantsNotes ? total : 0,
  });
}

/** Another fact that holds today says something else about the same thing. */
function isDisputed(fact: StoredFact, all: readonly StoredFact[]): boolean {
  if (fact.kind !== "preference") return false;
  const rest = all.filter((one) => one.kind === "preference" && one.id !== fact.id);
  return comparePreference(fact, rest).others.length > 0;
}
