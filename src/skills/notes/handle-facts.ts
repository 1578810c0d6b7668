// What she likes, what must not be got wrong, and what leads her card.

import type { z } from "zod";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { claimFact } from "../customers/handle-claims.ts";
import { maritalClaim } from "./handle-family.ts";
import { idOf, newFact, read, saidFact, written } from "./outcome.ts";
import type { negativePlan, pinPlan, preferPlan } from "./plan.ts";
import type { NotesResult } from "./result.ts";
import {
  comparePreference,
  DISLIKE,
  guessTopic,
  isMarried,
  isSingle,
  mindOf,
  saysChanged,
  withoutChange,
  withoutPhones,
} from "./rules.ts";
import { addFact, findFacts, namesOfStaff, setPinned, supersede } from "./store.ts";
import { preferenceWords } from "./words.ts";

export async function prefer(
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

export async function negative(
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

/** 「置顶」: what must be seen first leads the card; what is not on record yet is recorded. */
export async function pin(
  turn: Turn,
  plan: z.infer<typeof pinPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
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
