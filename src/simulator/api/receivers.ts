// touser, toparty, totag: who of them exists, and the lists of those who do not.
import type { Department, Member } from "../state.ts";
import { findMember, keyOf } from "../state.ts";
import type { World } from "../world.ts";
import { Refusal, textOf } from "./refusal.ts";

const usersMax = 1_000;
const partiesMax = 100;

export interface Receivers {
  members: Member[];
  invalidUsers: string[];
  invalidParties: string[];
  invalidTags: string[];
}

export function receiversOf(world: World, body: Record<string, unknown>): Receivers {
  const users = split(body.touser);
  const parties = split(body.toparty);
  const tags = split(body.totag);
  if (users.length + parties.length + tags.length === 0) throw new Refusal(82001);
  if (users.includes("@all")) {
    return { members: reachable(world), invalidUsers: [], invalidParties: [], invalidTags: [] };
  }
  if (users.length > usersMax) throw new Refusal(40032);
  if (parties.length > partiesMax) throw new Refusal(82002);
  if (tags.length > partiesMax) throw new Refusal(82003);

  const found = new Map<string, Member>();
  const invalidUsers: string[] = [];
  for (const user of users) {
    const member = findMember(world.state, user);
    if (member && isReachable(member)) found.set(member.userId, member);
    else invalidUsers.push(user.toLowerCase());
  }
  const invalidParties: string[] = [];
  for (const party of parties) {
    const inside = departmentsUnder(world.state.departments, Number(party));
    if (inside.length === 0) invalidParties.push(party);
    const ids = new Set(inside.map((each) => each.id));
    for (const member of reachable(world)) {
      if (member.departmentIds.some((id) => ids.has(id))) found.set(member.userId, member);
    }
  }
  const receivers = { members: [...found.values()], invalidUsers, invalidParties, invalidTags: tags };
  const allInvalid = invalidUsers.length === users.length && invalidParties.length === parties.length;
  if (allInvalid) throw new Refusal(81013, undefined, invalidLists(receivers));
  return receivers;
}

/** message/send answers strings joined by "|"; update_template_card answers arrays. */
export function invalidLists(receivers: Receivers): Record<string, string> {
  const lists: Record<string, string> = {};
  if (receivers.invalidUsers.length > 0) lists.invaliduser = receivers.invalidUsers.join("|");
  if (receivers.invalidParties.length > 0) lists.invalidparty = receivers.invalidParties.join("|");
  if (receivers.invalidTags.length > 0) lists.invalidtag = receivers.invalidTags.join("|");
  return lists;
}

export function departmentsUnder(all: Department[], id: number): Department[] {
  const root = all.find((each) => each.id === id);
  if (!root) return [];
  const inside = [root];
  // The list grows while it is walked: each department once, so a cycle in the data cannot hang it.
  for (const parent of inside) {
    for (const each of all) if (each.parentId === parent.id && !inside.includes(each)) inside.push(each);
  }
  return inside;
}

export function membersUnder(world: World, parties: unknown[]): string[] {
  const ids = new Set(
    parties.flatMap((each) => departmentsUnder(world.state.departments, Number(each))).map((each) => each.id),
  );
  const inside = reachable(world).filter((each) => each.departmentIds.some((id) => ids.has(id)));
  return inside.map((each) => keyOf(each.userId));
}

/** Not activated (4) is a valid receiver whose phone stays silent; disabled and gone are invalid. */
function isReachable(member: Member): boolean {
  return member.status === 1 || member.status === 4;
}

function reachable(world: World): Member[] {
  return Object.values(world.state.members).filter(isReachable);
}

function split(value: unknown): string[] {
  return textOf(value)
    .split("|")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
