// Her family, and whether she is married.

import type { z } from "zod";
import { Bug } from "../../errors.ts";
import type { CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import { claimFact } from "../customers/handle-claims.ts";
import { keepAnniversary } from "./handle-dates.ts";
import { idOf, newFact, read, saidFact, written } from "./outcome.ts";
import type { familyPlan } from "./plan.ts";
import type { NotesResult } from "./result.ts";
import { anniversaryIn, isAboutMinor, isMarried, relativeIn, withoutPhones } from "./rules.ts";
import { addFact, findFacts, namesOfStaff, type StoredFact } from "./store.ts";

export async function family(
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

/** Married here, divorced there: a greeting to the wrong side hurts, so somebody who knows decides. */
export async function maritalClaim(
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
