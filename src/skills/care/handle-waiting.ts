// The drafts that wait for one customer, as the page beside her chat shows them.
import type { Turn } from "../../skill.ts";
import { kindNames } from "../contact/words.ts";
import { viewsOf } from "./known-store.ts";
import { LIST_MAX } from "./result.ts";
import { listMessages } from "./store.ts";

export interface WaitingDraft {
  id: string;
  /** Of the text shown: the approval counts for this text only. */
  hash: string;
  occasion: string;
  text: string;
}

export async function openDrafts(turn: Turn, customerId: string): Promise<WaitingDraft[]> {
  const filter = { states: ["draft"] as const, customerId, staffId: turn.staff.id };
  const { messages } = await listMessages(turn.tx, filter, { now: turn.now, limit: LIST_MAX });
  const views = await viewsOf(turn, messages);
  return views.map(({ id, hash, text, occasion }) => ({ id, hash, text, occasion: kindNames[occasion] }));
}
