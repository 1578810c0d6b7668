// What the local WeCom remembers: people, phones, messages, tasks, tokens. Plain JSON, so that it can be written to a
// file and read back: chats on the phones must not vanish when the process restarts. It never holds a secret of the app.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../errors.ts";
import { describe, type Log } from "../log.ts";
import type { CardBody } from "./api/cards.ts";

export interface Department {
  id: number;
  name: string;
  parentId: number;
}

/** 1 active, 2 disabled, 4 not activated, 5 left: the platform's own numbers. */
export type MemberStatus = 1 | 2 | 4 | 5;

export interface Member {
  userId: string;
  name: string;
  departmentIds: number[];
  leads: number[];
  position: string;
  status: MemberStatus;
  changed?: boolean;
}

export interface Follower {
  userId: string;
  remark: string;
  description: string;
  remarkMobiles: string[];
  addedAt: string;
  tags: string[];
  addWay: number;
  state: string;
  /** The customer deleted the member: a one-way relation stays, the API still lists it, messages fail with status 2. */
  deletedByCustomer: boolean;
}

export interface Customer {
  externalId: string;
  name: string;
  /** 0 unknown, 1 male, 2 female. */
  gender: 0 | 1 | 2;
  followers: Follower[];
  changed?: boolean;
}

export interface TagGroup {
  id: string;
  name: string;
  createdAt: string;
  order: number;
  tags: { id: string; name: string; createdAt: string; order: number }[];
}

export interface Attachment {
  type: "image" | "link" | "miniprogram" | "video" | "file";
  title: string;
  url: string;
  mediaId: string;
}

export type Content =
  | { kind: "text"; text: string }
  | { kind: "markdown"; text: string }
  | { kind: "picture" | "file" | "voice" | "video"; mediaId: string; name: string }
  | { kind: "link"; title: string; text: string; url: string; button: string }
  | { kind: "news"; articles: { title: string; text: string; url: string }[] }
  | {
      kind: "card";
      taskId: string;
      card: CardBody;
      /** Words on the greyed buttons, once the card is done with. */
      settled: string | null;
      pressed: string | null;
      selected: Record<string, string[]>;
    }
  | {
      kind: "mass-task";
      msgid: string;
      text: string;
      attachments: Attachment[];
      customers: string[];
      status: MassStatus;
      /** Of the customers, after the tap: how many did not get it, and why. */
      notFriends?: number;
      overCap?: number;
    }
  | { kind: "notice"; text: string };

export type MassStatus = "dispatching" | "waiting" | "sent" | "cancelled";

/** One line on a member's phone. */
export type PhoneEntry = Content & {
  id: string;
  at: string;
  from: "me" | "app" | "platform";
  messageId: string | null;
  recalled: boolean;
  /** For what the member said: whether the app took it. */
  delivery: "sending" | "taken" | "failed" | null;
};

/** One line on a customer's phone; `staffId` is the member at the other end. */
export interface CustomerEntry {
  id: string;
  at: string;
  staffId: string;
  from: "staff" | "customer";
  how: "mass" | "welcome" | "by-hand" | "reply" | "notice";
  text: string;
  attachments: Attachment[];
}

export interface SentMessage {
  msgid: string;
  at: string;
  taskId: string | null;
  msgtype: string;
  receivers: string[];
  hash: string;
}

export interface DroppedMessage {
  at: string;
  userId: string;
  msgtype: string;
  why: "member-limit" | "duplicate" | "not-activated" | "fault";
}

export interface ResponseCode {
  messageId: string;
  taskId: string;
  at: string;
  used: boolean;
}

export interface Token {
  value: string;
  issuedAt: string;
  expiresAt: string;
  revoked: boolean;
}

export interface Media {
  id: string;
  type: string;
  name: string;
  mime: string;
  size: number;
  createdAt: string;
}

export interface MassMember {
  userId: string;
  status: 0 | 2;
  sentAt: string | null;
  customers: Record<string, { status: 0 | 1 | 2 | 3; sentAt: string | null }>;
}

export interface MassMessage {
  msgid: string;
  at: string;
  creator: string;
  text: string;
  attachments: Attachment[];
  raw: Record<string, unknown>;
  allowSelect: boolean;
  members: Record<string, MassMember>;
  remindedAt: string[];
  cancelledAt: string | null;
}

export interface WelcomeCode {
  code: string;
  userId: string;
  externalId: string;
  at: string;
  used: boolean;
}

export interface Transfer {
  from: string;
  to: string;
  externalId: string;
  at: string;
  /** 1 done, 2 waiting, 3 refused by the customer. */
  status: 1 | 2 | 3;
  doneAt: string | null;
}

export interface State {
  format: 1;
  corpId: string;
  departments: Department[];
  members: Record<string, Member>;
  customers: Record<string, Customer>;
  tagGroups: TagGroup[];
  phones: Record<string, PhoneEntry[]>;
  customerPhones: Record<string, CustomerEntry[]>;
  messages: SentMessage[];
  taskIds: Record<string, string>;
  dropped: DroppedMessage[];
  deliveredAt: Record<string, number[]>;
  responseCodes: Record<string, ResponseCode>;
  tokens: Token[];
  media: Record<string, Media>;
  mass: Record<string, MassMessage>;
  welcomeCodes: Record<string, WelcomeCode>;
  transfers: Transfer[];
  menu: unknown[] | null;
}

/** Bounds: enough for days of trying, small enough to be written in one go. */
export const phoneEntriesMax = 400;
export const messagesMax = 20_000;
export const droppedMax = 1_000;

export function emptyState(corpId: string): State {
  return {
    format: 1,
    corpId,
    departments: [],
    members: {},
    customers: {},
    tagGroups: [],
    phones: {},
    customerPhones: {},
    messages: [],
    taskIds: {},
    dropped: [],
    deliveredAt: {},
    responseCodes: {},
    tokens: [],
    media: {},
    mass: {},
    welcomeCodes: {},
    transfers: [],
    menu: null,
  };
}

/** Userids are not case-sensitive: everything is keyed by the lower-case form. */
export function keyOf(userId: string): string {
  return userId.toLowerCase();
}

export function findMember(state: State, userId: string): Member | null {
  return state.members[keyOf(userId)] ?? null;
}

export function getMember(state: State, userId: string): Member {
  const member = findMember(state, userId);
  if (!member) throw new InputError(`no member ${userId} in the directory`);
  return member;
}

export function getCustomer(state: State, externalId: string): Customer {
  const customer = state.customers[externalId];
  if (!customer) throw new InputError(`no customer ${externalId}`);
  return customer;
}

export function findTag(state: State, id: string) {
  for (const group of state.tagGroups) {
    const tag = group.tags.find((each) => each.id === id);
    if (tag) return { group, tag };
  }
  return null;
}

export function push<T>(list: T[], item: T, max: number): void {
  list.push(item);
  if (list.length > max) list.splice(0, list.length - max);
}

/** What goes to the file: people that nobody touched are left out, they come from the options again. */
export function toSaved(state: State): State {
  const touched = <T extends { changed?: boolean }>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([, one]) => one.changed));
  return { ...state, departments: [], members: touched(state.members), customers: touched(state.customers) };
}

/** Lays a saved state over the fresh one. Another corp's file is of no use and is left aside. */
export function applySaved(fresh: State, saved: State): void {
  if (saved.format !== 1 || saved.corpId !== fresh.corpId) return;
  const { departments: _departments, members, customers, tagGroups, menu, ...rest } = saved;
  Object.assign(fresh, rest);
  fresh.menu = menu ?? fresh.menu;
  Object.assign(fresh.members, members);
  Object.assign(fresh.customers, customers);
  if (tagGroups.length > 0) fresh.tagGroups = tagGroups;
  // What was on its way when the process ended did not arrive, as far as anyone can tell.
  for (const entry of Object.values(fresh.phones).flat()) if (entry.delivery === "sending") entry.delivery = "failed";
}

const saveDelayMs = 250; // a burst of messages becomes one write; a crash loses at most this much

export interface StateFile {
  load(): State | null;
  /** Writes soon; many calls become one write. */
  touch(): void;
  flush(): void;
}

export function openStateFile(file: string, log: Log, current: () => State): StateFile {
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    timer = null;
    try {
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.writing`;
      writeFileSync(draft, JSON.stringify(toSaved(current())));
      renameSync(draft, file);
    } catch (error) {
      log.warn("simulator.state-not-saved", { error: describe(error) });
    }
  };
  return {
    load() {
      try {
        return JSON.parse(readFileSync(file, "utf8")) as State;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        log.warn("simulator.state-unreadable", { error: describe(error) });
        rmSync(`${file}.broken`, { force: true });
        renameSync(file, `${file}.broken`);
        return null;
      }
    },
    touch() {
      if (timer) return;
      timer = setTimeout(write, saveDelayMs);
      timer.unref();
    },
    flush() {
      if (timer) clearTimeout(timer);
      write();
    },
  };
}
