// What she is after, for how much and by when. With a day it comes back by itself, in time to get hold of it.

import type { z } from "zod";
import { instantOf } from "../../calendar/day.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { addTaskOnce } from "../customers/task-store.ts";
import { idOf, newFact, read, saidFact, written } from "./outcome.ts";
import type { needPlan } from "./plan.ts";
import type { NotesResult } from "./result.ts";
import { askAboutNeedOn, needText, sameNeed, withoutPhones } from "./rules.ts";
import { addFact, findFacts, namesOfStaff, supersede } from "./store.ts";
import { needTaskText } from "./words.ts";

/** When only the day counts. */
const ASK_AT = "10:00";

export async function need(
  turn: Turn,
  plan: z.infer<typeof needPlan>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const { name } = customer;
  const wanted = withoutPhones(plan.value.trim()).text;
  if (wanted === "") return { result: { kind: "missing", what: "value", example: `${name}想买羊绒大衣 预算5000` } };
  const { budget, by } = plan;
  const value = needText(wanted, budget);
  const [year = null, month = null, day = null] = by?.split("-").map(Number) ?? [];
  const known = (await findFacts(turn.tx, customer.id, "need")).filter((fact) => sameNeed(fact.value, value));
  const same = known.find(
    (fact) => fact.value === value && (by === null || (fact.year === year && fact.month === month && fact.day === day)),
  );
  if (same) {
    const names = await namesOfStaff(turn.tx, [same.recordedById]);
    return read(customer, "notes.need", { kind: "known", name, fact: saidFact(same, names) });
  }
  const fact = newFact(turn, customer, { kind: "need", topic: null, value });
  const undo = await addFact(turn.tx, { ...fact, onYear: year, onMonth: month, onDay: day });
  // The same thing with another sum or day is the same wish, told better.
  const replaced = await supersede(
    turn.tx,
    known.map(({ id }) => id),
    idOf(undo),
  );
  const askOn = by === null ? null : askAboutNeedOn(by, turn.today);
  const task =
    askOn === null
      ? null
      : await addTaskOnce(turn.tx, {
          ruleKey: `need:${idOf(undo)}`,
          customerId: customer.id,
          staffId: customer.ownerId ?? turn.staff.id,
          createdById: turn.staff.id,
          text: needTaskText(value, by),
          dueAt: instantOf(askOn, ASK_AT, turn.zone),
          sourceMessageId: turn.messageId,
          createdAt: turn.now,
        });
  const old = known.map((one) => one.value);
  return written(customer, "notes.need", { kind: "need-noted", name, value, by, askOn, old }, [
    undo,
    ...replaced,
    ...(task ? [task] : []),
  ]);
}
