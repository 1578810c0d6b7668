// externalcontact/*: who follows whom, as the platform tells it. Birthdays and purchases are not here, and never were.
import type { Customer, Follower } from "../state.ts";
import { findMember, findTag, keyOf } from "../state.ts";
import { seconds, type World } from "../world.ts";
import type { ApiCalls, Call } from "./gate.ts";
import { limitOf, listOf, pageOf, Refusal, readCursor, textOf, writeCursor } from "./refusal.ts";

const followersPerPage = 500;
const usersPerBatch = 100;

export function customerCalls(world: World): ApiCalls {
  return {
    "externalcontact/get_follow_user_list": {
      method: "GET",
      handle() {
        const active = Object.values(world.state.members).filter((each) => each.status === 1);
        return { follow_user: active.map((each) => each.userId) };
      },
    },
    "externalcontact/list": {
      method: "GET",
      handle({ query }) {
        if (!query.userid || !findMember(world.state, query.userid)) throw new Refusal(40003);
        const own = customersOf(world, query.userid);
        if (own.length === 0) throw new Refusal(84061);
        return { external_userid: own.map((each) => each.externalId) };
      },
    },
    "externalcontact/get": { method: "GET", handle: (call) => getOne(world, call) },
    "externalcontact/batch/get_by_user": { method: "POST", handle: (call) => getByUser(world, call) },
    "externalcontact/remark": { method: "POST", handle: (call) => setRemark(world, call) },
  };
}

export function customersOf(world: World, userId: string): Customer[] {
  world.followIndex ??= indexFollowers(Object.values(world.state.customers));
  return world.followIndex.get(keyOf(userId)) ?? [];
}

function indexFollowers(customers: Customer[]): Map<string, Customer[]> {
  const index = new Map<string, Customer[]>();
  for (const customer of customers) {
    for (const { userId } of customer.followers) {
      const own = index.get(keyOf(userId));
      if (own) own.push(customer);
      else index.set(keyOf(userId), [customer]);
    }
  }
  return index;
}

export function findFollower(customer: Customer, userId: string): Follower | null {
  return customer.followers.find((each) => keyOf(each.userId) === keyOf(userId)) ?? null;
}

/** The pair must exist: 40003 for the member, 40096 for the customer, 84061 for the relation. */
export function getRelation(world: World, userId: unknown, externalId: unknown) {
  if (!textOf(externalId)) throw new Refusal(41035);
  const member = findMember(world.state, textOf(userId));
  if (!member) throw new Refusal(40003);
  const customer = world.state.customers[textOf(externalId)];
  if (!customer) throw new Refusal(40096);
  const follower = findFollower(customer, member.userId);
  if (!follower) throw new Refusal(84061);
  return { member, customer, follower };
}

function getOne(world: World, { query }: Call): Record<string, unknown> {
  if (!query.external_userid) throw new Refusal(41035);
  const customer = world.state.customers[query.external_userid];
  if (!customer) throw new Refusal(40096);
  if (customer.followers.length === 0) throw new Refusal(84061);
  const { page, nextCursor } = pageOf(customer.followers, query.cursor, followersPerPage);
  const answer: Record<string, unknown> = {
    external_contact: contact(customer),
    follow_user: page.map((each) => followUser(world, each)),
  };
  if (nextCursor) answer.next_cursor = nextCursor;
  return answer;
}

/**
 * Pages may come out empty with a cursor: that is legal and a caller must go on. Here the page before the last member's
 * customers is such a page whenever several members are asked for at once.
 */
function getByUser(world: World, { body }: Call): Record<string, unknown> {
  const users = listOf(body.userid_list).map((each) => textOf(each));
  if (users.length < 1 || users.length > usersPerBatch) throw new Refusal(40058, "invalid userid_list size");
  for (const user of users) if (!findMember(world.state, user)) throw new Refusal(40003);
  const limit = limitOf(body.limit, 50, 100);
  const { start, empty } = readBatchCursor(textOf(body.cursor));
  const total = users.reduce((sum, user) => sum + customersOf(world, user).length, 0);
  const page = empty ? [] : pairsFrom(world, users, { start, limit });
  const next = start + page.length;
  const emptyPageNext = !empty && users.length > 1 && start === 0 && next < total;
  return {
    external_contact_list: page.map(({ customer, follower }) => ({
      external_contact: contact(customer),
      follow_info: followInfo(follower),
    })),
    next_cursor: next < total ? (emptyPageNext ? `empty.${writeCursor(next)}` : writeCursor(next)) : "",
  };
}

/** One after the other, as if all members' lists were laid end to end. */
function pairsFrom(world: World, users: string[], { start, limit }: { start: number; limit: number }) {
  const pairs: { customer: Customer; follower: Follower }[] = [];
  let skip = start;
  for (const user of users) {
    const own = customersOf(world, user);
    for (const customer of own.slice(skip, skip + limit - pairs.length)) {
      pairs.push({ customer, follower: findFollower(customer, user)! });
    }
    skip = Math.max(0, skip - own.length);
    if (pairs.length >= limit) break;
  }
  return pairs;
}

function readBatchCursor(cursor: string): { start: number; empty: boolean } {
  if (!cursor) return { start: 0, empty: false };
  const empty = cursor.startsWith("empty.");
  return { start: readCursor(empty ? cursor.slice("empty.".length) : cursor), empty };
}

function contact(customer: Customer): Record<string, unknown> {
  const { externalId, name, gender } = customer;
  return { external_userid: externalId, name, avatar: "", type: 1, gender };
}

function followUser(world: World, follower: Follower): Record<string, unknown> {
  const tags = follower.tags.flatMap((id) => {
    const found = findTag(world.state, id);
    return found ? [{ group_name: found.group.name, tag_name: found.tag.name, tag_id: id, type: 1 }] : [];
  });
  return { ...common(follower), tags };
}

/** The batch call gives tags as ids only. */
function followInfo(follower: Follower): Record<string, unknown> {
  return { ...common(follower), tag_id: follower.tags };
}

function common(follower: Follower): Record<string, unknown> {
  const answer: Record<string, unknown> = {
    userid: follower.userId,
    remark: follower.remark,
    description: follower.description,
    createtime: seconds(follower.addedAt),
    remark_mobiles: follower.remarkMobiles,
    oper_userid: follower.userId,
    add_way: follower.addWay,
  };
  if (follower.state) answer.state = follower.state;
  return answer;
}

function setRemark(world: World, { body }: Call): Record<string, unknown> {
  const { customer, follower } = getRelation(world, body.userid, body.external_userid);
  const fields = ["remark", "description", "remark_company", "remark_mobiles", "remark_pic_mediaid"];
  if (fields.every((field) => body[field] === undefined)) throw new Refusal(40063);
  const tooLong = (field: string, max: number) => [...textOf(body[field])].length > max;
  if (tooLong("remark", 20) || tooLong("description", 150) || tooLong("remark_company", 20)) throw new Refusal(40058);
  if (body.remark !== undefined) follower.remark = textOf(body.remark);
  if (body.description !== undefined) follower.description = textOf(body.description);
  if (body.remark_mobiles !== undefined) {
    // The list overwrites; [""] is the way to empty it.
    follower.remarkMobiles = listOf(body.remark_mobiles)
      .map((each) => textOf(each))
      .filter((each) => each !== "");
  }
  customer.changed = true;
  world.tell({ kind: "customer", externalId: customer.externalId, entry: null });
  return {};
}
