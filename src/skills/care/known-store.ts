// Loads what is known of customers for writing to them.
import type { Tx } from "../../db/db.ts";
import { staffNames } from "../contact/store.ts";
import { listBenefits } from "../members/member-store.ts";
import { loadFacts, loadTemplates, type SeenFrom } from "./facts-store.ts";
import { type Known, type Seen, viewOf } from "./known.ts";
import type { MessageView } from "./result.ts";
import type { CareMessage } from "./store.ts";

/** `staffId` is who signs: the associate, also where her manager writes. */
export async function knownOf(
  seen: SeenFrom & { tx: Tx },
  of: { customerId: string; staffId: string },
): Promise<Known | null> {
  return (await knownOfAll(seen, [of]))[0] ?? null;
}

/** In the order asked, in a fixed number of queries; null where the customer is out of sight. */
export async function knownOfAll(
  seen: SeenFrom & { tx: Tx },
  all: readonly { customerId: string; staffId: string }[],
): Promise<(Known | null)[]> {
  const { tx } = seen;
  const staffIds = [...new Set(all.map((of) => of.staffId))];
  const customers = await loadFacts(tx, [...new Set(all.map((of) => of.customerId))], seen);
  const names = await staffNames(tx, staffIds);
  const templatesOf = await loadTemplates(tx, staffIds);
  const benefits = await listBenefits(tx);
  return all.map(({ customerId, staffId }) => {
    const customer = customers.get(customerId);
    if (!customer) return null;
    return {
      customer,
      facts: { ...customer.facts, staffName: names[staffId] ?? "" },
      benefits,
      templates: templatesOf(staffId),
    };
  });
}

export async function viewsOf(seen: Seen & { tx: Tx }, messages: readonly CareMessage[]): Promise<MessageView[]> {
  const known = await knownOfAll(seen, messages);
  return messages.flatMap((message, index) => {
    const of = known[index];
    return of ? [viewOf(seen, message, of, null)] : [];
  });
}
