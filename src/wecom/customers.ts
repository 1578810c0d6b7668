// Customers as the platform knows them, member by member. Batch answers carry tag ids, single ones tag objects.
import type { ChannelCustomer, ContactsPage } from "../channel.ts";
import { ChannelError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Client } from "./client.ts";
import { NOT_RELATED } from "./codes.ts";
import { toUserId } from "./events.ts";

/** Codes that are about the member asked for: unknown, without the function, out of range, without customers. */
const ABOUT_ONE_MEMBER = new Set([40003, 46004, 60111, 60011, 84061, 84074, 84083, 84084]);
const NO_LONGER_CUSTOMER = 610004;

/**
 * Page by page, from a cursor or the beginning. One member a call: a member that the platform refuses to tell about
 * cannot take others with her, and the place reached is one name and one cursor.
 */
export async function* customersOf(
  client: Client,
  staffId: string,
  from: string | null,
  log: Log,
): AsyncGenerator<ContactsPage> {
  let began = from !== null;
  try {
    for await (const page of client.customersPages([staffId], from ?? "")) {
      began = true;
      const unlicensed = page.fail_info?.unlicensed_userid_list.length ?? 0;
      if (unlicensed > 0) log.warn("wecom.unlicensed-staff", { count: unlicensed });
      const customers = page.external_contact_list.map(({ external_contact, follow_info }) =>
        toCustomer(external_contact, follow_info, follow_info.tag_id),
      );
      yield { customers, next: page.next_cursor === "" ? null : page.next_cursor, refused: unlicensed > 0 };
    }
  } catch (error) {
    const isAboutOne = error instanceof ChannelError && error.code !== null && ABOUT_ONE_MEMBER.has(error.code);
    if (began || !isAboutOne) throw error;
    log.warn("wecom.staff-left-out", { staff: staffId, code: error.code });
    yield { customers: [], next: null, refused: true };
  }
}

/** One entry per member who knows the customer; empty when nobody does any more. */
export async function findCustomer(client: Client, externalId: string): Promise<ChannelCustomer[]> {
  const found: ChannelCustomer[] = [];
  try {
    for await (const page of client.customerPages(externalId)) {
      for (const follower of page.follow_user) {
        const tagIds = follower.tags.map((tag) => tag.tag_id).filter((id) => id !== "");
        found.push(toCustomer(page.external_contact, follower, tagIds));
      }
    }
  } catch (error) {
    const isGone = error instanceof ChannelError && (error.code === NOT_RELATED || error.code === NO_LONGER_CUSTOMER);
    if (!isGone) throw error;
  }
  return found;
}

interface Contact {
  external_userid: string;
  name: string;
  gender: number | null;
}
interface Follower {
  userid: string;
  remark: string;
  createtime: number | null;
  remark_mobiles: string[];
}

function toCustomer(contact: Contact, follower: Follower, tagIds: string[]): ChannelCustomer {
  return {
    externalId: contact.external_userid,
    staffId: toUserId(follower.userid),
    name: contact.name,
    remark: follower.remark,
    phones: follower.remark_mobiles.filter((phone) => phone !== ""),
    gender: contact.gender === 2 ? "female" : contact.gender === 1 ? "male" : "unknown",
    addedAt: new Date((follower.createtime ?? 0) * 1000),
    tagIds,
  };
}
