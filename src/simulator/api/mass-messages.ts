// 企业群发: the API only makes a task; nothing reaches a customer before the member taps 发送 (see phones.ts).
// States: created → (dispatching, 41063 for a moment) → per member 0 → 2, or cancelled; per customer 0 → 1 sent,
// 2 not a friend, 3 the customer has had as many mass messages as the corp's rule allows.
import type { Attachment, Customer, MassMessage, MassStatus } from "../state.ts";
import { findMember, keyOf } from "../state.ts";
import { addCustomerEntry, addPhoneEntry, beijingOffsetMs, newId, seconds, type World } from "../world.ts";
import { customersOf, findFollower } from "./customers.ts";
import type { ApiCalls, Call } from "./gate.ts";
import { getMedia } from "./media.ts";
import { bytesOf, limitOf, listOf, objectOf, pageOf, Refusal, textOf } from "./refusal.ts";

const customersMax = 10_000;
const textBytesMax = 4_000;
const attachmentsMax = 9;
const remindersPerDay = 3;
const dayMs = 24 * 3_600_000;
const listSpanMs = 31 * dayMs;

export function massMessageCalls(world: World): ApiCalls {
  return {
    "externalcontact/add_msg_template": { method: "POST", handle: (call) => create(world, call) },
    "externalcontact/get_groupmsg_list_v2": { method: "POST", handle: (call) => list(world, call) },
    "externalcontact/get_groupmsg_task": { method: "POST", handle: (call) => tasks(world, call) },
    "externalcontact/get_groupmsg_send_result": { method: "POST", handle: (call) => results(world, call) },
    "externalcontact/remind_groupmsg_send": { method: "POST", handle: (call) => remind(world, call) },
    "externalcontact/cancel_groupmsg_send": { method: "POST", handle: (call) => cancel(world, call) },
  };
}

function create(world: World, { body }: Call): Record<string, unknown> {
  if (textOf(body.chat_type, "single") !== "single") throw new Refusal(41048, "no customer group here");
  const { text, attachments } = readMessage(world, body);
  const asked = listOf(body.external_userid).map((each) => textOf(each));
  if (asked.length > customersMax) throw new Refusal(40058, "too many external_userid");
  const { targets, failed } = audience(world, body, asked);
  if (targets.length === 0) throw new Refusal(41048, undefined, failed.length > 0 ? { fail_list: failed } : {});

  const members: MassMessage["members"] = {};
  for (const { userId, externalId } of targets) {
    members[keyOf(userId)] ??= { userId, status: 0, sentAt: null, customers: {} };
    members[keyOf(userId)]!.customers[externalId] = { status: 0, sentAt: null };
  }
  const mass: MassMessage = {
    msgid: newId("msg", 21),
    at: world.now().toISOString(),
    creator: textOf(body.sender),
    text,
    attachments,
    raw: { text: body.text, attachments: body.attachments },
    allowSelect: body.allow_select === true,
    members,
    remindedAt: [],
    cancelledAt: null,
  };
  world.state.mass[mass.msgid] = mass;
  for (const member of Object.values(members)) {
    const customers = Object.keys(member.customers);
    const content = { kind: "mass-task", msgid: mass.msgid, text, attachments, customers, status: "waiting" } as const;
    addPhoneEntry(world, member.userId, { ...content, from: "platform" });
  }
  return { fail_list: failed, msgid: mass.msgid };
}

export function readMessage(world: World, body: Record<string, unknown>): { text: string; attachments: Attachment[] } {
  const text = textOf(objectOf(body.text).content);
  if (bytesOf(text) > textBytesMax) throw new Refusal(45002);
  const raw = listOf(body.attachments).map(objectOf);
  if (raw.length > attachmentsMax) throw new Refusal(41064);
  if (text === "" && raw.length === 0) throw new Refusal(44004);
  return { text, attachments: raw.map((each) => readAttachment(world, each)) };
}

function readAttachment(world: World, raw: Record<string, unknown>): Attachment {
  const type = textOf(raw.msgtype);
  const part = objectOf(raw[type]);
  switch (type) {
    case "image": {
      const mediaId = textOf(part.media_id);
      if (mediaId) getMedia(world, mediaId);
      else if (!textOf(part.pic_url)) throw new Refusal(41006);
      return { type, title: "", url: textOf(part.pic_url), mediaId };
    }
    case "video":
    case "file":
      return { type, title: getMedia(world, textOf(part.media_id)).name, url: "", mediaId: textOf(part.media_id) };
    case "link":
      if (!textOf(part.title) || !textOf(part.url)) throw new Refusal(42028);
      if (bytesOf(textOf(part.title)) > 128 || bytesOf(textOf(part.url)) > 2_048) throw new Refusal(45002);
      return { type, title: textOf(part.title), url: textOf(part.url), mediaId: "" };
    case "miniprogram":
      getMedia(world, textOf(part.pic_media_id));
      if (!textOf(part.appid)) throw new Refusal(42030);
      return { type, title: textOf(part.title), url: textOf(part.page), mediaId: textOf(part.pic_media_id) };
    default:
      throw new Refusal(41065);
  }
}

interface Target {
  userId: string;
  externalId: string;
}

function audience(
  world: World,
  body: Record<string, unknown>,
  asked: string[],
): { targets: Target[]; failed: string[] } {
  const sender = textOf(body.sender);
  const groups = listOf(objectOf(body.tag_filter).group_list).map((each) =>
    listOf(objectOf(each).tag_list).map((tag) => textOf(tag)),
  );
  if (!sender && asked.length === 0 && groups.length === 0) throw new Refusal(40063);
  if (sender && !findMember(world.state, sender)) throw new Refusal(40003);
  const targets: Target[] = [];
  const failed: string[] = [];
  // external_userid wins over tag_filter.
  if (asked.length > 0) {
    for (const externalId of new Set(asked)) {
      const customer = world.state.customers[externalId];
      const userId = customer ? senderFor(world, customer, sender) : null;
      if (userId) targets.push({ userId, externalId });
      else failed.push(externalId);
    }
    return { targets, failed };
  }
  const pool = sender ? customersOf(world, sender) : Object.values(world.state.customers);
  for (const customer of pool) {
    const userId = senderFor(world, customer, sender);
    if (userId && hasTags(customer, userId, groups)) targets.push({ userId, externalId: customer.externalId });
  }
  return { targets, failed };
}

/** Groups are ANDed, the tags inside one are ORed. */
function hasTags(customer: Customer, userId: string, groups: string[][]): boolean {
  const own = findFollower(customer, userId)?.tags ?? [];
  return groups.every((group) => group.some((tag) => own.includes(tag)));
}

/** With no sender named, the member who last talked with the customer gets the task. */
function senderFor(world: World, customer: Customer, sender: string): string | null {
  if (sender) return findFollower(customer, sender)?.userId ?? null;
  const lastTalk = world.state.customerPhones[customer.externalId]?.at(-1)?.staffId;
  if (lastTalk && findFollower(customer, lastTalk)) return lastTalk;
  return [...customer.followers].sort((a, b) => b.addedAt.localeCompare(a.addedAt))[0]?.userId ?? null;
}

function getMass(world: World, msgid: unknown): MassMessage {
  if (!textOf(msgid)) throw new Refusal(41046);
  const mass = world.state.mass[textOf(msgid)];
  if (!mass) throw new Refusal(41047);
  return mass;
}

function checkDispatched(world: World, mass: MassMessage): void {
  if (isDispatching(world, mass)) throw new Refusal(41063);
}

function isDispatching(world: World, mass: MassMessage): boolean {
  return world.now().getTime() < Date.parse(mass.at) + world.settings.dispatchMs;
}

function list(world: World, { body }: Call): Record<string, unknown> {
  const from = Number(body.start_time);
  const until = Number(body.end_time);
  if (!(from > 0) || !(until >= from) || (until - from) * 1000 > listSpanMs) throw new Refusal(40058);
  const limit = limitOf(body.limit, 50, 100);
  const creator = textOf(body.creator);
  const all = Object.values(world.state.mass).filter((each) => {
    const at = seconds(each.at);
    return at >= from && at <= until && (!creator || keyOf(each.creator) === keyOf(creator));
  });
  const { page, nextCursor } = pageOf(all, body.cursor, limit);
  return {
    group_msg_list: page.map((each) => ({
      msgid: each.msgid,
      creator: each.creator,
      create_time: String(seconds(each.at)),
      create_type: 0,
      ...each.raw,
    })),
    next_cursor: nextCursor,
  };
}

function tasks(world: World, { body }: Call): Record<string, unknown> {
  const mass = getMass(world, body.msgid);
  checkDispatched(world, mass);
  const limit = limitOf(body.limit, 500, 1_000);
  const { page, nextCursor } = pageOf(Object.values(mass.members), body.cursor, limit);
  return {
    task_list: page.map(({ userId, status, sentAt }) => ({
      userid: userId,
      status,
      ...(sentAt ? { send_time: seconds(sentAt) } : {}),
    })),
    next_cursor: nextCursor,
  };
}

function results(world: World, { body }: Call): Record<string, unknown> {
  const mass = getMass(world, body.msgid);
  checkDispatched(world, mass);
  const member = mass.members[keyOf(textOf(body.userid))];
  if (!member) throw new Refusal(40003);
  const limit = limitOf(body.limit, 500, 1_000);
  const { page, nextCursor } = pageOf(Object.entries(member.customers), body.cursor, limit);
  return {
    send_list: page.map(([externalId, { status, sentAt }]) => ({
      external_userid: externalId,
      userid: member.userId,
      status,
      ...(sentAt ? { send_time: seconds(sentAt) } : {}),
    })),
    next_cursor: nextCursor,
  };
}

function remind(world: World, { body }: Call): Record<string, unknown> {
  const mass = getMass(world, body.msgid);
  if (mass.cancelledAt) throw new Refusal(41093);
  const now = world.now().getTime();
  const recent = mass.remindedAt.filter((at) => Date.parse(at) > now - dayMs);
  if (recent.length >= remindersPerDay) throw new Refusal(41094);
  mass.remindedAt = [...recent, world.now().toISOString()];
  for (const member of Object.values(mass.members)) {
    if (member.status === 2) continue;
    addPhoneEntry(world, member.userId, {
      kind: "notice",
      text: "群发助手提醒：有一条群发还没有发送",
      from: "platform",
    });
  }
  return {};
}

function cancel(world: World, { body }: Call): Record<string, unknown> {
  const mass = getMass(world, body.msgid);
  if (mass.cancelledAt) throw new Refusal(41093);
  mass.cancelledAt = world.now().toISOString();
  for (const member of Object.values(mass.members)) {
    if (member.status === 0) showTask(world, member.userId, mass.msgid, { status: "cancelled" });
  }
  return {};
}

interface TaskOutcome {
  status: MassStatus;
  notFriends?: number;
  overCap?: number;
}

function showTask(world: World, userId: string, msgid: string, outcome: TaskOutcome): void {
  const key = keyOf(userId);
  const entry = world.state.phones[key]?.find((each) => each.kind === "mass-task" && each.msgid === msgid);
  if (entry?.kind !== "mass-task") return;
  Object.assign(entry, outcome);
  world.tell({ kind: "entry", userId: key, entry });
}

/** The member's tap on 发送. A task is confirmed once; with allow_select the member may leave customers out. */
export function confirmMass(world: World, userId: string, msgid: string, subset?: string[]): Record<string, number> {
  const mass = getMass(world, msgid);
  const member = mass.members[keyOf(userId)];
  if (!member) throw new Refusal(40003, "this task is another member's");
  if (mass.cancelledAt) throw new Refusal(41093);
  checkDispatched(world, mass);
  if (member.status === 2) throw new Refusal(40058, "already sent");
  if (subset && !mass.allowSelect) throw new Refusal(40058, "allow_select is off for this task");
  const at = world.now().toISOString();
  const statuses: Record<string, number> = {};
  for (const [externalId, line] of Object.entries(member.customers)) {
    if (subset && !subset.includes(externalId)) continue;
    line.status = outcomeFor(world, member.userId, externalId);
    if (line.status === 1) {
      line.sentAt = at;
      const { text, attachments } = mass;
      addCustomerEntry(world, externalId, { staffId: member.userId, from: "staff", how: "mass", text, attachments });
    }
    statuses[externalId] = line.status;
  }
  member.status = 2;
  member.sentAt = at;
  const count = (status: number) => Object.values(statuses).filter((each) => each === status).length;
  showTask(world, member.userId, msgid, { status: "sent", notFriends: count(2), overCap: count(3) });
  return statuses;
}

function outcomeFor(world: World, userId: string, externalId: string): 1 | 2 | 3 {
  const customer = world.state.customers[externalId];
  const follower = customer ? findFollower(customer, userId) : null;
  if (!follower || follower.deletedByCustomer) return 2;
  return massReceived(world, externalId) >= capNow(world) ? 3 : 1;
}

/** Mass messages this customer has had in the window of the corp's rule, from all members together. */
export function massReceived(world: World, externalId: string): number {
  const since = windowStart(world);
  const entries = world.state.customerPhones[externalId] ?? [];
  return entries.filter((each) => each.how === "mass" && Date.parse(each.at) >= since).length;
}

function capNow(world: World): number {
  switch (world.settings.customerCap) {
    case "month-days": {
      const local = new Date(world.now().getTime() + beijingOffsetMs);
      return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
    }
    case "week-7":
      return 7;
    case "day-1":
      return 1;
  }
}

function windowStart(world: World): number {
  const local = new Date(world.now().getTime() + beijingOffsetMs);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  const mondayBack = (local.getUTCDay() + 6) % 7;
  const first = { "month-days": 1, "week-7": day - mondayBack, "day-1": day }[world.settings.customerCap];
  return Date.UTC(year, month, first) - beijingOffsetMs;
}
