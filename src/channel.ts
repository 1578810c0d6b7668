// The one interface between the house and a chat platform. `wecom/` implements it; a second platform would be
// one more folder beside it. Every method may throw ChannelError; none is called inside a database transaction.
import type { CustomerMessage, CustomerMessageStatus, MassMessage, Reply } from "./message.ts";

export interface SendReceipt {
  /** The platform's id of what was sent, where it gives one. */
  messageId: string | null;
  /** True when the platform says it has seen this very card before: an earlier try got through. */
  alreadySent: boolean;
  /** Of a card: changes it once without a press, as `updateToken` of a "card-update". */
  updateToken?: string | null;
}

export interface SendOptions {
  /** An earlier try may have got through: suppress a duplicate. */
  again: boolean;
  /** One per intent; the same at every try. */
  key?: string;
  /** Of the message this answers, where its channel gave one. */
  replyToken?: string | null;
}

export interface DirectoryStaff {
  id: string;
  name: string;
  departmentIds: number[];
  /** Departments this person leads. */
  leads: number[];
  active: boolean;
}
export interface DirectoryDepartment {
  id: number;
  name: string;
  parentId: number;
}

/** A customer as one associate knows her on the platform. */
export interface ChannelCustomer {
  externalId: string;
  staffId: string;
  name: string;
  remark: string;
  phones: string[];
  gender: "female" | "male" | "unknown";
  addedAt: Date;
  tagIds: string[];
}

/** A page of one colleague's contacts, and where the next one begins; null after the last. */
export interface ContactsPage {
  customers: ChannelCustomer[];
  next: string | null;
  /** The platform does not tell about her: out of range, without the function, gone. Nothing follows from it. */
  refused: boolean;
}

/** A word that the platform marks customers with, known to the whole company. */
export interface ChannelTag {
  id: string;
  name: string;
  group: string;
}

/** Contacts of one colleague for another; at most TRANSFER_BATCH in one call. */
export interface TransferOrder {
  from: string;
  to: string;
  /** The colleague who gives them has left the company. */
  left: boolean;
}
export const TRANSFER_BATCH = 100;

/** asked: the customer has a day to refuse. Everything else is final. */
export type TransferAnswer = "asked" | "too-often" | "taker-full" | "not-a-contact" | "failed";
export type TransferStatus = "waiting" | "done" | "refused" | "taker-full";

export interface Channel {
  /** Sends to one member of staff. */
  send(to: string, reply: Reply, options: SendOptions): Promise<SendReceipt>;
  /** Creates the task that the associate confirms with a tap. `refused` when the platform lists the customer as unreachable. */
  createCustomerMessage(message: CustomerMessage): Promise<{ taskId: string; refused: boolean }>;
  /** Looks for a task like this created since; used after a crash between creating it and writing its id. */
  findCustomerMessage(message: CustomerMessage, since: Date): Promise<{ taskId: string } | null>;
  customerMessageStatus(taskId: string, sender: string, externalId: string): Promise<CustomerMessageStatus>;
  cancelCustomerMessage(taskId: string): Promise<void>;
  /** Like createCustomerMessage, for many. `refused` are those the platform lists as unreachable; `taskId` is null when nobody is left. */
  createMassMessage(message: MassMessage): Promise<{ taskId: string | null; refused: string[] }>;
  /** Tasks with this text of this sender to any of these customers, created since. */
  findMassMessages(message: MassMessage, since: Date): Promise<string[]>;
  /** By external id; those the task does not name are missing. Empty while the task is being dispatched. */
  massMessageStatuses(taskId: string, sender: string): Promise<Map<string, CustomerMessageStatus>>;
  /** Reminds the associate of a task she has not confirmed: three times in 24 hours, then the platform refuses. */
  remindMassMessage(taskId: string): Promise<void>;
  welcome(welcomeToken: string, text: string): Promise<void>;
  departments(): Promise<DirectoryDepartment[]>;
  staff(departmentId: number): Promise<DirectoryStaff[]>;
  /** From the place a page before named, or from the beginning. An empty page may be followed by a full one. */
  customersOf(staffId: string, from: string | null): AsyncIterable<ContactsPage>;
  customer(externalId: string): Promise<ChannelCustomer[]>;
  tags(): Promise<ChannelTag[]>;
  /** Returns the id of the tag, an existing one of this name in the group included. */
  createTag(name: string, group: string): Promise<string>;
  /** On one colleague's contact. Marking twice changes nothing. No event comes of it. */
  markTag(staffId: string, externalId: string, change: { add: string[]; remove: string[] }): Promise<void>;
  /** `phones` replaces the whole list. No event comes of it. */
  remark(staffId: string, externalId: string, change: { remark?: string; phones?: string[] }): Promise<void>;
  /** Asks the platform to hand contacts over; told again, one under way is "asked". By external id, each in the answer. */
  transferCustomers(order: TransferOrder, externalIds: readonly string[]): Promise<Map<string, TransferAnswer>>;
  /** How the hand-overs between the two stand, by external id; who is not in it was never asked for. */
  transferResults(order: TransferOrder): Promise<Map<string, TransferStatus>>;
  /** Within 24 hours, by the id its sending returned. */
  recall(messageId: string): Promise<void>;
  /** To a group's robot, by its address. Markdown. */
  post(webhookUrl: string, text: string): Promise<void>;
  upload(file: string, kind: "image" | "file"): Promise<{ mediaId: string }>;
}
