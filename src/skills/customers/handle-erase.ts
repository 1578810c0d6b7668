// Erasing one customer at her wish: a manager or head office, after typing a number, for good.
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { normalise } from "../../understanding/parser/normalise.ts";
import { countGoing, erase, type Going } from "./erase-store.ts";
import { surnameOf, titledName, withoutTitle } from "./names.ts";
import type { ErasePlan } from "./plan.ts";
import { deciders } from "./twins-store.ts";

export type EraseResult =
  | { kind: "erase-asked"; name: string; going: Going; number: number }
  | { kind: "erased"; going: Going }
  | { kind: "erase-not-yours"; name: string; to: string[] };

export async function eraseCustomer(
  turn: Turn,
  { who, confirmed }: ErasePlan,
  customer: CustomerRef,
): Promise<Outcome<EraseResult>> {
  const { tx, staff, vault, messageId, now } = turn;
  if (staff.role === "associate") {
    const to = await deciders(tx, staff.storeId);
    return { result: { kind: "erase-not-yours", name: customer.name, to: to.map(({ name }) => name) } };
  }
  const going = await countGoing(tx, customer.id);
  if (going === null) return gone(customer);
  if (isAnothersName(who, [customer.name, ...going.aliases]))
    return { result: { kind: "not-found", said: who, nearest: [customer.name] } };
  if (!confirmed) {
    const number = numberOf(going);
    return {
      result: { kind: "erase-asked", name: customer.name, going, number },
      // By id, so that the answer holds no name.
      question: { kind: "confirm", what: "erase", type: number, with: { who: `#id:${customer.id}` } },
    };
  }
  if (!(await erase(tx, { id: customer.id, vault, messageId, now }))) return gone(customer);
  const { orders, visits } = going;
  return {
    result: { kind: "erased", going },
    shown: { focus: null, customers: [], careMessages: [], followUps: [], find: null },
    audit: [{ action: "customers.erase", customerId: customer.id, detail: { orders, visits } }],
  };
}

/** Found because it sounds or looks alike: good enough to look at somebody, not to erase her. */
function isAnothersName(said: string, names: readonly string[]): boolean {
  const { text } = normalise(said);
  if (surnameOf(text) === null || titledName(text) !== null || names.includes(text)) return false;
  return !names.includes(withoutTitle(text) ?? text);
}

/** Everything that goes, her own record included. */
function numberOf({ facts, notes, messages, followUps, complaints }: Going): number {
  return 1 + facts + notes + messages + followUps + complaints;
}

function gone({ name }: CustomerRef): Outcome<EraseResult> {
  return { result: { kind: "not-found", said: name, nearest: [] } };
}
