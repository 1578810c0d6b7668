// What can come of something told about a customer: plain data, made into sentences by words.ts.
import type { Day } from "../../calendar/day.ts";
import type { ClaimResult } from "../customers/handle-claims.ts";
import type { BirthdaySaid } from "./rules.ts";
import type { MovableRow, StoredFact } from "./store.ts";

/** Where a word about a customer comes from: who wrote it down and when; `by` is null for an import. */
export interface Source {
  by: string | null;
  origin: string;
  at: Date;
}

export type SaidFact = { topic: string | null; value: string; dislike: boolean } & Source;

export type NotesResult =
  | ClaimResult
  | { kind: "noted"; name: string; text: string; phonesHidden: number }
  | {
      kind: "tagged";
      name: string;
      added: string[];
      already: string[];
      removed: string[];
      absent: string[];
      byRule: string[];
    }
  | {
      kind: "preferred";
      name: string;
      topic: string | null;
      value: string;
      dislike: boolean;
      replaced: SaidFact[];
      others: SaidFact[];
    }
  | { kind: "need-noted"; name: string; value: string; by: Day | null; askOn: Day | null; old: string[] }
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
      tags: { name: string; origin: string }[];
      /** How many there are in all, where not all are shown. */
      factsTotal: number;
      notesTotal: number;
    }
  | { kind: "moved"; from: string; to: string; rows: { table: MovableRow["table"]; text: string }[]; left: boolean }
  | { kind: "not-correctable"; to: string; why: "none" | "too-old" | "same" | "several" | "other"; names: string[] };
