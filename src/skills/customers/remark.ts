// What is written into the remark that an associate keeps of a customer on the platform. Pure.
import type { ChannelCustomer } from "../../channel.ts";

/** The platform shows a handful; more are somebody's list. */
export const REMARK_PHONES_MAX = 5;
/** The platform's limit, in characters. */
export const REMARK_CHARS_MAX = 20;

/**
 * The change to make, or null for none. The list of phones is replaced whole there, so hers stay in it; a remark she
 * wrote herself stays as it is.
 */
export function remarkToWrite(
  here: { phone?: string | null; name?: string },
  there: Pick<ChannelCustomer, "name" | "remark" | "phones">,
): { remark?: string; phones?: string[] } | null {
  if (here.phone) {
    const has = there.phones.some((phone) => digits(phone) === digits(here.phone ?? ""));
    if (has || there.phones.length >= REMARK_PHONES_MAX) return null;
    return { phones: [...there.phones, here.phone] };
  }
  if (here.name === undefined || here.name === "" || here.name === there.remark) return null;
  // Nobody has written a remark: the platform gives the nickname, or nothing.
  const untouched = there.remark === "" || there.remark === there.name;
  if (!untouched || [...here.name].length > REMARK_CHARS_MAX) return null;
  return { remark: here.name };
}

function digits(phone: string): string {
  return phone.replace(/\D/gu, "").slice(-11);
}
