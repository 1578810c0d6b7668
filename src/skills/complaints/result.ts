// What can come of what was said about a complaint: plain data, made into sentences by words.ts.

import type { z } from "zod";
import type { progressPlan } from "./plan.ts";
import type { CauseShare } from "./rules.ts";
import type { CauseFacts, StoredEvent, Ticket } from "./store.ts";

export type SeenTicket = Ticket & { late: boolean };

export type ComplaintsResult =
  | { kind: "opened"; ticket: SeenTicket; missing: ("content" | "demand")[]; before: number; mine: boolean }
  | { kind: "added"; ticket: SeenTicket; slot: z.infer<typeof progressPlan>["slot"]; text: string; first: boolean }
  | { kind: "told-more"; ticket: SeenTicket; what: string }
  | { kind: "none"; name: string }
  | { kind: "closing"; ticket: SeenTicket; missing: ("cause" | "satisfaction")[] }
  | { kind: "closed"; ticket: SeenTicket; frozen: boolean; askOn: string; sameCause: number; cause: string }
  | { kind: "already-closed"; ticket: SeenTicket }
  | { kind: "surveyed"; name: string; score: number; before: number | null; frozen: boolean; freed: boolean }
  | { kind: "shown"; ticket: SeenTicket; events: StoredEvent[]; frozen: boolean }
  | {
      kind: "listed";
      of: "open" | "late" | "closed" | "all";
      tickets: (SeenTicket & { last: string | null })[];
      total: number;
    }
  | { kind: "causes"; from: string; to: string; shares: CauseShare[]; facts: CauseFacts }
  | { kind: "reassigned"; ticket: SeenTicket; to: string; same: boolean }
  | { kind: "lifted"; name: string; was: boolean }
  | { kind: "gift"; name: string; what: string; fen: number; leftFen: number | null }
  | {
      kind: "gift-refused";
      name: string;
      what: string;
      fen: number;
      limitFen: number;
      why: "too-dear" | "used-up";
      leftFen: number;
    }
  | { kind: "gift-value"; name: string; what: string }
  | { kind: "budget"; spentFen: number; budget: { perGiftFen: number; perMonthFen: number } | null };
