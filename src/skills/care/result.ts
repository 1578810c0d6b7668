// What the handlers of this skill answer with, and a message as shown.
import type { Day } from "../../calendar/day.ts";
import type { CareState } from "../../db/generated/client.ts";
import type { ContactKind, Verdict } from "../contact/gate.ts";
import type { Finding } from "./lint.ts";

/** A message as shown: the text of today, what the lint says, and whether it may go. */
export interface MessageView {
  id: string;
  name: string;
  occasion: ContactKind;
  text: string;
  hash: string;
  occursOn: Day | null;
  findings: Finding[];
  /** Null in lists and where it was not asked. */
  verdict: Verdict | null;
  state: CareState;
  stateReason: string | null;
  notBefore: Date | null;
  sentAt: Date | null;
}

export type ApproveEnd =
  | { kind: "queued"; view: MessageView }
  | { kind: "by-hand"; view: MessageView }
  | { kind: "later"; view: MessageView; verdict: Extract<Verdict, { verdict: "later" }> }
  | { kind: "never"; view: MessageView; verdict: Extract<Verdict, { verdict: "never" }> }
  | { kind: "lint"; view: MessageView }
  | { kind: "changed"; view: MessageView }
  | { kind: "settled"; view: MessageView }
  | { kind: "early"; view: MessageView; when: Date }
  | { kind: "not-mine"; view: MessageView };

export type CareResult =
  | { kind: "drafted"; view: MessageView; names: Record<string, string>; again: boolean }
  | { kind: "edited"; view: MessageView; names: Record<string, string>; same: boolean }
  | { kind: "already"; view: MessageView }
  | { kind: "refused"; name: string; occasion: ContactKind; verdict: Verdict; names: Record<string, string> }
  | { kind: "no-wording"; name: string; occasion: ContactKind }
  | { kind: "ask-approve"; views: MessageView[] }
  | { kind: "approved"; ends: ApproveEnd[]; names: Record<string, string> }
  | { kind: "dismissed"; view: MessageView; before: CareState }
  | { kind: "listed"; of: "waiting" | "sent" | "refused"; views: MessageView[]; total: number }
  | { kind: "which"; views: MessageView[] }
  | { kind: "nothing-waiting" };

/** So many are read in one reply. */
export const LIST_MAX = 5;
