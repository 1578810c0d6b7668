// Reads one customer's file for the associate: the whole card, one fact of it, or the brief at the door.
// Warnings lead everywhere; phone and address are opened only when asked for by name.
import { addDays, dayOf, instantOf, splitDay } from "../../calendar/day.ts";
import { Bug } from "../../errors.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { ageOn, upcoming } from "./birthdays.ts";
import { type CustomerFile, loadFile, loadSealed } from "./file-store.ts";
import type { CardPlan } from "./plan.ts";
import { type Gap, upgradeGap } from "./upgrade.ts";

export type CardResult =
  | { kind: "card"; file: CustomerFile; part: CardPlan["part"]; facts: CardFacts }
  | { kind: "sealed"; name: string; what: "phone" | "address"; value: string | null; quiet: boolean }
  | { kind: "brief"; file: CustomerFile; facts: CardFacts };

/** What is computed from the file for today. Days are business days. */
export interface CardFacts {
  age: number | null;
  birthday: { day: string; daysLeft: number } | null;
  lastSeenOn: string | null;
  lastPurchaseOn: string | null;
  lastVisitOn: string | null;
  /** What is missing to the next tier, over the days that count. */
  gap: Gap;
  spendDays: number;
}

export async function showCard(turn: Turn, plan: CardPlan, customer: CustomerRef): Promise<Outcome<CardResult>> {
  const { part } = plan;
  const audit = [{ action: `customers.card.${part}`, customerId: customer.id }];
  if (part === "phone" || part === "address") {
    const sealed = await loadSealed(turn.tx, customer.id);
    const cipher = part === "phone" ? sealed?.phoneCipher : sealed?.addressCipher;
    const value = cipher ? turn.vault.open(cipher) : null;
    const file = await fileOf(turn, customer);
    return {
      result: { kind: "sealed", name: customer.name, what: part, value, quiet: file.doNotDisturb },
      shown: { focus: customer.id },
      audit,
    };
  }
  const file = await fileOf(turn, customer);
  return { result: { kind: "card", file, part, facts: factsOf(file, turn) }, shown: { focus: customer.id }, audit };
}

export async function brief(turn: Turn, customer: CustomerRef): Promise<Outcome<CardResult>> {
  const file = await fileOf(turn, customer);
  return {
    result: { kind: "brief", file, facts: factsOf(file, turn) },
    shown: { focus: customer.id, customers: [customer.id] },
    audit: [{ action: "customers.arrive", customerId: customer.id }],
  };
}

async function fileOf(turn: Turn, customer: CustomerRef): Promise<CustomerFile> {
  const { year } = splitDay(turn.today);
  const file = await loadFile(turn.tx, customer.id, {
    yearFrom: instantOf(`${year}-01-01`, "00:00", turn.zone),
    trailingFrom: instantOf(addDays(turn.today, 1 - turn.settings.classes.days), "00:00", turn.zone),
    zone: turn.zone,
  });
  if (!file) throw new Bug("a customer resolved in this transaction is gone");
  return file;
}

function factsOf(file: CustomerFile, turn: Turn): CardFacts {
  const day = (at: number | null) => (at === null ? null : dayOf(new Date(at), turn.zone));
  const lastPurchaseOn = day(file.spend.lastAt);
  const lastVisitOn = day(file.lastVisitAt);
  const seen = [lastPurchaseOn, lastVisitOn].filter((one) => one !== null).sort();
  return {
    age: ageOn(file, turn.today),
    birthday: upcoming(file, turn.today),
    lastSeenOn: seen.at(-1) ?? null,
    lastPurchaseOn,
    lastVisitOn,
    gap: upgradeGap(file.tier, file.spend.trailingFen, turn.settings.tiers),
    spendDays: turn.settings.classes.days,
  };
}
