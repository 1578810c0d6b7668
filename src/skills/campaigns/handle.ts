// A mass message: who would get it, one question, then everybody's place taken and the tasks queued in one transaction.
// The gate is asked under locks (reserveAll), whatever was reported before; deliver.ts hands the tasks over, and each
// associate's tap sends hers.
import { randomUUID } from "node:crypto";
import { enqueueAll } from "../../outbox/store.ts";
import type { CustomerRef, Outcome, Plan, Refusal, Turn } from "../../skill.ts";
import { type Holiday, occurrenceKey } from "../care/occasions.ts";
import { festivalMeant } from "../care/occurrence.ts";
import { policyOf, type Verdict } from "../contact/gate.ts";
import { reserveAll, verdictsOf } from "../contact/store.ts";
import { findPlan } from "../customers/plan.ts";
import type { Condition } from "../customers/query.ts";
import { sayConditions } from "../customers/reading.ts";
import { customerIds } from "../customers/store.ts";
import { understand } from "../customers/vocabulary.ts";
import { cancelDeliveries, remindDelivery, sendDelivery } from "./deliver.ts";
import { guests, rsvp } from "./handle-guests.ts";
import { guestsPlan, type MassKind, rsvpPlan, sendPlan } from "./plan.ts";
import { type Chosen, choose } from "./resolve.ts";
import type { CampaignsResult, Preflight } from "./result.ts";
import { AUDIENCE_MAX, groupsOf, isPersonal, isSoftenable, mayRemind, type RefusedOne, tasksOf } from "./rules.ts";
import {
  cancelCampaign,
  changeTask,
  dismissDrafts,
  insertCampaign,
  insertMessages,
  insertTasks,
  lastCampaign,
  recordRefused,
  tally,
  tasksOfCampaign,
} from "./store.ts";
import { endWords, softText } from "./words.ts";

const DAY_MS = 86_400_000;
/** 那次群发 is the last of these days; tasks are withdrawn after seven. */
const RECENT_DAYS = 14;
/** 换成问候 speaks of the message just sent. */
const SOFTEN_HOURS = 24;

export async function handle(turn: Turn, plan: Plan, customer: CustomerRef | null): Promise<Outcome<CampaignsResult>> {
  switch (plan.kind) {
    case "campaigns.rsvp":
      return customer === null ? missing("who", "张姐说周六来品鉴会") : rsvp(turn, rsvpPlan.parse(plan), customer);
    case "campaigns.guests":
      return guests(turn, guestsPlan.parse(plan));
    case "campaigns.send":
      return send(turn, plan);
    case "campaigns.soften":
      return soften(turn, plan);
    case "campaigns.remind":
      return remind(turn);
    case "campaigns.cancel":
      return cancel(turn);
    default:
      return show(turn);
  }
}

interface Wish {
  where: Condition[];
  text: string | null;
  about: string | null;
  as: MassKind;
  count: number | null;
  confirmed: boolean;
}

async function send(turn: Turn, plan: Plan): Promise<Outcome<CampaignsResult>> {
  const said = sendPlan.parse(plan);
  const where = said.shown ? shownOf(turn, said.where) : said.where;
  if (where === null) return missing("audience", "把新款消息发给所有金卡");
  if (said.text === null && said.about === null && said.as !== "care")
    return missing("text", "给所有金卡群发：新款到店了，得空来试试");
  return propose(turn, { ...said, where });
}

/** 这几个, 她们: the last question's people, or those on show. */
function shownOf({ shown }: Turn, where: Condition[]): Condition[] | null {
  const last = findPlan.safeParse(shown.find);
  if (last.success && last.data.limit === null) return [...last.data.where, ...where];
  return shown.customers.length === 0 ? null : [{ field: "shown", ids: shown.customers }, ...where];
}

async function soften(turn: Turn, plan: Plan): Promise<Outcome<CampaignsResult>> {
  const last = await lastCampaign(turn.tx, turn.staff.id, new Date(turn.now.getTime() - SOFTEN_HOURS * 3_600_000));
  if (last === null || last.softer.length === 0) return { result: { kind: "nothing-softer" } };
  const { count, confirmed } = sendPlan.pick({ count: true, confirmed: true }).parse(plan);
  const where: Condition[] = [{ field: "shown", ids: last.softer }];
  return propose(turn, { where, text: softText, about: null, as: "care", count, confirmed });
}

async function propose(turn: Turn, wish: Wish): Promise<Outcome<CampaignsResult>> {
  const understood = await understand(turn, wish.where);
  if (understood.kind === "not-found") return { result: understood };
  const { today, zone, settings } = turn;
  const context = { today, zone, settings, vocabulary: understood.vocabulary, narrow: turn.actor.scope !== "all" };
  const ids = await customerIds(turn.tx, wish.where, AUDIENCE_MAX + 1, context);
  const audience = sayConditions(wish.where, turn);
  if (ids.length === 0) return { result: { kind: "nobody", audience } };
  if (ids.length > AUDIENCE_MAX) return { result: { kind: "too-many", audience, max: AUDIENCE_MAX } };

  const festival = wish.as === "holiday" ? festivalMeant(`${wish.about ?? ""}${wish.text ?? ""}`, turn) : null;
  const chosen = await choose(turn, { ...wish, festival, ids });
  if (chosen === null) return missing("text", "给所有金卡群发：新款到店了，得空来试试");
  if (chosen.findings.length > 0) {
    return { result: { kind: "wording", text: chosen.body, findings: chosen.findings }, audit: [looked(ids.length)] };
  }
  const asked: Asked = { chosen, as: wish.as, festival, audience, total: ids.length };
  if (wish.confirmed && wish.count !== null) return commit(turn, asked, wish.count);
  const verdicts = await verdictsOf(turn.tx, asksOf(chosen, asked), rulesOf(turn));
  return ask(turn, reportOf(turn, { ...asked, verdicts }));
}

/** The report, and the question whether to send, where anybody would get it. */
function ask(turn: Turn, report: Preflight): Outcome<CampaignsResult> {
  const told = { result: { kind: "preflight" as const, report }, audit: [looked(report.total)] };
  if (report.receivers === 0) return told;
  const large = report.receivers > turn.settings.massMessages.typeAbove;
  const type = large ? { type: report.receivers } : {};
  return {
    ...told,
    question: { kind: "confirm", what: report.audience, with: { count: report.receivers }, ...type },
  };
}

const looked = (count: number) => ({ action: "campaigns.preflight", customerId: null, detail: { count } });

function rulesOf(turn: Turn) {
  return { policy: policyOf(turn.settings, turn.zone), now: turn.now };
}

function asksOf({ receivers }: Chosen, { as, festival }: Pick<Asked, "as" | "festival">) {
  const { name, day } = festival ?? { name: null, day: null };
  return receivers.map((receiver) => ({
    customerId: receiver.customerId,
    senderId: receiver.staffId,
    kind: as,
    occurrenceKey: name && occurrenceKey("holiday", receiver.customerId, `${name}:${day?.slice(0, 4)}`),
    occursOn: day,
    festival: name,
    careMessageId: randomUUID() as string,
    receiver,
  }));
}

interface Asked {
  chosen: Chosen;
  as: MassKind;
  /** Of a greeting at a festival: everybody has it once, from many or from one. */
  festival: Holiday | null;
  audience: string;
  total: number;
}

function reportOf(turn: Turn, asked: Asked & { verdicts: ReadonlyMap<string, Verdict> }): Preflight {
  const { chosen, verdicts, as, festival, audience, total } = asked;
  const allowed = chosen.receivers.filter((one) => verdicts.get(one.customerId)?.verdict === "allow");
  const refused: RefusedOne[] = [...chosen.refused];
  for (const { customerId, name } of chosen.receivers) {
    const verdict = verdicts.get(customerId);
    if (verdict && verdict.verdict !== "allow") refused.push({ customerId, name, code: verdict.reason.code });
  }
  const personal = isPersonal(chosen.body) && allowed.length <= turn.settings.massMessages.typeAbove;
  const tasks = tasksOf(chosen.body, allowed, personal);
  const senders = new Map<string, { name: string; count: number; taps: number }>();
  for (const { receivers } of tasks) {
    const { staffId, staffName } = receivers[0] as (typeof receivers)[number];
    const sender = senders.get(staffId) ?? { name: staffName, count: 0, taps: 0 };
    senders.set(staffId, { ...sender, count: sender.count + receivers.length, taps: sender.taps + 1 });
  }
  return {
    audience,
    as,
    total,
    receivers: allowed.length,
    refused: groupsOf(refused),
    senders: [...senders].map(([id, sender]) => ({ ...sender, me: id === turn.staff.id })),
    text: tasks[0]?.text ?? chosen.body,
    personal,
    large: allowed.length > turn.settings.massMessages.typeAbove,
    festival,
    softer: softerOf(chosen, verdicts, as).length,
  };
}

function softerOf(chosen: Chosen, verdicts: ReadonlyMap<string, Verdict>, as: MassKind): string[] {
  return chosen.receivers.flatMap(({ customerId }) => {
    const verdict = verdicts.get(customerId);
    return verdict && isSoftenable(as, verdict) ? [customerId] : [];
  });
}

/** Sends to as many as she was told; another number is asked about again, with nothing written. */
async function commit(turn: Turn, asked: Asked, count: number): Promise<Outcome<CampaignsResult>> {
  const { chosen, as, audience, festival } = asked;
  const { tx, now } = turn;
  const asks = asksOf(chosen, asked);
  const campaignId = randomUUID();
  const byId = turn.staff.id;
  const messageOf = new Map(asks.map((ask) => [ask.customerId, ask.careMessageId]));
  const limit = turn.settings.massMessages.typeAbove;
  const verdicts = await reserveAll(tx, asks, rulesOf(turn), async (allowed) => {
    if (allowed.length === 0 || allowed.length !== count) return false;
    const receivers = allowed.map((ask) => ask.receiver);
    const tasks = tasksOf(chosen.body, receivers, isPersonal(chosen.body) && receivers.length <= limit);
    const rows = tasks.map((task) => ({ ...task, id: randomUUID() as string }));
    await insertCampaign(tx, { id: campaignId, byId, kind: as, text: chosen.body, audience, createdAt: now });
    await insertTasks(
      tx,
      rows.map(({ id, staffId, text }) => ({ id, campaignId, byId, staffId, text, createdAt: now })),
    );
    await insertMessages(
      tx,
      rows.flatMap((task) =>
        task.receivers.map(({ customerId }) => ({
          id: messageOf.get(customerId) as string,
          customerId,
          taskId: task.id,
        })),
      ),
      festival,
    );
    if (festival !== null) {
      const customerIds = allowed.map((ask) => ask.customerId);
      await dismissDrafts(tx, { customerIds, festival, reason: endWords.withMany, now });
    }
    await enqueueAll(
      tx,
      rows.map((task) => sendDelivery({ ...task, round: 0 }, now)),
    );
    return true;
  });
  const report = reportOf(turn, { ...asked, verdicts });
  if (report.receivers === 0 || report.receivers !== count) return ask(turn, report);
  const softer = softerOf(chosen, verdicts, as);
  await recordRefused(tx, campaignId, { softer, refused: report.refused });
  return {
    result: { kind: "queued", report },
    audit: asks
      .filter((ask) => verdicts.get(ask.customerId)?.verdict === "allow")
      .map((ask) => ({ action: "campaigns.send", customerId: ask.customerId, detail: { campaignId } })),
  };
}

async function show(turn: Turn): Promise<Outcome<CampaignsResult>> {
  const last = await recent(turn);
  if (last === null) return { result: { kind: "none" } };
  const rows = await tally(turn.tx, last.id);
  return {
    result: {
      kind: "progress",
      audience: last.audience,
      at: last.createdAt,
      cancelled: last.cancelledAt !== null,
      rows,
    },
    audit: [{ action: "campaigns.show", customerId: null, detail: { campaignId: last.id } }],
  };
}

async function remind(turn: Turn): Promise<Outcome<CampaignsResult>> {
  const last = await recent(turn);
  if (last === null) return { result: { kind: "none" } };
  const waiting = last.cancelledAt === null ? (await tasksOfCampaign(turn.tx, last.id)).filter(isOpen) : [];
  const due = waiting.filter((task) => mayRemind(task.remindedAt, turn.now));
  for (const task of due) await changeTask(turn.tx, task.id, { remindedAt: [...task.remindedAt, turn.now] });
  await enqueueAll(
    turn.tx,
    due.map((task) => remindDelivery(task, turn.now)),
  );
  const people = new Set(due.map((task) => task.staffId)).size;
  return {
    result: { kind: "reminded", tasks: due.length, people, tooOften: waiting.length - due.length },
    ...(due.length > 0 ? { final: true } : {}),
    audit: [{ action: "campaigns.remind", customerId: null, detail: { campaignId: last.id } }],
  };
}

const isOpen = (task: { state: string }) => task.state === "created";

async function cancel(turn: Turn): Promise<Outcome<CampaignsResult>> {
  const last = await recent(turn);
  if (last === null) return { result: { kind: "none" } };
  if (!(await cancelCampaign(turn.tx, last.id, turn.now)))
    return { result: { kind: "cancelled", already: true, audience: last.audience } };
  const tasks = await tasksOfCampaign(turn.tx, last.id);
  const open = tasks.filter((task) => task.state === "queued" || task.state === "created");
  await enqueueAll(turn.tx, cancelDeliveries(open, turn.now));
  return {
    result: { kind: "cancelled", already: false, audience: last.audience },
    final: true,
    audit: [{ action: "campaigns.cancel", customerId: null, detail: { campaignId: last.id } }],
  };
}

function recent(turn: Turn) {
  return lastCampaign(turn.tx, turn.staff.id, new Date(turn.now.getTime() - RECENT_DAYS * DAY_MS));
}

function missing(what: string, example: string): { result: Refusal } {
  return { result: { kind: "missing", what, example } };
}
