// The file to read first: one message from arrival to stored answer.
//
//   the callback stores it (inbox.ts) → claimed here, one at a time per person → who says it → what does it mean →
//   what is to be done (dispatch.ts, one transaction) → the answer is a row in the outbox, in that same transaction.
//
// A crash anywhere leaves either the claimed message, which is claimed again, or the finished turn. Nothing is sent
// from here. The only catch is at the bottom: apologise, log, keep the row.
import type { Context } from "../context.ts";
import { system } from "../db/actor.ts";
import type { Tx } from "../db/db.ts";
import { type Poller, startPolling } from "../db/poll.ts";
import { describe } from "../log.ts";
import type { Card, InboundMessage, Reply } from "../message.ts";
import { enqueueAll, findCard, type NewDelivery } from "../outbox/store.ts";
import type { StaffMember } from "../skill.ts";
import { syncDirectory } from "../skills/staff/jobs.ts";
import { loadStaff } from "../skills/staff/store.ts";
import { claimShop, isUnclaimed } from "./claim.ts";
import { type ClaimedInbound, claimInbound, failInbound, finishInbound } from "./inbox.ts";
import { hearPlatform } from "./platform-events.ts";
import { afterPress } from "./pressed-card.ts";
import { type Answered, takeTurn } from "./turn.ts";
import {
  apologyWords,
  claimedWords,
  closedClaimWords,
  doneTitle,
  mediaWords,
  strangerWords,
  unclaimedWords,
  welcomeWords,
  wrongCodeWords,
} from "./words.ts";

/** A turn takes milliseconds, or the model's deadline; what is not done by then died. */
const LEASE_MS = 30_000;
/** Other processes store messages without telling us. */
const POLL_MS = 500;

/** Answers the next waiting message; false when there was none. */
export async function receiveOnce(context: Context): Promise<boolean> {
  const claim = await claimInbound(context.db, context.now(), LEASE_MS);
  if (!claim) return false;
  try {
    if (claim.exhausted) throw new Error("tried as often as it may be and never ended");
    await answer(context, claim);
  } catch (error) {
    await fail(context, claim, error);
  }
  context.wake("outbox");
  return true;
}

export function startReceiving(context: Context): Poller {
  return startPolling({ name: "receive", everyMs: POLL_MS, log: context.log, turn: () => receiveOnce(context) });
}

async function answer(context: Context, claim: ClaimedInbound): Promise<void> {
  const { message } = claim;
  const staff = await knownStaff(context, message);
  switch (message.kind) {
    case "text":
      return staff
        ? talk(context, claim, staff, { kind: "text", text: message.text })
        : say(context, claim, await answerStranger(context, message.from, message.text));
    case "button":
      return staff
        ? talk(context, claim, staff, { kind: "button", key: message.key, selected: message.selected })
        : say(context, claim, strangerWords(message.from));
    case "menu":
      return staff
        ? talk(context, claim, staff, { kind: "text", text: menuWords[message.key] ?? message.key })
        : say(context, claim, strangerWords(message.from));
    case "media":
      return say(context, claim, mediaWords[message.media] ?? mediaWords.file ?? "");
    case "entered":
      return staff ? greet(context, claim, staff) : finish(context, claim);
    case "customer-added":
    case "customer-changed":
    case "customer-removed":
    case "staff-changed":
      await hearPlatform(context, message);
      return finish(context, claim);
    // The stored row is what the job looks for that reads them again (skills/platform/jobs.ts).
    case "directory-changed":
    case "tags-changed":
    case "set-aside":
      return finish(context, claim);
  }
}

/** When a directory was last asked for somebody unknown: one who is not in it may write as often as he likes. */
const STRANGER_PAUSE_MS = 60_000;
let strangersAskedAt = Number.NEGATIVE_INFINITY;

/** Somebody who joined since the last look at the directory is found by looking again. */
async function knownStaff(context: Context, message: InboundMessage): Promise<StaffMember | null> {
  const find = () => context.db.transaction(system, (tx) => loadStaff(tx, message.from));
  const staff = await find();
  const now = context.now().getTime();
  if (staff || !isTalk(message) || Math.abs(now - strangersAskedAt) < STRANGER_PAUSE_MS) return staff;
  strangersAskedAt = now;
  try {
    await syncDirectory(context);
  } catch (error) {
    context.log.warn("directory.unavailable", { error: describe(error) });
    return null;
  }
  return find();
}

async function answerStranger({ claim, db, settings }: Context, from: string, text: string): Promise<string> {
  if (!claim || !(await isUnclaimed(db))) return strangerWords(from);
  const read = claim.read(text);
  if (read.kind === "wrong") return wrongCodeWords;
  if (read.kind === "closed") return closedClaimWords;
  if (read.kind === "other") return unclaimedWords;
  const owner = { id: from, name: read.name ?? from };
  return (await claimShop(db, owner, (await settings()).shopName)) ? claimedWords(owner.name) : strangerWords(from);
}

/** What the app's menu buttons stand for. */
const menuWords: Readonly<Record<string, string>> = {
  today: "今天要做什么",
  birthdays: "本周谁过生日",
  mine: "我的客户",
  help: "帮助",
};

async function talk(
  context: Context,
  claim: ClaimedInbound,
  staff: StaffMember,
  said: Parameters<typeof takeTurn>[1]["said"],
): Promise<void> {
  const { message } = claim;
  const quoted = message.kind === "text" && message.quoted !== undefined ? { quoted: message.quoted } : {};
  const heard = { staff, now: context.now(), inboundId: claim.id, said, ...quoted };
  const answered = await takeTurn(context, heard, async (tx, result) => {
    const pressed = claim.message.kind === "button" ? await findCard(tx, staff.id, claim.message.cardId) : null;
    await enqueueAll(tx, deliveriesOf(claim, result, pressed, context.now()));
    await finishInbound(tx, claim, context.now());
  });
  context.log.info("turn", {
    inbound: claim.id,
    staff: staff.id,
    by: answered.by,
    plans: answered.plans.map((plan) => plan.kind),
    ms: context.now().getTime() - claim.receivedAt.getTime(),
  });
}

/** The answer's parts in the order they are to be read. A pressed card is settled first, so that nobody presses it again. */
function deliveriesOf(claim: ClaimedInbound, answered: Answered, pressed: Card | null, now: Date): NewDelivery[] {
  const { message } = claim;
  const replies: Reply[] = [];
  if (message.kind === "button" && message.updateToken) {
    const shown = pressed ?? { id: message.cardId, title: answered.settled ?? "", buttons: [] };
    const card = afterPress(shown, message.key, answered.settled);
    if (card) replies.push({ kind: "card-update", updateToken: message.updateToken, to: message.from, card });
  }
  const asks = answered.cards.some((card) => card.id.startsWith("ask-"));
  if (answered.text !== "" && !asks) replies.push(textOrUndoCard(answered));
  for (const card of answered.cards) replies.push({ kind: "card", card });
  for (const { name, type, content } of answered.files)
    replies.push({ kind: "file", file: `data:${type};base64,${content}`, name });
  return replies.map((reply, index) => ({
    key: `reply:${claim.id}:${index}`,
    staffId: message.from,
    kind: "reply" as const,
    reply,
    dueAt: now,
    inboundId: claim.id,
  }));
}

/** Longest first line that reads as a title, and longest text that a card shows whole. */
const TITLE_MAX = 30;
const CARD_TEXT_MAX = 150;

/** Something was written: the echo carries its 撤销. A long echo stays a text; 「撤销」 can be said as well. */
function textOrUndoCard(answered: Answered): Reply {
  if (!answered.undoable || [...answered.text].length > CARD_TEXT_MAX) return { kind: "text", text: answered.text };
  const [first = "", ...rest] = answered.text.split("\n");
  const fits = [...first].length <= TITLE_MAX;
  return {
    kind: "card",
    card: {
      id: `turn-${answered.turnId}`,
      title: fits ? first : doneTitle,
      body: fits ? rest.join("\n") : answered.text,
      buttons: [{ key: `talk:undo:${answered.turnId}`, text: "撤销", style: "plain" }],
    },
  };
}

async function say(context: Context, claim: ClaimedInbound, text: string): Promise<void> {
  await context.db.transaction(system, async (tx) => {
    await enqueueAll(tx, [textDelivery(claim, text, context.now())]);
    await finishInbound(tx, claim, context.now());
  });
}

/** A first hello, once in a lifetime: entering the app is no question. */
async function greet(context: Context, claim: ClaimedInbound, staff: StaffMember): Promise<void> {
  await context.db.transaction(system, async (tx) => {
    await enqueueAll(tx, [
      { ...textDelivery(claim, welcomeWords(staff.name), context.now()), key: `welcome:${staff.id}` },
    ]);
    await finishInbound(tx, claim, context.now());
  });
}

async function finish(context: Context, claim: ClaimedInbound): Promise<void> {
  await context.db.transaction(system, (tx: Tx) => finishInbound(tx, claim, context.now()));
}

function textDelivery(claim: ClaimedInbound, text: string, now: Date): NewDelivery {
  return {
    key: `reply:${claim.id}:0`,
    staffId: claim.staffId,
    kind: "reply",
    reply: { kind: "text", text },
    dueAt: now,
    inboundId: claim.id,
  };
}

async function fail(context: Context, claim: ClaimedInbound, error: unknown): Promise<void> {
  context.log.error("turn.failed", {
    inbound: claim.id,
    staff: claim.staffId,
    attempts: claim.attempts,
    error: describe(error),
  });
  const end = await failInbound(context.db, claim, {
    error: describe(error),
    retryable: !claim.exhausted,
    now: context.now(),
  });
  if (end === "waiting" || !isTalk(claim.message)) return;
  await context.db.transaction(system, (tx) =>
    enqueueAll(tx, [{ ...textDelivery(claim, apologyWords, context.now()), key: `apology:${claim.id}` }]),
  );
}

function isTalk(message: InboundMessage): boolean {
  return message.kind === "text" || message.kind === "button" || message.kind === "menu";
}
