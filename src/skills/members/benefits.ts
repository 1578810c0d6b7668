// Benefits as rows: which tiers have one, for which occasion, whether it holds today; and what a sentence about a new one
// says of all that. Drafts quote a row's words and nothing else. Pure.
import type { Day } from "../../calendar/day.ts";

export interface Benefit {
  /** gift | discount | points | coupon | service */
  kind: string;
  text: string;
  occasion: string | null;
  /** Empty means all. */
  tiers: readonly string[];
  activeFrom: Day | null;
  activeTo: Day | null;
}

/** As stored: to be stopped, it has to be named. */
export interface BenefitRow extends Benefit {
  id: string;
}

interface Tier {
  name: string;
  aliases: readonly string[];
}

export function holds(benefit: Pick<Benefit, "activeFrom" | "activeTo">, day: Day): boolean {
  return (benefit.activeFrom ?? day) <= day && day <= (benefit.activeTo ?? day);
}

export function isFor(benefit: Pick<Benefit, "tiers">, tier: string | null): boolean {
  return benefit.tiers.length === 0 || (tier !== null && benefit.tiers.includes(tier));
}

/** Tables come with the occasion in either language. */
const OCCASION_KEYS: Readonly<Record<string, string>> = {
  生日: "birthday",
  节日: "holiday",
  首购: "thanks",
  首次购买: "thanks",
  纪念日: "anniversary",
  召回: "winback",
  道歉: "apology",
  投诉: "complaint",
  新客: "lead",
  首次到店: "lead",
  补货: "replenish",
  复购: "replenish",
  促销: "promotion",
  活动: "promotion",
};

/** When it is meant for; one that names no occasion is for promotions. */
export function occasionOf({ occasion }: Pick<Benefit, "occasion">): string {
  return occasion === null ? "promotion" : (OCCASION_KEYS[occasion] ?? occasion);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/折/u, "discount"],
  [/积分/u, "points"],
  [/券|抵扣|立减|代金/u, "coupon"],
  [/礼|赠|送|小样/u, "gift"],
];
const OCCASIONS: readonly (readonly [RegExp, string])[] = [
  [/生日/u, "birthday"],
  [/首购|复购|第一次买|首单/u, "thanks"],
  [/召回|回归|老客回来|唤醒/u, "winback"],
  [/周年|纪念日/u, "anniversary"],
];

/** 「生日当月8.8折，金卡以上」 → its words without the tiers, who has it, when it is meant for. */
export function benefitSaid(said: string, tiers: readonly Tier[]): Omit<Benefit, "activeFrom" | "activeTo"> {
  const names = tiers.flatMap((tier, rank) => [tier.name, ...tier.aliases].map((name) => ({ name, rank })));
  // The longer name first: 金卡会员 before 金卡.
  const word = names
    .map(({ name }) => name)
    .sort((a, b) => b.length - a.length)
    .join("|");
  const upward = new RegExp(
    `(?:适用于?|仅限?|限)?(${word})(?:会员|客户)?(?:及|或)?(?:以上|起)(?:会员|客户)?(?:有|可用|适用|专享)?`,
    "u",
  );
  const listed = new RegExp(
    `(?:适用于?|仅限?|限|只给|给)(?:${word})(?:(?:、|和|或)(?:${word}))*(?:会员|客户)?(?:可用|专享|用)?`,
    "u",
  );
  const rankOf = (name: string) => names.find((one) => one.name === name)?.rank ?? 0;
  const up = upward.exec(said);
  const list = up === null ? listed.exec(said) : null;
  const ranks = up
    ? tiers.map((_, rank) => rank).filter((rank) => rank >= rankOf(up[1] ?? ""))
    : [...(list?.[0].match(new RegExp(word, "gu")) ?? [])].map(rankOf);
  const text = said
    .replace(up?.[0] ?? list?.[0] ?? "", "")
    .replace(/^[\s，,、；;：:。]+|[\s，,、；;：:。]+$/gu, "")
    .replace(/([，,；;])[\s，,；;]+/gu, "$1");
  return {
    kind: KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? "service",
    text,
    occasion: OCCASIONS.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    tiers: [...new Set(ranks)].sort((a, b) => a - b).map((rank) => tiers[rank]?.name ?? ""),
  };
}
