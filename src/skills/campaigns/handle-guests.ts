// Who comes to an event: an answer told by the associate, and the list of all.
import { addDays, dayOf, instantOf } from "../../calendar/day.ts";
import { type CustomerRef, type Outcome, SHOWN_MAX, type Turn } from "../../skill.ts";
import { eventIn, invitesTo, isSameEvent, roundStart, SOME_EVENT } from "./events.ts";
import {
  type Answer,
  addAnswerTouch,
  answersSince,
  type Invitation,
  invitationsSince,
  saveAnswer,
} from "./guest-store.ts";
import type { GuestsPlan, RsvpPlan } from "./plan.ts";
import type { CampaignsResult, GuestGroup } from "./result.ts";

/** What went out earlier invited to something that is over. */
const INVITED_DAYS = 60;
const NAMES_MAX = 5;

export async function rsvp(turn: Turn, said: RsvpPlan, customer: CustomerRef): Promise<Outcome<CampaignsResult>> {
  const { tx, now } = turn;
  const invited = (await invitationsSince(tx, sinceOf(turn), customer.id)).find(({ text }) =>
    invitesTo(text, said.event),
  );
  const event = said.event ?? (invited && eventIn(invited.text)) ?? SOME_EVENT;
  const { before, undo } = await saveAnswer(tx, {
    customerId: customer.id,
    event,
    answer: said.answer,
    party: said.party,
    campaignId: invited?.campaignId ?? null,
    recordedById: turn.staff.id,
    sourceMessageId: turn.messageId,
    answeredAt: now,
  });
  const topic = `${event}${topics[said.answer]}`;
  const touched = await addAnswerTouch(tx, { customerId: customer.id, staffId: turn.staff.id, topic, at: now });
  return {
    result: { kind: "answered", name: customer.name, event, answer: said.answer, party: said.party, before },
    shown: { focus: customer.id },
    undo: [undo, touched],
    audit: [{ action: "campaigns.rsvp", customerId: customer.id, detail: { event, answer: said.answer } }],
  };
}
/** As it stands in her history. */
const topics: Readonly<Record<RsvpPlan["answer"], string>> = { yes: "会来", no: "来不了", maybe: "还没定" };

export async function guests(turn: Turn, said: GuestsPlan): Promise<Outcome<CampaignsResult>> {
  const invitations = await invitationsSince(turn.tx, sinceOf(turn));
  const answers = await answersSince(turn.tx, sinceOf(turn));
  const event = said.event ?? latestEvent(invitations, answers);
  if (event === null) return { result: { kind: "no-guests", event: null } };
  const named = event === SOME_EVENT ? null : event;

  const answered = answers.filter((one) => isSameEvent(one.event, event));
  const invited = invitations.filter(({ text }) => invitesTo(text, named));
  const start = roundStart([...answered, ...invited].map(({ at }) => dayOf(at, turn.zone)));
  if (start === null) return { result: { kind: "no-guests", event: said.event } };
  const since = instantOf(start, "00:00", turn.zone);
  const inRound = answered.filter(({ at }) => at >= since);
  const heard = new Set(inRound.map(({ customerId }) => customerId));
  const waiting = onceEach(invited.filter(({ at, customerId }) => at >= since && !heard.has(customerId)));
  const [yes, maybe, no] = (["yes", "maybe", "no"] as const).map((answer) =>
    onceEach(inRound.filter((one) => one.answer === answer)),
  ) as [Answer[], Answer[], Answer[]];

  const all = said.waiting ? waiting : [...yes, ...maybe, ...no, ...waiting];
  const customers = onceEach(all)
    .map(({ customerId }) => customerId)
    .slice(0, SHOWN_MAX);
  return {
    result: {
      kind: "guests",
      list: {
        event,
        coming: yes.reduce((sum, { party }) => sum + (party ?? 1), 0),
        yes: groupOf(yes),
        maybe: groupOf(maybe),
        no: groupOf(no),
        waiting: groupOf(waiting),
        onlyWaiting: said.waiting,
        shown: customers.length,
      },
    },
    shown: { customers, focus: null, find: null, offset: 0, rest: null },
    audit: [{ action: "campaigns.guests", customerId: null, detail: { event, count: all.length } }],
  };
}

/** Of what was last invited to or answered; an invitation without a name is called as it was answered. */
function latestEvent(invitations: readonly Invitation[], answers: readonly Answer[]): string | null {
  const answer = answers[0] ?? null;
  const invitation = invitations.find(({ text }) => invitesTo(text, null)) ?? null;
  if (invitation === null || (answer !== null && answer.at >= invitation.at)) return answer?.event ?? null;
  const told = answers.find((one) => one.campaignId !== null && one.campaignId === invitation.campaignId);
  return eventIn(invitation.text) ?? told?.event ?? SOME_EVENT;
}

function groupOf(people: readonly { name: string }[]): GuestGroup {
  return { count: people.length, names: people.slice(0, NAMES_MAX).map(({ name }) => name) };
}

/** Of several rows about one customer the first. */
function onceEach<Row extends { customerId: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ customerId }) => !seen.has(customerId) && seen.add(customerId));
}

function sinceOf({ today, zone }: Turn): Date {
  return instantOf(addDays(today, -INVITED_DAYS), "00:00", zone);
}
