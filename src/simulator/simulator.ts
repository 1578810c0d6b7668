// A local WeCom: the HTTP API, the callbacks, the people's phones and a page to hold them in. The app in front of it
// cannot tell it from the real platform; it shares no code with the app's own channel, so that each checks the other.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type RequestHandler, Router } from "express";
import { InputError } from "../errors.ts";
import type { Log } from "../log.ts";
import { contactCalls } from "./api/contacts.ts";
import { customerCalls } from "./api/customers.ts";
import { apiRouter } from "./api/gate.ts";
import { massMessageCalls } from "./api/mass-messages.ts";
import { mediaCalls } from "./api/media.ts";
import { menuCalls } from "./api/menu.ts";
import { messageCalls } from "./api/messages.ts";
import { tagCalls } from "./api/tags.ts";
import { checkToken, tokenCalls } from "./api/tokens.ts";
import { transferCalls } from "./api/transfers.ts";
import { newRobotKey, type RobotMessage, type Robots, webhookCalls } from "./api/webhook.ts";
import { welcomeCalls } from "./api/welcome.ts";
import { type CallbackOptions, createCallbacks, type Mischief, type Pushed, type Verification } from "./callbacks.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createPage } from "./page.ts";
import { applyReply, type Cause } from "./passive-replies.ts";
import { createPhones, type Phones } from "./phones.ts";
import { createRobotLine, type RobotLine } from "./robot-line.ts";
import {
  applySaved,
  type CustomerEntry,
  type Department,
  type DroppedMessage,
  emptyState,
  findMember,
  keyOf,
  type Member,
  openStateFile,
  type PhoneEntry,
  type State,
  type TagGroup,
} from "./state.ts";
import { createWebPages, type WebPages } from "./web-pages.ts";
import { type Corp, defaultSettings, type Settings, type World, type WorldEvent } from "./world.ts";

export interface DirectoryMember {
  userId: string;
  name: string;
  departmentIds: number[];
  /** Departments this person leads. */
  leads?: number[];
  position?: string;
  status?: Member["status"];
}

export interface DirectoryCustomer {
  externalId: string;
  name: string;
  gender: "female" | "male" | "unknown";
  followers: { userId: string; remark: string; addedAt: Date; tags: string[]; remarkMobiles?: string[] }[];
}

export interface SimulatorOptions {
  corp: Corp;
  /** Where the app takes callbacks; may come later by `connect`, when the port is known. */
  callbackUrl?: string;
  now: () => Date;
  /** Moving the shared clock and running what falls due is the host's; without it the page shows no clock buttons. */
  clock?: { moveTo(instant: Date): Promise<void> };
  directory: { departments: Department[]; members: DirectoryMember[] };
  customers: DirectoryCustomer[];
  tagGroups?: TagGroup[];
  /** The app's menu from the start, as its owner would have made it; `menu/create` replaces it. */
  menu?: readonly unknown[];
  /** Things worth saying, per member, offered as chips on the page. */
  suggestions?: Record<string, string[]>;
  shopName?: string;
  log: Log;
  /** With a file, chats on the phones survive a restart; pictures lie in a folder beside it. */
  stateFile?: string;
  settings?: Partial<Settings>;
  /** How retries and slow answers wait; tests hand in one that returns at once. */
  wait?: (ms: number) => Promise<void>;
  callbacks?: Partial<CallbackOptions>;
}

export interface Simulator extends Phones {
  /** API under /cgi-bin, page under /, page's own API under /page. Mount before any body parser. */
  router: Router;
  /** The page's document, for mounting at "/" while the router lives under a prefix. */
  pageAt(prefix: string): RequestHandler;
  /** Sets the callback address, verifies it as WeCom does on saving, and tells the result. */
  connect(callbackUrl: string): Promise<Verification>;
  verify(): Promise<Verification>;
  /** Pushes XML of your own, with a mischief if asked; nothing appears on a phone unless `userId` gets a passive reply. */
  pushRaw(xml: string, options?: { mischief?: Mischief; userId?: string }): Promise<Pushed>;
  inbox(userId: string): readonly PhoneEntry[];
  customerPhone(externalId: string): readonly CustomerEntry[];
  /** Messages the platform accepted with errcode 0 and never showed. */
  dropped(): readonly DroppedMessage[];
  /** The next entry on a phone that is not the member's own and fits; rejects after `timeoutMs` of real time. */
  nextEntry(userId: string, fits?: (entry: PhoneEntry) => boolean, timeoutMs?: number): Promise<PhoneEntry>;
  faults: Faults;
  settings: Settings;
  /** The long connection of the local robot; the host attaches it to its server. */
  robotLine: RobotLine;
  /** Whether the client would let a page with this signature call it. */
  isSigned: WebPages["isSigned"];
  newRobot(): { key: string };
  robotMessages(key: string): readonly RobotMessage[];
  snapshot(): State;
  restore(state: State): void;
  /** Ends page connections and hanging calls, writes the state file. */
  close(): Promise<void>;
}

const nextEntryMs = 5_000;
/** The local robot's; they open nothing but this process. */
export const LOCAL_ROBOT = { botId: "aib-local", secret: "local-robot-secret" };

export function createSimulator(options: SimulatorOptions): Simulator {
  const listeners = new Set<(event: WorldEvent) => void>();
  const mediaBytes = new Map<string, Buffer>();
  const mediaFolder = options.stateFile ? `${options.stateFile}-media` : null;
  let callbackUrl = options.callbackUrl ?? null;
  let held: (() => void)[] = [];
  let closed = false;
  const wait = options.wait ?? ((ms: number) => delay(ms));

  const file = options.stateFile ? openStateFile(options.stateFile, options.log, () => world.state) : null;
  const robotLine = createRobotLine({ ...LOCAL_ROBOT, now: options.now });
  const world: World = {
    corp: options.corp,
    state: freshState(options),
    followIndex: null,
    settings: { ...defaultSettings, ...options.settings },
    log: options.log,
    now: options.now,
    tell(event) {
      if (event.kind === "customer" || event.kind === "people" || event.kind === "all") world.followIndex = null;
      file?.touch();
      for (const listener of listeners) listener(event);
    },
    hasCallback: () => callbackUrl !== null,
    saveMedia(id, bytes) {
      mediaBytes.set(id, bytes);
      if (!mediaFolder) return;
      mkdirSync(mediaFolder, { recursive: true });
      writeFileSync(join(mediaFolder, id), bytes);
    },
    readMedia: (id) => mediaBytes.get(id) ?? readFromFolder(mediaFolder, id),
  };
  const saved = file?.load();
  if (saved) applySaved(world.state, saved);

  const faults = createFaults(world, wait);
  const callbacks = createCallbacks(world, {
    callbackMs: 5_000,
    verifyMs: 1_000,
    wait,
    retryWaitMs: 1_000,
    freshRetries: false,
    ...options.callbacks,
  });
  const phones = createPhones(world, send);
  const webPages = createWebPages(world);
  const robots: Robots = { keys: new Set(), messages: [] };
  const calls = {
    ...tokenCalls(world),
    ...messageCalls(world),
    ...mediaCalls(world),
    ...contactCalls(world),
    ...customerCalls(world),
    ...tagCalls(world),
    ...massMessageCalls(world),
    ...welcomeCalls(world),
    ...transferCalls(world),
    ...menuCalls(world),
    ...webhookCalls(world, robots),
    ...webPages.calls,
  };
  const page = createPage(world, phones, faults, options, (listener) => listeners.add(listener));

  const router = Router();
  router.use(
    "/cgi-bin",
    apiRouter(world, faults, calls, (token) => checkToken(world, token)),
  );
  router.use(webPages.router);
  router.use(page.router);

  return {
    router,
    isSigned: webPages.isSigned,
    pageAt: page.documentAt,
    ...phones,
    connect(url) {
      callbackUrl = url;
      return callbacks.verify(url);
    },
    verify: () => callbacks.verify(getCallbackUrl()),
    pushRaw(xml, { mischief, userId } = {}) {
      const cause = userId ? { userId, event: null, messageId: null } : null;
      return pushAndApply(xml, cause, mischief);
    },
    inbox: (userId) => structuredClone(world.state.phones[keyOf(userId)] ?? []),
    customerPhone: (externalId) => structuredClone(world.state.customerPhones[externalId] ?? []),
    dropped: () => structuredClone(world.state.dropped),
    nextEntry,
    faults,
    settings: world.settings,
    robotLine,
    newRobot: () => ({ key: newRobotKey(robots) }),
    robotMessages: (key) => robots.messages.filter((each) => each.key === key),
    snapshot: () => structuredClone(world.state),
    restore(state) {
      world.state = structuredClone(state);
      world.tell({ kind: "all" });
    },
    async close() {
      page.close();
      faults.close();
      closed = true;
      for (const release of held) release();
      await robotLine.close();
      file?.flush();
    },
  };

  function getCallbackUrl(): string {
    if (!callbackUrl) throw new InputError("应用的回调地址还没有设置（connect）");
    return callbackUrl;
  }

  /** Messages to the app; a fault asked for on the page or by a test changes how the next one travels. */
  async function send(xml: string, cause: Cause | null): Promise<Pushed> {
    const fault = faults.takeCallback();
    if (fault === "hold") {
      await new Promise<void>((release) => held.push(release));
      if (closed) return { taken: false, tries: [], reply: null, complaint: null };
      return pushAndApply(xml, cause);
    }
    const pushed = await pushAndApply(xml, cause, fault ?? undefined);
    const waiting = held;
    held = [];
    for (const release of waiting) release();
    return pushed;
  }

  async function pushAndApply(xml: string, cause: Cause | null, mischief?: Mischief): Promise<Pushed> {
    const pushed = await callbacks.push(getCallbackUrl(), xml, mischief);
    if (!pushed.reply) return pushed;
    const complaint = cause ? applyReply(world, cause, pushed.reply) : "this event takes no reply";
    if (complaint) world.log.warn("simulator.bad-passive-reply", { why: complaint });
    return { ...pushed, complaint };
  }

  function nextEntry(userId: string, fits = (_entry: PhoneEntry) => true, timeoutMs = nextEntryMs) {
    return new Promise<PhoneEntry>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        listeners.delete(listener);
      };
      const listener = (event: WorldEvent) => {
        if (event.kind !== "entry" || event.userId !== keyOf(userId)) return;
        if (event.entry.from === "me" || !fits(event.entry)) return;
        stop();
        resolve(structuredClone(event.entry));
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`nothing came to ${userId} within ${timeoutMs} ms`));
      }, timeoutMs);
      listeners.add(listener);
    });
  }
}

function freshState(options: SimulatorOptions): State {
  const state = emptyState(options.corp.corpId);
  state.departments = structuredClone(options.directory.departments);
  state.tagGroups = structuredClone(options.tagGroups ?? []);
  state.menu = options.menu ? structuredClone([...options.menu]) : null;
  for (const member of options.directory.members) {
    state.members[keyOf(member.userId)] = { leads: [], position: "", status: 1, ...structuredClone(member) };
  }
  const genders = { unknown: 0, male: 1, female: 2 } as const;
  for (const { externalId, name, gender, followers } of options.customers) {
    state.customers[externalId] = {
      externalId,
      name,
      gender: genders[gender],
      followers: followers.map(({ userId, remark, addedAt, tags, remarkMobiles }) => ({
        userId: findMember(state, userId)?.userId ?? userId,
        remark,
        description: "",
        remarkMobiles: remarkMobiles ?? [],
        addedAt: addedAt.toISOString(),
        tags: [...tags],
        addWay: 1,
        state: "",
        deletedByCustomer: false,
      })),
    };
  }
  return state;
}

function readFromFolder(folder: string | null, id: string): Buffer | null {
  if (!folder || !/^[\w-]+$/.test(id)) return null;
  try {
    return readFileSync(join(folder, id));
  } catch {
    return null; // gone from the disk: the caller says so in the platform's words
  }
}
