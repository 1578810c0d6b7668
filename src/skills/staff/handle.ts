// What is done for each plan about colleagues: who am I, who is here, and handing a customer over, which asks first.
import { z } from "zod";
import { Bug, unreachable } from "../../errors.ts";
import type { CustomerRef, Outcome, Plan, StaffMember, Turn, UndoStep } from "../../skill.ts";
import { type HandOverResult, handOver, tellPackage } from "./handle-handover.ts";
import { mayAdd, scopeOf } from "./newcomer.ts";
import { addPlan, assignPlan, handOverPlan, listPlan, whoamiPlan } from "./plan.ts";
import { colleagueMeant, mayAssign, refusesTarget } from "./rules.ts";
import {
  addStaff,
  type Colleague,
  countCustomers,
  findStores,
  listColleagues,
  loadStaff,
  moveCustomer,
  openWork,
} from "./store.ts";
import { addTransfers } from "./transfer-store.ts";

export type StaffResult =
  | HandOverResult
  | { kind: "me"; member: StaffMember; storeName: string | null; customers: number }
  | { kind: "colleagues"; storeName: string | null; colleagues: Colleague[] }
  | { kind: "assign-asked"; customer: string; to: string; followUps: number; drafts: number }
  | { kind: "assigned"; customer: string; to: string; followUps: number; drafts: number }
  | { kind: "already-hers"; customer: string; to: string }
  | { kind: "add-asked" | "added"; name: string; account: string; role: StaffMember["role"]; storeName: string | null }
  | { kind: "known-already"; name: string; account: string };

const anyPlan = z.discriminatedUnion("kind", [whoamiPlan, listPlan, assignPlan, addPlan, handOverPlan]);
type AssignPlan = z.infer<typeof assignPlan>;

export async function handle(turn: Turn, asked: Plan, customer: CustomerRef | null): Promise<Outcome<StaffResult>> {
  const plan = anyPlan.parse(asked);
  switch (plan.kind) {
    case "staff.whoami":
      return whoami(turn);
    case "staff.list":
      return list(turn, plan.store);
    case "staff.hand-over":
      return handOver(turn, plan);
    case "staff.assign":
      if (!customer) throw new Bug("a plan about a customer came without one");
      return assign(turn, plan, customer);
    case "staff.add":
      return add(turn, plan);
    default:
      return unreachable(plan);
  }
}

/** Asks first: who is on the list sees customers. */
async function add(turn: Turn, plan: z.infer<typeof addPlan>): Promise<Outcome<StaffResult>> {
  const { account, name, role } = plan;
  const example = "加同事 zhangsan 张珊 导购";
  if (account === null) return { result: { kind: "missing", what: "账号", example } };
  if (name === null) return { result: { kind: "missing", what: "名字", example } };
  const stores = await findStores(turn.tx);
  const meant = plan.store === null ? null : colleagueMeant(plan.store, stores);
  if (meant !== null && meant.kind !== "one")
    return {
      result: {
        kind: "not-found",
        said: plan.store ?? "",
        nearest: stores.slice(0, NEAREST_MAX).map((one) => one.name),
      },
    };
  const only = stores.length === 1 ? (stores[0]?.id ?? null) : null;
  const storeId = meant?.one.id ?? turn.staff.storeId ?? only;
  if (!mayAdd(turn.staff)) return { result: { kind: "not-allowed", why: "role" } };
  const storeName = stores.find((store) => store.id === storeId)?.name ?? null;
  const known = await loadStaff(turn.tx, account);
  if (known) return { result: { kind: "known-already", name: known.name, account } };
  const told = { name, account, role, storeName };
  if (!plan.confirmed)
    return { result: { kind: "add-asked", ...told }, question: { kind: "confirm", what: `${name} ${account}` } };
  await addStaff(turn.tx, { id: account, name, role, scope: scopeOf(role), storeId });
  return {
    result: { kind: "added", ...told },
    audit: [{ action: "staff.add", customerId: null, detail: { account, role, storeId } }],
  };
}

async function whoami(turn: Turn): Promise<Outcome<StaffResult>> {
  const stores = await findStores(turn.tx);
  const customers = await countCustomers(turn.tx);
  const storeName = stores.find((store) => store.id === turn.staff.storeId)?.name ?? null;
  return { result: { kind: "me", member: turn.staff, storeName, customers } };
}

async function list(turn: Turn, said: string | null): Promise<Outcome<StaffResult>> {
  const stores = await findStores(turn.tx);
  const meant = said === null ? null : colleagueMeant(said.replace(/(我们|咱们|本)店?/u, ""), stores);
  if (meant?.kind === "nobody" && said !== null && !/我们|咱们|本店/u.test(said))
    return { result: { kind: "not-found", said, nearest: stores.slice(0, NEAREST_MAX).map((store) => store.name) } };
  const mine = stores.find((store) => store.id === turn.staff.storeId) ?? null;
  const store = meant?.kind === "one" ? meant.one : mine;
  const colleagues = await listColleagues(turn.tx, store === null ? null : [store.id]);
  return { result: { kind: "colleagues", storeName: store?.name ?? null, colleagues } };
}
const NEAREST_MAX = 5;

async function assign(turn: Turn, plan: AssignPlan, customer: CustomerRef): Promise<Outcome<StaffResult>> {
  if (!mayAssign(turn.staff)) return { result: { kind: "not-allowed", why: "role" } };
  const colleagues = await listColleagues(turn.tx, null);
  const meant = colleagueMeant(/^(我|自己)$/u.test(plan.to) ? turn.staff.id : plan.to, colleagues);
  const work = await openWork(turn.tx, customer.id);

  if (meant.kind !== "one")
    return {
      result: {
        kind: "not-found",
        said: plan.to,
        nearest: meant.kind === "several" ? meant.names : near(turn, colleagues),
      },
    };
  const to = meant.one;
  const why = refusesTarget(turn.staff, to);
  if (why) return { result: { kind: "not-allowed", why } };
  const named = { customer: customer.name, to: to.name };
  if (customer.ownerId === to.id) return { result: { kind: "already-hers", ...named } };
  const moving = { followUps: work.followUps.length, drafts: work.drafts.length };
  if (!plan.confirmed)
    return {
      result: { kind: "assign-asked", ...named, ...moving },
      question: { kind: "confirm", what: `${customer.name} → ${to.name}` },
    };

  const owner = colleagues.find((one) => one.id === customer.ownerId)?.name ?? null;
  await tellPackage(turn, { customerId: customer.id, from: owner, toId: to.id });
  const asked = await addTransfers(
    turn.tx,
    { customerId: customer.id },
    { to: to.id, byId: turn.staff.id, now: turn.now },
  );
  await moveCustomer(turn.tx, customer.id, { staffId: to.id, storeId: to.storeId ?? customer.storeId }, work);
  return {
    result: { kind: "assigned", ...named, ...moving },
    undo: [
      ...asked.map((id): UndoStep => ({ op: "delete", table: "transfer", where: { id, state: "waiting" } })),
      ...undoOf(customer, work),
    ],
    audit: [{ action: "staff.assign", customerId: customer.id, detail: { from: customer.ownerId, to: to.id } }],
  };
}

function near(turn: Turn, colleagues: readonly Colleague[]): string[] {
  const mine = colleagues.filter((one) => one.storeId === turn.staff.storeId);
  return (mine.length > 0 ? mine : colleagues).slice(0, NEAREST_MAX).map((one) => one.name);
}

function undoOf(customer: CustomerRef, work: Awaited<ReturnType<typeof openWork>>): UndoStep[] {
  const back = (table: "followUp" | "careMessage", rows: readonly { id: string; staffId: string }[]) =>
    rows.map(({ id, ...before }): UndoStep => ({ op: "restore", table, where: { id }, before }));
  return [
    {
      op: "restore",
      table: "customer",
      where: { id: customer.id },
      before: { ownerId: customer.ownerId, storeId: customer.storeId },
    },
    ...back("followUp", work.followUps),
    ...back("careMessage", work.drafts),
    ...work.complaints.map(
      (row): UndoStep => ({
        op: "restore",
        table: "complaint",
        where: { id: row.id },
        before: { assigneeId: row.assigneeId },
      }),
    ),
  ];
}
