// The Channel over WeCom: what our words mean in the platform's. Effectful. Never calls itself inside a database
// transaction (its callers see to that), never repeats what made something new and may have got through.
import type {
  Channel,
  ChannelTag,
  ContactsPage,
  DirectoryDepartment,
  DirectoryStaff,
  SendReceipt,
  TransferAnswer,
  TransferOrder,
  TransferStatus,
} from "../channel.ts";
import { ChannelError, unreachable } from "../errors.ts";
import type { Card, CustomerMessage, CustomerMessageStatus, MassMessage, Reply } from "../message.ts";
import type { CallDeps } from "./call.ts";
import { toCardMessages, toCardUpdate } from "./cards.ts";
import { type Client, type ClientConfig, createClient, type Department, type Member } from "./client.ts";
import {
  ALREADY_CANCELLED,
  CODE_USED,
  DISPATCHING,
  DUPLICATE_CARD,
  MEDIA_GONE,
  NO_CUSTOMER_LEFT,
  NO_RECEIVER,
  NOT_RELATED,
  refusalOf,
  TAG_EXISTS,
} from "./codes.ts";
import { customersOf, findCustomer } from "./customers.ts";
import { toUserId } from "./events.ts";
import { type MediaKind, readMedia, rememberUploads } from "./media.ts";
import { toMessages } from "./text.ts";
import { createPoster } from "./webhook.ts";

export type WecomConfig = ClientConfig;
export type WecomDeps = CallDeps;

/** The platform's own default. Longer would swallow an honest answer that happens to be the same twice. */
const AGAIN_SUPPRESS_S = 1800;
/** The platform's limit for the text of a mass message; a customer's text is never cut. */
const CUSTOMER_TEXT_BYTES_MAX = 4000;
/** Of one task. */
const MASS_CUSTOMERS_MAX = 10_000;
/** Clocks differ, and the platform rounds to seconds. */
const FIND_SLACK_MS = 60_000;
/** The record of mass messages is asked for a month at most. */
const FIND_SPAN_MS = 30 * 24 * 3_600_000;

export function createWecomChannel(config: WecomConfig, deps: WecomDeps): Channel {
  const client = createClient(config, deps);
  const sender = createSender(client, deps);
  return {
    send: (to, reply, options) => sender.send(to, reply, options.again),
    upload: async (file, kind) => ({ mediaId: await sender.upload(file, kind) }),
    createCustomerMessage: (message) => createCustomerMessage(client, message),
    findCustomerMessage: (message, since) => findCustomerMessage(client, message, { since, now: deps.now() }),
    customerMessageStatus: (taskId, from, externalId) => readStatus(client, { taskId, from, externalId }),
    cancelCustomerMessage: (taskId) => cancelCustomerMessage(client, taskId),
    createMassMessage: (message) => createMassMessage(client, message),
    findMassMessages: (message, since) => findMassMessages(client, message, { since, now: deps.now() }),
    massMessageStatuses: (taskId, from) => massStatuses(client, taskId, from),
    remindMassMessage: (taskId) => client.remindMassMessage(taskId),
    welcome: (welcomeToken, text) => client.welcome(welcomeToken, checkLength("send_welcome_msg", text)),
    departments: async () => (await client.departments()).map(toDepartment),
    staff: async (departmentId) => (await client.members(departmentId)).map(toStaff),
    customersOf: (staffId, from): AsyncIterable<ContactsPage> => customersOf(client, staffId, from, deps.log),
    customer: (externalId) => findCustomer(client, externalId),
    tags: () => readTags(client),
    createTag: (name, group) => createTag(client, name, group),
    markTag: (userid, external_userid, { add, remove }) =>
      client.markTag({ userid, external_userid, add_tag: add, remove_tag: remove }),
    remark: (userid, external_userid, { remark, phones }) =>
      client.remark({
        userid,
        external_userid,
        ...(remark === undefined ? {} : { remark }),
        // An empty list is said as one empty string.
        ...(phones === undefined ? {} : { remark_mobiles: phones.length > 0 ? phones : [""] }),
      }),
    transferCustomers: (order, externalIds) => transferCustomers(client, order, externalIds),
    transferResults: (order) => transferResults(client, order),
    recall: (messageId) => client.recall(messageId),
    post: createPoster(deps),
  };
}

type Gone = Pick<SendReceipt, "messageId" | "updateToken">;

interface Sender {
  send(to: string, reply: Reply, again: boolean): Promise<SendReceipt>;
  upload(file: string, kind: MediaKind, name?: string): Promise<string>;
}

function createSender(client: Client, deps: CallDeps): Sender {
  const uploads = rememberUploads(async (media, kind) => (await client.upload(media, kind)).media_id, deps.now);

  function send(to: string, reply: Reply, again: boolean): Promise<SendReceipt> {
    switch (reply.kind) {
      case "text":
        return sendText(to, reply.text, again);
      case "card":
        return sendCard(to, reply.card, again);
      case "card-update":
        return updateCard(reply, again);
      case "picture":
        return sendPicture(to, reply, again);
      case "file":
        return sendMedia(to, { file: reply.file, kind: "file", name: reply.name }, again);
      default:
        return unreachable(reply);
    }
  }

  /** Several messages when it is long. If one fails, the next try suppresses those that went out. */
  async function sendText(to: string, text: string, again: boolean): Promise<SendReceipt> {
    let messageId: string | null = null;
    for (const content of toMessages(text)) {
      ({ messageId } = await sendOne(to, { msgtype: "text", text: { content } }, again));
    }
    return { messageId, alreadySent: false };
  }

  /** The text that does not fit goes first, so that the buttons are the last thing on the screen. */
  async function sendCard(to: string, card: Card, again: boolean): Promise<SendReceipt> {
    const messages = toCardMessages(card);
    const before = messages.before === null ? null : await sendText(to, messages.before, again);
    if (messages.card === null) return before ?? { messageId: null, alreadySent: false };
    try {
      const payload = { msgtype: "template_card" as const, template_card: messages.card };
      return { ...(await sendOne(to, payload, again)), alreadySent: false };
    } catch (error) {
      // Our ids are checked for their form, so the only way to be refused for one is that it was shown before.
      if (!isCode(error, DUPLICATE_CARD)) throw error;
      if (!again) deps.log.warn("wecom.card-seen-before", { card: card.id });
      return { messageId: null, alreadySent: true };
    }
  }

  async function updateCard(reply: Reply & { kind: "card-update" }, again: boolean): Promise<SendReceipt> {
    try {
      const update = { userids: [reply.to], response_code: reply.updateToken, ...toCardUpdate(reply.card) };
      const { invalid } = await client.updateCard(update);
      if (invalid.length > 0) throw unreachableMember("message/update_template_card", reply.to);
      return { messageId: null, alreadySent: false };
    } catch (error) {
      if (again && isCode(error, CODE_USED)) return { messageId: null, alreadySent: true };
      throw error;
    }
  }

  /** A picture that the platform will not take is told in words. */
  async function sendPicture(to: string, reply: Reply & { kind: "picture" }, again: boolean): Promise<SendReceipt> {
    try {
      return await sendMedia(to, { file: reply.file, kind: "image" }, again);
    } catch (error) {
      const isMediaFault =
        error instanceof ChannelError && error.method === "media/upload" && error.remedy === "give-up";
      if (!isMediaFault || reply.alt.trim() === "") throw error;
      deps.log.warn("wecom.picture-refused", { code: error.code, error: error.message });
      return sendText(to, reply.alt, again);
    }
  }

  async function sendMedia(
    to: string,
    media: { file: string; kind: MediaKind; name?: string },
    again: boolean,
  ): Promise<SendReceipt> {
    const mediaId = await upload(media.file, media.kind, media.name);
    try {
      return { ...(await sendOne(to, payloadOf(media.kind, mediaId), again)), alreadySent: false };
    } catch (error) {
      if (!isCode(error, MEDIA_GONE)) throw error;
      uploads.forget(mediaId);
      const fresh = await upload(media.file, media.kind, media.name);
      return { ...(await sendOne(to, payloadOf(media.kind, fresh), again)), alreadySent: false };
    }
  }

  async function upload(file: string, kind: MediaKind, name?: string): Promise<string> {
    return uploads.idOf(await readMedia(file, kind, name), kind);
  }

  async function sendOne(to: string, payload: Parameters<Client["send"]>[1], again: boolean): Promise<Gone> {
    const answer = await client.send(to, payload, { suppressSeconds: again ? AGAIN_SUPPRESS_S : null });
    const unreached = `${answer.invaliduser}|${answer.unlicenseduser}`.split("|").map(toUserId);
    if (unreached.includes(toUserId(to))) throw unreachableMember("message/send", to);
    const orNull = (text: string) => (text === "" ? null : text);
    return { messageId: orNull(answer.msgid), updateToken: orNull(answer.response_code) };
  }

  return { send, upload };
}

function payloadOf(kind: MediaKind, mediaId: string): Parameters<Client["send"]>[1] {
  return kind === "image"
    ? { msgtype: "image", image: { media_id: mediaId } }
    : { msgtype: "file", file: { media_id: mediaId } };
}

function unreachableMember(method: string, to: string): ChannelError {
  const refusal = refusalOf(method, NO_RECEIVER, "");
  return new ChannelError(method, NO_RECEIVER, "give-up", `${refusal.message.slice(method.length + 2)} (${to})`);
}

async function createCustomerMessage(
  client: Client,
  { sender, externalId, text }: CustomerMessage,
): Promise<{ taskId: string; refused: boolean }> {
  const made = await createMassMessage(client, { sender, externalIds: [externalId], text });
  return { taskId: made.taskId ?? "", refused: made.refused.includes(externalId) };
}

async function createMassMessage(
  client: Client,
  { sender, externalIds, text }: MassMessage,
): Promise<{ taskId: string | null; refused: string[] }> {
  const content = checkLength("externalcontact/add_msg_template", text);
  if (externalIds.length > MASS_CUSTOMERS_MAX)
    throw new ChannelError("externalcontact/add_msg_template", null, "give-up", `${externalIds.length} customers`);
  try {
    const answer = await client.createMassMessage({ sender, external_userid: [...externalIds], text: { content } });
    return { taskId: answer.msgid, refused: answer.fail_list };
  } catch (error) {
    if (isCode(error, NO_CUSTOMER_LEFT) || isCode(error, NOT_RELATED))
      return { taskId: null, refused: [...externalIds] };
    throw error;
  }
}

async function findCustomerMessage(
  client: Client,
  message: CustomerMessage,
  time: { since: Date; now: Date },
): Promise<{ taskId: string } | null> {
  for await (const taskId of tasksLike(client, { ...message, externalIds: [message.externalId] }, time))
    return { taskId };
  return null;
}

async function findMassMessages(
  client: Client,
  message: MassMessage,
  time: { since: Date; now: Date },
): Promise<string[]> {
  const found: string[] = [];
  for await (const taskId of tasksLike(client, message, time)) found.push(taskId);
  return found;
}

/** Throws ChannelError "wait" while a likely task is still being dispatched: better late than a second one. */
async function* tasksLike(
  client: Client,
  message: MassMessage,
  time: { since: Date; now: Date },
): AsyncGenerator<string> {
  const from = Math.max(time.since.getTime() - FIND_SLACK_MS, time.now.getTime() - FIND_SPAN_MS);
  const span = { from: Math.floor(from / 1000), to: Math.ceil((time.now.getTime() + FIND_SLACK_MS) / 1000) };
  const externalIds = new Set(message.externalIds);
  for await (const page of client.massMessagePages(span)) {
    for (const task of page.group_msg_list) {
      const isLike = (task.text?.content ?? "") === message.text && (task.create_time ?? span.from) >= span.from;
      if (isLike && (await isFor(client, task.msgid, message.sender, externalIds))) yield task.msgid;
    }
  }
}

async function isFor(
  client: Client,
  taskId: string,
  sender: string,
  externalIds: ReadonlySet<string>,
): Promise<boolean> {
  try {
    for await (const page of client.resultPages(taskId, sender))
      if (page.send_list.some((each) => each.external_userid !== undefined && externalIds.has(each.external_userid)))
        return true;
    return false;
  } catch (error) {
    if (isCode(error, DISPATCHING) || !(error instanceof ChannelError) || error.remedy !== "give-up") throw error;
    // A task of another member: the platform refuses to tell this one's results.
    return false;
  }
}

async function massStatuses(client: Client, taskId: string, from: string): Promise<Map<string, CustomerMessageStatus>> {
  const statuses = new Map<string, CustomerMessageStatus>();
  try {
    for await (const page of client.resultPages(taskId, from))
      for (const each of page.send_list)
        if (each.external_userid !== undefined) statuses.set(each.external_userid, toStatus(each.status ?? 0));
  } catch (error) {
    if (isCode(error, DISPATCHING)) return new Map();
    throw error;
  }
  return statuses;
}

interface TaskOfOne {
  taskId: string;
  from: string;
  externalId: string;
}

async function readStatus(client: Client, task: TaskOfOne): Promise<CustomerMessageStatus> {
  try {
    const result = await findResult(client, task);
    return toStatus(result?.status ?? 0);
  } catch (error) {
    if (isCode(error, DISPATCHING)) return "waiting";
    throw error;
  }
}

async function findResult(client: Client, task: TaskOfOne): Promise<{ status: number | null } | null> {
  for await (const page of client.resultPages(task.taskId, task.from)) {
    const found = page.send_list.find((each) => each.external_userid === task.externalId);
    if (found !== undefined) return found;
  }
  return null;
}

/** 2 and 3 are failures here, while 2 means "sent" in the other record (get_groupmsg_task). */
function toStatus(status: number): CustomerMessageStatus {
  if (status === 1) return "sent";
  if (status === 2) return "not-a-friend";
  return status === 3 ? "limit-reached" : "waiting";
}

async function cancelCustomerMessage(client: Client, taskId: string): Promise<void> {
  try {
    await client.cancelMassMessage(taskId);
  } catch (error) {
    if (!isCode(error, ALREADY_CANCELLED)) throw error;
  }
}

function checkLength(method: string, text: string): string {
  const bytes = Buffer.byteLength(text, "utf8");
  if (text.trim() === "" || bytes > CUSTOMER_TEXT_BYTES_MAX) {
    const words = `内容须为 1 到 ${CUSTOMER_TEXT_BYTES_MAX} 字节 / text has ${bytes} bytes`;
    throw new ChannelError(method, null, "give-up", words);
  }
  return text;
}

async function readTags(client: Client): Promise<ChannelTag[]> {
  const groups = await client.corpTags();
  return groups
    .filter((group) => !group.deleted)
    .flatMap(({ group_name, tag }) =>
      tag.filter((one) => !one.deleted).map(({ id, name }) => ({ id, name, group: group_name })),
    );
}

/** Its own earlier try may have made it, or a person did a minute ago. */
async function createTag(client: Client, name: string, group: string): Promise<string> {
  try {
    const { tag_group } = await client.addCorpTag(name, group);
    const made = tag_group.tag.find((tag) => tag.name === name);
    if (made) return made.id;
  } catch (error) {
    if (!isCode(error, TAG_EXISTS)) throw error;
  }
  const found = (await readTags(client)).find((tag) => tag.name === name && tag.group === group);
  if (found) return found.id;
  throw new ChannelError("externalcontact/add_corp_tag", null, "give-up", "the tag exists and is not listed");
}

const pairOf = ({ from, to }: TransferOrder) => ({ handover_userid: from, takeover_userid: to });

/** One code for each customer; an unknown one is a refusal. */
const transferAnswers: ReadonlyMap<number, TransferAnswer> = new Map([
  [0, "asked"],
  [40100, "asked"],
  [40129, "asked"],
  [40128, "too-often"],
  [40099, "taker-full"],
  [40096, "not-a-contact"],
  [40131, "not-a-contact"],
]);

async function transferCustomers(
  client: Client,
  order: TransferOrder,
  externalIds: readonly string[],
): Promise<Map<string, TransferAnswer>> {
  const answers = await client.transfer(pairOf(order), order.left, externalIds);
  const codeOf = new Map(answers.map(({ external_userid, errcode }) => [external_userid, errcode ?? -1]));
  return new Map(externalIds.map((id) => [id, transferAnswers.get(codeOf.get(id) ?? -1) ?? "failed"]));
}

const transferStatuses: ReadonlyMap<number, TransferStatus> = new Map([
  [1, "done"],
  [2, "waiting"],
  [3, "refused"],
  [4, "taker-full"],
]);

async function transferResults(client: Client, order: TransferOrder): Promise<Map<string, TransferStatus>> {
  const results = new Map<string, TransferStatus>();
  for await (const page of client.transferPages(pairOf(order), order.left)) {
    for (const { external_userid, status } of page.customer) {
      const known = transferStatuses.get(status ?? 0);
      if (known) results.set(external_userid, known);
    }
  }
  return results;
}

function toDepartment({ id, name, parentid }: Department): DirectoryDepartment {
  return { id, name, parentId: parentid ?? 0 };
}

function toStaff(member: Member): DirectoryStaff {
  return {
    id: toUserId(member.userid),
    name: member.name,
    departmentIds: member.department,
    leads: member.department.filter((_id, index) => member.is_leader_in_dept[index] === 1),
    // 1 activated, 2 disabled, 4 not activated yet, 5 left. Without the right to see it, a listed member counts.
    active: member.status === null || member.status === 1,
  };
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof ChannelError && error.code === code;
}
