// What people do: members say things, press buttons, tap 发送; customers answer, delete and add. Each act becomes the
// callback the platform would send. Acts on a customer's own phone that WeCom does not report are only recorded.
import { InputError } from "../errors.ts";
import type { CardBody } from "./api/cards.ts";
import { findFollower } from "./api/customers.ts";
import { confirmMass } from "./api/mass-messages.ts";
import { issueResponseCode } from "./api/messages.ts";
import { completeTransfer } from "./api/transfers.ts";
import { issueWelcomeCode } from "./api/welcome.ts";
import type { Pushed } from "./callbacks.ts";
import { newMsgId } from "./callbacks.ts";
import type { Cause } from "./passive-replies.ts";
import type { CustomerEntry, Follower, Member, PhoneEntry } from "./state.ts";
import { getCustomer, getMember, keyOf } from "./state.ts";
import { addCustomerEntry, addPhoneEntry, newId, seconds, type World } from "./world.ts";
import { writeXml, type XmlValue } from "./xml.ts";

const saidBytesMax = 2_048;

/** Sends XML to the app; `cause` says whose phone a passive reply belongs to. */
export type Send = (xml: string, cause: Cause | null) => Promise<Pushed>;

export interface NewCustomer {
  userId: string;
  name: string;
  gender?: 0 | 1 | 2;
  /** The contact way's state, as printed in a QR code. */
  state?: string;
  externalId?: string;
}

export function createPhones(world: World, send: Send) {
  return {
    say,
    press,
    enter,
    clickMenu,
    confirmMassMessage,
    addCustomer,
    customerSays,
    customerDeletes,
    customerAdds,
    sayToCustomer,
    memberDeletesCustomer,
    memberEditsRemark,
    refuseTransfer,
    acceptTransfer,
    hire,
    changeMember,
    dismiss,
  };

  /** A line typed into the chat with the app. Settles when the app has taken it, or has failed three times. */
  async function say(userId: string, text: string): Promise<Pushed> {
    const member = getMember(world.state, userId);
    if (text.trim() === "") throw new InputError("nothing to say");
    if (Buffer.byteLength(text) > saidBytesMax) throw new InputError(`longer than ${saidBytesMax} bytes`);
    const entry = addPhoneEntry(world, userId, { kind: "text", text, from: "me", delivery: "sending" });
    const pushed = await send(message(member, { MsgType: "text", Content: text }), cause(member, null));
    entry.delivery = pushed.taken ? "taken" : "failed";
    world.tell({ kind: "entry", userId: keyOf(userId), entry });
    return pushed;
  }

  /** Presses a button, submit button or menu action of a card, with what is chosen in its lists. */
  async function press(
    userId: string,
    taskId: string,
    key: string,
    selected: Record<string, string[]> = {},
  ): Promise<Pushed> {
    const member = getMember(world.state, userId);
    const entry = findCard(userId, taskId);
    if (entry.settled !== null) throw new InputError("this card is done with");
    const kind = keyKind(entry.card, key);
    if (!kind) throw new InputError(`no button ${key} on card ${taskId}`);
    const chosen = kind === "action" ? {} : { ...defaultChoices(entry.card), ...selected };
    if (kind !== "action") entry.pressed = key;
    entry.selected = chosen;
    world.tell({ kind: "entry", userId: keyOf(userId), entry });
    const messageId = entry.messageId ?? "";
    const event = kind === "action" ? "template_card_menu_event" : "template_card_event";
    const fields: Record<string, XmlValue> = {
      EventKey: key,
      TaskId: taskId,
      CardType: entry.card.card_type,
      ResponseCode: issueResponseCode(world, messageId, taskId),
    };
    const items = Object.entries(chosen).map(([question, ids]) => ({
      QuestionKey: question,
      OptionIds: { OptionId: ids },
    }));
    if (kind !== "action" && items.length > 0) fields.SelectedItems = { SelectedItem: items };
    return send(appEvent(member, event, fields), { userId: member.userId, event, messageId });
  }

  function findCard(userId: string, taskId: string): PhoneEntry & { kind: "card" } {
    const entries = world.state.phones[keyOf(userId)] ?? [];
    const entry = entries.findLast((each) => each.kind === "card" && each.taskId === taskId && !each.recalled);
    if (entry?.kind !== "card") throw new InputError(`${userId} has no card ${taskId}`);
    return entry;
  }

  async function enter(userId: string): Promise<Pushed> {
    const member = getMember(world.state, userId);
    return send(appEvent(member, "enter_agent", { EventKey: "" }), cause(member, "enter_agent"));
  }

  async function clickMenu(userId: string, key: string): Promise<Pushed> {
    const member = getMember(world.state, userId);
    return send(appEvent(member, "click", { EventKey: key }), cause(member, "click"));
  }

  /** The member's tap on 发送 in 群发助手; answers the status per customer (1 sent, 2 not a friend, 3 over the cap). */
  function confirmMassMessage(userId: string, msgid: string, subset?: string[]): Record<string, number> {
    return confirmMass(world, userId, msgid, subset);
  }

  async function addCustomer(input: NewCustomer): Promise<{ externalId: string; welcomeCode: string; pushed: Pushed }> {
    const member = getMember(world.state, input.userId);
    const externalId = input.externalId ?? newId("wm", 22).replace(/[^0-9A-Za-z]/g, "0");
    const known = world.state.customers[externalId];
    const customer = known ?? { externalId, name: input.name, gender: input.gender ?? 0, followers: [] };
    const present = findFollower(customer, member.userId);
    customer.changed = true;
    if (present) present.deletedByCustomer = false;
    else customer.followers.push(newFollower(member, input.state ?? ""));
    world.state.customers[externalId] = customer;
    const text = "我通过了你的联系人验证请求，现在我们可以开始聊天了";
    addCustomerEntry(world, externalId, { staffId: member.userId, from: "staff", how: "notice", text });
    const welcomeCode = issueWelcomeCode(world, member.userId, externalId);
    const extra: Record<string, string> = { WelcomeCode: welcomeCode };
    if (input.state) extra.State = input.state;
    const xml = customerEvent("add_external_contact", member.userId, externalId, extra);
    return { externalId, welcomeCode, pushed: await send(xml, null) };
  }

  function newFollower(member: Member, state: string): Follower {
    const addedAt = world.now().toISOString();
    const blank = { remark: "", description: "", remarkMobiles: [], tags: [], deletedByCustomer: false };
    return { userId: member.userId, addedAt, addWay: 1, state, ...blank };
  }

  /** WeCom tells the app nothing of what customers write to a member. */
  function customerSays(externalId: string, userId: string, text: string): CustomerEntry {
    getCustomer(world.state, externalId);
    const member = getMember(world.state, userId);
    if (text.trim() === "") throw new InputError("nothing to say");
    return addCustomerEntry(world, externalId, { staffId: member.userId, from: "customer", how: "reply", text });
  }

  /** What the member types to the customer herself, in her own chat; not a mass message, no callback. */
  function sayToCustomer(userId: string, externalId: string, text: string): CustomerEntry {
    const { member } = relation(userId, externalId);
    return addCustomerEntry(world, externalId, { staffId: member.userId, from: "staff", how: "by-hand", text });
  }

  async function customerDeletes(externalId: string, userId: string): Promise<Pushed> {
    const { member, customer, follower } = relation(userId, externalId);
    follower.deletedByCustomer = true;
    customer.changed = true;
    world.tell({ kind: "customer", externalId, entry: null });
    return send(customerEvent("del_follow_user", member.userId, externalId), null);
  }

  async function customerAdds(externalId: string, userId: string): Promise<Pushed> {
    const { name, gender } = getCustomer(world.state, externalId);
    return (await addCustomer({ userId, externalId, name, gender })).pushed;
  }

  async function memberDeletesCustomer(userId: string, externalId: string): Promise<Pushed> {
    const { member, customer, follower } = relation(userId, externalId);
    customer.followers = customer.followers.filter((each) => each !== follower);
    customer.changed = true;
    world.tell({ kind: "customer", externalId, entry: null });
    return send(customerEvent("del_external_contact", member.userId, externalId), null);
  }

  async function memberEditsRemark(userId: string, externalId: string, remark: string): Promise<Pushed> {
    const { member, customer, follower } = relation(userId, externalId);
    follower.remark = remark;
    customer.changed = true;
    world.tell({ kind: "customer", externalId, entry: null });
    return send(customerEvent("edit_external_contact", member.userId, externalId), null);
  }

  function relation(userId: string, externalId: string) {
    const member = getMember(world.state, userId);
    const customer = getCustomer(world.state, externalId);
    const follower = findFollower(customer, member.userId);
    if (!follower) throw new InputError(`${userId} does not follow ${externalId}`);
    return { member, customer, follower };
  }

  async function refuseTransfer(externalId: string): Promise<Pushed> {
    const transfer = waitingTransfer(externalId);
    transfer.status = 3;
    transfer.doneAt = world.now().toISOString();
    const reason = { FailReason: "customer_refused" };
    return send(customerEvent("transfer_fail", transfer.to, externalId, reason), null);
  }

  async function acceptTransfer(externalId: string): Promise<Pushed> {
    const transfer = waitingTransfer(externalId);
    completeTransfer(world, transfer);
    const source = { Source: "DELETE_BY_TRANSFER" };
    await send(customerEvent("del_external_contact", transfer.from, externalId, source), null);
    return send(customerEvent("add_external_contact", transfer.to, externalId), null);
  }

  function waitingTransfer(externalId: string) {
    const transfer = world.state.transfers.find((each) => each.externalId === externalId && each.status === 2);
    if (!transfer) throw new InputError(`no transfer of ${externalId} is waiting`);
    return transfer;
  }

  async function hire(member: Pick<Member, "userId" | "name" | "departmentIds"> & Partial<Member>): Promise<Pushed> {
    const whole: Member = { leads: [], position: "", status: 1, ...member, changed: true };
    world.state.members[keyOf(member.userId)] = whole;
    world.tell({ kind: "people" });
    const Department = whole.departmentIds.join(",");
    return send(memberEvent("create_user", { UserID: whole.userId, Name: whole.name, Department }), null);
  }

  async function changeMember(
    userId: string,
    change: Partial<Pick<Member, "name" | "departmentIds" | "leads" | "position">>,
  ): Promise<Pushed> {
    const member = getMember(world.state, userId);
    Object.assign(member, change, { changed: true });
    world.tell({ kind: "people" });
    const fields: Record<string, string> = { UserID: member.userId };
    if (change.name) fields.Name = change.name;
    if (change.departmentIds) fields.Department = change.departmentIds.join(",");
    if (change.departmentIds || change.leads) {
      fields.IsLeaderInDept = member.departmentIds.map((id) => (member.leads.includes(id) ? "1" : "0")).join(",");
    }
    return send(memberEvent("update_user", fields), null);
  }

  async function dismiss(userId: string): Promise<Pushed> {
    const member = getMember(world.state, userId);
    Object.assign(member, { status: 5, changed: true });
    world.tell({ kind: "people" });
    return send(memberEvent("delete_user", { UserID: member.userId }), null);
  }

  function cause(member: Member, event: string | null): Cause {
    return { userId: member.userId, event, messageId: null };
  }

  function message(member: Member, fields: Record<string, XmlValue>): string {
    const body = head(member.userId, fields);
    // MsgId and AgentID stand bare in the platform's samples: digits, but far beyond a double.
    return close(writeXml("xml", body), `<MsgId>${newMsgId()}</MsgId><AgentID>${world.corp.agentId}</AgentID>`);
  }

  function appEvent(member: Member, event: string, fields: Record<string, XmlValue>): string {
    const body = head(member.userId, { MsgType: "event", Event: event, ...fields });
    return close(writeXml("xml", body), `<AgentID>${world.corp.agentId}</AgentID>`);
  }

  function customerEvent(change: string, userId: string, externalId: string, extra: Record<string, string> = {}) {
    const fields = { ChangeType: change, UserID: userId, ExternalUserID: externalId, ...extra };
    return writeXml("xml", head("sys", { MsgType: "event", Event: "change_external_contact", ...fields }));
  }

  function memberEvent(change: string, fields: Record<string, string>): string {
    const event = { MsgType: "event", Event: "change_contact", ChangeType: change };
    return writeXml("xml", head("sys", { ...event, ...fields }));
  }

  function head(from: string, fields: Record<string, XmlValue>): Record<string, XmlValue> {
    const CreateTime = seconds(world.now());
    return { ToUserName: world.corp.corpId, FromUserName: from, CreateTime, ...fields };
  }
}

export type Phones = ReturnType<typeof createPhones>;

function close(xml: string, tail: string): string {
  return xml.replace(/<\/xml>$/, `${tail}</xml>`);
}

function keyKind(card: CardBody, key: string): "button" | "submit" | "action" | null {
  if (card.button_list?.some((each) => each.type !== 1 && each.key === key)) return "button";
  if (card.submit_button?.key === key) return "submit";
  if (card.action_menu?.action_list.some((each) => each.key === key)) return "action";
  return null;
}

function defaultChoices(card: CardBody): Record<string, string[]> {
  const chosen: Record<string, string[]> = {};
  for (const choice of [card.button_selection, ...(card.select_list ?? [])]) {
    if (!choice) continue;
    const id = choice.selected_id ?? choice.option_list[0]?.id;
    chosen[choice.question_key] = id === undefined ? [] : [id];
  }
  if (card.checkbox) {
    const checked = card.checkbox.option_list.filter((each) => each.is_checked);
    chosen[card.checkbox.question_key] = checked.map((each) => each.id);
  }
  return chosen;
}
