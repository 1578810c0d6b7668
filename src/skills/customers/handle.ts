// What is done for each plan about customers. Dispatch has zod-checked the plan and resolved who is meant.

import { z } from "zod";
import { Bug, unreachable } from "../../errors.ts";
import type { CustomerRef, Outcome, Plan, Turn } from "../../skill.ts";
import { brief, type CardResult, showCard } from "./card.ts";
import { type FindResult, find } from "./find.ts";
import { type ClaimResult, settle } from "./handle-claims.ts";
import { type EraseResult, eraseCustomer } from "./handle-erase.ts";
import { type HistoryResult, readers, timeline, unverified, verify } from "./handle-history.ts";
import { different, type MergeResult, same, takeApart, twins } from "./handle-merge.ts";
import { differentPlan, samePlan, splitPlan, twinsPlan } from "./merge-plan.ts";
import {
  arrivePlan,
  cardPlan,
  createPlan,
  erasePlan,
  findPlan,
  readersPlan,
  settlePlan,
  timelinePlan,
  unverifiedPlan,
  updatePlan,
  verifyPlan,
} from "./plan.ts";
import { create, type RecordResult, update } from "./record.ts";

export type CustomersResult =
  | FindResult
  | CardResult
  | RecordResult
  | MergeResult
  | ClaimResult
  | HistoryResult
  | EraseResult;

const anyPlan = z.discriminatedUnion("kind", [
  findPlan,
  cardPlan,
  arrivePlan,
  createPlan,
  updatePlan,
  twinsPlan,
  samePlan,
  differentPlan,
  splitPlan,
  timelinePlan,
  readersPlan,
  verifyPlan,
  unverifiedPlan,
  settlePlan,
  erasePlan,
]);

export async function handle(turn: Turn, asked: Plan, customer: CustomerRef | null): Promise<Outcome<CustomersResult>> {
  const plan = anyPlan.parse(asked);
  switch (plan.kind) {
    case "customers.find":
      return find(turn, plan);
    case "customers.create":
      return create(turn, plan);
    case "customers.card":
      return showCard(turn, plan, named(customer));
    case "customers.arrive":
      return brief(turn, named(customer));
    case "customers.update":
      return update(turn, plan, named(customer));
    case "customers.twins":
      return twins(turn, plan);
    case "customers.same":
      return same(turn, plan, named(customer));
    case "customers.different":
      return different(turn, plan, named(customer));
    case "customers.split":
      return takeApart(turn, plan.confirmed, named(customer));
    case "customers.timeline":
      return timeline(turn, plan, named(customer));
    case "customers.readers":
      return readers(turn, plan, named(customer));
    case "customers.verify":
      return verify(turn, plan, named(customer));
    case "customers.unverified":
      return unverified(turn, plan);
    case "customers.settle":
      return settle(turn, plan, customer);
    case "customers.erase":
      return eraseCustomer(turn, plan, named(customer));
    default:
      return unreachable(plan);
  }
}

function named(customer: CustomerRef | null): CustomerRef {
  if (!customer) throw new Bug("a plan about a customer came without one");
  return customer;
}
