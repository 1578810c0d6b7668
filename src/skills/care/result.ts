// What the handlers of this skill answer with, and a message as shown.
import type { Day } from "../../calendar/day.ts";
import type { CareState } from "../../db/generated/client.ts";
import type { AnswerHours } from "../contact/answer-hours.ts";
import type { ContactKind, Verdict } from "../contact/gate.ts";
import type { Basis } from "./draft.ts";
import type { EffectRow } from "./effect-store.ts";
import type { Finding } from "./lint.ts";
import type { Template, TemplateFault } from "./templates.ts";

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
  /** What is known of her that the words build on. */
  basis: readonly Basis[];
  /** When of a day she usually answers. */
  answers: AnswerHours | null;
}

export type ApproveEnd =
  | { kind: "queued"; view: MessageView }
  /** As soon as what is less important, and was not sent yet, is withdrawn. */
  | { kind: "once-free"; view: MessageView; lesser: readonly ContactKind[] }
  | { kind: "by-hand"; view: MessageView }
  | { kind: "later"; view: MessageView; verdict: Extract<Verdict, { verdict: "later" }> }
  | { kind: "never"; view: MessageView; verdict: Extract<Verdict, { verdict: "never" }> }
  | { kind: "lint"; view: MessageView }
  | { kind: "changed"; view: MessageView }
  | { kind: "settled"; view: MessageView }
  | { kind: "early"; view: MessageView; when: Date }
  | { kind: "not-mine"; view: MessageView };

export interface SwitchTold {
  kind: "switched" | "ask-switch";
  scope: "customer" | "mine" | "shop";
  name: string | null;
  /** For all shops. */
  house: boolean;
  occasion: string;
  festival: string | null;
  on: boolean;
}

export interface TemplateTold {
  occasion: string;
  festival: string | null;
  body: string;
  preview: { name: string; text: string; findings: Finding[] };
}

export type CareResult =
  | { kind: "drafted"; view: MessageView; names: Record<string, string>; again: boolean }
  | { kind: "edited"; view: MessageView; names: Record<string, string>; same: boolean }
  | { kind: "already"; view: MessageView }
  | { kind: "refused"; name: string; occasion: ContactKind; verdict: Verdict; names: Record<string, string> }
  | { kind: "no-wording"; name: string; occasion: ContactKind }
  | { kind: "ask-approve"; views: MessageView[] }
  | { kind: "approved"; ends: ApproveEnd[]; names: Record<string, string> }
  | { kind: "all-dismissed"; names: string[] }
  | { kind: "dismissed"; view: MessageView; before: CareState }
  | { kind: "listed"; of: "waiting" | "sent" | "refused"; views: MessageView[]; total: number }
  | { kind: "ask-mark"; views: MessageView[] }
  | { kind: "marked"; views: MessageView[] }
  | SwitchTold
  | {
      kind: "templates";
      occasion: string | null;
      festival: string | null;
      templates: readonly Template[];
      total: number;
      counts: { occasion: string; count: number }[];
      mayChange: boolean;
    }
  | { kind: "no-template"; occasion: string; total: number }
  | { kind: "template-fault"; fault: TemplateFault; body: string }
  | (TemplateTold & { kind: "template-lint" | "ask-template" })
  | (TemplateTold & { kind: "template-set"; version: number })
  | {
      kind: "ask-template-state" | "template-state";
      occasion: string;
      action: "stop" | "restore";
      body: string;
      house: boolean;
    }
  | { kind: "not-yours"; what: "template" | "shop-switch" }
  | {
      kind: "effects";
      occasion: ContactKind | null;
      days: number;
      rows: (EffectRow & { body: string | null })[];
    }
  | { kind: "which"; views: MessageView[] }
  | { kind: "nothing-waiting" }
  /** Her customer is a colleague's by now, and the draft with her. */
  | { kind: "handed-on"; customer: string; staff: string };

/** So many are read in one reply. */
export const LIST_MAX = 5;
