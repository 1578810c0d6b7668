// Looks a topic up and fits it to the customer in front of the associate: named, or still on show. Writes nothing.
import { minutesOf } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { CustomerRef, Outcome, Turn } from "../../skill.ts";
import { houseTopics } from "./house.ts";
import type { CoachingPlan } from "./plan.ts";
import { type About, type ChosenLine, likingOf, linesFor, type Reminder, reminderOf } from "./rules.ts";
import { loadAbout, storeName } from "./store.ts";
import { findTopic } from "./topics.ts";

export type CoachingResult =
  | {
      kind: "script";
      title: string;
      lines: ChosenLine[];
      about: { name: string; warnings: string[]; reminder: Reminder | null } | null;
    }
  | { kind: "no-script"; topic: string; titles: string[] }
  | { kind: "topics"; titles: string[] };

export async function handle(
  turn: Turn,
  plan: CoachingPlan,
  customer: CustomerRef | null,
): Promise<Outcome<CoachingResult>> {
  const topics = houseTopics();
  const titles = topics.map(({ title }) => title);
  switch (plan.kind) {
    case "coaching.topics":
      return { result: { kind: "topics", titles } };
    case "coaching.script": {
      const topic = findTopic(topics, plan.topic);
      if (topic === null) return { result: { kind: "no-script", topic: plan.topic, titles } };
      const id = customer?.id ?? turn.shown.focus;
      const about = id === null ? null : await loadAbout(turn.tx, id);
      const lines = linesFor(topic, { hour: hourOf(turn), about, values: await valuesOf(turn, about) });
      const hers = about && { name: about.name, warnings: about.warnings, reminder: reminderOf(about) };
      return {
        result: { kind: "script", title: topic.title, lines, about: hers },
        audit: about === null ? [] : [{ action: plan.kind, customerId: id }],
      };
    }
    default:
      return unreachable(plan);
  }
}

const hourOf = ({ now, zone }: Turn): number => Math.floor(minutesOf(now, zone) / 60);

async function valuesOf({ tx, staff }: Turn, about: About | null) {
  const liking = about && likingOf(about);
  const shop = staff.storeId === null ? null : await storeName(tx, staff.storeId);
  return {
    店名: shop ?? "我们店",
    导购: staff.name,
    ...(liking ? { 喜好: liking } : {}),
    ...(about?.lastItem ? { 上次: about.lastItem } : {}),
  };
}
