// What every handler of complaints needs: the ticket as it is seen now, and the outcome of a write or a look.
import type { CustomerRef, Outcome, Turn, UndoStep } from "../../skill.ts";
import type { ComplaintsResult, SeenTicket } from "./result.ts";
import { isLate } from "./rules.ts";
import type { Ticket } from "./store.ts";

export type Done = Outcome<ComplaintsResult>;

export const DAY_MS = 86_400_000;

/** As long as a sentence that is still read in a list. */
export const EVENT_MAX = 300;

/** Promotions stay away from her: the complaint is open, or was closed and she is not content. */
export function isFrozen(ticket: Ticket, turn: Turn): boolean {
  if (ticket.state !== "closed") return true;
  const { contentFrom } = turn.settings.complaints;
  return ticket.liftedAt === null && ticket.satisfaction !== null && ticket.satisfaction < contentFrom;
}

export function seen(ticket: Ticket, now: Date): SeenTicket {
  return { ...ticket, late: isLate(ticket, now) };
}

/** Undo steps are kept as JSON. */
export function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}

export function written(
  customer: CustomerRef,
  action: string,
  result: ComplaintsResult,
  undo: UndoStep[],
  detail?: Record<string, unknown>,
): Done {
  return {
    result,
    shown: { focus: customer.id },
    undo,
    audit: [{ action, customerId: customer.id, ...(detail ? { detail } : {}) }],
  };
}

export function read(customer: CustomerRef, result: ComplaintsResult): Done {
  return { result, shown: { focus: customer.id }, audit: [{ action: "complaints.show", customerId: customer.id }] };
}
