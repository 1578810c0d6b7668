// Her birthday and other days of hers.

import type { z } from "zod";
import { nextBirthday } from "../../calendar/lunar.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { claimColumn, claimFact } from "../customers/handle-claims.ts";
import { idOf, newFact, read, saidFact, written } from "./outcome.ts";
import type { birthdayPlan } from "./plan.ts";
import type { NotesResult } from "./result.ts";
import { type anniversaryIn, type BirthdaySaid, birthdayFault, saysChanged } from "./rules.ts";
import { addFact, findFacts, getBirthday, namesOfStaff, type StoredBirthday, setBirthday, supersede } from "./store.ts";
import { birthdayQuestion, birthdayWords } from "./words.ts";

export async function birthday(
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

  // Another day than the one on record: both sides are shown, and a tap decides.
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

export async function keepAnniversary(
  turn: Turn,
  text: string,
  said: NonNullable<ReturnType<typeof anniversaryIn>>,
  customer: CustomerRef,
): Promise<Outcome<NotesResult>> {
  const { topic, year, month, day } = said;
  const known = (await findFacts(turn.tx, customer.id, "anniversary")).filter((fact) => fact.topic === topic);
  const [same] = known.filter((fact) => fact.month === month && fact.day === day);
  if (same) {
    const names = await namesOfStaff(turn.tx, [same.recordedById]);
    return read(customer, "notes.anniversary", { kind: "known", name: customer.name, fact: saidFact(same, names) });
  }
  const fact = newFact(turn, customer, { kind: "anniversary", topic, value: text });
  const undo = await addFact(turn.tx, { ...fact, onYear: year, onMonth: month, onDay: day });
  // Another day of the same kind is a contradiction, unless it was said that the old one is over.
  const [against] = known;
  if (against && !saysChanged(turn.text)) {
    const old = {
      ids: known.map(({ id }) => id),
      shown: known.map(({ value }) => value).join("、"),
      byId: against.recordedById,
      at: against.recordedAt,
    };
    const asked = await claimFact(turn, customer, { what: topic, old, fresh: { id: idOf(undo), shown: text } });
    return { ...asked, undo: [undo, ...(asked.undo ?? [])] };
  }
  const ids = known.map(({ id }) => id);
  const replaced = await supersede(turn.tx, ids, idOf(undo));
  const next = nextBirthday({ calendar: "solar", month, day }, turn.today);
  const result: NotesResult = { kind: "anniversary-set", name: customer.name, topic, month, day, next };
  return written(customer, "notes.anniversary", result, [undo, ...replaced]);
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
