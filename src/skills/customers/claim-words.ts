// How a contradiction is told: both sides, who said so and when, and three taps.
import { dayOf } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Card } from "../../message.ts";
import type { Turn, Words } from "../../skill.ts";
import type { Claim } from "./claims-store.ts";
import { type ClaimResult, canKeepBoth } from "./handle-claims.ts";
import { sayDay } from "./say.ts";

type When = Pick<Turn, "zone" | "today" | "staff">;

export function claimWords(result: ClaimResult, turn: When): Words {
  switch (result.kind) {
    case "claimed": {
      const card = claimCard(result.claim, turn);
      return { text: `${card.title}\n${card.body}`, cards: [card], cardsSayAll: true };
    }
    case "claim-settled":
      return {
        text: settled(result.claim, result.as),
        settled: { new: "用新的", old: "留旧的", both: "都留着" }[result.as],
      };
    case "no-claim":
      return { text: "没有等您定的两种说法。", settled: "已定过了" };
    case "claims": {
      if (result.claims.length === 0)
        return { text: `${result.name === "" ? "现在" : result.name}没有说法不一致的资料。` };
      const cards = result.claims.slice(0, CARDS_MAX).map((claim) => claimCard(claim, turn));
      return { text: cards.map((card) => `${card.title}\n${card.body}`).join("\n"), cards, cardsSayAll: true };
    }
    default:
      return unreachable(result);
  }
}

/** One screen; the rest comes when these are settled. */
const CARDS_MAX = 3;

export function claimCard(claim: Claim, turn: When): Card {
  const old = source(claim.oldBy, claim.oldAt, turn);
  const fresh = source(claim.newBy, claim.recordedAt, turn);
  const both = canKeepBoth(claim);
  return {
    id: `claim-${claim.id}`,
    title: `${claim.customer}的${claim.what}有两种说法`,
    body: `原来：${claim.oldShown}${old}\n现在：${claim.newShown}${fresh}\n${claim.newFactId === null ? "先按原来的。" : "先都留着。"}回「用新的」「留旧的」${both ? "「两个都留」" : ""}就行。`,
    buttons: [
      { key: `customers:new:${claim.id}`, text: "用新的", style: "primary" },
      { key: `customers:old:${claim.id}`, text: "留旧的", style: "plain" },
      ...(both ? [{ key: `customers:both:${claim.id}`, text: "两个都留", style: "plain" as const }] : []),
    ],
  };
}

/** （林悦9月10日说的） · （登记时的，2025年1月5日） */
function source(by: string | null, at: Date | null, turn: When): string {
  const day = at === null ? "" : sayDay(dayOf(at, turn.zone), turn.today);
  if (by === null) return day === "" ? "" : `（${day}登记的）`;
  return `（${by === turn.staff.name ? "您" : by}${day}说的）`;
}

function settled(claim: Claim, as: "new" | "old" | "both"): string {
  const { customer, what, oldShown, newShown } = claim;
  switch (as) {
    case "new":
      return `好，${customer}的${what}改成${newShown}，原来的${oldShown}留在记录里。`;
    case "old":
      return `好，${customer}的${what}还是${oldShown}。`;
    case "both":
      return `好，${customer}的${what}两种说法都留着：${oldShown}、${newShown}。`;
    default:
      return unreachable(as);
  }
}
