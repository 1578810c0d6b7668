// What a skill is, and what passes between the conversation and the skills. Types only.
// A skill = what can be said about one noun of the trade, and what happens then.
import type { z } from "zod";
import type { Actor } from "./db/actor.ts";
import type { Tx } from "./db/db.ts";
import type { Vault } from "./db/vault.ts";
import type { Card } from "./message.ts";
import type { Settings } from "./settings.ts";

/** One understood command, flat, as zod checked it. References to people are as said ("张姐", "3456", "她"). */
export type Plan = { kind: string } & Record<string, unknown>;

export interface StaffMember {
  id: string;
  name: string;
  role: "associate" | "manager" | "crm_admin" | "admin";
  scope: "own" | "store" | "all";
  storeId: string | null;
}

/** What is on show in this person's talk: what 「她」「第二个」「这几个」「今天第一条」 point to. */
export interface Shown {
  /** Ids in the order shown; at most SHOWN_MAX. An empty one holds the place of a line about nobody. */
  customers: string[];
  /** The one spoken of. */
  focus: string | null;
  followUps: string[];
  careMessages: string[];
  /** The last question about customers, so that 「其中女的」「还有吗」「一共几个」 can build on it. */
  find: Plan | null;
  /** How many of its answers were already shown. */
  offset: number;
  /** Of the last list that is none of customers, how many it left out: 「还有吗」 after it. */
  rest: number | null;
}
export const SHOWN_MAX = 50;
export const nothingShown: Shown = {
  customers: [],
  focus: null,
  followUps: [],
  careMessages: [],
  find: null,
  offset: 0,
  rest: null,
};

/** A customer that a plan is about, already resolved under the actor's row security. */
export interface CustomerRef {
  id: string;
  name: string;
  ownerId: string | null;
  storeId: string;
}

/** Everything a handler may use. `tx` runs under the actor's row security. */
export interface Turn {
  tx: Tx;
  actor: Extract<Actor, { kind: "staff" }>;
  staff: StaffMember;
  now: Date;
  zone: string;
  /** The business day of `now`. */
  today: string;
  text: string;
  messageId: string | null;
  shown: Shown;
  settings: Settings;
  vault: Vault;
}

/** How to take one written row back. Tables are Prisma delegates' names; applied in reverse order under the same actor. */
export type UndoStep =
  | { op: "delete"; table: UndoTable; where: Record<string, unknown> }
  | { op: "restore"; table: UndoTable; where: Record<string, unknown>; before: Record<string, unknown> }
  /** For sums that others add to meanwhile: so much more, or less. */
  | { op: "add"; table: UndoTable; where: Record<string, unknown>; by: Record<string, number> };
/** How to take two merged records apart again: by the record of the merge. */
export type SplitStep = { op: "split"; mergeId: string };
export type UndoTable =
  | "customer"
  | "customerAlias"
  | "customerMerge"
  | "storeTraffic"
  | "consent"
  | "customerTag"
  | "fact"
  | "note"
  | "order"
  | "orderLine"
  | "visit"
  | "touch"
  | "followUp"
  | "staffDay"
  | "nudgeWish"
  | "careMessage"
  | "careSwitch"
  | "complaint"
  | "complaintEvent"
  | "goodwill"
  | "survey"
  | "claim"
  | "transfer"
  | "tierChange"
  | "pointsEntry"
  | "benefit"
  | "invitationAnswer";

/** Who looked at or changed what; written with the turn. */
export interface AuditNote {
  action: string;
  customerId: string | null;
  detail?: Record<string, unknown>;
}

/** A question that keeps plans waiting for an answer. */
export type Question =
  | { kind: "choose-customer"; said: string; candidates: CustomerRef[] }
  | {
      kind: "confirm";
      what: string;
      /** To be typed instead of 是: what reaches many is not let go by a word said by the way. */
      type?: number;
      /** What the plan holds besides when it comes back. */
      with?: Record<string, unknown>;
    };

/** A file made for the one who asks. */
export interface MadeFile {
  name: string;
  /** Base64. It travels in the stored reply, whichever process sends it; some hundreds of kilobytes. */
  content: string;
  type: string;
}

/** Refusals every skill may answer with. */
export type Refusal =
  | { kind: "not-found"; said: string; nearest: string[] }
  | { kind: "not-allowed"; why: string }
  | { kind: "missing"; what: string; example: string };

/** What happened: plain data, no Chinese. `words.ts` of the same skill makes sentences of it. */
export interface Outcome<R extends { kind: string } = { kind: string }> {
  result: R | Refusal;
  shown?: Partial<Shown>;
  undo?: (UndoStep | SplitStep)[];
  /** Done, and nothing takes it back: 「撤销」 right after it says so, and takes back nothing older. */
  final?: true;
  audit?: AuditNote[];
  /** Sent after the words. */
  files?: MadeFile[];
  /** Set to ask before doing: the same plan comes back with `confirmed: true` after 「是」. */
  question?: Question;
}

/** What to say. Several plans' texts are joined in one reply. */
export interface Words {
  text: string;
  cards?: Card[];
  /** The cards say what the text says: where they are shown the text is left out. */
  cardsSayAll?: boolean;
  /** When a card's button led here: the few words that take the place of its buttons (at most 10 characters). */
  settled?: string;
}

export interface PlanSpec {
  kind: string;
  schema: z.ZodObject;
  /** For people and for the model: what it does, in one short Chinese sentence. */
  help: string;
  /** Sentences that mean this plan: help text, the model's examples and golden tests. */
  examples: string[];
  /** read: runs. write: runs, can be undone. ask-first: outward, bulk or irreversible, asks before. */
  effect: "read" | "write" | "ask-first";
  /** Whether `who` names a customer that dispatch resolves before the handler runs. */
  who: "required" | "optional" | "none";
}

export interface Skill {
  name: string;
  plans: PlanSpec[];
  handle(turn: Turn, plan: Plan, customer: CustomerRef | null): Promise<Outcome>;
  words(result: { kind: string }, turn: Pick<Turn, "now" | "zone" | "today" | "staff">): Words;
  /** Whom a plan that points to something of hers (第二条) is about, by id; null where that is nobody, or not clear. */
  whose?(turn: Turn, plan: Plan): Promise<string | null>;
  /** What a pressed card button of this skill means; keys are "<skill>:<verb>:<id>". */
  button?(key: string, selected: Record<string, string[]>): Plan | null;
}
