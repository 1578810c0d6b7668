// message/send, update_template_card, recall: what an app can put on its members' phones.
import { createHash } from "node:crypto";
import type { Content, Member } from "../state.ts";
import { droppedMax, keyOf, messagesMax, push } from "../state.ts";
import { addPhoneEntry, newId, type World } from "../world.ts";
import { type CardBody, canBeUpdated, checkCard, isInteraction } from "./cards.ts";
import { contentOf } from "./content.ts";
import type { ApiCalls, Call } from "./gate.ts";
import { invalidLists, membersUnder, receiversOf } from "./receivers.ts";
import { listOf, objectOf, Refusal, textOf } from "./refusal.ts";

const duplicateSecondsDefault = 1_800;
const duplicateSecondsMax = 4 * 3_600;
const recallMs = 24 * 3_600_000;
const responseCodeMs = 72 * 3_600_000;

export function messageCalls(world: World): ApiCalls {
  return {
    "message/send": { method: "POST", handle: (call) => sendMessage(world, call) },
    "message/update_template_card": { method: "POST", handle: (call) => updateCard(world, call) },
    "message/recall": { method: "POST", handle: (call) => recall(world, call) },
  };
}

function sendMessage(world: World, { body, drop }: Call): Record<string, unknown> {
  checkAgent(world, body.agentid);
  const receivers = receiversOf(world, body);
  const content = contentOf(world, body);
  if (content.kind === "card") checkNewCard(world, content.card);

  const at = world.now();
  const hash = hashOf(body);
  const earlier = body.enable_duplicate_check === 1 ? findDuplicate(world, hash, body.duplicate_check_interval) : null;
  if (earlier) {
    for (const member of receivers.members) noteDropped(world, member, textOf(body.msgtype), "duplicate");
    return { ...invalidLists(receivers), msgid: earlier.msgid };
  }

  const msgid = newId("", 48);
  const taskId = content.kind === "card" && content.taskId ? content.taskId : null;
  push(
    world.state.messages,
    {
      msgid,
      at: at.toISOString(),
      taskId,
      msgtype: textOf(body.msgtype),
      receivers: receivers.members.map((each) => each.userId),
      hash,
    },
    messagesMax,
  );
  if (taskId) world.state.taskIds[taskId] = msgid;
  for (const member of receivers.members) deliver(world, member, content, msgid, drop);

  const answer: Record<string, unknown> = { ...invalidLists(receivers), msgid };
  if (content.kind === "card" && canBeUpdated(content.card)) {
    answer.response_code = issueResponseCode(world, msgid, content.taskId);
  }
  return answer;
}

export function issueResponseCode(world: World, messageId: string, taskId: string): string {
  const now = world.now().getTime();
  for (const [code, each] of Object.entries(world.state.responseCodes)) {
    if (Date.parse(each.at) + responseCodeMs < now) delete world.state.responseCodes[code];
  }
  const code = newId("", 24);
  world.state.responseCodes[code] = { messageId, taskId, at: world.now().toISOString(), used: false };
  return code;
}

function deliver(world: World, member: Member, content: Content, msgid: string, drop: boolean): void {
  const why = drop ? "fault" : whyDropped(world, member);
  if (why) noteDropped(world, member, content.kind, why);
  else addPhoneEntry(world, member.userId, { ...structuredClone(content), from: "app", messageId: msgid });
}

function whyDropped(world: World, member: Member): "not-activated" | "member-limit" | null {
  if (member.status === 4) return "not-activated";
  return countDelivery(world, member) ? null : "member-limit";
}

/** 30 a minute and 1,000 an hour for one member; what is over is dropped and the app is not told. */
function countDelivery(world: World, member: Member): boolean {
  const now = world.now().getTime();
  const key = keyOf(member.userId);
  const lastHour = (world.state.deliveredAt[key] ?? []).filter((at) => at > now - 3_600_000 && at <= now);
  const lastMinute = lastHour.filter((at) => at > now - 60_000);
  const allowed = lastHour.length < world.settings.memberPerHour && lastMinute.length < world.settings.memberPerMinute;
  if (allowed) lastHour.push(now);
  world.state.deliveredAt[key] = lastHour;
  return allowed;
}

function noteDropped(
  world: World,
  member: Member,
  msgtype: string,
  why: "member-limit" | "duplicate" | "not-activated" | "fault",
): void {
  const at = world.now().toISOString();
  push(world.state.dropped, { at, userId: member.userId, msgtype, why }, droppedMax);
  world.tell({ kind: "faults" });
}

function checkNewCard(world: World, card: CardBody): void {
  if ((isInteraction(card) || card.action_menu) && !world.hasCallback()) throw new Refusal(43012);
  if (card.task_id && world.state.taskIds[card.task_id] !== undefined) {
    throw new Refusal(42014, "invalid task_id: already used by this app");
  }
}

function findDuplicate(world: World, hash: string, interval: unknown) {
  const wanted = Number(interval ?? duplicateSecondsDefault);
  if (!Number.isInteger(wanted) || wanted < 0) throw new Refusal(40058, "invalid duplicate_check_interval");
  const windowMs = Math.min(wanted, duplicateSecondsMax) * 1000;
  const since = world.now().getTime() - windowMs;
  return world.state.messages.findLast((each) => each.hash === hash && Date.parse(each.at) > since) ?? null;
}

/** Receivers and content, whatever the order of the fields. */
function hashOf(body: Record<string, unknown>): string {
  const msgtype = textOf(body.msgtype);
  const same = [body.touser, body.toparty, body.totag, msgtype, body[msgtype]];
  return createHash("sha256").update(JSON.stringify(same)).digest("hex");
}

export function checkAgent(world: World, agentId: unknown): void {
  if (agentId === undefined || agentId === "") throw new Refusal(41011);
  const id = Number(agentId);
  if (!Number.isInteger(id) || id <= 0) throw new Refusal(40056);
  if (id !== world.corp.agentId) throw new Refusal(301002);
}

function updateCard(world: World, { body, drop }: Call): Record<string, unknown> {
  checkAgent(world, body.agentid);
  const users = listOf(body.userids).map((each) => textOf(each));
  if (users.length > 1_000) throw new Refusal(40032);
  if (listOf(body.partyids).length > 100) throw new Refusal(82002);
  if (listOf(body.tagids).length > 100) throw new Refusal(82003);
  const code = world.state.responseCodes[textOf(body.response_code)];
  if (!code || code.used || Date.parse(code.at) + responseCodeMs <= world.now().getTime()) throw new Refusal(60140);
  const change = readChange(world, body, code.taskId);
  const message = world.state.messages.find((each) => each.msgid === code.messageId);
  if (!message) throw new Refusal(42016);

  const got = new Set(message.receivers.map(keyOf));
  const inParties = membersUnder(world, listOf(body.partyids)).filter((each) => got.has(each));
  const targets = body.atall === 1 ? [...got] : [...new Set([...users.map(keyOf), ...inParties])];
  if (targets.length === 0) throw new Refusal(82001);
  code.used = true;
  const invalid = targets.filter((each) => !got.has(each));
  if (!drop) for (const user of targets) changeCard(world, user, code.messageId, change);
  return invalid.length > 0 ? { invaliduser: invalid } : {};
}

export type CardChange = { settled: string } | { card: CardBody };

function readChange(world: World, body: Record<string, unknown>, taskId: string): CardChange {
  if (body.template_card !== undefined) {
    const card = checkCard(body.template_card, { needsTaskId: false });
    // A replacement keeps the task of the card it replaces unless it names a new one.
    if (card.task_id && card.task_id !== taskId && world.state.taskIds[card.task_id]) throw new Refusal(42014);
    return { card: { ...card, task_id: card.task_id ?? taskId } };
  }
  const settled = textOf(objectOf(body.button).replace_name);
  if (!settled) throw new Refusal(40063);
  return { settled };
}

/** Changes the card on one member's phone: greys its buttons, or puts another card in its place. */
export function changeCard(world: World, userId: string, messageId: string, change: CardChange): void {
  const key = keyOf(userId);
  const entry = world.state.phones[key]?.findLast((each) => each.kind === "card" && each.messageId === messageId);
  if (entry?.kind !== "card") return;
  if ("settled" in change) entry.settled = change.settled;
  else {
    entry.card = change.card;
    entry.taskId = change.card.task_id ?? entry.taskId;
    entry.settled = change.card.replace_text ?? null;
    entry.pressed = null;
    entry.selected = {};
    world.state.taskIds[entry.taskId] ??= messageId;
  }
  world.tell({ kind: "entry", userId: key, entry });
}

function recall(world: World, { body }: Call): Record<string, unknown> {
  const message = world.state.messages.find((each) => each.msgid === textOf(body.msgid));
  if (!message) throw new Refusal(40058, "invalid msgid");
  if (Date.parse(message.at) + recallMs < world.now().getTime()) throw new Refusal(42052);
  for (const receiver of message.receivers) {
    const key = keyOf(receiver);
    const entry = world.state.phones[key]?.find((each) => each.messageId === message.msgid);
    if (!entry) continue;
    entry.recalled = true;
    world.tell({ kind: "entry", userId: key, entry });
  }
  return {};
}
