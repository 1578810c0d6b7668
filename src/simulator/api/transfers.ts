// transfer_customer and its result: the customer has a day to refuse, then the hand-over is done.
import type { Customer, Transfer } from "../state.ts";
import { findMember, keyOf } from "../state.ts";
import { addCustomerEntry, seconds, type World } from "../world.ts";
import { findFollower } from "./customers.ts";
import type { ApiCalls, Call } from "./gate.ts";
import { listOf, pageOf, Refusal, textOf } from "./refusal.ts";

const dayMs = 24 * 3_600_000;
const perCall = 100;
const transfersIn90Days = 2;

export function transferCalls(world: World): ApiCalls {
  const calls: ApiCalls = {};
  for (const prefix of ["externalcontact/", "externalcontact/resigned/"]) {
    const resigned = prefix.includes("resigned");
    calls[`${prefix}transfer_customer`] = { method: "POST", handle: (call) => transfer(world, call, resigned) };
    calls[`${prefix}transfer_result`] = { method: "POST", handle: (call) => result(world, call) };
  }
  return calls;
}

function transfer(world: World, { body }: Call, resigned: boolean): Record<string, unknown> {
  const from = findMember(world.state, textOf(body.handover_userid));
  const to = findMember(world.state, textOf(body.takeover_userid));
  if (!from || !to || to.status !== 1) throw new Refusal(40003);
  if (from === to) throw new Refusal(40130);
  if (resigned && from.status !== 5) throw new Refusal(40097, "handover member has not resigned");
  const ids = listOf(body.external_userid).map((each) => textOf(each));
  if (ids.length < 1 || ids.length > perCall) throw new Refusal(40058);
  const message = textOf(body.transfer_success_msg);
  if ([...message].length > 200) throw new Refusal(40058);
  const customer = ids.map((id) => ({ external_userid: id, errcode: startOne(world, id, from.userId, to.userId) }));
  world.tell({ kind: "people" });
  return { customer };
}

function startOne(world: World, externalId: string, from: string, to: string): number {
  settleDue(world);
  const customer = world.state.customers[externalId];
  if (!customer) return 40096;
  if (!findFollower(customer, from)) return 40131;
  const earlier = world.state.transfers.filter((each) => each.externalId === externalId);
  if (earlier.some((each) => each.status === 2)) return 40100;
  const since = world.now().getTime() - 90 * dayMs;
  if (earlier.filter((each) => Date.parse(each.at) > since).length >= transfersIn90Days) return 40128;
  world.state.transfers.push({ from, to, externalId, at: world.now().toISOString(), status: 2, doneAt: null });
  const text = `你的专属顾问将由 ${to} 接替，24 小时内可以拒绝`;
  addCustomerEntry(world, externalId, { staffId: from, from: "staff", how: "notice", text });
  return 0;
}

function result(world: World, { body }: Call): Record<string, unknown> {
  settleDue(world);
  const [from, to] = [keyOf(textOf(body.handover_userid)), keyOf(textOf(body.takeover_userid))];
  const all = world.state.transfers.filter((each) => keyOf(each.from) === from && keyOf(each.to) === to);
  const { page, nextCursor } = pageOf(all, body.cursor, 1_000);
  return {
    customer: page.map((each) => ({
      external_userid: each.externalId,
      status: each.status,
      takeover_time: each.doneAt ? seconds(each.doneAt) : 0,
    })),
    next_cursor: nextCursor,
  };
}

/** A day without refusal completes the hand-over. */
function settleDue(world: World): void {
  const due = world.now().getTime() - dayMs;
  for (const each of world.state.transfers) {
    if (each.status === 2 && Date.parse(each.at) <= due) completeTransfer(world, each);
  }
}

export function completeTransfer(world: World, transfer: Transfer): void {
  const customer = world.state.customers[transfer.externalId];
  transfer.status = 1;
  transfer.doneAt = world.now().toISOString();
  if (customer) moveFollower(customer, transfer);
  world.tell({ kind: "people" });
}

function moveFollower(customer: Customer, { from, to, doneAt }: Transfer): void {
  const old = findFollower(customer, from);
  customer.changed = true;
  customer.followers = customer.followers.filter((each) => each !== old && keyOf(each.userId) !== keyOf(to));
  const remark = old?.remark ?? "";
  const tags = old?.tags ?? [];
  const rest = { description: old?.description ?? "", remarkMobiles: old?.remarkMobiles ?? [], state: "" };
  const follower = { userId: to, remark, tags, addedAt: doneAt!, addWay: 202, deletedByCustomer: false, ...rest };
  customer.followers.push(follower);
}
