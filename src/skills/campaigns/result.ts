// What came of a wish to write to many: plain data for words.ts.
import type { Finding } from "../care/lint.ts";
import type { Holiday } from "../care/occasions.ts";
import type { MassKind, RsvpPlan } from "./plan.ts";
import type { RefusedGroup } from "./rules.ts";
import type { Tally } from "./store.ts";

/** Who would get it, who would not and why, and how many taps it takes. */
export interface Preflight {
  audience: string;
  as: MassKind;
  total: number;
  receivers: number;
  refused: RefusedGroup[];
  senders: { name: string; count: number; taps: number; me: boolean }[];
  /** As the first of them gets it. */
  text: string;
  /** Each is addressed by name, and each is a tap of its own. */
  personal: boolean;
  /** Confirmed by typing the number. */
  large: boolean;
  /** Of a greeting at a festival. */
  festival: Holiday | null;
  /** Refused for a grievance: may have a kind word instead. */
  softer: number;
}

/** Of one answer, or of those who gave none: how many, and some names. */
export interface GuestGroup {
  count: number;
  names: string[];
}

/** Who comes to an event, who does not, and of whom nothing was heard. */
export interface GuestList {
  event: string;
  /** People, those brought along included. */
  coming: number;
  yes: GuestGroup;
  maybe: GuestGroup;
  no: GuestGroup;
  waiting: GuestGroup;
  /** Asked only for those who have not answered. */
  onlyWaiting: boolean;
  /** How many are on show. */
  shown: number;
}

export type CampaignsResult =
  | { kind: "answered"; name: string; event: string; answer: RsvpPlan["answer"]; party: number | null; before: boolean }
  | { kind: "guests"; list: GuestList }
  | { kind: "no-guests"; event: string | null }
  | { kind: "preflight"; report: Preflight }
  | { kind: "queued"; report: Preflight }
  | { kind: "wording"; text: string; findings: Finding[] }
  | { kind: "nobody"; audience: string }
  | { kind: "too-many"; audience: string; max: number }
  | { kind: "nothing-softer" }
  | { kind: "none" }
  | { kind: "progress"; audience: string; at: Date; cancelled: boolean; rows: Tally[] }
  | { kind: "reminded"; tasks: number; people: number; tooOften: number }
  | { kind: "cancelled"; already: boolean; audience: string };
