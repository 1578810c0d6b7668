// Which of the waiting messages is meant by 第一条, 张姐的, 她的, or nothing at all.
import type { Outcome, Plan, Turn } from "../../skill.ts";
import { resolveCustomer } from "../customers/resolve.ts";
import { readSaid } from "../customers/said.ts";
import { viewsOf } from "./known-store.ts";
import type { CareResult } from "./result.ts";
import { LIST_MAX } from "./result.ts";
import { type CareMessage, handedOn, listMessages, lockMessage } from "./store.ts";

/** More at once is not approving but waving through. */
const APPROVE_ALL_MAX = 20;

export type Found = { message: CareMessage } | Outcome<CareResult>;

/** "#id", 第一条, 张姐的, or the only one on show. Several that fit are asked about, never guessed. */
export async function findMeant(turn: Turn, which: string | null): Promise<Found> {
  const said = which?.trim() ?? "";
  if (said.startsWith("#")) return pressedOn(turn, said.slice(1));
  const read = readSaid(said === "" ? "" : said.replace(/^第(.+)条$/u, "第$1个"));
  if (read.kind === "ordinal") {
    // With nothing on show the order is that of 「有哪些祝福要发」.
    const shown = turn.shown.careMessages;
    const ids = shown.length > 0 ? shown : (await waiting(turn, {})).map((message) => message.id);
    const id = ids[read.position < 0 ? ids.length + read.position : read.position - 1];
    return id ? found(await lockMessage(turn.tx, id)) : asked(turn, await waiting(turn, { ids }));
  }
  if (read.kind === "nothing" || read.kind === "focus") {
    const [only, ...others] = turn.shown.careMessages;
    if (only && others.length === 0) return found(await lockMessage(turn.tx, only));
    const shown = await waiting(turn, { ids: turn.shown.careMessages });
    // Of several on show, that of her whom the talk is about.
    const hers = shown.filter((message) => message.customerId === turn.shown.focus);
    if (hers.length === 1) return oneOf(turn, hers);
    if (shown.length > 0) return oneOf(turn, shown);
    return oneOf(turn, await waiting(turn, {}));
  }
  const meant = await resolveCustomer(turn, said);
  if (meant.kind !== "one") return { result: { kind: "not-found", said, nearest: [] } };
  return oneOf(turn, await waiting(turn, { customerId: meant.customer.id }));
}

/** The customer of the message meant by 第一条, for what is said of her beside it. */
export async function whose(turn: Turn, { which }: Plan): Promise<string | null> {
  const meant = await findMeant(turn, typeof which === "string" ? which : null);
  return "message" in meant ? meant.message.customerId : null;
}

export async function findAll(turn: Turn): Promise<{ messages: CareMessage[] } | Outcome<CareResult>> {
  const shown = turn.shown.careMessages.length > 0 ? await waiting(turn, { ids: turn.shown.careMessages }) : [];
  const messages = shown.length > 0 ? shown : await waiting(turn, {});
  return messages.length > 0 ? { messages } : { result: { kind: "nothing-waiting" } };
}

export async function waiting(
  turn: Turn,
  filter: { ids?: readonly string[]; customerId?: string },
): Promise<CareMessage[]> {
  // Row security shows a manager those of her shop.
  const mine = turn.staff.role === "associate" ? { staffId: turn.staff.id } : {};
  return (
    await listMessages(turn.tx, { ...filter, ...mine, states: ["draft"] }, { now: turn.now, limit: APPROVE_ALL_MAX })
  ).messages;
}

/** On a card that is still in her chat; her customer may be a colleague's since. */
async function pressedOn(turn: Turn, id: string): Promise<Found> {
  const message = await lockMessage(turn.tx, id);
  const gone = message ? null : await handedOn(turn.tx, id);
  return gone ? { result: { kind: "handed-on", ...gone } } : found(message);
}

function found(message: CareMessage | null): Found {
  return message ? { message } : { result: { kind: "nothing-waiting" } };
}

async function oneOf(turn: Turn, messages: readonly CareMessage[]): Promise<Found> {
  const [only, ...others] = messages;
  if (!only) return { result: { kind: "nothing-waiting" } };
  if (others.length === 0) return { message: only };
  return asked(turn, messages);
}

async function asked(turn: Turn, messages: readonly CareMessage[]): Promise<Outcome<CareResult>> {
  if (messages.length === 0) return { result: { kind: "nothing-waiting" } };
  const views = await viewsOf(turn, messages.slice(0, LIST_MAX));
  return {
    result: { kind: "which", views },
    shown: { careMessages: views.map((view) => view.id) },
    audit: messages.slice(0, LIST_MAX).map(({ customerId }) => ({ action: "care.show", customerId })),
  };
}
