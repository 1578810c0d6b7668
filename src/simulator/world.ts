// What every part of the local WeCom shares: its memory, the clock, the settings, and the way to tell the page.
import { randomBytes } from "node:crypto";
import type { Log } from "../log.ts";
import type { Customer, CustomerEntry, PhoneEntry, State } from "./state.ts";
import { keyOf, phoneEntriesMax, push } from "./state.ts";

export interface Corp {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
}

/** Knobs of the platform that differ between corps or are not documented for certain. */
export interface Settings {
  /** The admin's rule for mass messages to one customer: as many a month as it has days, 7 a week, or 1 a day. */
  customerCap: "month-days" | "week-7" | "day-1";
  /** How long a new mass message answers 41063 (being dispatched). */
  dispatchMs: number;
  /** One member, one app: beyond this the platform drops without a word. */
  memberPerMinute: number;
  memberPerHour: number;
  /** Calls of one API by the corp. */
  callsPerMinute: number;
  tokenSeconds: number;
  welcomeSeconds: number;
}

export const defaultSettings: Settings = {
  customerCap: "month-days",
  dispatchMs: 0,
  memberPerMinute: 30,
  memberPerHour: 1_000,
  callsPerMinute: 10_000,
  tokenSeconds: 7_200,
  welcomeSeconds: 20,
};

export type WorldEvent =
  | { kind: "entry"; userId: string; entry: PhoneEntry }
  | { kind: "customer"; externalId: string; entry: CustomerEntry | null }
  | { kind: "people" }
  | { kind: "clock" }
  | { kind: "busy" }
  | { kind: "faults" }
  | { kind: "all" };

export interface World {
  corp: Corp;
  state: State;
  /** Customers by the member who follows them; forgotten whenever people change, made again when asked for. */
  followIndex: Map<string, Customer[]> | null;
  settings: Settings;
  log: Log;
  now(): Date;
  /** Every change goes through here: the file is written, the page is told, waiting tests wake up. */
  tell(event: WorldEvent): void;
  hasCallback(): boolean;
  saveMedia(id: string, bytes: Buffer): void;
  readMedia(id: string): Buffer | null;
}

/** The shop's zone for natural days and months of the platform: WeCom counts in Beijing time, which has no summer time. */
export const beijingOffsetMs = 8 * 3_600_000;

export function newId(prefix: string, bytes = 16): string {
  return prefix + randomBytes(bytes).toString("base64url");
}

export function seconds(at: Date | string): number {
  return Math.floor(new Date(at).getTime() / 1000);
}

export function addPhoneEntry(
  world: World,
  userId: string,
  entry: Omit<PhoneEntry, "id" | "at" | "recalled" | "delivery" | "messageId"> & Partial<PhoneEntry>,
): PhoneEntry {
  const whole = {
    id: newId("e", 9),
    at: world.now().toISOString(),
    recalled: false,
    delivery: null,
    messageId: null,
    ...entry,
  } as PhoneEntry;
  const key = keyOf(userId);
  world.state.phones[key] ??= [];
  push(world.state.phones[key], whole, phoneEntriesMax);
  world.tell({ kind: "entry", userId: key, entry: whole });
  return whole;
}

export function addCustomerEntry(
  world: World,
  externalId: string,
  entry: Omit<CustomerEntry, "id" | "at" | "attachments"> & Partial<CustomerEntry>,
): CustomerEntry {
  const whole: CustomerEntry = { id: newId("c", 9), at: world.now().toISOString(), attachments: [], ...entry };
  world.state.customerPhones[externalId] ??= [];
  push(world.state.customerPhones[externalId], whole, phoneEntriesMax);
  world.tell({ kind: "customer", externalId, entry: whole });
  return whole;
}
