// Why a customer stays away, as far as the house can tell. Pure.
import type { CustomerFacts } from "./facts-store.ts";
import type { Cause } from "./templates.ts";

/**
 * A complaint after her last purchase means the service; a known liking gives something to win her with, where she was
 * a customer of some standing; else her needs changed and she is only asked how she is.
 */
export function causeOf(of: Pick<CustomerFacts, "complaintClosedAt" | "lastOrderAt">): Cause {
  const { complaintClosedAt, lastOrderAt } = of;
  return complaintClosedAt !== null && (lastOrderAt === null || complaintClosedAt > lastOrderAt) ? "service" : "need";
}
