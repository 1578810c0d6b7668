// The platform's endpoints that we use, typed, in its own words (snake_case and all): a thin layer that an official
// SDK could replace. Meaning is given to them in channel.ts.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ChannelError } from "../errors.ts";
import { type CallApi, type CallConfig, type CallDeps, createCallApi } from "./call.ts";
import { memberWindows, shareOf, type Window } from "./limits.ts";

export interface ClientConfig extends CallConfig {
  agentId: number;
  /** How many processes send at the same time (default 1): each keeps to its share of a member's limit. */
  senders?: number;
}

export type MessagePayload =
  | { msgtype: "text"; text: { content: string } }
  | { msgtype: "markdown"; markdown: { content: string } }
  | { msgtype: "image"; image: { media_id: string } }
  | { msgtype: "file"; file: { media_id: string } }
  | { msgtype: "template_card"; template_card: Record<string, unknown> };

export interface CardUpdate {
  userids: string[];
  response_code: string;
  template_card?: Record<string, unknown>;
  button?: { replace_name: string };
}

export interface MassMessage {
  sender: string;
  external_userid: string[];
  text: { content: string };
}

interface TransferPair {
  handover_userid: string;
  takeover_userid: string;
}

/** After a repeated try inside one call, seconds in which the platform itself suppresses the same content. */
const REPEAT_SUPPRESS_S = 120;
const UPLOAD_TIMEOUT_MS = 60_000;
const PAGE_CUSTOMERS = 100;
const PAGE_TASKS = 100;
const PAGE_RESULTS = 1000;
/** 100,000 customers per batch of members at 100 a page, ten times over. */
const PAGES_MAX = 10_000;

/** Numbers that some endpoints print as strings; null when unreadable (a sample in the documents says "xxxx"). */
const number = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value === null || value === undefined || Number.isNaN(Number(value)) ? null : Number(value)));
const string = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const numbers = z
  .array(z.number())
  .nullish()
  .transform((value) => value ?? []);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

const done = z.object({});
const sent = z.object({ invaliduser: string, unlicenseduser: string, msgid: string, response_code: string });
const updated = z.object({ invaliduser: z.union([z.array(z.string()), z.string()]).nullish() });
const uploaded = z.object({ media_id: z.string() });

const member = z.object({
  userid: z.string(),
  name: string,
  department: numbers,
  is_leader_in_dept: numbers,
  main_department: number,
  status: number,
});
export type Member = z.infer<typeof member>;
const simpleMember = z.object({ userid: z.string(), name: string, department: numbers });
const department = z.object({ id: z.number(), name: string, parentid: number, order: number });
export type Department = z.infer<typeof department>;

const externalContact = z.object({
  external_userid: z.string(),
  name: string,
  type: number,
  gender: number,
  unionid: string,
});
const follow = {
  userid: z.string(),
  remark: string,
  description: string,
  createtime: number,
  remark_mobiles: strings,
  add_way: number,
  state: string,
};
const followUser = z.object({
  ...follow,
  tags: list(z.object({ tag_id: string, tag_name: string, type: number })),
});
const followInfo = z.object({ ...follow, tag_id: strings });
const customerPage = z.object({
  external_contact: externalContact,
  follow_user: list(followUser),
  next_cursor: string,
});
export type CustomerPage = z.infer<typeof customerPage>;
const customersPage = z.object({
  external_contact_list: list(z.object({ external_contact: externalContact, follow_info: followInfo })),
  fail_info: z.object({ unlicensed_userid_list: strings }).nullish(),
  next_cursor: string,
});
export type CustomersPage = z.infer<typeof customersPage>;

const tagGroups = z.object({
  tag_group: list(
    z.object({
      group_id: z.string(),
      group_name: string,
      deleted: z.boolean().nullish(),
      tag: list(z.object({ id: z.string(), name: string, deleted: z.boolean().nullish() })),
    }),
  ),
});

const transferred = z.object({ customer: list(z.object({ external_userid: string, errcode: number })) });
const transferPage = z.object({
  customer: list(z.object({ external_userid: string, status: number })),
  next_cursor: string,
});

const addedTag = z.object({ tag_group: z.object({ tag: list(z.object({ id: z.string(), name: string })) }) });

const created = z.object({ msgid: string, fail_list: strings });
const taskPage = z.object({
  group_msg_list: list(
    z.object({
      msgid: z.string(),
      creator: string,
      create_time: number,
      text: z.object({ content: string }).nullish(),
    }),
  ),
  next_cursor: string,
});
export type TaskPage = z.infer<typeof taskPage>;
const memberTaskPage = z.object({
  task_list: list(z.object({ userid: z.string(), status: number, send_time: number })),
  next_cursor: string,
});
const resultPage = z.object({
  send_list: list(z.object({ external_userid: string, userid: z.string(), status: number, send_time: number })),
  next_cursor: string,
});
export type ResultPage = z.infer<typeof resultPage>;
const addresses = z.object({ ip_list: strings });

export type Client = ReturnType<typeof createClient>;

export function createClient(config: ClientConfig, deps: CallDeps) {
  const callApi = createCallApi(config, deps);
  const agentid = config.agentId;
  return {
    ...messages(callApi, agentid, shareOf(memberWindows, config.senders ?? 1)),
    ...directory(callApi),
    ...customers(callApi),
    ...massMessages(callApi),
    ...webPages(callApi),
    callbackAddresses: async () =>
      (await callApi({ path: "getcallbackip", answer: addresses, repeat: "safe" })).ip_list,
    apiAddresses: async () => (await callApi({ path: "get_api_domain_ip", answer: addresses, repeat: "safe" })).ip_list,
  };
}

function messages(callApi: CallApi, agentid: number, windows: readonly Window[]) {
  return {
    /** Sends to exactly one member. `suppressSeconds`: not if the same content went to her within that time. */
    send: async (to: string, payload: MessagePayload, options: { suppressSeconds: number | null }) => {
      // "a|b" and "@all" would reach others.
      if (!/^[\w@.-]{1,64}$/.test(to) || to === "@all") {
        throw new ChannelError("message/send", 40003, "give-up", "成员账号不合法 / not a userid");
      }
      const body = (repeated: boolean) => {
        const seconds = options.suppressSeconds ?? (repeated ? REPEAT_SUPPRESS_S : null);
        const suppress = seconds === null ? {} : { enable_duplicate_check: 1, duplicate_check_interval: seconds };
        return { touser: to, ...payload, agentid, ...suppress };
      };
      const pace = { key: `member:${to.toLowerCase()}`, windows };
      return callApi({ path: "message/send", body, answer: sent, repeat: "safe", pace });
    },
    /** Uses up the response code: a second try is refused with 60140, and only the caller knows whether that is good. */
    updateCard: async (update: CardUpdate) => {
      const body = () => ({ ...update, agentid });
      const answer = await callApi({ path: "message/update_template_card", body, answer: updated, repeat: "never" });
      return { invalid: [answer.invaliduser ?? []].flat().filter((id) => id !== "") };
    },
    recall: async (msgid: string) =>
      void (await callApi({ path: "message/recall", body: () => ({ msgid }), answer: done, repeat: "safe" })),
    upload: async (media: { content: Buffer; name: string; type: string }, kind: "image" | "file") => {
      const bytes = multipart(media);
      const timeoutMs = UPLOAD_TIMEOUT_MS;
      const query = { type: kind };
      return callApi({ path: "media/upload", query, bytes, answer: uploaded, repeat: "safe", timeoutMs });
    },
  };
}

/** The platform reads raw UTF-8 in `filename` and does not know `filename*`, so FormData cannot be used. */
function multipart(media: { content: Buffer; name: string; type: string }): {
  content: Buffer<ArrayBuffer>;
  type: string;
} {
  const boundary = `----zhike${randomUUID().replaceAll("-", "")}`;
  const name = media.name.replace(/[\u0000-\u001F\u007F"\\/]/g, "_");
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${name}"; filelength=${media.content.length}`,
    `Content-Type: ${media.type}`,
    "",
    "",
  ].join("\r\n");
  const content = Buffer.concat([Buffer.from(head, "utf8"), media.content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { content, type: `multipart/form-data; boundary=${boundary}` };
}

function directory(callApi: CallApi) {
  return {
    member: (userid: string) => callApi({ path: "user/get", query: { userid }, answer: member, repeat: "safe" }),
    members: async (departmentId: number) => {
      const query = { department_id: String(departmentId) };
      const answer = z.object({ userlist: list(member) });
      return (await callApi({ path: "user/list", query, answer, repeat: "safe" })).userlist;
    },
    simpleMembers: async (departmentId: number) => {
      const query = { department_id: String(departmentId) };
      const answer = z.object({ userlist: list(simpleMember) });
      return (await callApi({ path: "user/simplelist", query, answer, repeat: "safe" })).userlist;
    },
    departments: async () => {
      const answer = z.object({ department: list(department) });
      return (await callApi({ path: "department/list", answer, repeat: "safe" })).department;
    },
  };
}

function customers(callApi: CallApi) {
  const post = <Schema extends z.ZodType>(name: string, body: unknown, answer: Schema) =>
    callApi({ path: `externalcontact/${name}`, body: () => body, answer, repeat: "safe" });
  return {
    followers: async () => {
      const answer = z.object({ follow_user: strings });
      return (await callApi({ path: "externalcontact/get_follow_user_list", answer, repeat: "safe" })).follow_user;
    },
    customerIds: async (userid: string) => {
      const answer = z.object({ external_userid: strings });
      const path = "externalcontact/list";
      return (await callApi({ path, query: { userid }, answer, repeat: "safe" })).external_userid;
    },
    /** One customer with up to 500 followers a page. */
    customerPages: (externalId: string) =>
      pages("externalcontact/get", (cursor) => {
        const query = { external_userid: externalId, ...(cursor === "" ? {} : { cursor }) };
        return callApi({ path: "externalcontact/get", query, answer: customerPage, repeat: "safe" });
      }),
    /** Customers of at most 100 members, from a cursor ("" for the first page). An empty page may be followed by a full one. */
    customersPages: (userids: readonly string[], from: string) =>
      pages(
        "externalcontact/batch/get_by_user",
        (cursor) => post("batch/get_by_user", { userid_list: userids, cursor, limit: PAGE_CUSTOMERS }, customersPage),
        from,
      ),
    remark: async (change: {
      userid: string;
      external_userid: string;
      remark?: string;
      description?: string;
      remark_mobiles?: string[];
    }) => void (await post("remark", change, done)),
    markTag: async (change: { userid: string; external_userid: string; add_tag?: string[]; remove_tag?: string[] }) =>
      void (await post("mark_tag", change, done)),
    /** Told again, the platform refuses those under way by a code of their own. `left`: she is no longer a member. */
    transfer: async (pair: TransferPair, left: boolean, external_userid: readonly string[]) =>
      (await post(`${left ? "resigned/" : ""}transfer_customer`, { ...pair, external_userid }, transferred)).customer,
    transferPages: (pair: TransferPair, left: boolean) => {
      const name = `${left ? "resigned/" : ""}transfer_result`;
      return pages(name, (cursor) => post(name, { ...pair, cursor }, transferPage));
    },
    /** Into the group of that name, which is made when there is none. */
    addCorpTag: (name: string, group: string) =>
      callApi({
        path: "externalcontact/add_corp_tag",
        body: () => ({ group_name: group, tag: [{ name }] }),
        answer: addedTag,
        repeat: "safe",
      }),
    corpTags: async () => (await post("get_corp_tag_list", {}, tagGroups)).tag_group,
    welcome: async (welcomeCode: string, text: string) =>
      void (await callApi({
        path: "externalcontact/send_welcome_msg",
        body: () => ({ welcome_code: welcomeCode, text: { content: text } }),
        answer: done,
        repeat: "safe",
        timeoutMs: WELCOME_TIMEOUT_MS,
      })),
  };
}

const ticket = z.object({ ticket: z.string().min(1), expires_in: number });
const whoOpened = z.object({ userid: string });

/** What a page inside the client needs. */
function webPages(callApi: CallApi) {
  const lifetime = (answer: z.infer<typeof ticket>) => ({
    token: answer.ticket,
    lifetimeMs: (answer.expires_in ?? 7200) * 1000,
  });
  return {
    /** The member who opened the page; null for somebody from outside. A code is good once, so it is asked once. */
    userOfCode: async (code: string) => {
      const answer = await callApi({ path: "auth/getuserinfo", query: { code }, answer: whoOpened, repeat: "never" });
      return answer.userid === "" ? null : answer.userid;
    },
    corpTicket: async () => lifetime(await callApi({ path: "get_jsapi_ticket", answer: ticket, repeat: "safe" })),
    agentTicket: async () =>
      lifetime(await callApi({ path: "ticket/get", query: { type: "agent_config" }, answer: ticket, repeat: "safe" })),
  };
}

/** The code lives for 20 seconds from the callback: a second try must still fit. */
const WELCOME_TIMEOUT_MS = 5_000;

function massMessages(callApi: CallApi) {
  const post = <Schema extends z.ZodType>(name: string, body: unknown, answer: Schema) =>
    callApi({ path: `externalcontact/${name}`, body: () => body, answer, repeat: "safe" });
  return {
    /** Never repeated by itself after a doubtful failure: a second task would ask the member to send twice. */
    createMassMessage: (message: MassMessage) =>
      callApi({
        path: "externalcontact/add_msg_template",
        body: () => ({ chat_type: "single", ...message }),
        answer: created,
        repeat: "never",
      }),
    /** Newest first or not: the platform promises no order. Times in seconds, at most a month apart. */
    massMessagePages: (span: { from: number; to: number }) =>
      pages("externalcontact/get_groupmsg_list_v2", (cursor) => {
        const range = { chat_type: "single", start_time: span.from, end_time: span.to, filter_type: 0 };
        return post("get_groupmsg_list_v2", { ...range, limit: PAGE_TASKS, cursor }, taskPage);
      }),
    memberTaskPages: (msgid: string) =>
      pages("externalcontact/get_groupmsg_task", (cursor) =>
        post("get_groupmsg_task", { msgid, limit: PAGE_RESULTS, cursor }, memberTaskPage),
      ),
    resultPages: (msgid: string, userid: string) =>
      pages("externalcontact/get_groupmsg_send_result", (cursor) =>
        post("get_groupmsg_send_result", { msgid, userid, limit: PAGE_RESULTS, cursor }, resultPage),
      ),
    remindMassMessage: async (msgid: string) => void (await post("remind_groupmsg_send", { msgid }, done)),
    cancelMassMessage: async (msgid: string) => void (await post("cancel_groupmsg_send", { msgid }, done)),
  };
}

/** Follows cursors until there is none. A cursor that comes back would go on for ever. */
async function* pages<Page extends { next_cursor: string }>(
  method: string,
  read: (cursor: string) => Promise<Page>,
  from = "",
): AsyncGenerator<Page> {
  let cursor = from;
  for (let count = 0; count < PAGES_MAX; count++) {
    const page = await read(cursor);
    yield page;
    if (page.next_cursor === "") return;
    if (page.next_cursor === cursor) throw new ChannelError(method, null, "give-up", "the same cursor came back");
    cursor = page.next_cursor;
  }
  throw new ChannelError(method, null, "give-up", `more than ${PAGES_MAX} pages`);
}
